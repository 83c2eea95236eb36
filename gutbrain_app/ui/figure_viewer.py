"""A figure large: zoomed with keys, wheel or buttons, moved by hand or arrow keys."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QDialog,
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.ui.theme import Theme, icon

STEP = 1.25
LARGEST = 8.0  # screen pixels to one of the picture's
SMALLEST = 0.02


class FigureViewer(QDialog):
    """One picture with its caption; Esc leaves."""

    def __init__(self, image: QImage, caption: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Figure")
        self.canvas = _Canvas(image, theme, self)
        self.canvas.setAccessibleName(f"Figure: {caption}" if caption else "Figure")
        words = QLabel(caption, self)
        words.setObjectName("muted")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.scale_words = QLabel(self)
        self.scale_words.setObjectName("muted")
        # Wide enough for every value, so that the buttons stay where they are.
        self.scale_words.setMinimumWidth(52)
        self.scale_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 8, 8)
        bar.addWidget(words, 1)
        bar.addWidget(self.scale_words)
        for name, tip, deed in (
            ("smaller", "Smaller (-)", lambda: self.canvas.zoom(1 / STEP)),
            ("larger", "Larger (+)", lambda: self.canvas.zoom(STEP)),
            ("fit", "The whole figure (0)", self.canvas.show_whole),
            ("close", "Close (Esc)", self.reject),
        ):
            button = QToolButton(self)
            button.setIcon(icon(name, theme))
            button.setIconSize(QSize(18, 18))
            button.setAutoRaise(True)
            button.setToolTip(tip)
            button.setAccessibleName(tip.partition(" (")[0])
            button.clicked.connect(deed)
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(bar)
        self.canvas.zoomed.connect(self._show_scale)
        self.canvas.setFocus()
        self.resize(parent.size())

    def _show_scale(self, scale: float) -> None:
        self.scale_words.setText(f"{scale * 100:.0f} %")

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.canvas.take_key(event.key()):
            super().keyPressEvent(event)


class _Canvas(QGraphicsView):
    """The picture; as large as the room for it until the reader zooms."""

    zoomed = Signal(float)  # screen pixels to one of the picture's

    def __init__(self, image: QImage, theme: Theme, parent: QWidget) -> None:
        self._scene = QGraphicsScene()
        super().__init__(self._scene, parent)
        self._whole = True
        pixmap = QPixmap.fromImage(image)
        self._ratio = self.devicePixelRatioF()
        item = self._scene.addPixmap(pixmap)
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.setSceneRect(item.boundingRect())
        self.setBackgroundBrush(QColor(theme.ground))
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    def zoom(self, factor: float) -> None:
        scale = self.transform().m11()
        wanted = min(LARGEST, max(min(SMALLEST, self._fitting()), scale * factor))
        self._whole = False
        self.scale(wanted / scale, wanted / scale)
        self.zoomed.emit(wanted * self._ratio)

    def show_whole(self) -> None:
        """As large as there is room, but no larger than twice its own size."""
        fitting = self._fitting()
        self.resetTransform()
        self.scale(fitting, fitting)
        self.centerOn(self.sceneRect().center())
        self._whole = True
        self.zoomed.emit(fitting * self._ratio)

    def take_key(self, key: int) -> bool:
        """Whether the key is one for zooming."""
        factors = {
            Qt.Key.Key_Plus: STEP,
            Qt.Key.Key_Equal: STEP,
            Qt.Key.Key_Minus: 1 / STEP,
            Qt.Key.Key_1: 1 / (self.transform().m11() * self._ratio),
        }
        if key == Qt.Key.Key_0:
            self.show_whole()
        elif key in factors:
            self.zoom(factors[Qt.Key(key)])
        return key == Qt.Key.Key_0 or key in factors

    def _fitting(self) -> float:
        room, picture = self.viewport().rect().adjusted(0, 0, -24, -24), self.sceneRect()
        across, down = room.width() / picture.width(), room.height() / picture.height()
        return max(SMALLEST / 10, min(across, down, 2.0))

    # Qt overrides

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP ** (event.angleDelta().y() / 120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._whole:
            self.show_whole()
