"""Highlights: made from what is selected, shown in the page, walked, noted and removed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from gutbrain_app.core.bookmarks.bookmark import COLOURS, Quote
from gutbrain_app.core.places import Place
from gutbrain_app.core.standing.keeping import bookmark_at
from gutbrain_app.ui.highlight_bar import HighlightBar
from gutbrain_app.ui.highlight_colours import HIGHLIGHTS
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.theme import named_theme


def select(window: MainWindow, words: str) -> None:
    """Select words of the page, as the mouse or Shift and the arrows do."""
    found = window.article.document().find(words)
    assert not found.isNull(), words
    window.article.setTextCursor(found)
    window.article.setFocus()


def kept(home: Path) -> list[dict[str, object]]:
    text = (home / "data" / "bookmarks.json").read_text("utf-8")
    bookmarks: list[dict[str, object]] = json.loads(text)["bookmarks"]
    return bookmarks


def marked(window: MainWindow) -> list[str]:
    return [mark.cursor.selectedText() for mark in window.article.marks("highlights")]


def bar(window: MainWindow) -> HighlightBar:
    found = window.article.findChild(HighlightBar)
    assert found is not None
    return found


def test_a_key_highlights_what_is_selected(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    select(window, "from gut to brain")
    qtbot.keyClick(window.article, Qt.Key.Key_2)
    assert marked(window) == ["from gut to brain"]
    assert not window.article.textCursor().hasSelection()
    saved = kept(home)[0]
    assert (saved["place"], saved["colour"]) == ("vagus", "green")
    quote = saved["quote"]
    assert isinstance(quote, dict)
    assert quote["exact"] == "from gut to brain"
    assert quote["prefix"].endswith("It runs ")


def test_a_highlight_names_its_section_and_leaves_citations_out(
    window: MainWindow, home: Path
) -> None:
    cursor = window.article.document().find("Mice lost")
    start = cursor.selectionStart()
    cursor = QTextCursor(window.article.document())
    cursor.setPosition(start)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    window.article.setTextCursor(cursor)
    window.furnishing.actions["highlight_blue"].trigger()
    assert kept(home)[0]["place"] == "vagus#when-it-is-cut"
    quote = kept(home)[0]["quote"]
    assert isinstance(quote, dict)
    assert quote["exact"] == "Mice lost the effect."
    assert marked(window)[0].startswith("Mice lost the effect")


def test_a_selection_over_two_sections_ends_with_the_first(window: MainWindow, home: Path) -> None:
    cursor = window.article.document().find("Cells release")
    cursor.setPosition(cursor.selectionStart())
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    window.article.setTextCursor(cursor)
    window.furnishing.actions["highlight_yellow"].trigger()
    quote = kept(home)[0]["quote"]
    assert isinstance(quote, dict)
    assert quote["exact"].startswith("Cells release")
    assert quote["exact"].endswith("nowhere.")
    assert "ends where the section does" in window.furnishing.notice.text


def test_highlights_return_with_the_page_and_stay_beside_matches(window: MainWindow) -> None:
    select(window, "long nerve")
    window.furnishing.actions["highlight_pink"].trigger()
    window.article.open_place(Place("long"))
    assert marked(window) == []
    window.article.open_place(Place("vagus"))
    assert marked(window) == ["long nerve"]
    window.article.open_match(Place("vagus"), ["gut"])
    assert marked(window) == ["long nerve"]
    assert window.article.marks("matches")
    window.set_theme("dark")
    ground, _ = HIGHLIGHTS["pink"].on(named_theme("dark"))
    marks = window.article.marks("highlights")
    assert marks[0].format.background().color().name() == ground


def test_the_four_colours_differ_by_their_lines_too(window: MainWindow) -> None:
    words = ("It runs", "long nerve", "Cells release", "Mice lost")
    for text, colour in zip(words, COLOURS, strict=True):
        select(window, text)
        window.furnishing.actions[f"highlight_{colour}"].trigger()
    styles = {mark.format.underlineStyle() for mark in window.article.marks("highlights")}
    assert len(styles) == 4
    assert QTextCharFormat.UnderlineStyle.NoUnderline not in styles


def test_the_bar_at_a_selection_makes_a_highlight(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "from gut")
    spot = window.article.cursorRect().center()
    window.furnishing.bookmarking.highlighting.page._released(spot)
    assert bar(window).isVisible()
    button = bar(window).findChild(QToolButton, "highlight_blue")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert marked(window) == ["from gut"]
    assert not bar(window).isVisible()


def test_a_click_on_a_highlight_shows_its_note_and_recolours_it(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    select(window, "long nerve")
    window.furnishing.actions["highlight_yellow"].trigger()
    mark = window.furnishing.shelf.bookmarks[0]
    window.furnishing.shelf.change(mark.id, note="ask <b>why</b>")
    window.article.setTextCursor(QTextCursor(window.article.document()))
    cursor = window.article.document().find("long nerve")
    point = window.article.cursorRect(cursor).center() - QPoint(8, 0)
    qtbot.mouseClick(window.article.viewport(), Qt.MouseButton.LeftButton, pos=point)
    qtbot.waitUntil(lambda: window.article.findChild(HighlightBar) is not None)
    assert bar(window).accessibleDescription() == "ask <b>why</b>"
    qtbot.keyClick(window.article, Qt.Key.Key_3)
    assert kept(home)[0]["colour"] == "blue"


def test_keys_walk_the_highlights_and_remove_one(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    for text in ("Mice lost", "long nerve"):
        select(window, text)
        window.furnishing.actions["highlight_yellow"].trigger()
    window.article.setTextCursor(QTextCursor(window.article.document()))
    actions = window.furnishing.actions
    actions["next_highlight"].trigger()
    current = window.furnishing.bookmarking.highlighting.page.current
    found = current()
    assert found is not None
    assert found.mark.quote is not None
    assert found.mark.quote.exact == "long nerve"
    actions["next_highlight"].trigger()
    actions["remove_highlight"].trigger()
    assert marked(window) == ["long nerve"]
    actions["undo"].trigger()
    assert marked(window) == ["long nerve", "Mice lost"]
    assert bar(window).isHidden()


def test_a_note_on_what_is_selected_keeps_it_first(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    select(window, "Cells release")
    window.furnishing.actions["bookmark_note"].trigger()
    qtbot.keyClicks(window.furnishing.bookmarks.note, "how?")
    window.furnishing.bookmarks.save_edits()
    assert [(mark["note"], mark["colour"]) for mark in kept(home)] == [("how?", "yellow")]
    assert marked(window) == ["Cells release"]


def test_a_highlight_opened_from_the_panel_comes_into_sight(window: MainWindow) -> None:
    assert window.library is not None
    place = Place("serotonin", "where-it-is-made")
    mark = bookmark_at(window.library, place, quote=Quote("made in the gut", "", ""))
    window.furnishing.shelf.add(mark)
    window.furnishing.bookmarking.open(mark)
    assert marked(window) == ["made in the gut"]
    found = window.article.document().find("made in the gut")
    assert window.article.viewport().rect().contains(window.article.cursorRect(found))


def test_without_words_selected_nothing_is_kept_and_it_says_how(window: MainWindow) -> None:
    window.furnishing.actions["highlight_yellow"].trigger()
    assert window.furnishing.shelf.bookmarks == ()
    assert "F7" in window.furnishing.notice.text


def test_text_is_selected_by_keyboard_alone(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    window.furnishing.actions["select_text"].trigger()
    assert window.furnishing.actions["select_text"].isChecked()
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    window.article.setTextCursor(window.article.document().find("It runs"))
    window.article.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    for _ in range(2):
        qtbot.keyClick(window.article, Qt.Key.Key_Right, control)
    assert bar(window).isVisible()
    qtbot.keyClick(window.article, Qt.Key.Key_1)
    quote = kept(home)[0]["quote"]
    assert isinstance(quote, dict)
    assert quote["exact"] == "It runs"
    window.furnishing.actions["select_text"].trigger()
    assert not window.furnishing.actions["select_text"].isChecked()


def test_letters_beyond_the_first_plane_do_not_move_the_marks(
    window: MainWindow, open_window: Callable[..., MainWindow]
) -> None:
    from gutbrain_app.ui.highlight_marks import PageText

    document = window.article.document()
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("😀😀 a word 😀 behind")
    whole = (0, document.characterCount() - 1)
    text = PageText(document, whole)
    found = text.found(Quote("behind", "a word 😀 ", ""))
    assert found is not None
    cursor.setPosition(found[0])
    cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "behind"
    assert text.quote(found).exact == "behind"


@pytest.mark.parametrize("theme", ["light", "dark", "sepia", "contrast", "contrast-dark"])
def test_words_and_lines_are_read_on_every_ground(theme: str) -> None:
    look = named_theme(theme)
    for colour in HIGHLIGHTS.values():
        ground, line = colour.on(look)
        assert contrast(look.ink, ground) >= (10 if theme.startswith("contrast") else 7)
        assert contrast(line, ground) >= 3


def contrast(one: str, other: str) -> float:
    """The ratio of the W3C's guidelines (WCAG 2, 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
