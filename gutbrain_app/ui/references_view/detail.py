"""One reference in full: its words, its caution, and every section that rests on it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gutbrain_app.core.citing.plain import plain_citation
from gutbrain_app.core.places import Place
from gutbrain_app.core.references import Reference
from gutbrain_app.ui.badges import badge_image
from gutbrain_app.ui.theme import Theme

BADGE_PIXELS = 11
_PLACE_ROLE = Qt.ItemDataRole.UserRole


class ReferenceDetail(QWidget):
    """Shows a reference; a section is opened by a click or by Enter."""

    place_requested = Signal(object)  # Place

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._citation = _label(self, selectable=True)
        self._citation.setAccessibleName("Reference")
        self._badge = QLabel(self)
        self._caution = _label(self, selectable=True)
        self._caution.setObjectName("caution")
        self._title = _label(self)
        self._title.setObjectName("panelTitle")
        self._sections = QListWidget(self)
        self._sections.setAccessibleName("Sections that rest on it")
        self._sections.setWordWrap(True)
        self._sections.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._sections.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sections.itemClicked.connect(self._open)
        self._sections.itemActivated.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._citation, self._badge, self._caution, self._title):
            layout.addWidget(part)
        layout.addWidget(self._sections, 1)
        self.set_theme(theme)
        self.show_reference(None, ())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        t = theme
        self.setStyleSheet(
            f"QLabel#caution {{ color: {t.warning}; background: {t.warning_ground};"
            " border-radius: 6px; padding: 7px 9px; }"
            "QListWidget::item { padding: 4px 6px; border-radius: 5px; }"
            f"QListWidget::item:hover {{ background: {t.hover}; }}"
            f"QListWidget::item:selected {{ background: {t.accent_ground}; color: {t.ink}; }}"
        )

    def show_reference(
        self, reference: Reference | None, sections: Sequence[tuple[Place, str]]
    ) -> None:
        """`sections` are places with their titles."""
        self._sections.clear()
        self._caution.setVisible(reference is not None and bool(reference.caution))
        self._badge.setVisible(reference is not None and bool(reference.evidence))
        if reference is None:
            self._citation.setText("Choose a reference to see what rests on it.")
            self._title.setText("")
            return
        self._citation.setText(plain_citation(reference))
        self._caution.setText(f"⚠ {reference.caution}")
        if reference.evidence:
            self._badge.setAccessibleName(f"Kind of study: {reference.evidence}")
            image = badge_image(
                reference.evidence, self._theme, BADGE_PIXELS, self.devicePixelRatioF()
            )
            self._badge.setPixmap(QPixmap.fromImage(image))
        count = len(sections)
        self._title.setText(
            f"{count} SECTION{'S' if count != 1 else ''} REST{'' if count != 1 else 'S'} ON IT"
            if count
            else "NO SECTION RESTS ON IT"
        )
        for place, words in sections:
            item = QListWidgetItem(words)
            item.setData(_PLACE_ROLE, place)
            self._sections.addItem(item)

    def focus_sections(self) -> None:
        self._sections.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._sections.currentRow() < 0:
            self._sections.setCurrentRow(0)

    def _open(self, item: QListWidgetItem) -> None:
        self.place_requested.emit(item.data(_PLACE_ROLE))


def _label(parent: QWidget, *, selectable: bool = False) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
