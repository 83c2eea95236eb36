"""Searching in the window: as the reader types, with the keyboard alone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gutbrain_app.core.index.outcomes import Hit, NoHits
from gutbrain_app.core.settings import SettingsFile
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.row_model import ROW_ROLE
from gutbrain_app.ui.search_panel.facets import Facet, FacetModel
from gutbrain_app.ui.search_panel.link_line import LinkLine
from gutbrain_app.ui.search_panel.panel import SearchPanel, SearchRows
from gutbrain_app.ui.search_panel.rows import (
    CaptionRow,
    Deed,
    HitRow,
    LineRow,
    OfferRow,
    OpenPlace,
    SearchFor,
    TableRow,
    TopicRow,
    hit_rows,
    instead_rows,
    spoken_row,
)
from gutbrain_app.ui.theme import named_theme

HIT = Hit(
    "vagus#x", "The vagus nerve", "How it <b>travels</b>", ("Routes", "The vagus nerve"),
    "Cells release serotonin.", ((14, 23),), (), "animal", 1.0, ("seretonin → serotonin",),
)  # fmt: skip
CONTROL = Qt.KeyboardModifier.ControlModifier


def hit(place: str, *why: str) -> Hit:
    topic, _, heading = place.partition("#")
    return Hit(place, topic, heading, ("Part", topic), "Text.", (), (), "", 1.0, why)


def rows(window: MainWindow) -> list[str]:
    model = window.furnishing.results.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def status(window: MainWindow) -> str:
    return window.furnishing.results.status.text()


def chosen(window: MainWindow) -> str:
    return str(window.furnishing.results.list.currentIndex().data())


def choose(window: MainWindow, beginning: str) -> None:
    """Walk down in the search box until a row is the chosen one."""
    for _ in range(40):
        if chosen(window).startswith(beginning):
            return
        window.left.box.step_requested.emit(1)
    raise AssertionError(f"{beginning} is not among {rows(window)}")


@pytest.fixture
def asking(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the keyboard in the search box."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.furnishing.actions["search"].trigger()
    assert window.left.box.hasFocus()
    return window


def test_the_models_keep_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = SearchRows()
    kinds = (CaptionRow("a"), LineRow("b", SearchFor("b")), TableRow("c", "d"))
    model.set_rows((HitRow(HIT, ()), TopicRow("t", "p", "vagus", ()), *kinds))
    qtmodeltester.check(model)
    facets = FacetModel()
    facets.set_rows((Facet("animal", "3", chosen=True), Facet("", "+4")))
    qtmodeltester.check(facets)


def test_typing_shows_results_in_the_place_of_the_tree(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.left.box, "seroton")
    assert window.furnishing.results.isVisible()
    assert not window.left.tree.isVisible()
    assert any("Serotonin" in row for row in rows(window))
    assert "section" in status(window)


def test_hits_of_one_topic_stand_together_where_its_best_one_is() -> None:
    found = hit_rows([hit("a#1"), hit("b#1"), hit("a#2"), hit("c")])
    assert [type(row) for row in found] == [TopicRow, HitRow, HitRow, HitRow, HitRow]
    places = [row.hit.place for row in found if isinstance(row, HitRow)]
    assert places == ["a#1", "a#2", "b#1", "c"]


def test_a_reason_that_all_hits_of_a_topic_have_is_said_once() -> None:
    topic, first, second = hit_rows([hit("a#1", "x = y", "also z"), hit("a#2", "x = y")])
    assert isinstance(topic, TopicRow)
    assert isinstance(first, HitRow)
    assert isinstance(second, HitRow)
    assert (topic.why, first.why, second.why) == (("x = y",), ("also z",), ())


def test_enter_opens_the_chosen_section_with_its_words_marked(
    asking: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(asking.left.box, "serotonin made gut")
    qtbot.keyClick(asking.left.box, Qt.Key.Key_Return)
    assert asking.article.article is not None
    assert asking.article.article.topic == "serotonin"
    assert asking.article.marks("matches")
    assert asking.furnishing.results.isVisible()
    assert asking.article.hasFocus()


def test_control_enter_opens_and_keeps_the_keyboard_at_the_results(
    asking: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(asking.left.box, "serotonin")
    qtbot.keyClick(asking.left.box, Qt.Key.Key_Return, CONTROL)
    assert asking.article.marks("matches")
    assert asking.left.box.hasFocus()
    results = asking.furnishing.results.list
    results.setFocus()
    qtbot.keyClick(results, Qt.Key.Key_Return, CONTROL)
    assert results.hasFocus()
    qtbot.keyClick(results, Qt.Key.Key_Return)
    assert asking.article.hasFocus()


def test_the_arrows_walk_the_hits_while_the_box_keeps_the_keyboard(
    asking: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(asking.left.box, "serotonin")
    results = asking.furnishing.results.list
    walked = []
    for _ in range(3):
        walked.append(results.currentIndex().data(ROW_ROLE))
        qtbot.keyClick(asking.left.box, Qt.Key.Key_Down)
    assert all(isinstance(row, HitRow) for row in walked)
    assert len({row.hit.place for row in walked}) == len(walked)
    qtbot.keyClick(asking.left.box, Qt.Key.Key_Up)
    assert asking.left.box.hasFocus()


def test_a_click_on_a_topic_s_line_opens_the_topic(window: MainWindow, qtbot: QtBot) -> None:
    window.article.open_place(window.article.place or pytest.fail("nothing is read"))
    window.left.box.setText("serotonin")
    results = window.furnishing.results.list
    model = results.model()
    lines = [model.index(row, 0) for row in range(model.rowCount())]
    line = next(at for at in lines if isinstance(at.data(ROW_ROLE), TopicRow))
    qtbot.mouseClick(
        results.viewport(), Qt.MouseButton.LeftButton, pos=results.visualRect(line).center()
    )
    assert window.article.place is not None
    assert window.article.place.topic == line.data(ROW_ROLE).place


def test_escape_leads_back_to_the_tree(asking: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(asking.left.box, "serotonin")
    qtbot.keyClick(asking.left.box, Qt.Key.Key_Escape)
    assert asking.left.box.text() == ""
    assert asking.left.tree.isVisible()
    assert asking.left.tree.view.hasFocus()


def test_the_bar_counts_the_matches_and_f3_walks_them(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.left.box, "serotonin")
    qtbot.keyClick(window.left.box, Qt.Key.Key_Return)
    bar = window.furnishing.matching.bar
    total = len(window.article.marks("matches"))
    assert bar.text == f"1 of {total} matches"
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert bar.text == f"2 of {total} matches"
    qtbot.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.text == f"1 of {total} matches"


def test_escape_in_the_article_takes_the_marks_away_first(asking: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(asking.left.box, "serotonin")
    qtbot.keyClick(asking.left.box, Qt.Key.Key_Return)
    asking.furnishing.actions["topics"].trigger()
    assert not asking.furnishing.matching.is_open
    assert not asking.article.marks("matches")
    assert asking.furnishing.results.isVisible()
    asking.furnishing.actions["topics"].trigger()
    assert asking.left.tree.isVisible()


def test_facets_narrow_the_results_and_let_go_again(asking: MainWindow, qtbot: QtBot) -> None:
    asking.left.box.setText("serotonin")
    every = status(asking)
    parts = asking.furnishing.results.facets["part"]
    assert parts.isVisible()
    model = parts.model()
    first: Facet = model.index(0, 0).data(ROW_ROLE)
    parts.setFocus()
    parts.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(parts, Qt.Key.Key_Space)
    assert status(asking).startswith(first.count)
    assert status(asking) != every
    assert model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert parts.hasFocus()
    qtbot.keyClick(parts, Qt.Key.Key_Space)
    assert status(asking) == every


def test_a_chosen_facet_stays_in_sight(window: MainWindow) -> None:
    window.left.box.setText("serotonin")
    facets = window.furnishing.results.facets["evidence"]
    counts = [(f"kind of evidence {number}", number) for number in range(9)]
    facets.show_counts(counts, ("kind of evidence 7", "gone"))
    first, second = (facets.model().index(row, 0).data(ROW_ROLE) for row in (0, 1))
    assert first == Facet("gone", "0", chosen=True)
    assert second == Facet("kind of evidence 7", "7", chosen=True)


def test_a_facet_can_be_left_when_it_has_nothing(window: MainWindow) -> None:
    window.left.box.setText("serotonin")
    window.furnishing.results.facet_toggled.emit("part", "Routes")
    window.left.box.setText("messenger")
    assert rows(window)[0] == "Search in all parts and all evidence"
    window.furnishing.results.open_chosen()
    assert "1 section" in status(window)


def test_the_facets_go_with_the_search(window: MainWindow) -> None:
    window.left.box.setText("serotonin")
    every = status(window)
    window.furnishing.results.facet_toggled.emit("part", "Routes")
    window.left.box.clear()
    window.left.box.setText("serotonin")
    assert status(window) == every


def test_many_values_fold_into_one_line(window: MainWindow, qtbot: QtBot) -> None:
    window.left.box.setText("serotonin")
    facets = window.furnishing.results.facets["evidence"]
    counts = [(f"kind of evidence {number}", number) for number in range(9)]
    facets.show_counts(counts, ())
    folded, height = facets.model().rowCount(), facets.height()
    assert folded < 9
    last = facets.model().index(folded - 1, 0)
    assert last.data() == f"Show {9 - folded + 1} more"
    facets.clicked.emit(last)
    assert facets.model().rowCount() == 10
    assert facets.height() > height


def test_a_search_is_repeated_exactly_and_back_by_the_same_key(
    asking: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(asking.left.box, "seretonin")
    exact = asking.furnishing.results.exact
    assert exact.accessibleName() == "Search exactly for “seretonin”"
    assert any("Serotonin" in row for row in rows(asking))
    asking.furnishing.actions["search_exactly"].trigger()
    assert "exactly as typed" in status(asking)
    assert exact.accessibleName() == "Exactly as typed · search for alike words too"
    qtbot.mouseClick(exact, Qt.MouseButton.LeftButton)
    assert any("Serotonin" in row for row in rows(asking))


def test_the_line_for_the_exact_search_fits_any_width_and_shows_what_was_typed(
    qtbot: QtBot,
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    line = LinkLine(parent)
    line.resize(200, 20)
    line.show_words("Search exactly for “gut&brain " + "x" * 99)
    assert "gut&&brain" in line.text()
    assert line.text().endswith("…")


def test_a_long_query_does_not_widen_the_column(window: MainWindow) -> None:
    window.splitter.setSizes([210, 800, 280])
    before = window.left.width()
    window.left.box.setText("seretonin " * 9)
    QApplication.processEvents()
    assert window.furnishing.results.exact.isVisible()
    assert window.left.width() == before


def test_more_hits_follow_and_the_reader_goes_on_from_where_he_was(
    asking: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gutbrain_app.ui.main_window.searching.FIRST_HITS", 3)
    asking.left.box.setText("words OR filler OR serotonin OR part")
    choose(asking, "Show more")
    asking.furnishing.results.open_chosen()
    assert len(rows(asking)) > 10
    assert asking.furnishing.results.list.currentIndex().row() > 2


def test_letters_typed_in_the_results_go_on_with_the_query(
    asking: MainWindow, qtbot: QtBot
) -> None:
    asking.left.box.setText("seroto")
    results = asking.furnishing.results
    results.list.setFocus()
    qtbot.keyClicks(results.list, "n")
    assert asking.left.box.hasFocus()
    qtbot.keyClicks(results.facets["part"], "I")
    assert asking.left.box.text() == "serotonI"


def test_the_slash_begins_a_search_and_is_a_letter_in_the_box(
    asking: MainWindow, qtbot: QtBot
) -> None:
    box = asking.left.box
    qtbot.keyClicks(box, "gut/brain")
    assert box.text() == "gut/brain"
    for widget in (asking.article, asking.furnishing.results.list, asking.furnishing.outline):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Slash)
        assert box.hasFocus()
        assert box.text() == "gut/brain"


def test_nothing_found_offers_the_nearest_and_the_help_card(window: MainWindow) -> None:
    window.left.box.setText("zserotoxyzqz")
    assert "Nothing was found" in status(window)
    assert "Nearest topics" in rows(window)
    assert "How to search" in rows(window)


def test_a_suggestion_is_searched_when_it_is_chosen(window: MainWindow) -> None:
    window.left.box.setText("serotoxyzq")
    choose(window, "serotonin")
    window.furnishing.results.open_chosen()
    assert window.left.box.text() == "serotonin"
    assert "section" in status(window)


def test_a_near_topic_is_opened_when_it_is_chosen(qtbot: QtBot) -> None:
    panel = SearchPanel(named_theme("light"))
    qtbot.addWidget(panel)
    outcome = NoHits((), (("vagus", "The vagus nerve"),), "Nothing found.")
    panel.show_instead(outcome, instead_rows(outcome, ""), "zz", exact=False)
    with qtbot.waitSignal(panel.place_requested) as told:
        panel.open_chosen()
    assert told.args is not None
    assert str(told.args[0]) == "vagus"


@pytest.mark.parametrize("query", ["serotonin part:nowhere", "serotonin -part:routes tag:x"])
def test_a_filter_without_hits_offers_the_search_without_it(window: MainWindow, query: str) -> None:
    window.left.box.setText(query)
    assert rows(window)[0] == "“serotonin”. Search without the filters"
    window.furnishing.results.open_chosen()
    assert window.left.box.text() == "serotonin"


def test_the_keyboard_in_the_empty_box_shows_help_and_leaving_shows_the_tree(
    asking: MainWindow, qtbot: QtBot
) -> None:
    assert "How to search" in rows(asking)
    assert not asking.left.tree.isVisible()
    asking.article.setFocus()
    assert asking.left.tree.isVisible()


def test_walking_through_the_panels_keeps_the_tree(window: MainWindow) -> None:
    window.activateWindow()
    window.left.box.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.left.tree.isVisible()


def test_every_example_of_the_help_card_finds_something(asking: MainWindow) -> None:
    model = asking.furnishing.results.list.model()
    found = [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]
    examples = [row for row in found if isinstance(row, TableRow) and row.wish]
    assert len(examples) >= 6
    for example in examples:
        choose(asking, example.text)
        asking.furnishing.results.open_chosen()
        assert asking.left.box.text() == example.text
        assert "section" in status(asking), example.text
        asking.left.box.clear()


def test_the_help_card_comes_over_the_results_and_goes(asking: MainWindow) -> None:
    asking.left.box.setText("serotonin")
    results = rows(asking)
    asking.furnishing.actions["search_help"].trigger()
    assert "How to search" in rows(asking)
    asking.furnishing.actions["search_help"].trigger()
    assert rows(asking) == results


def test_searches_that_led_somewhere_are_offered_again(asking: MainWindow, qtbot: QtBot) -> None:
    box = asking.left.box
    qtbot.keyClicks(box, "messenger")
    box.clear()
    qtbot.keyClicks(box, " serotonin  gut")
    qtbot.keyClick(box, Qt.Key.Key_Return, CONTROL)
    box.clear()
    assert asking.settings.recent_searches == ("serotonin gut",)
    assert rows(asking)[:2] == ["Recent searches", "serotonin gut"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "serotonin gut"


def test_recent_searches_are_wiped_and_switched_off(
    asking: MainWindow, qtbot: QtBot, home: Path
) -> None:
    box, panel = asking.left.box, asking.furnishing.results

    def search_and_open() -> None:
        box.setText("serotonin")
        panel.open_chosen(stay=True)
        box.clear()

    search_and_open()
    choose(asking, "Forget these searches")
    panel.open_chosen()
    assert not asking.settings.recent_searches
    search_and_open()
    choose(asking, "Keep no searches")
    panel.open_chosen()
    search_and_open()
    assert not asking.settings.recent_searches
    assert SettingsFile(home / "config" / "settings.json").settings.keep_searches is False
    choose(asking, "Searches are not kept: keep them")
    panel.open_chosen()
    asking.furnishing.actions["private"].trigger()
    search_and_open()
    assert not asking.settings.recent_searches
    asking.furnishing.actions["private"].trigger()
    search_and_open()
    assert asking.settings.recent_searches == ("serotonin",)


def test_a_row_is_spoken_with_heading_path_snippet_and_evidence() -> None:
    spoken = spoken_row(HitRow(HIT, ()))
    assert spoken.startswith("How it <b>travels</b>. Routes › The vagus nerve. Cells release")
    assert "Evidence: animal." in spoken
    assert "seretonin → serotonin" in spoken
    assert spoken_row(OfferRow("a", "b", OpenPlace("c"))) == "a. b"
    assert spoken_row(LineRow("a", Deed("more"))) == "a"


def test_a_search_while_the_library_is_built_anew_is_answered_from_the_old_index(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window()
    before = window.library
    window.furnishing.actions["rebuild"].trigger()
    window.left.box.setText("serotonin")
    assert window.library is before
    found = rows(window)
    assert any("Serotonin" in row for row in found)
    qtbot.waitUntil(lambda: window.opener._process is None, timeout=30_000)
    assert rows(window) == found


def test_a_damaged_index_is_made_anew_while_the_reader_waits_and_is_told(
    open_window: Callable[..., MainWindow],
    built_cache: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setenv("GUTBRAIN_HOME", str(tmp_path / "own"))
    shutil.copytree(built_cache, tmp_path / "own" / "cache")
    for path in (tmp_path / "own").rglob("index/*.store"):
        path.write_bytes(b"damaged")
    window = open_window()
    window.left.box.setText("serotoni")
    window.left.box.setText("serotonin")
    assert "damaged and is being made anew" in status(window)
    qtbot.waitUntil(lambda: any("Serotonin" in row for row in rows(window)), timeout=30_000)
    assert "section" in status(window)


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
        "part:",
        "\U0001d53b",
        "evidence:human " * 50,
    ):
        window.left.box.setText(query)
        QApplication.processEvents()
        assert status(window) or not query.strip()


@pytest.mark.parametrize("width", [210, 900])
def test_every_kind_of_row_is_painted_at_any_width(qtbot: QtBot, width: int) -> None:
    panel = SearchPanel(named_theme("dark"))
    qtbot.addWidget(panel)
    panel.resize(width, 700)
    long = Hit("a#b", "T" * 300, "H" * 300, ("P" * 300, "T" * 300), "word " * 40, ((0, 4),), (),
               "human observational", 1.0, ("x" * 300,))  # fmt: skip
    kinds = (CaptionRow("c"), OfferRow("o", "d", SearchFor("o")), LineRow("l", Deed("more")))
    panel.show_guide("Sentence.", (*hit_rows([long, long, HIT]), *kinds, TableRow("t", "d")))
    panel.show()
    image = panel.grab().toImage()
    middle = [image.pixelColor(QPoint(x, 60)).name() for x in range(image.width())]
    assert len(set(middle)) > 1
