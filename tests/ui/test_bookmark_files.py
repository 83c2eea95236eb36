"""Bookmarks as files: exported, imported, handed out and brought back from a backup."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from gutbrain_app.core.bookmarks.bookmark import Quote
from gutbrain_app.core.places import Place
from gutbrain_app.core.standing.keeping import bookmark_at
from gutbrain_app.ui.backups_dialog import BackupsDialog
from gutbrain_app.ui.handout_dialog import HandoutDialog
from gutbrain_app.ui.main_window.bookmark_files import BookmarkFiles
from gutbrain_app.ui.main_window.window import MainWindow


@pytest.fixture
def files(window: MainWindow) -> BookmarkFiles:
    assert window.library is not None
    shelf = window.furnishing.shelf
    shelf.add(bookmark_at(window.library, Place("vagus"), note="the first"))
    shelf.add(
        bookmark_at(
            window.library,
            Place("vagus", "when-it-is-cut"),
            quote=Quote("Mice lost the effect"),
            colour="green",
        )
    )
    return window.furnishing.bookmarking.files


@pytest.mark.parametrize(
    ("ending", "holds"),
    [
        (".json", "gutbrain-bookmarks"),
        (".md", "Mice lost the effect"),
        (".html", "<blockquote"),
        (".csv", "the first"),
        (".bib", "Bravo"),
        (".ris", "TY  - JOUR"),
    ],
)
def test_exports_in_the_form_of_the_file_s_ending(
    files: BookmarkFiles, window: MainWindow, tmp_path: Path, ending: str, holds: str
) -> None:
    path = tmp_path / f"mine{ending}"
    files.export(path, window.furnishing.shelf.bookmarks)
    assert holds in path.read_text("utf-8-sig")
    assert str(path) in window.furnishing.notice.text


def test_a_name_without_an_ending_gets_that_of_the_form(
    files: BookmarkFiles,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = (str(tmp_path / "my.notes"), "Markdown (*.md)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    window.furnishing.actions["export_bookmarks"].trigger()
    assert (tmp_path / "my.notes.md").is_file()


@pytest.mark.parametrize(("answer", "left"), [("Keep it", "theirs"), ("Replace it", "# My")])
def test_a_file_that_the_reader_did_not_name_is_not_written_over_unasked(
    files: BookmarkFiles,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    left: str,
) -> None:
    (tmp_path / "notes.md").write_text("theirs", "utf-8")
    named = (str(tmp_path / "notes"), "Markdown (*.md)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: named)

    def press() -> None:
        (box,) = window.findChildren(QMessageBox)
        next(button for button in box.buttons() if button.text() == answer).click()

    QTimer.singleShot(0, window, press)
    window.furnishing.actions["export_bookmarks"].trigger()
    assert (tmp_path / "notes.md").read_text("utf-8").startswith(left)


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_lost(
    files: BookmarkFiles, window: MainWindow, tmp_path: Path
) -> None:
    files.export(tmp_path / "gone" / "mine.md", window.furnishing.shelf.bookmarks)
    assert "mine.md" in window.furnishing.notice.text
    assert len(window.furnishing.shelf.bookmarks) == 2


def test_another_machine_s_file_is_merged_without_doubles_and_can_be_undone(
    files: BookmarkFiles, window: MainWindow, tmp_path: Path
) -> None:
    shelf = window.furnishing.shelf
    path = tmp_path / "other.json"
    files.export(path, shelf.bookmarks)
    shelf.remove(shelf.bookmarks[0].id)
    files.take_in(path)
    assert len(shelf.bookmarks) == 2
    assert "1 new" in window.furnishing.notice.text
    files.take_in(path)
    assert len(shelf.bookmarks) == 2
    window.furnishing.actions["undo"].trigger()
    assert len(shelf.bookmarks) <= 2


@pytest.mark.parametrize("text", ["", "{", '{"format": "gutbrain-bookmarks", "version": 99}'])
def test_a_file_that_cannot_be_understood_changes_nothing(
    files: BookmarkFiles, window: MainWindow, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text)
    undoable = window.furnishing.shelf.undo_stack.count()
    files.take_in(path)
    assert "odd.json" in window.furnishing.notice.text
    assert len(window.furnishing.shelf.bookmarks) == 2
    assert window.furnishing.shelf.undo_stack.count() == undoable
    files.take_in(tmp_path)
    assert "cannot be read" in window.furnishing.notice.text


def handout(window: MainWindow) -> HandoutDialog:
    window.furnishing.actions["handout"].trigger()
    dialog = window.findChild(HandoutDialog)
    assert dialog is not None
    return dialog


def test_the_preview_follows_what_is_ticked_and_its_order(
    files: BookmarkFiles, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = handout(window)
    text = dialog.preview.toPlainText()
    assert text.index("the first") < text.index("Mice lost the effect")
    assert text.count("A study") == 1, "one list of references for all"
    dialog.list.setCurrentRow(1)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    def reversed_order() -> bool:
        text = dialog.preview.toPlainText()
        return text.index("Mice lost the effect") < text.index("the first")

    qtbot.waitUntil(reversed_order)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: "the first" not in dialog.preview.toPlainText())
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: not dialog.save.isEnabled())


@pytest.mark.parametrize(
    ("form", "ending", "begins"), [("PDF", ".pdf", b"%PDF-"), ("HTML", ".html", b"<!DOCTYPE")]
)
def test_a_handout_is_saved_in_the_chosen_form(
    files: BookmarkFiles,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    ending: str,
    begins: bytes,
) -> None:
    answer = (str(tmp_path / "seminar"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    dialog = handout(window)
    dialog.title.setText("Seminar")
    dialog.form.setCurrentText(form)
    dialog.save.click()
    assert (tmp_path / f"seminar{ending}").read_bytes().startswith(begins)


def test_a_backup_is_looked_into_brought_back_and_that_is_undone(
    files: BookmarkFiles, window: MainWindow, home: Path
) -> None:
    shelf = window.furnishing.shelf
    first = shelf.bookmarks[0]
    shelf.change(first.id, note="written over")
    window.furnishing.actions["backups"].trigger()
    dialog = window.findChild(BackupsDialog)
    assert dialog is not None
    assert dialog.list.count() >= 1
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    assert "bookmark" in dialog.said.text()
    assert "without" in dialog.said.text()
    dialog.restore.click()
    restored = {mark.id: mark for mark in shelf.bookmarks}
    assert restored.get(first.id, first).note != "written over"
    window.furnishing.actions["undo"].trigger()
    again = shelf.bookmark(first.id)
    assert again is not None
    assert again.note == "written over"
    assert len(shelf.bookmarks) == 2
    kept = json.loads((home / "data" / "bookmarks.json").read_text("utf-8"))["bookmarks"]
    assert len(kept) == 2


def test_a_damaged_backup_says_so_and_cannot_be_brought_back(
    files: BookmarkFiles, window: MainWindow
) -> None:
    backup = window.furnishing.shelf.backups()[0]
    backup.path.write_text("{ torn")
    window.furnishing.actions["backups"].trigger()
    dialog = window.findChild(BackupsDialog)
    assert dialog is not None
    assert "cannot be read" in dialog.said.text()
    assert not dialog.restore.isEnabled()
