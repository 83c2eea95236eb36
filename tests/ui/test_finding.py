"""Finding in the page: what is counted, in which order it is walked, and when it ends."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gutbrain_app.core.places import Place
from gutbrain_app.ui.find_field import FindField, find_pattern
from gutbrain_app.ui.main_window.window import MainWindow


@pytest.fixture
def field(window: MainWindow) -> FindField:
    window.article.open_place(Place("serotonin"))
    window.furnishing.actions["find"].trigger()
    field = window.findChild(FindField)
    assert field is not None
    return field


@pytest.mark.parametrize(
    ("typed", "case", "whole", "found"),
    [
        ("gut", False, False, ["gut", "Gut", "gut"]),
        ("gut", True, False, ["gut", "gut"]),
        ("gut", False, True, ["gut", "Gut"]),
        ("gut-brain", False, False, ["Gut–brain"]),
        ("the  reader's", False, False, ["the\nreader’s"]),
        ("a.c", False, False, []),
        ("(2", False, True, ["(2"]),
        ("   ", False, False, None),
    ],
)
def test_what_is_found(typed: str, case: bool, whole: bool, found: list[str] | None) -> None:
    text = "The gut and the Gut–brain axis; guts, said the\nreader’s book (2 of them) abc."
    pattern = find_pattern(typed, case=case, whole=whole)
    assert (pattern.findall(text) if pattern else None) == found


def test_matches_are_counted_and_walked_round_the_page(
    window: MainWindow, field: FindField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field.edit, "made")
    bar = window.furnishing.matching.bar
    assert bar.text == "1 of 2 matches"
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert bar.text == "2 of 2 matches"
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert bar.text == "1 of 2 matches"
    qtbot.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.text == "2 of 2 matches"
    field.case.click()
    field.edit.setText("MADE")
    assert bar.text == "No matches on this page"
    assert bar.isVisible()


def test_escape_ends_finding_and_gives_the_keyboard_to_the_article(
    window: MainWindow, field: FindField, qtbot: QtBot
) -> None:
    window.activateWindow()
    field.edit.setText("made")
    window.furnishing.actions["topics"].trigger()
    assert window.furnishing.matching.bar.isHidden()
    assert not window.article.marks("matches")
    assert window.focusWidget() is window.article


def test_another_article_shows_what_is_looked_for_and_stays_where_it_was_opened(
    window: MainWindow, field: FindField
) -> None:
    field.edit.setText("words")
    window.article.open_place(Place("long", "part-3"))
    assert window.article.place == Place("long", "part-3")
    assert window.furnishing.matching.bar.text == "2400 matches"


def test_selected_words_are_looked_for(window: MainWindow) -> None:
    window.article.open_place(Place("serotonin"))
    cursor = window.article.document().find("messenger")
    window.article.setTextCursor(cursor)
    window.furnishing.actions["find"].trigger()
    field = window.findChild(FindField)
    assert field is not None
    assert field.edit.text() == "messenger"
    assert window.furnishing.matching.bar.text == "1 of 1 match"
