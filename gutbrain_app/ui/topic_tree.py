"""The topic tree: parts and their topics, filtered as the reader types."""

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.library import TreeNode
from gutbrain_app.core.places import Place
from gutbrain_app.ui.theme import SCROLL_BAR_NEVER, Theme, drawing
from gutbrain_app.ui.topic_delegate import KEPT_ROLE, PART_ROLE, TopicDelegate

if TYPE_CHECKING:  # A filter is seldom there, and never before the first paint.
    from PySide6.QtCore import QSortFilterProxyModel

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
# Values of Qt.ItemDataRole: naming `Qt` costs a sixth of a bare start.
DISPLAY_ROLE = 0
SPOKEN_ROLE = 11
TOPIC_ROLE = 0x100
STEP = 16


class _Row:
    def __init__(self, node: TreeNode, parent: "_Row | None", number: int) -> None:
        self.node = node
        self.parent = parent
        self.number = number
        self.rows: list[_Row] = []


class TopicModel(QAbstractItemModel):
    """The library's tree for Qt's views; rows are made once, when the library opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._by_topic: dict[str, _Row] = {}
        self.kept: frozenset[str] = frozenset()

    def set_tree(self, tree: tuple[TreeNode, ...]) -> None:
        self.beginResetModel()
        self._by_topic = {}
        self._rows = self._made(tree, None)
        self.endResetModel()

    def index_of(self, topic: str) -> QModelIndex:
        row = self._by_topic.get(topic)
        return self.createIndex(row.number, 0, row) if row else QModelIndex()

    def _made(self, nodes: tuple[TreeNode, ...], parent: _Row | None) -> list[_Row]:
        rows = []
        for number, node in enumerate(nodes):
            row = _Row(node, parent, number)
            row.rows = self._made(node.children, row)
            if node.topic:
                self._by_topic.setdefault(node.topic, row)
            rows.append(row)
        return rows

    def _children(self, index: Index) -> list[_Row]:
        return self._row(index).rows if index.isValid() else self._rows

    @staticmethod
    def _row(index: Index) -> _Row:
        row = index.internalPointer()
        assert isinstance(row, _Row)
        return row

    # Qt overrides

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        rows = self._children(parent)
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row])

    def parent(self, index: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = self._row(index).parent if index.isValid() else None
        return self.createIndex(above.number, 0, above) if above else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self._children(parent))

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 1

    def headerData(self, section: int, _: object, role: int = DISPLAY_ROLE) -> Any:
        """Never shown, but read by screen readers."""
        return "Topics" if role in (DISPLAY_ROLE, SPOKEN_ROLE) else None

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        node = self._row(index).node
        if role == SPOKEN_ROLE and node.topic in self.kept:
            return f"{node.title}, bookmarked"
        if role in (DISPLAY_ROLE, SPOKEN_ROLE):
            return node.title
        if role == KEPT_ROLE:
            return node.topic in self.kept
        if role == TOPIC_ROLE:
            return node.topic
        return node.part if role == PART_ROLE else None


class TopicTree(QWidget):
    """The tree with its filter line, which shows itself when it is asked for or typed into."""

    place_requested = Signal(object)  # Place

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TopicModel(self)
        self._filtered: QSortFilterProxyModel | None = None
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Filter topics")
        self.filter.setAccessibleName("Filter topics")
        self.filter.hide()
        self.filter.textChanged.connect(self._apply_filter)
        self.view = _TreeView(theme, self)
        self.view.setAccessibleName("Topics")
        self.view.setModel(self._model)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.view.typed.connect(self._start_filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.filter)
        layout.addWidget(self.view)

    def set_kept(self, topics: frozenset[str]) -> None:
        """The topics that are bookmarked, or have something bookmarked in them."""
        self._model.kept = topics
        self.view.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        self.view.set_theme(theme)
        self.view.viewport().update()

    def finish_sketch(self) -> None:
        """Draw the marks that the first paint left out."""
        self.view.finish_sketch()

    def set_tree(self, tree: tuple[TreeNode, ...]) -> None:
        """Show a library's tree: parts open, and everything open in a small library."""
        self._model.set_tree(tree)
        self._open_parts()

    def show_topic(self, topic: str) -> None:
        """Select the topic being read and bring it into sight."""
        index = self._model.index_of(topic)
        if self._filtered is not None:
            index = self._filtered.mapFromSource(index)
        if index.isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)
            if self.isVisible():
                self.view.scrollTo(index)

    def focus_filter(self) -> None:
        self.filter.show()
        self.filter.setFocus()
        self.filter.selectAll()

    def _start_filter(self, text: str) -> None:
        self.filter.show()
        self.filter.setFocus()
        self.filter.setText(text)

    def _apply_filter(self, text: str) -> None:
        if self._filtered is None:
            if not text:
                return
            self._filtered = self._made_filter()
        self._filtered.setFilterFixedString(text)
        if text:
            self.view.expandAll()

    def _made_filter(self) -> "QSortFilterProxyModel":
        """Until the first filter the view asks the tree itself, which is twice as quick."""
        from PySide6.QtCore import QSortFilterProxyModel

        chosen = self.view.currentIndex()
        filtered = QSortFilterProxyModel(self)
        filtered.setSourceModel(self._model)
        filtered.setRecursiveFilteringEnabled(True)
        filtered.setAutoAcceptChildRows(True)
        filtered.setProperty("filterCaseSensitivity", 0)  # Qt.CaseInsensitive
        self.view.setModel(filtered)
        self.view.setCurrentIndex(filtered.mapFromSource(chosen))
        return filtered

    def _open_parts(self) -> None:
        if self._model.rowCount() <= 200:
            self.view.expandToDepth(0)

    def _open(self, index: QModelIndex) -> None:
        topic = index.data(TOPIC_ROLE)
        if topic:
            self.place_requested.emit(Place(topic))
        else:
            self.view.setExpanded(index, not self.view.isExpanded(index))

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now the tree has its height; in a lower one, even the first row would be scrolled to.
        self.view.scrollTo(self.view.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.filter.isVisible() and self.filter.hasFocus():
            if event.key() == QtCore.Qt.Key.Key_Escape:
                self.filter.clear()
                self.filter.hide()
                self.view.setFocus()
                return
            if event.key() in (
                QtCore.Qt.Key.Key_Down,
                QtCore.Qt.Key.Key_Return,
                QtCore.Qt.Key.Key_Enter,
            ):
                self._choose_first()
                return
        super().keyPressEvent(event)

    def _choose_first(self) -> None:
        shown = self.view.model()
        index = shown.index(0, 0)
        while index.isValid() and not index.data(TOPIC_ROLE):
            index = shown.index(0, 0, index)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.setFocus()


class _TreeView(QTreeView):
    """A tree view that draws its own chevrons and hands typed letters to the filter."""

    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._panel = QPixmap(1, 1)
        self._rows = TopicDelegate(self, theme)
        self.setItemDelegate(self._rows)
        self.set_theme(theme)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(STEP)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setProperty("horizontalScrollBarPolicy", SCROLL_BAR_NEVER)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._panel.fill(QColor(theme.panel))
        self._rows.set_theme(theme)

    def finish_sketch(self) -> None:
        self._rows.sketching = False
        self.viewport().update()

    # Qt overrides

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if index == self.currentIndex():
            # The style colours the whole row; only the title is to stand out. (`fillRect` would
            # build all of `Qt`.)
            painter.drawPixmap(rect, self._panel)
        if self._rows.sketching or not self.model().hasChildren(index):
            return
        mark = "chevron-down" if self.isExpanded(index) else "chevron-right"
        spot = QRect(QPoint(rect.right() - STEP + 2, rect.top()), rect.bottomRight())
        painter.drawPixmap(spot.adjusted(0, 8, -2, -8), drawing(mark, self._theme.muted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Imported here for a quick start.
        from gutbrain_app.ui.typing_keys import WINDOW_KEYS, is_typing

        if is_typing(event) and event.text() not in WINDOW_KEYS:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
