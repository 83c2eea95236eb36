"""Every action of the window: its words, its keys and its menu."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolButton, QWidget


@dataclass(frozen=True)
class ActionWords:
    """An action as the reader meets it; an empty name is a line between groups of a menu."""

    menu: str
    name: str = ""
    text: str = ""
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False


FIXED_KEYS = ("F10",)  # the menu button has it
ACTIONS = (
    ActionWords("&Library", "open_library", "&Open a folder…", ("Ctrl+O",), "open"),
    ActionWords("&Library", "open_builtin", "Open the &built-in library", ("Ctrl+Shift+O",)),
    ActionWords("&Library", "recent_libraries", "Recent &libraries", ("Ctrl+Alt+O",)),
    ActionWords("&Library", "rebuild", "&Refresh the library", ("F5",)),
    ActionWords("&Library", "problems", "Show &problems", ("Ctrl+Shift+P",)),
    ActionWords("&Library", "print", "Print or sa&ve…", ("Ctrl+P",)),
    ActionWords("&Library"),
    ActionWords("&Library", "new_window", "&New window", ("Ctrl+N",)),
    ActionWords("&Library", "close_window", "&Close this window", ("Ctrl+W",)),
    ActionWords("&Library", "quit", "&Quit", ("Ctrl+Q",)),
    ActionWords("&Go", "search", "&Search", ("Ctrl+K", "/"), "search"),
    ActionWords("&Go", "search_exactly", "Search e&xactly as typed", ("Ctrl+Shift+E",), "", True),
    ActionWords("&Go", "find", "Fi&nd on this page", ("Ctrl+F",)),
    ActionWords("&Go", "next_match", "Next &match", ("F3",)),
    ActionWords("&Go", "previous_match", "Previous matc&h", ("Shift+F3",)),
    ActionWords("&Go", "topics", "Back to the &topics", ("Esc",), "topics"),
    ActionWords("&Go", "filter", "&Filter the topics", ("Ctrl+Shift+K",)),
    ActionWords("&Go"),
    ActionWords("&Go", "back", "&Back", ("Alt+Left",), "back"),
    ActionWords("&Go", "forward", "F&orward", ("Alt+Right",), "forward"),
    ActionWords("&Go", "recent", "&Recently read…", ("Ctrl+H",)),
    ActionWords("&Go", "private", "Pri&vate reading", ("Ctrl+Shift+H",), "private", True),
    ActionWords("&Go"),
    ActionWords("&Go", "previous_section", "Previous s&ection", ("Ctrl+Up",)),
    ActionWords("&Go", "next_section", "Next se&ction", ("Ctrl+Down",)),
    ActionWords("&Go", "previous_topic", "&Previous topic", ("Ctrl+PgUp",)),
    ActionWords("&Go", "next_topic", "&Next topic", ("Ctrl+PgDown",)),
    ActionWords("&Go"),
    ActionWords("&Go", "axis_map", "The a&xis on one page", ("Ctrl+M",), "map"),
    ActionWords("&Go", "show_on_map", "Sho&w this topic on the map", ("Ctrl+Shift+M",)),
    ActionWords("&Go"),
    ActionWords("&Go", "next_panel", "Next p&anel", ("F6",)),
    ActionWords("&Go", "previous_panel", "Pre&vious panel", ("Shift+F6",)),
    ActionWords("&Go", "copy_place", "Cop&y the place of this section", ("Ctrl+Shift+L",), "link"),
    ActionWords("&Bookmarks", "bookmark", "&Bookmark this section", ("Ctrl+D",), "bookmark"),
    ActionWords("&Bookmarks", "bookmark_note", "Write a &note on it", ("Ctrl+Shift+N",), "note"),
    ActionWords(
        "&Bookmarks", "remove_bookmark", "&Remove the bookmark", ("Ctrl+Shift+D",), "remove"
    ),
    ActionWords("&Bookmarks", "highlight_yellow", "Highlight: &yellow, a line", ("Ctrl+1",)),
    ActionWords("&Bookmarks", "highlight_green", "Highlight: gr&een, dashes", ("Ctrl+2",)),
    ActionWords("&Bookmarks", "highlight_blue", "Highlight: &blue, dots", ("Ctrl+3",)),
    ActionWords("&Bookmarks", "highlight_pink", "Highlight: &pink, dashes and dots", ("Ctrl+4",)),
    ActionWords("&Bookmarks", "remove_highlight", "Remo&ve the highlight", ("Ctrl+5",)),
    ActionWords("&Bookmarks", "next_highlight", "Ne&xt highlight", ("F4",)),
    ActionWords("&Bookmarks", "previous_highlight", "Previous highli&ght", ("Shift+F4",)),
    ActionWords("&Bookmarks", "select_text", "Select text by &keyboard", ("F7",), "", True),
    ActionWords("&Bookmarks"),
    ActionWords("&Bookmarks", "show_bookmarks", "&Go to the bookmarks", ("Ctrl+B",)),
    ActionWords("&Bookmarks", "filter_bookmarks", "&Filter the bookmarks", ("Ctrl+Shift+B",)),
    ActionWords("&Bookmarks"),
    ActionWords("&Bookmarks", "open_bookmark", "&Open the chosen one", ("Ctrl+Alt+Return",)),
    ActionWords("&Bookmarks", "rename_bookmark", "R&ename…", ("F2",)),
    ActionWords("&Bookmarks", "move_bookmark", "&Move to a folder…", ("Ctrl+Alt+M",)),
    ActionWords("&Bookmarks", "tag_bookmark", "&Tags…", ("Ctrl+Shift+T",)),
    ActionWords("&Bookmarks", "bookmark_up", "Move &up", ("Alt+Shift+Up",)),
    ActionWords("&Bookmarks", "bookmark_down", "Move &down", ("Alt+Shift+Down",)),
    ActionWords("&Bookmarks", "new_folder", "Ne&w folder…", ("Ctrl+Alt+N",)),
    ActionWords("&Bookmarks"),
    ActionWords("&Bookmarks", "sort_own", "In my own order", ("Alt+Shift+1",), "", True),
    ActionWords("&Bookmarks", "sort_newest", "Newest first", ("Alt+Shift+2",), "", True),
    ActionWords("&Bookmarks", "sort_title", "By title", ("Alt+Shift+3",), "", True),
    ActionWords("&Bookmarks", "sort_place", "By place in the library", ("Alt+Shift+4",), "", True),
    ActionWords("&Bookmarks", "group_bookmarks", "In folders", ("Alt+Shift+5",), "", True),
    ActionWords("&Bookmarks"),
    ActionWords("&Bookmarks", "what_changed", "What the library has &changed…", ("Ctrl+Alt+C",)),
    ActionWords("&Bookmarks", "export_bookmarks", "Ex&port…", ("Ctrl+Alt+E",)),
    ActionWords("&Bookmarks", "import_bookmarks", "&Import…", ("Ctrl+Alt+I",)),
    ActionWords("&Bookmarks", "handout", "Make a &handout…", ("Ctrl+Alt+H",)),
    ActionWords("&Bookmarks", "backups", "B&ackups…", ("Ctrl+Alt+B",)),
    ActionWords("&Bookmarks"),
    ActionWords("&Bookmarks", "undo", "&Undo", ("Ctrl+Z",)),
    ActionWords("&Bookmarks", "redo", "Re&do", ("Ctrl+Shift+Z",)),
    ActionWords("&Sources", "references", "&References…", ("Ctrl+R",)),
    ActionWords("&Sources", "library_age", "Library a&ge…", ("Ctrl+Shift+R",)),
    ActionWords("&Sources"),
    ActionWords("&Sources", "copy_with_source", "Copy with its &source", ("Ctrl+Shift+C",)),
    ActionWords("&Sources", "copy_as_markdown", "The same as &Markdown", ("Ctrl+Alt+Q",)),
    ActionWords("&Sources"),
    ActionWords("&Sources", "card", "Show a &card", ("Ctrl+I",)),
    ActionWords("&Sources", "cards", "Cards when &pointing", ("Ctrl+Shift+I",), "", True),
    ActionWords("&View", "larger", "&Larger text", ("Ctrl++", "Ctrl+=")),
    ActionWords("&View", "smaller", "&Smaller text", ("Ctrl+-",)),
    ActionWords("&View", "usual_size", "&Usual text size", ("Ctrl+0",)),
    ActionWords("&View"),
    ActionWords("&View", "reading", "&Reading…", ("Ctrl+,",), "reading"),
    ActionWords("&View"),
    ActionWords("&View", "theme_system", "Colours of the s&ystem", ("Ctrl+Alt+0",), "", True),
    ActionWords("&View", "theme_light", "L&ight", ("Ctrl+Alt+1",), "", True),
    ActionWords("&View", "theme_dark", "&Dark", ("Ctrl+Alt+2",), "", True),
    ActionWords("&View", "theme_sepia", "S&epia", ("Ctrl+Alt+3",), "", True),
    ActionWords("&View", "theme_contrast", "High &contrast", ("Ctrl+Alt+4",), "", True),
    ActionWords("&View", "theme_contrast-dark", "High contrast, dar&k", ("Ctrl+Alt+5",), "", True),
    ActionWords("&View"),
    ActionWords("&View", "left_panel", "&Topics panel", ("F8",), "topics", True),
    ActionWords("&View", "right_panel", "Out&line and bookmarks", ("F9",), "side", True),
    ActionWords("&View", "focus", "The te&xt alone", ("F11",), "", True),
    ActionWords("&View", "full_screen", "&Full screen", ("Shift+F11",), "", True),
    ActionWords("&Help", "shortcuts", "&Keys", ("F1",)),
    ActionWords("&Help", "search_help", "How to &search", ("Ctrl+F1",), "help"),
    ActionWords("&Help", "about", "&About Gutbrain", ("Shift+F1",)),
)


# Keys that belong to a part of the window: the key, what it does, and where.
OTHER_KEYS = (
    ("F10", "Menu", "Window"),
    ("Arrows, Home, End", "Walk the boxes", "Map"),
    ("Shift+Up, Shift+Down", "Walk the lines of a box", "Map"),
    ("Enter", "Open what is chosen", "Map"),
    ("/ or Ctrl+F", "Find on the map", "Map"),
    ("Ctrl+L", "Ask for a path", "Map"),
    ("Ctrl+T", "Table or picture", "Map"),
    ("Ctrl+G", "One box for all things of a topic", "Map"),
    ("+, - and 0", "Larger, smaller, the whole", "Map"),
    ("Ctrl+E", "Save or print the map", "Map"),
    ("Esc", "One step back, and out of the map", "Map"),
)


def window_actions(
    window: QWidget, deeds: Mapping[str, Callable[[], object]]
) -> dict[str, QAction]:
    """One QAction for each of ACTIONS, by name, added to the window so that its keys work."""
    actions = {}
    for words in ACTIONS:
        if not words.name:
            continue
        action = QAction(words.text, window)
        action.setObjectName(words.name)
        action.setCheckable(words.checkable)
        set_keys(action, words.keys)
        action.triggered.connect(deeds[words.name])
        window.addAction(action)
        actions[words.name] = action
    return actions


def set_keys(action: QAction, keys: tuple[str, ...]) -> None:
    """Give an action its keys, and its tip the first of them."""
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setToolTip(_with_key(plain_text(action.text()), action))


def first_key(action: QAction) -> str:
    """As this system writes it; empty for an action without a key."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def follow_key(button: QToolButton, action: QAction) -> None:
    """Let the button's tip end with the key of an action, whatever the reader makes of it."""
    words = button.accessibleName()
    action.changed.connect(lambda: button.setToolTip(_with_key(words, action)))
    button.setToolTip(_with_key(words, action))


