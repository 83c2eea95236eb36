"""What a screen reader is told, and what the keyboard alone reaches."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gutbrain_app.core.places import Place
from gutbrain_app.ui.find_field import FindField
from gutbrain_app.ui.main_window.window import MainWindow

MOST_TABS = 400
# Parts that their owner speaks for, or that hold nothing but what is spoken itself.
SILENT = {
    QAccessible.Role.Client,
    QAccessible.Role.Border,
    QAccessible.Role.Pane,
    QAccessible.Role.Splitter,
    QAccessible.Role.ScrollBar,
    QAccessible.Role.Indicator,
    QAccessible.Role.Grip,
    QAccessible.Role.Separator,
    QAccessible.Role.Whitespace,
    QAccessible.Role.LayeredPane,
    QAccessible.Role.Cell,
    QAccessible.Role.TreeItem,
    QAccessible.Role.ListItem,
    QAccessible.Role.Row,
}


def interface_of(thing: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(thing)
    assert found is not None, thing
    return found


def all_below(interface: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    yield interface
    for at in range(interface.childCount() if depth < 30 else 0):
        child = interface.child(at)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from all_below(child, depth + 1)


def name_of(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def nameless(window: QWidget) -> list[str]:
    """What can be focused and says nothing of itself."""
    found = []
    for interface in all_below(interface_of(window)):
        widget = interface.object()
        asks = interface.state().focusable and interface.role() not in SILENT
        if asks and not name_of(interface).strip():
            found.append(f"{interface.role()} {widget}")
    return found


def walk_children(window: QWidget) -> None:
    missing = nameless(window)
    assert not missing, "\n".join(missing)


def test_every_part_of_the_window_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    window.furnishing.actions["find"].trigger()
    window.left.box.setText("serotonin")
    walk_children(window)
    window.left.box.clear()
    walk_children(window)


@pytest.mark.parametrize(
    "deed",
    [
        "reading", "shortcuts", "about", "problems", "recent", "references", "library_age",
        "print",
    ],
)  # fmt: skip
def test_every_sheet_and_dialog_has_names(window: MainWindow, deed: str) -> None:
    before = set(QApplication.topLevelWidgets())
    window.furnishing.actions[deed].trigger()
    new = [w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible()]
    assert new
    for sheet in new:
        assert name_of(interface_of(sheet)) or sheet.windowTitle()
        walk_children(sheet)
        sheet.close()


def test_each_panel_has_the_role_of_what_it_is(window: MainWindow) -> None:
    window.left.box.setText("serotonin")
    furnishing, role = window.furnishing, QAccessible.Role
    roles = {
        window.left.box: {role.EditableText},
        window.left.tree.view: {role.Tree},
        window.article: {role.Document, role.EditableText, role.StaticText},
        furnishing.outline: {role.List},
        furnishing.results.list: {role.List},
    }
    for widget, wanted in roles.items():
        assert interface_of(widget).role() in wanted, widget


def test_the_article_is_read_as_its_text(window: MainWindow) -> None:
    window.article.open_place(Place("vagus"))
    text = interface_of(window.article).textInterface()
    assert text is not None
    said = text.text(0, text.characterCount())
    assert said.index("The vagus nerve") < said.index("How a signal travels")
    assert "It runs from gut to brain" in said
    assert interface_of(window.article).state().readOnly


def test_the_tree_reads_parts_and_topics_and_which_is_open(window: MainWindow) -> None:
    tree = interface_of(window.left.tree.view)
    rows = [tree.child(at) for at in range(tree.childCount())]
    names = [name_of(row) for row in rows if row is not None]
    assert names[:3] == ["Topics", "Routes", "The vagus nerve"]
    states = {name_of(row): row.state() for row in rows if row is not None}
    assert states["Routes"].expandable
    assert states["Routes"].expanded
    assert states["The vagus nerve"].selected


def test_results_are_read_with_path_snippet_and_reason(window: MainWindow) -> None:
    window.left.box.setText("serotonin")
    results = interface_of(window.furnishing.results.list)
    said = [name_of(row) for at in range(results.childCount()) if (row := results.child(at))]
    assert any("Where it is made" in row and "Serotonin" in row for row in said)


def test_the_state_of_what_can_be_switched_is_told(window: MainWindow) -> None:
    window.furnishing.actions["find"].trigger()
    field = window.findChild(FindField)
    assert field is not None
    switch = interface_of(field.case)
    assert switch.state().checkable
    field.case.click()
    assert interface_of(field.case).state().checked


def test_tab_reaches_every_control_and_comes_round(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window("hostile")
    window.furnishing.actions["bookmark"].trigger()
    window.furnishing.actions["find"].trigger()
    window.activateWindow()
    window.left.box.setFocus()
    wanted = {widget for widget in window.findChildren(QWidget) if takes_tab(widget)}
    seen: set[QWidget] = set()
    for _ in range(MOST_TABS):
        focused = window.focusWidget()
        assert focused is not None
        seen.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        if wanted <= seen:
            break
    assert not [str(widget) for widget in wanted - seen]


def takes_tab(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    )


def test_what_has_the_keyboard_looks_it(window: MainWindow) -> None:
    """Every kind of control has a rule for its focus, or Qt's own frame."""
    ruled = window.styleSheet()
    for kind in ("QLineEdit", "QToolButton", "QPushButton", "QTreeView::item", "QComboBox",
                 "QPlainTextEdit", "QSlider::handle:horizontal", "QRadioButton", "QCheckBox",
                 "QTableView"):  # fmt: skip
        assert f"{kind}:focus" in ruled, kind
