"""Evidence badges: small rounded pictures, drawn once for each level, theme and size."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QIcon,
    QImage,
    QPainter,
    QPainterPath,
    QPixmap,
)

from gutbrain_app.ui.theme import Theme, interface_font


def badge_size(evidence: str, pixels: int) -> tuple[int, int]:
    """Width and height of a badge in pixels of the page."""
    metrics = QFontMetricsF(_font(pixels))
    width = metrics.horizontalAdvance(evidence) + 2 * _side(pixels) + _gap(pixels)
    return round(width), round(metrics.height() + pixels * 0.25)


@lru_cache(maxsize=256)
def empty_badge(width: int, height: int) -> QImage:
    """A clear picture of a badge's size, to lay the first page out with: drawing is slow once."""
    image = QPixmap(width, height)
    image.fill(QColor(0, 0, 0, 0))
    return image.toImage()


@lru_cache(maxsize=256)
def badge_image(evidence: str, theme: Theme, pixels: int, ratio: float) -> QImage:
    """The badge for a level of evidence.

    `pixels` is the height of its letters' font and `ratio` the screen's device pixels to a pixel.
    """
    font = _font(pixels)
    metrics = QFontMetricsF(font)
    side, gap = _side(pixels), _gap(pixels)
    width, height = badge_size(evidence, pixels)
    image = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    ground, ink = theme.badge_colours(evidence)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    body = QPainterPath()
    body.addRoundedRect(QRectF(gap, 0, width - gap, height), pixels * 0.3, pixels * 0.3)
    painter.fillPath(body, QColor(ground))
    painter.setPen(QColor(ink))
    painter.setFont(font)
    baseline = (height + metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(gap + side, baseline), evidence)
    painter.end()
    return image


@lru_cache(maxsize=64)
def badge_icon(evidence: str, theme: Theme, pixels: int, ratio: float) -> QIcon:
    """The badge for a row of a table; it keeps its colours in a chosen row."""
    picture = QPixmap.fromImage(badge_image(evidence, theme, pixels, ratio))
    badge = QIcon(picture)
    badge.addPixmap(picture, QIcon.Mode.Selected)
    return badge


def _font(pixels: int) -> QFont:
    return interface_font(pixels, QFont.Weight.DemiBold)


def _side(pixels: int) -> int:
    return round(pixels * 0.5)


def _gap(pixels: int) -> int:
    return round(pixels * 0.3)
