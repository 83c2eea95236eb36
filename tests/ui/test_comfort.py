"""The look of the text and of the window: chosen in one sheet, kept, and shown at once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gutbrain_app.core.places import Place
from gutbrain_app.ui.article_view import ArticleView
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.reading_popover import THEMES, ReadingPopover


@pytest.fixture
def sheet(window: MainWindow) -> ReadingPopover:
    window.furnishing.actions["reading"].trigger()
    sheet = window.findChild(ReadingPopover)
    assert sheet is not None
    return sheet


def test_every_choice_shows_at_once_and_is_there_at_the_next_start(
    window: MainWindow, sheet: ReadingPopover, open_window: Callable[..., MainWindow]
) -> None:
    sheet.sliders["text_size"].setValue(140)
    sheet.sliders["text_width"].setValue(45)
    sheet.sliders["line_spacing"].setValue(180)
    sheet.faces["sans"].click()
    sheet.themes["sepia"].click()
    assert window.article.font().pixelSize() == round(16 * 1.4)
    assert window.theme.name == "sepia"
    block = window.article.document().findBlockByNumber(4)
    assert block.blockFormat().lineHeight() == 180
    frame = window.article.document().rootFrame().frameFormat()
    room = window.article.viewport().width() - 2 * frame.leftMargin()
    assert room == pytest.approx(664 / 70 * 45 * 1.4, abs=2)
    sheet.close()
    window.close()
    second = open_window()
    assert second.settings == window.settings
    assert second.article.font().families()[0] == window.article.font().families()[0]
    assert second.theme.name == "sepia"


@pytest.mark.parametrize("name", list(THEMES))
def test_each_theme_is_shown_by_the_sheet_and_the_menu(
    window: MainWindow, sheet: ReadingPopover, name: str
) -> None:
    window.furnishing.actions[f"theme_{name}"].trigger()
    assert sheet.themes[name].isChecked()  # type: ignore[index]
    assert window.furnishing.actions[f"theme_{name}"].isChecked()
    sheet.usual.click()
    assert window.settings.theme == "system"


def test_a_family_can_be_chosen_and_one_that_is_missing_does_no_harm(
    window: MainWindow, sheet: ReadingPopover
) -> None:
    sheet.fonts.setCurrentIndex(1)
    assert window.article.font().families()[0] == sheet.fonts.itemText(1)
    window.set_look(window.settings.__class__(text_font="No Such Family"))
    assert sheet.fonts.currentIndex() == 0
    assert window.article.toPlainText()


@pytest.mark.parametrize("deed", ["larger", "smaller", "theme_dark", "theme_contrast"])
def test_the_line_being_read_stays_at_its_height(window: MainWindow, deed: str) -> None:
    article = window.article
    article.open_place(Place("long", "part-6"))
    article.verticalScrollBar().setValue(article.verticalScrollBar().value() + 333)
    read = article.cursorForPosition(article.viewport().rect().topLeft()).position()
    top = height_of(article, read)
    for _ in range(8):
        window.furnishing.actions[deed].trigger()
    line = 16 * 1.52 * window.settings.text_size / 100
    assert abs(height_of(article, read) - top) <= line


def height_of(article: ArticleView, position: int) -> int:
    cursor = QTextCursor(article.document())
    cursor.setPosition(position)
    return article.cursorRect(cursor).top()


def test_text_sizes_end_at_50_and_300(window: MainWindow) -> None:
    window.set_text_size(9)
    assert window.settings.text_size == 50
    window.set_text_size(1000)
    assert window.settings.text_size == 300


def test_the_text_alone_and_everything_back(window: MainWindow, qtbot: QtBot) -> None:
    around = (window.left, window.right, window.furnishing.strip)
    for leave in ("focus", "topics"):
        window.furnishing.actions["focus"].trigger()
        assert all(part.isHidden() for part in around)
        assert window.furnishing.actions["focus"].isChecked()
        window.resize(1300 + len(leave), 860)
        assert window.right.isHidden()
        window.furnishing.actions[leave].trigger()
        assert not any(part.isHidden() for part in around)
        assert not window.furnishing.actions["focus"].isChecked()


def test_a_search_ends_the_text_alone(window: MainWindow) -> None:
    window.furnishing.actions["focus"].trigger()
    window.furnishing.searching.focus()
    assert window.left.isVisible()
    assert window.furnishing.strip.isVisible()


def test_hidden_columns_keep_their_width_for_the_next_start(
    window: MainWindow, open_window: Callable[..., MainWindow]
) -> None:
    before = window.splitter.sizes()
    window.furnishing.actions["focus"].trigger()
    window.close()
    assert open_window().splitter.sizes()[0] == before[0]


def test_the_sheet_is_left_with_escape(sheet: ReadingPopover, qtbot: QtBot) -> None:
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_high_contrast_follows_the_system(window: MainWindow) -> None:
    window.follow_desktop(dark=False, contrast=True)
    assert window.theme.name == "contrast"
    window.follow_desktop(dark=True)
    assert window.theme.name == "contrast-dark"
    window.set_theme("light")
    assert window.theme.name == "light"
