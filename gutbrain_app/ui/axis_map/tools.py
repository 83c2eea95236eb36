"""The buttons of the map."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gutbrain_app.ui.axis_map.zoom_area import ZOOM_STEP
from gutbrain_app.ui.theme import Theme, icon

FORMS = ("svg", "png", "pdf", "csv")


class MapTools(QWidget):
    """A quiet row of buttons; each says what it wishes for."""

    paths_requested = Signal()
    table_requested = Signal(bool)
    grouping_requested = Signal(bool)
    zoom_requested = Signal(float)
    whole_requested = Signal()
    export_requested = Signal(str)
    print_requested = Signal()
    close_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QToolButton] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self._add("path", "Ask for a path from one thing to another", "Ctrl+L").clicked.connect(
            self.paths_requested
        )
        self._group = self._add("group", "One box for all things of a topic", "Ctrl+G")
        self._group.setCheckable(True)
        self._group.toggled.connect(self.grouping_requested)
        self._table = self._add("table", "The relations as a table", "Ctrl+T")
        self._table.setCheckable(True)
        self._table.clicked.connect(self.table_requested)
        out = self._add("zoom-out", "Smaller", "-")
        out.clicked.connect(lambda: self.zoom_requested.emit(1 / ZOOM_STEP))
        larger = self._add("zoom-in", "Larger", "+")
        larger.clicked.connect(lambda: self.zoom_requested.emit(ZOOM_STEP))
        self._add("fit", "The whole map", "0").clicked.connect(self.whole_requested)
        self._export = self._add("export", "Save or print the map", "Ctrl+E")
        self._export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._export.setMenu(self._menu())
        self._add("close", "Back to reading", "Esc").clicked.connect(self.close_requested)
        self.set_theme(theme)

    @property
    def is_grouped(self) -> bool:
        return self._group.isChecked()

    def set_theme(self, theme: Theme) -> None:
        for name, button in self._buttons.items():
            button.setIcon(icon(name, theme))

    def set_grouped(self, grouped: bool, *, possible: bool) -> None:
        """Set the switch without a wish; where no topics are named it is not there."""
        self._group.blockSignals(True)
        self._group.setChecked(grouped)
        self._group.blockSignals(False)
        self._group.setVisible(possible)

    def switch_grouping(self) -> None:
        if not self._group.isHidden():
            self._group.toggle()

    def open_export(self) -> None:
        self._export.showMenu()

    def show_table(self, shown: bool) -> None:
        self._table.setChecked(shown)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for form in FORMS:
            action = menu.addAction(f"Save as {form.upper()}…")
            action.setData(form)
        menu.addSeparator()
        printing = menu.addAction("Print…")
        printing.setData("")
        menu.triggered.connect(
            lambda chosen: (
                self.export_requested.emit(chosen.data())
                if chosen.data()
                else self.print_requested.emit()
            )
        )
        return menu

    def _add(self, name: str, words: str, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(18, 18))
        button.setAutoRaise(True)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})")
        self._buttons[name] = button
        self._layout.addWidget(button)
        return button
