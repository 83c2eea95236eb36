"""Bookmarks in the window: kept, noted, removed, undone, and shared with another window."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gutbrain_app.core.bookmarks.bookmark import new_bookmark
from gutbrain_app.core.places import Place
from gutbrain_app.ui.bookmarks_panel import BookmarkModel
from gutbrain_app.ui.main_window.window import MainWindow


def kept(home: Path) -> list[dict[str, object]]:
    bookmarks: list[dict[str, object]] = json.loads(
        (home / "data" / "bookmarks.json").read_text("utf-8")
    )["bookmarks"]
    return bookmarks


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = BookmarkModel()
    model.set_bookmarks(
        [
            new_bookmark("small", Place("vagus"), "The vagus nerve", ("Routes",)),
            new_bookmark("small", Place("long"), "Long", ("Molecules",), folder="Seminar"),
        ]
    )
    assert model.rowCount() == 3
    qtmodeltester.check(model)


def test_ctrl_d_keeps_the_section_being_read(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    window.article.open_place(Place("long", "part-3"))
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [mark["place"] for mark in kept(home)] == ["long#part-3"]
    assert kept(home)[0]["path"] == ["Molecules", "Long"]
    assert window.furnishing.actions["bookmark"].text() == "Remove this section's &bookmark"


def test_ctrl_d_again_takes_it_away_and_the_notice_brings_it_back(
    window: MainWindow, home: Path
) -> None:
    window.furnishing.bookmarking.toggle()
    window.furnishing.bookmarking.toggle()
    assert kept(home) == []
    button = window.furnishing.notice.findChild(QPushButton)
    assert button is not None
    button.click()
    assert len(kept(home)) == 1


def test_undo_and_redo_reach_the_file(window: MainWindow, home: Path) -> None:
    window.furnishing.bookmarking.toggle()
    window.furnishing.actions["undo"].trigger()
    assert kept(home) == []
    window.furnishing.actions["redo"].trigger()
    assert len(kept(home)) == 1


def test_a_note_is_saved_as_typed(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    window.furnishing.actions["bookmark_note"].trigger()
    qtbot.keyClicks(window.furnishing.bookmarks.note, "for slide 4")
    qtbot.waitUntil(lambda: kept(home)[0]["note"] == "for slide 4")


def test_a_note_is_saved_when_the_window_is_closed_at_once(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    window.furnishing.actions["bookmark_note"].trigger()
    qtbot.keyClicks(window.furnishing.bookmarks.note, "last words")
    window.close()
    assert kept(home)[0]["note"] == "last words"


def test_a_folder_is_shown_above_its_bookmarks(window: MainWindow, home: Path) -> None:
    window.furnishing.bookmarking.toggle()
    panel = window.furnishing.bookmarks
    panel.folder.setCurrentText("Seminar")
    panel.save_edits()
    model = panel.list.model()
    assert model.index(0, 0).data() == "Folder Seminar"
    assert kept(home)[0]["folder"] == "Seminar"


def test_delete_removes_the_chosen_bookmark(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    window.furnishing.bookmarking.toggle()
    qtbot.keyClick(window.furnishing.bookmarks.list, Qt.Key.Key_Delete)
    assert kept(home) == []


def test_enter_opens_the_chosen_bookmark(window: MainWindow, qtbot: QtBot) -> None:
    window.article.open_place(Place("long", "part-3"))
    window.furnishing.bookmarking.toggle()
    window.article.open_place(Place("vagus"))
    qtbot.keyClick(window.furnishing.bookmarks.list, Qt.Key.Key_Return)
    assert window.article.place == Place("long", "part-3")


def test_a_bookmark_whose_place_is_gone_is_told_and_kept(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    window.furnishing.shelf.add(
        new_bookmark("small", Place("vagus", "old-heading"), "Old", ("Routes",))
    )
    window.furnishing.bookmarks.choose(window.furnishing.shelf.bookmarks[0].id)
    qtbot.keyClick(window.furnishing.bookmarks.list, Qt.Key.Key_Return)
    assert "not in this library" in window.furnishing.notice.text
    assert len(kept(home)) == 1


def test_two_windows_keep_each_others_bookmarks(
    open_window: Callable[..., MainWindow], home: Path, qtbot: QtBot
) -> None:
    one, other = open_window("vagus"), open_window("long")
    one.furnishing.bookmarking.toggle()
    other.furnishing.bookmarking.toggle()
    assert {mark["place"] for mark in kept(home)} == {"vagus", "long"}
    qtbot.waitUntil(lambda: len(one.furnishing.shelf.bookmarks) == 2)
    assert one.furnishing.bookmarks.list.model().rowCount() == 2


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="makes a file immutable: root")
def test_a_file_that_cannot_be_written_keeps_the_bookmark_in_memory_and_says_so(
    window: MainWindow, home: Path
) -> None:
    window.furnishing.bookmarking.toggle()
    folder = home / "data"
    if os.system(f"chattr +i '{folder}' 2>/dev/null"):
        pytest.skip("this file system has no immutable folders")
    try:
        window.article.open_place(Place("long"))
        window.furnishing.bookmarking.toggle()
        assert len(window.furnishing.shelf.bookmarks) == 2
        assert window.furnishing.notice.text
    finally:
        os.system(f"chattr -i '{folder}'")


@pytest.mark.parametrize("text", ["", "{", '{"format": "gutbrain-bookmarks", "version": 99}'])
def test_a_file_that_cannot_be_read_is_never_overwritten(
    home: Path, open_window: Callable[..., MainWindow], text: str
) -> None:
    (home / "data").mkdir()
    file = home / "data" / "bookmarks.json"
    file.write_text(text)
    window = open_window()
    assert window.furnishing.notice.text
    window.furnishing.bookmarking.toggle()
    window.close()
    saved = [path for path in file.parent.iterdir() if path.is_file() and path.read_text() == text]
    assert saved


def test_a_damaged_file_without_a_backup_waits_for_the_reader_s_consent(
    home: Path, open_window: Callable[..., MainWindow]
) -> None:
    (home / "data").mkdir()
    (home / "data" / "bookmarks.json").write_text("{ torn")
    window = open_window()
    furnishing = window.furnishing
    furnishing.bookmarking.toggle()
    assert furnishing.shelf.bookmarks == ()
    furnishing.shelf.start()
    button = furnishing.notice.findChild(QPushButton)
    assert button is not None
    assert button.text() == "Begin with no bookmarks"
    button.click()
    furnishing.bookmarking.toggle()
    assert len(kept(home)) == 1
    assert any(path.read_text() == "{ torn" for path in (home / "data").iterdir())


def test_an_edit_in_place_is_seen_when_the_window_comes_to_the_front(
    window: MainWindow, home: Path, qapp: QApplication
) -> None:
    window.furnishing.bookmarking.toggle()
    file = home / "data" / "bookmarks.json"
    with file.open("r+") as edited:
        text = edited.read().replace("The vagus nerve", "The vagus NERVE")
        edited.seek(0)
        edited.write(text)
    qapp.focusWindowChanged.emit(window.windowHandle())
    assert window.furnishing.shelf.bookmarks[0].title == "The vagus NERVE"
