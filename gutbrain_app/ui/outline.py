"""The outline of the page: its sections, the one being read in the accent colour."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.places import Place
from gutbrain_app.ui.kept_delegate import KEPT_ROLE
from gutbrain_app.ui.theme import Theme

SLUG_ROLE = Qt.ItemDataRole.UserRole
ROW = 27
MOST_ROWS = 14
MOST_SHOWN_LEVEL = 4


class Outline(QListWidget):
    """Sections of the article being read, in order."""

    place_requested = Signal(object)  # Place

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._topic = ""
        self._kept: frozenset[str] = frozenset()
        self.setObjectName("outline")
        self.setAccessibleName("On this page")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        # A selected row would be drawn in the ink of selections, not in the accent.
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.itemClicked.connect(self._open)
        self.itemActivated.connect(self._open)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colour()

    def show_article(self, article: Article | None) -> None:
        self.clear()
        self._topic = article.topic if article else ""
        sections = article.sections if article else ()
        for section in sections:
            if not section.slug or section.level > MOST_SHOWN_LEVEL:
                continue
            item = QListWidgetItem("    " * (section.level - 2) + section.heading)
            item.setData(SLUG_ROLE, section.slug)
            item.setSizeHint(QSize(60, ROW))
            self.addItem(item)
        if article and article.reference_ids:
            item = QListWidgetItem("References")
            item.setData(SLUG_ROLE, "references")
            item.setSizeHint(QSize(60, ROW))
            self.addItem(item)
        self.setFixedHeight(min(self.count(), MOST_ROWS) * ROW + 4)
        self._tell_kept()
        self._colour()

    def show_section(self, slug: str) -> None:
        """Mark the section being read; none when the page is at its beginning."""
        for row in range(self.count()):
            if self.item(row).data(SLUG_ROLE) == slug:
                self.setCurrentRow(row)
                break
        else:
            self.setCurrentRow(-1)
        self._colour()

    def set_kept(self, slugs: frozenset[str]) -> None:
        """Which sections of the article are bookmarked."""
        self._kept = slugs
        self._tell_kept()

    def _tell_kept(self) -> None:
        for row in range(self.count()):
            item = self.item(row)
            kept = item.data(SLUG_ROLE) in self._kept
            item.setData(KEPT_ROLE, kept)
            words = item.text().strip()
            spoken = f"{words}, bookmarked" if kept else words
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _colour(self) -> None:
        for row in range(self.count()):
            read = row == self.currentRow()
            ink = self._theme.accent if read else self._theme.ink
            item = self.item(row)
            item.setForeground(QBrush(QColor(ink)))
            font = item.font()
            font.setBold(read)
            item.setFont(font)

    def _open(self, item: QListWidgetItem) -> None:
        self.place_requested.emit(Place(self._topic, item.data(SLUG_ROLE)))
