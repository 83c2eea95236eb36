"""Copying a passage with its library, edition, place and sources."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.core.provenance import Passage, markdown_with_source, text_with_source
from gutbrain_app.ui.article_view import ArticleView
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.passage import Stretch, stretch_between
from gutbrain_app.ui.style_sheets import TextShape
from gutbrain_app.ui.theme import named_theme

ARTICLE = """# Note

Opening words.

## Kept *well*

First **bold** [@two; @one]. Then_this [@one]. See [out](https://example.org/a_b).

- item one
- item two [@two]

1. first

| Head | Other |
|---|---|
| a [@one] | b |

> [!note] Title
> Called out.

## Bare

Nothing cited.
"""
REFERENCES = """[{"id": "one", "title": "One_1", "custom": {"evidence": "animal"}},
 {"id": "two", "title": "Two", "custom": {"caution": "Beware"}}]"""


@pytest.fixture
def noted(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "noted"
    folder.mkdir()
    (folder / "library.yaml").write_text("id: n\ntitle: Notes\nedition: 2026-11\n")
    (folder / "note.md").write_text(ARTICLE)
    (folder / "references.json").write_text(REFERENCES)
    library = Library.open(build_library(folder, tmp_path / "cache", report=lambda _: None))
    yield library
    library.close()


@pytest.fixture
def view(noted: Library, qtbot: QtBot) -> ArticleView:
    view = ArticleView(named_theme("light"), TextShape())
    qtbot.addWidget(view)
    view.set_library(noted)
    view.open_place(Place("note"))
    return view


def between(view: ArticleView, first: str, last: str) -> Stretch:
    text = view.toPlainText()
    start = text.index(first)
    return stretch_between(view.document(), start, text.index(last, start) + len(last))


def test_citations_become_numbers_in_the_order_of_the_passage(view: ArticleView) -> None:
    found = between(view, "Then_this", "Then_this.")
    assert found.text == "Then_this. [1]"
    assert found.numbers == [2]
    found = between(view, "First", "Then_this.")
    assert found.text == "First bold. [1, 2] Then_this. [2]"
    assert found.numbers == [1, 2]


def test_markdown_keeps_its_dress_and_means_no_other(view: ArticleView) -> None:
    found = between(view, "First", "out.")
    assert found.markdown == (
        "First **bold**. [1, 2] Then\\_this. [2] See [out](<https://example.org/a_b>)."
    )


def test_headings_lists_tables_and_callouts_stay_what_they_are(view: ArticleView) -> None:
    found = stretch_between(view.document(), *view.stretch_of("kept-well"))
    assert found.markdown.startswith("## Kept *well*\n\nFirst")
    assert "\n\n- item one\n- item two [1]\n" in found.markdown
    assert "\n\n1. first\n\n" in found.markdown
    assert "| **Head** | **Other** |\n| --- | --- |\n| a [2] | b |\n\n" in found.markdown
    assert "| Head | Other |\n| a [2] | b |\n\nTitle\n\nCalled out." in found.text
    assert "\ufffc" not in found.text + found.markdown


def test_a_passage_is_copied_with_everything_it_comes_from(noted: Library) -> None:
    references = (noted.reference("two"), noted.reference("one"))
    passage = Passage("Words. [1, 2]", "*Words*. [1, 2]\n\nMore", references)
    place = Place("note", "kept-well")
    assert text_with_source(passage, noted, place) == (
        "Words. [1, 2]\n\n— Note › Kept well. Notes, edition 2026-11 (note#kept-well)\n\n"
        "Sources:\n1. Two. Caution: Beware\n2. One_1. (animal)\n"
    )
    assert markdown_with_source(passage, noted, place) == (
        "> *Words*. [1, 2]\n>\n> More\n>\n"
        "> — Note › Kept well. Notes, edition 2026-11 (note#kept-well)\n\n"
        "Sources:\n\n1. Two. Caution: Beware\n2. One\\_1. (animal)\n"
    )


def test_a_passage_without_sources_says_its_place(noted: Library) -> None:
    text = text_with_source(Passage("Words.", "Words.", ()), noted, Place("note", "bare"))
    assert text == "Words.\n\n— Note › Bare. Notes, edition 2026-11 (note#bare)\n"


def test_the_window_copies_what_is_selected_or_the_section(window: MainWindow) -> None:
    window.article.open_place(Place("vagus", "when-it-is-cut"))
    window.furnishing.actions["copy_with_source"].trigger()
    text = QGuiApplication.clipboard().text()
    assert text.startswith(
        "When it is cut\n\nMice lost the effect. [1]\n\n— The vagus nerve › When"
    )
    assert "Sources:\n1. Bravo J. A study. 2011. (animal)" in text
    assert window.furnishing.notice.text == "Copied with 1 source."
    cursor = window.article.document().find("Mice lost")
    assert isinstance(cursor, QTextCursor)
    window.article.setTextCursor(cursor)
    window.furnishing.actions["copy_as_markdown"].trigger()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("> Mice lost\n>\n> — The vagus nerve")
    assert "Sources of the section:\n\n1. Bravo J" in text
    assert isinstance(window, QWidget)
