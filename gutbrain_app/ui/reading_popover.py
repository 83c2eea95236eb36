"""The quiet sheet with all that can be chosen about the look of the text."""

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFontDatabase, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.settings import TEXT_SIZES, Settings
from gutbrain_app.core.settings import Theme as ThemeChoice
from gutbrain_app.ui.theme import Theme, interface_font, named_theme

SWATCH = QSize(58, 34)
USUAL_FONT = "The usual one"
THEMES: dict[ThemeChoice, str] = {
    "system": "System",
    "light": "Light",
    "dark": "Dark",
    "sepia": "Sepia",
    "contrast": "High contrast",
    "contrast-dark": "Contrast, dark",
}


@dataclass(frozen=True)
class _Measure:
    """A slider of the sheet, the setting it moves and the words for its value."""

    field: str
    name: str
    least: int
    most: int
    step: int
    words: Callable[[int], str]


MEASURES = (
    _Measure("text_size", "Text size", TEXT_SIZES[0], TEXT_SIZES[-1], 10, "{} %".format),
    _Measure("text_width", "Text width", 40, 120, 5, "{} letters".format),
    _Measure("line_spacing", "Line spacing", 110, 220, 4, "{} %".format),
)


class ReadingPopover(QFrame):
    """Asks for a new look with every change; it closes with Esc or a click beside it."""

    look_requested = Signal(object)  # Settings
    closed = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("sheet")
        self.setAccessibleName("Reading")
        self._settings = settings
        self._filling = False
        self.sliders = {measure.field: self._slider(measure) for measure in MEASURES}
        self._values = {measure.field: _value_label(self) for measure in MEASURES}
        self.faces = {
            "serif": QRadioButton("Serif", self),
            "sans": QRadioButton("Sans serif", self),
        }
        self.fonts = self._font_box()
        self.themes = {choice: self._swatch(choice) for choice in THEMES}
        self.usual = QPushButton("Usual look", self)
        self.usual.clicked.connect(self._ask_usual)
        for face, button in self.faces.items():
            button.clicked.connect(lambda _=False, face=face: self._ask(text_face=face))
        self._lay_out()
        self.show_settings(settings)
        self.sliders["text_size"].setFocus()

    def show_settings(self, settings: Settings) -> None:
        """Let every control say what holds now."""
        self._settings = settings
        self._filling = True
        for measure in MEASURES:
            value = getattr(settings, measure.field)
            self.sliders[measure.field].setValue(value)
            self._values[measure.field].setText(measure.words(value))
        self.faces[settings.text_face].setChecked(True)
        at = self.fonts.findText(settings.text_font) if settings.text_font else 0
        self.fonts.setCurrentIndex(max(0, at))
        self.themes[settings.theme].setChecked(True)
        self._filling = False

    def _ask(self, **changes: object) -> None:
        if not self._filling:
            wanted = replace(self._settings, **changes)
            self.show_settings(wanted)
            self.look_requested.emit(wanted)

    def _ask_usual(self) -> None:
        usual = Settings()
        fields = (*(measure.field for measure in MEASURES), "text_face", "text_font", "theme")
        self._ask(**{name: getattr(usual, name) for name in fields})

    def _slider(self, measure: _Measure) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setAccessibleName(measure.name)
        slider.setRange(measure.least, measure.most)
        slider.setSingleStep(measure.step)
        slider.setPageStep(measure.step * 3)
        slider.setMinimumSize(170, 24)
        slider.valueChanged.connect(lambda value: self._ask(**{measure.field: value}))
        return slider

    def _font_box(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("Font of the text")
        # The longest family's name would make the sheet as wide as the window.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(18)
        box.addItem(USUAL_FONT)
        box.addItems(
            [
                name
                for name in QFontDatabase.families()
                if not QFontDatabase.isPrivateFamily(name)
                and QFontDatabase.isSmoothlyScalable(name)
            ]
        )
        box.currentIndexChanged.connect(
            lambda at: self._ask(text_font=box.itemText(at) if at > 0 else "")
        )
        return box

    def _swatch(self, choice: ThemeChoice) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("swatch")
        button.setText(THEMES[choice])
        button.setAccessibleName(f"Colours: {THEMES[choice]}")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(SWATCH)
        names = ("light", "dark") if choice == "system" else (choice, choice)
        left, right = (named_theme(name) for name in names)
        button.setIcon(_swatch_icon(left, right, self.devicePixelRatioF()))
        button.clicked.connect(lambda: self._ask(theme=choice))
        return button

    def _lay_out(self) -> None:
        rows = QGridLayout()
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(10)
        for row, measure in enumerate(MEASURES):
            rows.addWidget(_name_label(measure.name, self), row, 0)
            rows.addWidget(self.sliders[measure.field], row, 1)
            rows.addWidget(self._values[measure.field], row, 2)
        faces = QHBoxLayout()
        faces.setSpacing(14)
        for button in self.faces.values():
            faces.addWidget(button)
        faces.addStretch(1)
        rows.addWidget(_name_label("Letters", self), 3, 0)
        rows.addLayout(faces, 3, 1, 1, 2)
        rows.addWidget(_name_label("Font", self), 4, 0)
        rows.addWidget(self.fonts, 4, 1, 1, 2)
        swatches = QGridLayout()
        swatches.setSpacing(6)
        self._group = QButtonGroup(self)
        for number, swatch in enumerate(self.themes.values()):
            self._group.addButton(swatch)
            swatches.addWidget(swatch, number // 3, number % 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(14)
        layout.addLayout(rows)
        layout.addLayout(swatches)
        layout.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignRight)

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)


def _name_label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _value_label(parent: QWidget) -> QLabel:
    label = _name_label("", parent)
    label.setObjectName("muted")
    # Wide enough for every value, so that the sliders stay where they are.
    label.setMinimumWidth(62)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _swatch_icon(left: Theme, right: Theme, ratio: float) -> QIcon:
    """Two letters on the ground of a theme, or of two."""
    pixmap = QPixmap(SWATCH * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(left.ground))
    whole = QRectF(QPointF(0, 0), SWATCH)
    half = whole.width() / 2
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(interface_font(15))
    painter.fillRect(QRectF(half, 0, half, whole.height()), QColor(right.ground))
    for theme, letter, area in (
        (left, "A", QRectF(0, 0, half - 1, whole.height())),
        (right, "a", QRectF(half + 1, 0, half, whole.height())),
    ):
        side = Qt.AlignmentFlag.AlignRight if letter == "A" else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(theme.ink))
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, letter)
    painter.setPen(QPen(QColor(left.muted), 1))
    painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.end()
    return QIcon(pixmap)
