"""All keys in one list, where the reader can change them."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from gutbrain_app.ui.actions import ACTIONS, OTHER_KEYS, chosen_keys
from gutbrain_app.ui.keys_dialog import KeysDialog
from gutbrain_app.ui.main_window.window import MainWindow


@pytest.fixture
def dialog(window: MainWindow) -> KeysDialog:
    window.furnishing.actions["shortcuts"].trigger()
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    return dialog


def choose(dialog: KeysDialog, words: str) -> None:
    rows = [row for row in range(dialog.table.rowCount()) if shown(dialog, row)[0] == words]
    dialog.table.setCurrentCell(rows[0], 0)


def shown(dialog: KeysDialog, row: int) -> list[str]:
    model = dialog.table.model()
    return [model.index(row, column).data() for column in range(3)]


def keys_of(window: MainWindow, name: str) -> list[str]:
    return [key.toString() for key in window.furnishing.actions[name].shortcuts()]


def test_every_action_is_listed_with_its_keys(dialog: KeysDialog) -> None:
    rows = [shown(dialog, row) for row in range(dialog.table.rowCount())]
    assert ["Search", "Ctrl+K or /", "Go"] in rows
    assert len(rows) == len([words for words in ACTIONS if words.name]) + len(OTHER_KEYS)


def test_the_list_is_filtered_by_words_and_keys(dialog: KeysDialog) -> None:
    dialog.filter.setText("ctrl+k")
    rows = range(dialog.table.rowCount())
    left = [shown(dialog, row)[0] for row in rows if not dialog.table.isRowHidden(row)]
    assert "Search" in left
    assert "Quit" not in left


def test_a_free_key_is_given_and_kept(
    window: MainWindow, dialog: KeysDialog, open_window: Callable[..., MainWindow]
) -> None:
    choose(dialog, "Find on this page")
    dialog.edit.setKeySequence(QKeySequence("Ctrl+Alt+F9"))
    assert dialog.told.text() == "Ctrl+Alt+F9 is free."
    dialog.set.click()
    assert keys_of(window, "find") == ["Ctrl+Alt+F9"]
    assert window.furnishing.actions["find"].toolTip() == "Find on this page (Ctrl+Alt+F9)"
    window.close()
    assert keys_of(open_window(), "find") == ["Ctrl+Alt+F9"]


def test_a_key_in_use_is_told_and_taken_only_when_asked_for(
    window: MainWindow, dialog: KeysDialog
) -> None:
    choose(dialog, "Find on this page")
    dialog.edit.setKeySequence(QKeySequence("Ctrl+K"))
    assert "is the key of “Search”" in dialog.told.text()
    assert keys_of(window, "search") == ["Ctrl+K", "/"]
    dialog.set.click()
    assert keys_of(window, "find") == ["Ctrl+K"]
    assert keys_of(window, "search") == ["/"]
    dialog.all_usual.click()
    assert keys_of(window, "search") == ["Ctrl+K", "/"]
    assert keys_of(window, "find") == ["Ctrl+F"]


def test_an_action_may_go_without_a_key_and_have_its_usual_one_again(
    window: MainWindow, dialog: KeysDialog
) -> None:
    choose(dialog, "Quit")
    dialog.none.click()
    assert keys_of(window, "quit") == []
    choose(dialog, "Quit")
    dialog.usual.click()
    assert keys_of(window, "quit") == ["Ctrl+Q"]


def test_the_menus_own_key_cannot_be_given_away(dialog: KeysDialog, qtbot: QtBot) -> None:
    choose(dialog, "Quit")
    dialog.edit.setKeySequence(QKeySequence("F10"))
    assert not dialog.set.isEnabled()
    choose(dialog, "Menu")
    assert not dialog.none.isEnabled()


def test_no_two_actions_ever_share_a_key_whatever_the_settings_say() -> None:
    keys = chosen_keys({"find": ("Ctrl+K", "F10"), "quit": ("Ctrl+K",), "gone": ("Ctrl+J",)})
    given = [key for each in keys.values() for key in each]
    assert len(given) == len(set(given))
    assert keys["find"] == ("Ctrl+K",) or keys["quit"] == ("Ctrl+K",)
    assert "/" in keys["search"]
    assert "gone" not in keys


def test_whatever_names_a_key_names_the_one_the_reader_chose(
    window: MainWindow, dialog: KeysDialog
) -> None:
    furnishing = window.furnishing
    dialog.keys_requested.emit("bookmark", ("F12",))
    dialog.keys_requested.emit("search", ())
    dialog.keys_requested.emit("show_bookmarks", ("Ctrl+Alt+9",))
    assert furnishing.page.buttons.bookmark.toolTip() == "Bookmark this section (F12)"
    assert furnishing.bookmarks.empty.text().startswith("F12 ")
    assert window.left.box.placeholderText() == "Search the reference"
    furnishing.actions["tag_bookmark"].trigger()
    assert "Ctrl+Alt+9" in furnishing.notice.text
