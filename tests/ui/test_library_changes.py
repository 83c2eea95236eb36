"""Bookmarks in a library that has changed: what is said of them, and what can be done."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gutbrain_app.core.bookmarks.bookmark import Bookmark, Quote, new_bookmark
from gutbrain_app.core.places import Place
from gutbrain_app.ui.changed_view import ChangedView
from gutbrain_app.ui.main_window.window import MainWindow


def was_kept(place: str, passage: str, note: str = "") -> Bookmark:
    """A highlight as an earlier edition of the small library had it."""
    return new_bookmark(
        "small",
        Place(*place.split("#")),
        "As it was",
        ("Routes", "The vagus nerve"),
        quote=Quote(passage),
        note=note,
        colour="yellow",
    )


SAME = was_kept("vagus", "It runs from gut to brain")
EDITED = was_kept("vagus", "It runs slowly from the gut up to brain")
MOVED = was_kept("long#part-1", "Most serotonin is made in the gut.")
RETIRED = was_kept("gone#away", "A passage that nobody has left anywhere at all", note="mine")


@pytest.fixture
def changed(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.furnishing.shelf.add(SAME, EDITED, MOVED, RETIRED)
    qtbot.waitUntil(lambda: len(window.furnishing.bookmarking.changes.standings) == 4)
    return window


def view_of(window: MainWindow) -> ChangedView:
    window.furnishing.actions["what_changed"].trigger()
    view = window.findChild(ChangedView)
    assert view is not None
    return view


def choose(view: ChangedView, mark: Bookmark) -> None:
    rows = range(view.list.count())
    ids = [view.list.item(row).data(Qt.ItemDataRole.UserRole) for row in rows]
    view.list.setCurrentRow(ids.index(mark.id))


def test_each_row_says_how_it_stands(changed: MainWindow) -> None:
    model = changed.furnishing.bookmarks.list.model()
    said = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "edited" in said[1]
    assert "moved" in said[2]
    assert "retired" in said[3]
    assert not any(word in said[0] for word in ("edited", "moved", "retired", "unchanged"))


def test_the_notice_counts_them_and_leads_to_the_list(changed: MainWindow) -> None:
    notice = changed.furnishing.notice
    assert "3 bookmarks are not as kept" in notice.text
    assert "1 edited, 1 moved, 1 retired" in notice.text
    button = notice.findChild(QPushButton)
    assert button is not None
    button.click()
    view = changed.findChild(ChangedView)
    assert view is not None
    assert view.list.count() == 3


def test_a_moved_one_opens_where_it_is_now(changed: MainWindow) -> None:
    changed.furnishing.bookmarking.open(MOVED)
    assert changed.article.place == Place("serotonin", "where-it-is-made")
    marks = changed.article.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["Most serotonin is made in the gut."]


def test_an_edited_one_shows_what_was_taken_out_and_put_in(changed: MainWindow) -> None:
    view = view_of(changed)
    choose(view, EDITED)
    shapes: dict[str, QTextCharFormat] = {}
    block = view.detail.document().begin()
    while block.isValid():
        for part in block.textFormats():
            shapes[block.text()[part.start : part.start + part.length]] = QTextCharFormat(
                part.format
            )
        block = block.next()
    struck = " ".join(text for text, shape in shapes.items() if shape.fontStrikeOut())
    assert "slowly" in struck
    assert "gut" not in struck


def test_what_changed_is_taken_over_and_can_be_undone(changed: MainWindow, home: Path) -> None:
    view = view_of(changed)
    choose(view, MOVED)
    view.take.click()

    def places() -> list[str]:
        text = (home / "data" / "bookmarks.json").read_text("utf-8")
        return [mark["place"] for mark in json.loads(text)["bookmarks"]]

    assert places()[2] == "serotonin#where-it-is-made"
    changed.furnishing.actions["undo"].trigger()
    assert places()[2] == "long#part-1"


def test_taking_over_all_leaves_the_retired_as_they_are(changed: MainWindow, qtbot: QtBot) -> None:
    view = view_of(changed)
    view.take_all.click()
    qtbot.waitUntil(lambda: view.list.count() == 1)
    assert view.chosen == RETIRED.id
    assert changed.furnishing.shelf.bookmark(RETIRED.id) == RETIRED


def test_a_retired_one_keeps_passage_and_note_and_is_placed_again(
    changed: MainWindow, qtbot: QtBot
) -> None:
    view = view_of(changed)
    choose(view, RETIRED)
    text = view.detail.toPlainText()
    assert "A passage that nobody has left" in text
    assert "mine" in text
    assert not view.take.isVisible()
    changed.article.open_place(Place("long", "part-3"))
    view.again.click()
    placed = changed.furnishing.shelf.bookmark(RETIRED.id)
    assert placed is not None
    assert placed.place == "long#part-3"
    assert (placed.note, placed.quote) == (RETIRED.note, RETIRED.quote)


def test_a_name_of_the_reader_s_own_is_no_change_of_the_library(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.furnishing.bookmarking.toggle()
    shelf, changes = window.furnishing.shelf, window.furnishing.bookmarking.changes
    shelf.change(shelf.bookmarks[0].id, name="My own name")
    qtbot.waitUntil(lambda: len(changes.standings) == 1)
    assert changes.changed() == ()
    assert "My own name" in window.furnishing.bookmarks.list.model().index(0, 0).data()


def test_what_is_kept_shows_in_tree_outline_and_page(window: MainWindow, qtbot: QtBot) -> None:
    tree, outline = window.left.tree.view.model(), window.furnishing.outline
    window.article.open_place(Place("vagus", "when-it-is-cut"))
    window.furnishing.bookmarking.toggle()
    spoken = Qt.ItemDataRole.AccessibleTextRole
    topic = tree.index(0, 0, tree.index(0, 0))
    assert topic.data(spoken) == "The vagus nerve, bookmarked"
    assert outline.item(1).data(spoken) == "When it is cut, bookmarked"
    assert outline.item(0).data(spoken) == "How a signal travels"
    signs = [
        each for each in window.article.viewport().children() if each.objectName() == "keptSign"
    ]
    assert len(signs) == 1
    window.article.open_place(Place("long"))
    assert outline.item(0).data(spoken) == "Part 0"
    window.article.open_place(Place("vagus"))
    window.furnishing.actions["undo"].trigger()
    assert topic.data(spoken) == "The vagus nerve"
    assert outline.item(1).data(spoken) == "When it is cut"
