"""Bookmarks in the window: kept, noted, removed, undone, and shared with another window."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gutbrain_app.core.bookmarks.bookmark import new_bookmark
from gutbrain_app.core.places import Place
from gutbrain_app.ui.bookmarks_panel.editor import tags_of
from gutbrain_app.ui.bookmarks_panel.list_view import Position
from gutbrain_app.ui.bookmarks_panel.model import BookmarkModel
from gutbrain_app.ui.bookmarks_panel.rows import Listing, MarkRow, Row
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.row_model import ROW_ROLE


def kept(home: Path) -> list[dict[str, object]]:
    bookmarks: list[dict[str, object]] = json.loads(
        (home / "data" / "bookmarks.json").read_text("utf-8")
    )["bookmarks"]
    return bookmarks


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = BookmarkModel()
    marks = [
        new_bookmark("small", Place("vagus"), "The vagus nerve", ("Routes",)),
        new_bookmark("small", Place("long"), "Long", ("Molecules",), folder="Seminar"),
    ]
    model.set_rows(Listing(marks).rows())
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
    panel.editor.folder.setCurrentText("Seminar")
    panel.save_edits()
    model = panel.list.model()
    assert model.index(0, 0).data() == "Folder Seminar, 1 bookmark, open"
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


def keep_three(window: MainWindow) -> list[str]:
    shelf = window.furnishing.shelf
    for part in range(1, 4):
        place = Place("long", f"part-{part}")
        shelf.add(new_bookmark("small", place, f"Part {part}", ("Molecules", "Long")))
    return [mark.id for mark in shelf.bookmarks]


def choose(window: MainWindow, *ids: str) -> None:
    panel = window.furnishing.bookmarks
    panel.choose(ids[0])
    model = panel.list.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        found = index.data(ROW_ROLE)
        if isinstance(found, MarkRow) and found.mark.id in ids:
            panel.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def row_of(window: MainWindow, name: str) -> Row:
    model = window.furnishing.bookmarks.list.model()
    rows: list[Row] = [model.index(n, 0).data(ROW_ROLE) for n in range(model.rowCount())]
    return next(r for r in rows if (r.mark.title if isinstance(r, MarkRow) else r.name) == name)


def titles(home: Path) -> list[object]:
    return [mark["title"] for mark in kept(home)]


def test_several_are_removed_at_once_and_come_back_at_once(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    first, _, third = keep_three(window)
    choose(window, first, third)
    qtbot.keyClick(window.furnishing.bookmarks.list, Qt.Key.Key_Delete)
    assert titles(home) == ["Part 2"]
    assert window.furnishing.notice.text == "2 bookmarks removed."
    window.furnishing.actions["undo"].trigger()
    assert titles(home) == ["Part 1", "Part 2", "Part 3"]


def test_after_a_removal_the_next_one_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    _, second, third = keep_three(window)
    choose(window, second)
    qtbot.keyClick(window.furnishing.bookmarks.list, Qt.Key.Key_Delete)
    assert [mark.id for mark in window.furnishing.bookmarks.chosen()] == [third]


def test_alt_and_an_arrow_move_what_is_chosen(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    _, _, third = keep_three(window)
    choose(window, third)
    panel = window.furnishing.bookmarks
    qtbot.keyClick(panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(home) == ["Part 1", "Part 3", "Part 2"]
    qtbot.keyClick(panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(home) == ["Part 3", "Part 1", "Part 2"]
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(home) == ["Part 1", "Part 3", "Part 2"]
    assert [mark.id for mark in panel.chosen()] == [third]


def test_what_is_dragged_onto_a_folder_is_put_into_it(window: MainWindow, home: Path) -> None:
    first, second, third = keep_three(window)
    window.furnishing.shelf.change(third, folder="Seminar")
    choose(window, first, second)
    panel = window.furnishing.bookmarks
    panel.list.dropped.emit(row_of(window, "Seminar"), Position.OnItem)
    assert [mark["folder"] for mark in kept(home)] == ["Seminar"] * 3
    choose(window, second)
    panel.list.dropped.emit(row_of(window, "Part 3"), Position.AboveItem)
    assert titles(home) == ["Part 2", "Part 3", "Part 1"]
    panel.list.dropped.emit(None, Position.OnViewport)
    assert [mark["folder"] for mark in kept(home)] == ["Seminar", "Seminar", ""]


def test_a_folder_dragged_into_another_takes_along_what_is_in_it(
    window: MainWindow, home: Path
) -> None:
    first, second, _ = keep_three(window)
    shelf, panel = window.furnishing.shelf, window.furnishing.bookmarks
    shelf.change(first, folder="Week 1/Monday")
    shelf.change(second, folder="Seminar")
    panel.list.setCurrentIndex(panel.list.model().index(3, 0))
    assert panel.chosen_folder() == "Week 1"
    panel.list.dropped.emit(row_of(window, "Seminar"), Position.OnItem)
    assert kept(home)[0]["folder"] == "Seminar/Week 1/Monday"
    window.furnishing.actions["undo"].trigger()
    assert kept(home)[0]["folder"] == "Week 1/Monday"
    panel.list.setCurrentIndex(panel.list.model().index(3, 0))
    panel.list.dropped.emit(row_of(window, "Monday"), Position.OnItem)
    assert kept(home)[0]["folder"] == "Week 1/Monday", "a folder cannot lie in itself"


def test_f2_writes_over_a_name(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    first, _, third = keep_three(window)
    window.furnishing.shelf.change(third, folder="Seminar")
    panel = window.furnishing.bookmarks
    for id, name, typed in ((first, "Part 1", "Mine"), ("Seminar", "Seminar", "Exam")):
        if name == "Seminar":
            panel.list.setCurrentIndex(panel.list.model().index(2, 0))
        else:
            choose(window, id)
        panel.edit_name()
        editor = panel.list.findChild(QLineEdit)
        assert editor is not None
        assert editor.text() == name
        editor.setText(typed)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: panel.list.findChild(QLineEdit) is None)
    assert panel.list.model().index(0, 0).data().startswith("Mine")
    assert kept(home)[2]["folder"] == "Exam"


def test_a_typed_letter_filters_and_escape_shows_all_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    keep_three(window)
    panel = window.furnishing.bookmarks
    window.activateWindow()
    qtbot.keyClicks(panel.list, "3")
    assert panel.list.model().rowCount() == 1
    panel.filter.setText("nothing like it")
    assert panel.empty.isVisible()
    qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert panel.list.model().rowCount() == 3


def test_arrows_fold_folders_and_the_folds_are_kept(
    window: MainWindow, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    _, _, third = keep_three(window)
    window.furnishing.shelf.change(third, folder="Seminar")
    view = window.furnishing.bookmarks.list
    choose(window, third)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.model().rowCount() == 3
    window.close()
    other = open_window()
    assert other.furnishing.bookmarks.list.model().rowCount() == 3
    other.furnishing.bookmarks.choose(third)
    assert [mark.id for mark in other.furnishing.bookmarks.chosen()] == [third]


def test_what_is_typed_into_one_note_is_one_thing_to_undo(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    window.furnishing.actions["bookmark_note"].trigger()
    panel = window.furnishing.bookmarks
    for words in ("one", " two", " three"):
        qtbot.keyClicks(panel.note, words)
        panel.save_edits()
    assert kept(home)[0]["note"] == "one two three"
    window.furnishing.shelf.undo_stack.undo()
    assert kept(home)[0]["note"] == ""
    window.furnishing.shelf.undo_stack.redo()
    assert kept(home)[0]["note"] == "one two three"


def test_tags_are_saved_as_typed(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    window.furnishing.bookmarking.toggle()
    editor = window.furnishing.bookmarks.editor
    qtbot.keyClicks(editor.tags, "#slides exam")
    qtbot.waitUntil(lambda: kept(home)[0]["tags"] == ["slides", "exam"])


def test_tags_of_several_keep_what_only_some_have(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    first, second, _ = keep_three(window)
    window.furnishing.shelf.change(first, tags=("own", "both"))
    window.furnishing.shelf.change(second, tags=("both",))
    choose(window, first, second)
    window.furnishing.actions["tag_bookmark"].trigger()
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    assert dialog.textValue() == "both"
    dialog.setTextValue("new, newer")
    dialog.accept()
    assert [mark["tags"] for mark in kept(home)] == [["own", "new", "newer"], ["new", "newer"], []]


def test_what_is_chosen_can_be_moved_to_a_new_folder(window: MainWindow, home: Path) -> None:
    first, second, _ = keep_three(window)
    choose(window, first, second)
    window.furnishing.actions["move_bookmark"].trigger()
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("Seminar / Week 1")
    dialog.accept()
    assert [m["folder"] for m in kept(home)] == ["", "Seminar/Week 1", "Seminar/Week 1"]


def test_the_panel_says_what_to_do_while_it_is_empty(window: MainWindow) -> None:
    assert "Ctrl+D" in window.furnishing.bookmarks.empty.text()
    assert window.furnishing.bookmarks.empty.isVisible()
    keep_three(window)
    assert not window.furnishing.bookmarks.empty.isVisible()


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        ("one two", ("one", "two")),
        ("#one, two words , ,one", ("one", "two words")),
    ],
)
def test_reads_tags_as_they_are_typed(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_of(typed) == tags


def test_rows_can_be_dragged_within_the_list(window: MainWindow) -> None:
    keep_three(window)
    view = window.furnishing.bookmarks.list
    model = view.model()
    carried = model.mimeData([model.index(0, 0)])
    move = Qt.DropAction.MoveAction
    assert view.dragEnabled()
    assert model.canDropMimeData(carried, move, -1, -1, model.index(1, 0))
    assert "Part 1" in carried.text()


def test_a_folder_whose_name_is_being_typed_is_not_made_by_a_pause_in_the_note(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    window.furnishing.bookmarking.toggle()
    editor = window.furnishing.bookmarks.editor
    qtbot.keyClicks(editor.note, "a thought")
    line = editor.folder.lineEdit()
    assert line is not None
    window.activateWindow()
    line.setFocus()
    qtbot.keyClicks(line, "Sem")
    qtbot.waitUntil(lambda: kept(home)[0]["note"] == "a thought")
    assert kept(home)[0]["folder"] == ""
    qtbot.keyClicks(line, "inar")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert kept(home)[0]["folder"] == "Seminar"


def test_a_key_gives_the_chosen_ones_a_colour(window: MainWindow, home: Path) -> None:
    first, second, _ = keep_three(window)
    choose(window, first, second)
    window.furnishing.bookmarks.list.setFocus()
    window.furnishing.actions["highlight_green"].trigger()
    assert [mark["colour"] for mark in kept(home)] == ["green", "green", None]


def test_sorting_by_place_follows_the_library(window: MainWindow) -> None:
    assert window.library is not None
    shelf = window.furnishing.shelf
    for topic, section in (("long", "part-5"), ("long", "part-2"), ("vagus", "")):
        shelf.add(new_bookmark("small", Place(topic, section), topic + section, ()))
    window.furnishing.actions["sort_place"].trigger()
    model = window.furnishing.bookmarks.list.model()
    shown = [model.index(row, 0).data(ROW_ROLE).mark.title for row in range(3)]
    assert shown == ["vagus", "longpart-2", "longpart-5"]
    assert window.furnishing.actions["sort_place"].isChecked()
    assert not window.furnishing.actions["sort_own"].isChecked()
