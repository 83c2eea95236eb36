"""Searching in the window: as the reader types, with the keyboard alone."""

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gutbrain_app.core.index.outcomes import Hit, NoHits
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.search_panel import HitModel, SearchPanel, Suggestion, spoken_row
from gutbrain_app.ui.theme import named_theme

HIT = Hit(
    "vagus#x", "The vagus nerve", "How it <b>travels</b>", ("Routes", "The vagus nerve"),
    "Cells release serotonin.", ((14, 23),), (), "animal", 1.0, ("seretonin → serotonin",),
)  # fmt: skip


def rows(window: MainWindow) -> list[str]:
    model = window.furnishing.results.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = HitModel()
    model.set_rows((HIT, Suggestion("nearer", "Search for this instead", query="nearer")))
    qtmodeltester.check(model)


def test_typing_shows_results_in_the_place_of_the_tree(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.left.box, "seroton")
    assert window.furnishing.results.isVisible()
    assert not window.left.tree.isVisible()
    assert any("Serotonin" in row for row in rows(window))
    assert "section" in window.furnishing.results.status.text()


def test_enter_opens_the_chosen_section_with_its_words_marked(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(window.left.box, "serotonin made gut")
    qtbot.keyClick(window.left.box, Qt.Key.Key_Return)
    assert window.article.article is not None
    assert window.article.article.topic == "serotonin"
    assert window.article.extraSelections()
    assert window.furnishing.results.isVisible()


def test_the_arrows_walk_the_results_while_the_box_keeps_the_keyboard(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(window.left.box, "serotonin")
    first = window.furnishing.results.list.currentIndex().row()
    qtbot.keyClick(window.left.box, Qt.Key.Key_Down)
    assert window.furnishing.results.list.currentIndex().row() == first + 1
    assert window.left.box.hasFocus()


def test_escape_leads_back_to_the_tree(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.left.box, "serotonin")
    qtbot.keyClick(window.left.box, Qt.Key.Key_Escape)
    assert window.left.box.text() == ""
    assert window.left.tree.isVisible()


def test_the_bar_counts_the_matches_and_f3_walks_them(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.left.box, "serotonin")
    qtbot.keyClick(window.left.box, Qt.Key.Key_Return)
    bar = window.furnishing.matching.bar
    total = len(window.article.extraSelections())
    assert bar.text == f"1 of {total} matches"
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert bar.text == f"2 of {total} matches"
    qtbot.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.text == f"1 of {total} matches"


def test_escape_in_the_article_takes_the_marks_away_first(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClicks(window.left.box, "serotonin")
    qtbot.keyClick(window.left.box, Qt.Key.Key_Return)
    window.article.setFocus()
    window.furnishing.actions["topics"].trigger()
    assert not window.furnishing.matching.is_open
    assert not window.article.extraSelections()
    assert window.furnishing.results.isVisible()
    window.furnishing.actions["topics"].trigger()
    assert window.left.tree.isVisible()


def test_nothing_found_is_never_an_empty_pane(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.left.box, "zzzzqqq")
    assert window.furnishing.results.status.text()


def test_a_suggestion_is_searched_when_it_is_chosen(qtbot: QtBot) -> None:
    panel = SearchPanel(named_theme("light"))
    qtbot.addWidget(panel)
    panel.show_outcome(NoHits(("serotonin",), (("vagus", "The vagus nerve"),), "Nothing found."))
    with qtbot.waitSignal(panel.query_requested) as told:
        panel.open_chosen()
    assert told.args == ["serotonin"]


def test_a_row_is_spoken_with_heading_path_snippet_and_evidence() -> None:
    spoken = spoken_row(HIT)
    assert spoken.startswith("How it <b>travels</b>. Routes › The vagus nerve. Cells release")
    assert "Evidence: animal." in spoken
    assert "seretonin → serotonin" in spoken


def test_any_text_may_be_typed(window: MainWindow) -> None:
    for query in (
        '"',
        "a:b:",
        "((",
        "*",
        "\\",
        "%s",
        "<img src=x>",
        "\x00",
        "é" * 500,
        "-",
        "title:",
    ):
        window.left.box.setText(query)
        assert window.furnishing.results.status.text() or not query.strip()
