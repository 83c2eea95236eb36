"""What was read is found again where it was left; in private nothing is noted."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gutbrain_app.core.history import History
from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.recent_dialog import RecentDialog, moment_words


def noted(home: Path) -> list[str]:
    return [visit.topic for visit in History(home / "data" / "history.json").visits]


def choose_in_tree(window: MainWindow, topic: str) -> None:
    window.left.tree.place_requested.emit(Place(topic))


def recent(window: MainWindow) -> RecentDialog:
    window.furnishing.actions["recent"].trigger()
    dialog = window.findChild(RecentDialog)
    assert dialog is not None
    return dialog


def first_line(window: MainWindow) -> int:
    article = window.article
    return article.cursorForPosition(article.viewport().rect().topLeft()).position()


def test_an_article_chosen_in_the_tree_opens_where_it_was_left(
    window: MainWindow, qtbot: QtBot
) -> None:
    choose_in_tree(window, "long")
    window.article.verticalScrollBar().setValue(3210)
    line = first_line(window)
    window.furnishing.remembering.note()
    choose_in_tree(window, "vagus")
    assert window.article.verticalScrollBar().value() == 0
    choose_in_tree(window, "long")
    assert first_line(window) == line
    # Chosen once more, and by a link, it opens at its beginning.
    window.article.open_place(Place("vagus"))
    window.article.open_place(Place("long"))
    assert window.article.verticalScrollBar().value() == 0


def test_the_line_of_the_last_session_returns(
    open_window: Callable[..., MainWindow], home: Path
) -> None:
    first = open_window("long#part-5")
    first.article.verticalScrollBar().setValue(first.article.verticalScrollBar().value() + 150)
    line = first_line(first)
    first.close()
    assert noted(home) == ["long"]
    second = open_window("")
    assert second.article.place == Place("long", "part-5")
    assert first_line(second) == line


def test_the_list_leads_back_and_forgets(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    for place in (Place("long", "part-5"), Place("serotonin")):
        window.article.open_place(place)
        window.furnishing.remembering.note()
    dialog = recent(window)
    rows = dialog.table.model()
    titles = [rows.index(row, 0).data() for row in range(rows.rowCount())]
    assert titles == ["Serotonin", "Long"]
    assert rows.index(1, 1).data() == "Part 5"
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert dialog.table.rowCount() == 1
    assert noted(home) == ["long"]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert window.article.place == Place("long", "part-5")


def test_the_first_that_fits_the_filter_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    for place in (Place("long", "part-5"), Place("serotonin")):
        window.article.open_place(place)
        window.furnishing.remembering.note()
    dialog = recent(window)
    dialog.filter.setText("part 5")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert window.article.place == Place("long", "part-5")


def test_all_is_forgotten_at_once(window: MainWindow, home: Path) -> None:
    window.article.open_place(Place("long", "part-3"))
    window.save_session()
    window.article.open_place(Place("vagus"))
    window.save_session()
    assert set(noted(home)) >= {"vagus"}
    dialog = recent(window)
    dialog.wipe.click()
    assert dialog.table.rowCount() == 0
    assert not dialog.go.isEnabled()
    assert noted(home) == []
    kept = (home / "config" / "settings.json").read_text()
    assert "long" not in kept


def test_in_private_nothing_is_recorded_and_the_window_says_so(
    window: MainWindow, home: Path
) -> None:
    window.furnishing.actions["private"].trigger()
    window.article.open_place(Place("long", "part-7"))
    window.furnishing.remembering.note()
    assert window.windowTitle().endswith("(private)")
    assert window.furnishing.strip.private.isVisible()
    window.close()
    assert "long" not in noted(home)
    assert "part-7" not in (home / "config" / "settings.json").read_text()


def test_a_moment_is_told_in_words_and_nonsense_as_it_is() -> None:
    assert moment_words("2026-11-23T10:00:00+00:00").startswith("2026-11-2")
    assert moment_words("yesterday") == "yesterday"
