"""Opening folders: chosen, dropped on the window, read before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gutbrain_app.app import made_window
from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.opening import library_around
from gutbrain_app.ui.main_window.window import MainWindow


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "R&D notes"
    (folder / "deep").mkdir(parents=True)
    (folder / "one.md").write_text("# One\n\nText.\n", "utf-8")
    (folder / "deep" / "two.md").write_text("# Two\n\nText.\n", "utf-8")
    return folder


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(400, 300), copy, data, left, none)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), copy, data, left, none))


def entries(window: MainWindow) -> list[str]:
    menu = window.furnishing.opening.menu
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions()]


def shown_folder(window: MainWindow) -> Path:
    assert window.library is not None
    return window.library.info.folder


def test_a_dropped_folder_is_opened_and_listed(
    window: MainWindow, notes: Path, library_folder: Path, qtbot: QtBot
) -> None:
    drop(window, notes)
    qtbot.waitUntil(lambda: shown_folder(window) == notes and window.article.place is not None)
    names = entries(window)
    assert names[0].startswith("&1  R&&D notes — ")
    assert names[1].startswith(f"&2  {library_folder.name} — ")
    window.furnishing.opening.menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: shown_folder(window) == library_folder)


def test_a_dropped_article_opens_in_the_library_around_it(
    window: MainWindow, notes: Path, library_folder: Path, qtbot: QtBot
) -> None:
    drop(window, library_folder / "long.md")
    assert window.article.place == Place("long")
    (notes / ".obsidian").mkdir()
    drop(window, notes / "deep" / "two.md")
    qtbot.waitUntil(lambda: window.article.place == Place("deep/two"))
    assert shown_folder(window) == notes


def test_what_is_no_library_is_told(window: MainWindow, notes: Path) -> None:
    picture = notes / "one.png"
    picture.touch()
    drop(window, picture)
    assert "neither a folder nor a Markdown file" in window.furnishing.notice.text


def test_the_nearest_top_is_the_library(notes: Path) -> None:
    two = notes / "deep" / "two.md"
    assert library_around(two) == notes / "deep"
    (notes / "SUMMARY.md").touch()
    assert library_around(two) == notes


def test_a_folder_that_is_gone_is_told_and_taken_off(
    window: MainWindow, notes: Path, library_folder: Path, qtbot: QtBot
) -> None:
    window.open_library(notes)
    qtbot.waitUntil(lambda: shown_folder(window) == notes)
    window.open_library(library_folder)
    qtbot.waitUntil(lambda: shown_folder(window) == library_folder)
    notes.rename(notes.with_name("elsewhere"))
    assert len(entries(window)) == 4
    window.furnishing.opening.menu.actions()[1].trigger()
    assert str(notes) in window.furnishing.notice.text
    assert len(entries(window)) == 3


def test_the_list_is_forgotten_and_nothing_noted_in_private(
    window: MainWindow, notes: Path, home: Path, qtbot: QtBot
) -> None:
    entries(window)
    window.furnishing.opening.menu.actions()[-1].trigger()
    assert entries(window) == ["No other library was opened yet"]
    window.furnishing.actions["private"].trigger()
    window.open_library(notes)
    qtbot.waitUntil(lambda: shown_folder(window) == notes)
    window.close()
    assert str(notes) not in (home / "config" / "settings.json").read_text("utf-8")


@pytest.mark.usefixtures("window")
def test_a_session_begins_with_the_library_open_last(
    open_window: Callable[..., MainWindow], library_folder: Path, qtbot: QtBot
) -> None:
    open_window().close()
    again = made_window(None, None)
    qtbot.addWidget(again)
    assert again.opener.folder == library_folder


def test_a_session_whose_library_is_gone_says_so(
    window: MainWindow, notes: Path, qtbot: QtBot
) -> None:
    window.open_library(notes)
    qtbot.waitUntil(lambda: shown_folder(window) == notes)
    window.close()
    notes.rename(notes.with_name("elsewhere"))
    again = made_window(None, None)
    qtbot.addWidget(again)
    assert str(notes) in again.furnishing.notice.text


def test_the_list_has_a_key(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(
        window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    assert window.furnishing.opening.menu.isVisible()
    window.furnishing.opening.menu.close()
