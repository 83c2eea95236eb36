"""What can be done with headings and figures of a page, by mouse and by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor
from pytestqt.qtbot import QtBot

from gutbrain_app.app import made_window
from gutbrain_app.core.places import Place
from gutbrain_app.ui.figure_viewer import FigureViewer
from gutbrain_app.ui.main_window.window import MainWindow


def heading_point(window: MainWindow, words: str) -> QPoint:
    cursor = window.article.document().find(words)
    return window.article.cursorRect(cursor).center()


def test_the_buttons_come_with_the_mouse_on_a_heading_and_go_with_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    buttons = window.furnishing.page.buttons
    viewport = window.article.viewport()
    qtbot.mouseMove(viewport, heading_point(window, "When it is cut"))
    qtbot.waitUntil(buttons.isVisible)
    assert buttons.slug == "when-it-is-cut"
    assert viewport.rect().contains(buttons.geometry())
    qtbot.mouseMove(viewport, heading_point(window, "It runs from gut"))
    qtbot.waitUntil(buttons.isHidden)


def test_the_heading_under_the_mouse_is_bookmarked_where_it_stands(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseMove(window.article.viewport(), heading_point(window, "When it is cut"))
    window.furnishing.page.buttons.bookmark.click()
    assert [mark.place for mark in window.furnishing.shelf.bookmarks] == ["vagus#when-it-is-cut"]
    assert window.article.verticalScrollBar().value() == 0


def test_the_place_of_a_section_is_copied(window: MainWindow, qtbot: QtBot) -> None:
    window.article.open_place(Place("long", "part-4"))
    window.furnishing.actions["copy_place"].trigger()
    assert QGuiApplication.clipboard().text() == "long#part-4"
    window.article.open_place(Place("vagus"))
    qtbot.mouseMove(window.article.viewport(), heading_point(window, "How a signal"))
    window.furnishing.page.buttons.copy.click()
    assert QGuiApplication.clipboard().text() == "vagus#how-a-signal-travels"


@pytest.fixture
def pictured(home: Path, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    folder = tmp_path / "pictured"
    folder.mkdir()
    picture = QImage(1800, 900, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    assert picture.save(str(folder / "green.png"))
    (folder / "one.md").write_text("# One\n\nText.\n\n![A green field](green.png)\n\nMore.\n")
    window = made_window(folder, Place("one"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(
        lambda: bool(window.library and window.library.info.complete and window.article.article),
        timeout=30_000,
    )
    return window


def test_a_figure_opens_large_by_keyboard_zooms_and_closes(
    pictured: MainWindow, qtbot: QtBot
) -> None:
    article = pictured.article
    article.setFocus()
    article.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(9):
        if article.textCursor().charFormat().anchorHref().startswith("figure:"):
            break
        qtbot.keyClick(article, Qt.Key.Key_Tab)
    address = article.textCursor().charFormat().anchorHref()
    assert address.startswith("figure:")
    article.anchorClicked.emit(QUrl(address))
    viewer = pictured.findChild(FigureViewer)
    assert viewer is not None
    assert viewer.canvas.accessibleName() == "Figure: A green field"
    qtbot.waitUntil(viewer.isVisible)
    whole = viewer.canvas.transform().m11()
    assert whole < 1
    qtbot.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.canvas.transform().m11() == pytest.approx(whole * 1.25)
    qtbot.keyClick(viewer, Qt.Key.Key_1)
    assert viewer.scale_words.text() == "100 %"
    for _ in range(60):
        qtbot.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.canvas.transform().m11() <= 8
    qtbot.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.canvas.transform().m11() == pytest.approx(whole)
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pictured.findChild(FigureViewer) is None)
