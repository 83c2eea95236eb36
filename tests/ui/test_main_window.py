"""The window as a whole: keys, names, themes, session and hostile titles."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gutbrain_app.app import made_window
from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.paths import cache_folder
from gutbrain_app.core.places import Place
from gutbrain_app.ui.actions import ACTIONS
from gutbrain_app.ui.external_link import ExternalLinkDialog
from gutbrain_app.ui.main_window.window import MainWindow


def focusable(window: MainWindow) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            yield widget


def test_every_action_has_keys_and_a_menu(window: MainWindow) -> None:
    in_menus = {
        action
        for menu in window.furnishing.strip.menu.actions()
        for action in menu.menu().actions()  # type: ignore[attr-defined]
    }
    for action in window.furnishing.actions.values():
        assert action.shortcuts(), action.text()
        assert action in in_menus, action.text()


def test_no_two_actions_share_a_key() -> None:
    keys = [key for words in ACTIONS for key in words.keys] + ["F10"]
    assert len(keys) == len(set(keys))


def test_everything_the_keyboard_reaches_has_a_name(window: MainWindow) -> None:
    for widget in focusable(window):
        named = widget.accessibleName()
        if isinstance(widget, QAbstractButton):
            named = named or widget.text() or widget.toolTip()
        assert named, widget


def test_f6_walks_through_the_panels_and_comes_round(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.left.box.setFocus()
    seen = []
    for _ in range(5):
        window.furnishing.actions["next_panel"].trigger()
        seen.append(window.focusWidget())
    assert window.article in seen
    assert window.furnishing.outline in seen
    assert window.left.box in seen


def test_the_outline_shows_the_section_being_read(window: MainWindow) -> None:
    window.article.open_place(Place("long", "part-4"))
    item = window.furnishing.outline.currentItem()
    assert item is not None
    assert item.text() == "Part 4"


def test_next_section_and_next_topic_lead_on(window: MainWindow) -> None:
    window.furnishing.actions["next_section"].trigger()
    assert window.article.place == Place("vagus", "how-a-signal-travels")
    window.furnishing.actions["next_topic"].trigger()
    assert window.article.article is not None
    assert window.article.article.topic == "hostile"


def test_the_place_window_and_columns_return_at_the_next_start(
    open_window: Callable[..., MainWindow],
) -> None:
    first = open_window("long#part-5")
    first.resize(1200, 700)
    first.splitter.setSizes([300, 640, 260])
    sizes = first.splitter.sizes()
    first.close()
    second = open_window("")
    assert second.article.place == Place("long", "part-5")
    assert (second.splitter.sizes()[0], second.height()) == (sizes[0], 860)


def test_a_narrow_window_gives_the_text_the_room(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(width=900)
    assert window.right.isHidden()
    window.resize(1300, 860)
    qtbot.waitUntil(window.right.isVisible)


def test_a_hostile_title_is_shown_as_it_is_written(window: MainWindow) -> None:
    window.article.open_place(Place("hostile"))
    title = "<img src=x>"
    assert window.windowTitle().startswith(title)
    assert window.left.tree.view.currentIndex().data() == title
    assert title in window.article.toPlainText()
    window.furnishing.bookmarking.toggle()
    assert window.furnishing.bookmarks.list.model().index(0, 0).data().startswith(title)
    window.left.box.setText("img")
    rows = window.furnishing.results.list.model()
    assert any(title in rows.index(row, 0).data() for row in range(rows.rowCount()))


def test_labels_never_read_text_as_markup(window: MainWindow) -> None:
    window.furnishing.notice.tell("<b>bold</b>")
    for label in window.findChildren(QLabel):
        plain = label.textFormat() == Qt.TextFormat.PlainText
        assert plain or "<" not in label.text()


def test_an_external_link_is_shown_in_full_before_anything_is_opened(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.article.external_link_requested.emit("https://example.org/<b>")
    dialog = window.findChild(ExternalLinkDialog)
    assert dialog is not None
    assert dialog.informativeText() == "https://example.org/<b>"
    assert dialog.textFormat() == Qt.TextFormat.PlainText
    assert dialog.defaultButton() is dialog.button(QMessageBox.StandardButton.Cancel)
    dialog.reject()


def test_the_theme_and_text_size_are_kept(open_window: Callable[..., MainWindow]) -> None:
    first = open_window()
    first.furnishing.actions["theme_dark"].trigger()
    first.furnishing.actions["larger"].trigger()
    first.close()
    second = open_window()
    assert second.theme.name == "dark"
    assert second.settings.text_size == 110


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_the_session_is_saved_when_the_system_ends_the_program(
    home: Path, library_folder: Path
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "gutbrain_app", str(library_folder), "--place", "long#part-2"],
        stderr=subprocess.PIPE,
        text=True,
    )
    settings = home / "config" / "settings.json"
    time.sleep(0.2)
    for _ in range(100):
        # Python starts with the default handler, so a signal that comes too early would end it.
        if program.poll() is not None:
            break
        time.sleep(0.05)
        status = Path(f"/proc/{program.pid}/status").read_text()
        caught = int(status.split("SigCgt:")[1].split()[0], 16)
        if caught >> (signal.SIGTERM - 1) & 1:
            program.send_signal(signal.SIGTERM)
            break
    _, errors = program.communicate(timeout=30)
    assert program.returncode == 0, errors
    assert "long" in settings.read_text()


def test_an_article_asked_for_during_the_first_build_opens_when_it_is_built(
    home: Path, library_folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUTBRAIN_HOME", str(tmp_path / "empty"))
    window = made_window(library_folder, Place("vagus"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.library is not None, timeout=30_000)
    window.article.open_place(Place("long"))
    qtbot.waitUntil(
        lambda: window.article.place is not None and window.article.place.topic == "long",
        timeout=30_000,
    )
    assert window.library is not None
    qtbot.waitUntil(lambda: window.library is not None and window.library.info.complete)
    outline = window.furnishing.outline
    qtbot.waitUntil(lambda: outline.count() == 12)
    assert window.left.tree.view.currentIndex().data() == "Long"


def test_a_changed_article_is_shown_anew_at_the_same_place(
    library_folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUTBRAIN_HOME", str(tmp_path / "home"))
    folder = tmp_path / "copy"
    shutil.copytree(library_folder, folder)
    build_library(folder, cache_folder(), report=lambda _: None)
    window = made_window(folder, Place("long", "part-5"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.is_furnished)
    article = folder / "long.md"
    article.write_text(article.read_text() + "\n\n## A new part\n\nNew words.\n")
    window.furnishing.actions["rebuild"].trigger()
    outline = window.furnishing.outline
    qtbot.waitUntil(lambda: outline.count() == 13, timeout=30_000)
    assert "New words." in window.article.toPlainText()
    assert window.article.place == Place("long", "part-5")


def test_covering_the_article_leaves_the_reader_at_his_line(window: MainWindow) -> None:
    window.activateWindow()
    window.article.open_place(Place("serotonin", "where-it-is-made"))
    window.article.setFocus()
    line = window.article.verticalScrollBar().value()
    page = QWidget(window.middle)
    window.middle.cover(page)
    window.middle.uncover(page)
    assert window.article.verticalScrollBar().value() == line > 0