def _with_key(words: str, action: QAction) -> str:
    key = first_key(action)
    return f"{words} ({key})" if key else words


def chosen_keys(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The keys of every action: those the reader has chosen, then the usual ones still free."""
    taken = {QKeySequence(key).toString() for key in FIXED_KEYS}
    keys: dict[str, tuple[str, ...]] = {}
    wanted = {words.name: words.keys for words in ACTIONS if words.name}
    for name in sorted(wanted, key=lambda name: name not in chosen):
        sequences = [QKeySequence(key).toString() for key in chosen.get(name, wanted[name])]
        free = tuple(key for key in dict.fromkeys(sequences) if key and key not in taken)
        taken.update(free)
        keys[name] = free
    return keys


def fill_menus(owner: QMenu | QMenuBar, actions: Mapping[str, QAction]) -> None:
    """The menus in the order of ACTIONS, into a menu bar or under the menu button."""
    menus: dict[str, QMenu] = {}
    for words in ACTIONS:
        if words.menu not in menus:
            menus[words.menu] = owner.addMenu(words.menu)
        if words.name:
            menus[words.menu].addAction(actions[words.name])
        else:
            menus[words.menu].addSeparator()


def plain_text(text: str) -> str:
    """An action's words without the mark of its mnemonic and the dots."""
    return text.replace("&", "").rstrip("…")
