"""The page of the axis map: the picture or the table, its legend, cards, paths and exports."""

from collections import Counter
from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from gutbrain_app.core.axis.graph import Kind
from gutbrain_app.core.library import Library
from gutbrain_app.ui.axis_map.attention import Attention
from gutbrain_app.ui.axis_map.canvas import MapCanvas
from gutbrain_app.ui.axis_map.card import Card
from gutbrain_app.ui.axis_map.choosing import Choosing
from gutbrain_app.ui.axis_map.content import MapContent
from gutbrain_app.ui.axis_map.legend import Legend
from gutbrain_app.ui.axis_map.path_panel import PathPanel
from gutbrain_app.ui.axis_map.relation_table import RelationTable
from gutbrain_app.ui.axis_map.saving import Saving
from gutbrain_app.ui.axis_map.tools import MapTools
from gutbrain_app.ui.axis_map.wording import (
    answered_paths,
    short_sources,
    thing_names,
)
from gutbrain_app.ui.theme import Theme, interface_font

TITLE = "The axis on one page"
NARROW = 1080  # pixels at usual text


class AxisMapPage(QWidget):
    """One library's map; it wishes for places and tells what the reader should know."""

    place_requested = Signal(object)  # Place
    closed = Signal()
    notice_raised = Signal(str, bool)  # a sentence, and whether it is serious

    def __init__(self, theme: Theme, percent: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("axisMap")
        self._content: MapContent | None = None
        self._percent = percent
        self._is_narrow = False
        self._is_tabled = False
        self.canvas = MapCanvas(theme, percent, self)
        self.table = RelationTable(self)
        self.legend = Legend(theme, self)
        self.card = Card(theme, self)
        self.paths = PathPanel(theme, self)
        self.paths.hide()
        self.box = QLineEdit(self)
        self.box.setAccessibleName("Find on the map")
        self.box.setPlaceholderText("Find on the map    /")
        self.box.setClearButtonEnabled(True)
        self.tools = MapTools(theme, self)
        self.attention = Attention(self.canvas, self)
        self.saving = Saving(self.canvas, self._rows, TITLE, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.canvas)
        self._pages.addWidget(self._framed(self.table))
        self.choosing = Choosing(self.canvas, self.table, self.card, self.attention, self._pages)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        title = QLabel(TITLE, self)
        title.setFont(interface_font(20, QFont.Weight.Bold))
        top = QHBoxLayout()
        top.setContentsMargins(24, 2, 14, 0)
        top.addWidget(title)
        top.addStretch(1)
        self.box.setFixedWidth(210)
        top.addWidget(self.box)
        top.addSpacing(6)
        top.addWidget(self.tools)
        below = QHBoxLayout()
        below.setContentsMargins(16, 0, 14, 2)
        below.addWidget(self.legend)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(below)
        layout.addWidget(self.paths)
        layout.addWidget(self._pages, 1)

    def _framed(self, table: RelationTable) -> QWidget:
        """The table in line with the title."""
        frame = QWidget(self)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(18, 0, 10, 6)
        layout.addWidget(table)
        return frame

    def _connect(self) -> None:
        canvas, tools, saving = self.canvas, self.tools, self.saving
        canvas.left.connect(self._step_back)
        self.legend.kinds_changed.connect(self._filter)
        self.box.textChanged.connect(self._find)
        self.box.returnPressed.connect(self._go_to_found)
        self.choosing.place_requested.connect(self.place_requested)
        self.choosing.notice_raised.connect(self.notice_raised)
        self.card.closed.connect(self._close_card)
        self.paths.asked.connect(self._ask)
        self.paths.path_chosen.connect(self.choosing.show_path)
        self.paths.closed.connect(self.close_paths)
        saving.notice_raised.connect(self.notice_raised)
        tools.paths_requested.connect(self.open_paths)
        tools.table_requested.connect(self.show_table)
        tools.grouping_requested.connect(self._show_drawing)
        tools.zoom_requested.connect(canvas.zoom_by)
        tools.whole_requested.connect(canvas.fit_whole)
        tools.export_requested.connect(saving.ask_where)
        tools.print_requested.connect(saving.print_out)
        tools.close_requested.connect(self.closed)

    def set_library(self, library: Library) -> None:
        self._content = content = MapContent(library)
        self.saving.set_content(content)
        self.choosing.set_content(content)
        self.box.clear()
        self.close_paths()
        self.legend.set_counts(Counter(content.axis.kinds))
        self._is_tabled = False
        self.tools.set_grouped(content.is_large, possible=content.can_group)
        self._show_drawing()

    def set_theme(self, theme: Theme, percent: int) -> None:
        self._percent = percent
        for part in (self.legend, self.card, self.paths, self.tools):
            part.set_theme(theme)
        self.canvas.set_theme(theme, percent)
        self._fit_columns()

    def set_marks(self, read: Collection[str], kept: Collection[str], here: str) -> None:
        """Topics that were read, topics with bookmarks, and the one being read."""
        self.attention.set_marks(read, kept, here)

    def show_topic(self, topic: str) -> None:
        """Go to what the map has of a topic."""
        self.show_table(False)
        drawing = self.canvas.drawing
        nodes = enumerate(drawing.graph.nodes) if drawing is not None else ()
        own = [(len(node.things), -number) for number, node in nodes if node.topic == topic]
        self.canvas.choose_node(-max(own)[1] if own else -1)

    def show_table(self, shown: bool) -> None:
        """The table in place of the picture, or the picture again."""
        if shown:
            self._fill_table()
        self._pages.setCurrentIndex(int(shown))
        self.tools.show_table(shown)
        self.card.show_cards(())
        self._focus_view()

    def open_paths(self) -> None:
        if self._content is not None:
            self.show_table(False)
            self.paths.set_names(thing_names(self._content))
            self.paths.show()
            self.paths.start.setFocus()

    def close_paths(self) -> None:
        self.paths.hide()
        self.attention.set_path(())
        self._focus_view()

    def _show_drawing(self) -> None:
        content = self._content
        if content is not None:
            drawing = content.drawing(grouped=self.tools.is_grouped, narrow=self._is_narrow)
            self.card.show_cards(())
            self.attention.show_drawing(content, drawing)

    def _fit_columns(self) -> None:
        """Narrower boxes in a narrow window; what is chosen stays so."""
        narrow = self.width() < NARROW * self._percent / 100
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            node = self.canvas.node
            self._show_drawing()
            if node >= 0:
                self.canvas.choose_node(node)

    # Filtering, finding and paths

    def _filter(self, kinds: frozenset[Kind]) -> None:
        self.canvas.set_kinds(kinds)
        self._filter_table()
        self.attention.relight()

    def _fill_table(self) -> None:
        """The table is filled when it is first wanted: a large one takes its time."""
        if self._content is not None and not self._is_tabled:
            self._is_tabled = True
            self.table.set_relations(self._content.relations, short_sources(self._content))
            self._filter_table()

    def _rows(self) -> list[int]:
        """The relations of the table in its order."""
        self._fill_table()
        return self.table.shown

    def _filter_table(self) -> None:
        if self._content is not None and self._is_tabled:
            found = self._content.relations_at(self._things_named(self.box.text()))
            self.table.show_only(self.canvas.kinds, self.box.text(), found)

    def _find(self, text: str) -> None:
        self._filter_table()
        self.attention.set_wanted(self._things_named(text), looking=bool(text.strip()))

    def _things_named(self, text: str) -> frozenset[int]:
        content = self._content
        return frozenset(one.thing for one in content.names.find(text)) if content else frozenset()

    def _go_to_found(self) -> None:
        """Enter goes to the first that was found, and then to the next."""
        if self._pages.currentIndex():
            self.table.setFocus()
            return
        found = self.attention.wanted_nodes()
        if found:
            at = found.index(self.canvas.node) + 1 if self.canvas.node in found else 0
            self.canvas.choose_node(found[at % len(found)])
        elif self.box.text().strip():
            self.notice_raised.emit(f"Nothing on the map is called “{self.box.text()}”.", False)

    def _ask(self, start: str, end: str) -> None:
        if self._content is not None:
            self.canvas.choose_node(-1)
            self.attention.set_path(())
            texts, status = answered_paths(self._content, self.canvas.kinds, start, end)
            self.paths.show_paths(texts, status)

    def _close_card(self) -> None:
        self.choosing.close_card()
        self._focus_view()

    # The keyboard

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key means wherever in the map the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            return self._step_back
        if event.key() == Qt.Key.Key_Slash:
            return self._focus_box
        if event.modifiers() == Qt.KeyboardModifier.AltModifier:
            return self.closed.emit if event.key() == Qt.Key.Key_Left else None
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return None
        deeds: dict[int, Callable[[], object]] = {
            Qt.Key.Key_F: self._focus_box,
            Qt.Key.Key_L: self.open_paths,
            Qt.Key.Key_G: self.tools.switch_grouping,
            Qt.Key.Key_T: lambda: self.show_table(not self._pages.currentIndex()),
            Qt.Key.Key_E: self.tools.open_export,
        }
        return deeds.get(event.key())

    def _focus_box(self) -> None:
        self.box.setFocus()
        self.box.selectAll()

    def _focus_view(self) -> None:
        (self.table if self._pages.currentIndex() else self.canvas).setFocus()

    def _step_back(self) -> None:
        """Esc: what is looked for, the paths, the card, the table, and then the map itself."""
        if self.box.text():
            self.box.clear()
        elif not self.paths.isHidden():
            self.close_paths()
        elif not self.card.isHidden():
            self._close_card()
        elif self._pages.currentIndex():
            self.show_table(False)
        elif self.canvas.hasFocus():
            self.closed.emit()
            return
        self._focus_view()

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # The window has some of these keys too; while the map has the keyboard they are the map's.
        kind = event.type() == QEvent.Type.ShortcutOverride
        if kind and isinstance(event, QKeyEvent) and self._deed(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._deed(event)
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        self.choosing.place_card()
