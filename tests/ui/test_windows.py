"""Several windows of one program."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gutbrain_app.app import made_window
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.main_window.windows import Windows


@pytest.fixture
def pair(window: MainWindow, qtbot: QtBot) -> Iterator[Windows]:
    windows = Windows(window, made_window)
    window.furnishing.actions["new_window"].trigger()
    qtbot.waitUntil(lambda: windows.windows[1].is_furnished)
    yield windows
    for each in windows.windows[1:]:
        each.close()


def test_each_window_has_its_own_place(pair: Windows) -> None:
    one, other = pair.windows
    assert other.article.place == one.article.place
    other.article.open_place(Place("long", "part-3"))
    assert one.article.place == Place("vagus")
    assert other.windowTitle().startswith("Long")


def test_a_look_is_that_of_every_window(pair: Windows) -> None:
    one, other = pair.windows
    other.furnishing.actions["theme_dark"].trigger()
    other.set_text_size(130)
    assert one.theme.name == "dark"
    assert one.settings.text_size == 130
    assert one.article.font().pixelSize() == other.article.font().pixelSize()


def test_bookmarks_of_both_windows_are_kept(pair: Windows, home: Path, qtbot: QtBot) -> None:
    one, other = pair.windows
    one.furnishing.bookmarking.toggle()
    other.article.open_place(Place("long", "part-3"))
    other.furnishing.bookmarking.toggle()
    store = BookmarkStore(home / "data" / "bookmarks.json")
    assert {mark.place for mark in store.bookmarks} == {"vagus", "long#part-3"}
    qtbot.waitUntil(lambda: len(one.furnishing.shelf.bookmarks) == 2)


def test_one_is_closed_and_the_other_stays(pair: Windows, qtbot: QtBot) -> None:
    one, other = pair.windows
    other.furnishing.actions["close_window"].trigger()
    qtbot.waitUntil(lambda: not isValid(other))
    assert pair.windows == [one]
    assert one.isVisible()


def test_a_window_beside_a_private_one_is_private(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    first = open_window()
    windows = Windows(first, made_window)
    first.furnishing.actions["private"].trigger()
    windows.open_another(first)
    qtbot.addWidget(windows.windows[1])
    qtbot.waitUntil(lambda: windows.windows[1].is_furnished)
    assert windows.windows[1].windowTitle().endswith("(private)")
