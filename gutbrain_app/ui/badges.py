"""Evidence badges: small rounded pictures, drawn once for each level, theme and size."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from gutbrain_app.ui.theme import SANS, Theme


@lru_cache(maxsize=256)
def badge_image(evidence: str, theme: Theme, pixels: int, ratio: float) -> QImage:
    """The badge for a level of evidence.

    `pixels` is the height of its letters' font and `ratio` the screen's device pixels to a pixel.
    """
    font = QFont()
    font.setFamilies(list(SANS))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Medium)
    metrics = QFontMetricsF(font)
    side, gap = round(pixels * 0.5), round(pixels * 0.3)
    width = metrics.horizontalAdvance(evidence) + 2 * side + gap
    height = round(metrics.height() + pixels * 0.25)
    image = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    ground, ink = theme.badge_colours(evidence)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    body = QRectF(gap, 0, width - gap, height)
    painter.drawRoundedRect(body, pixels * 0.3, pixels * 0.3)
    painter.setPen(QColor(ink))
    painter.setFont(font)
    painter.drawText(body, Qt.AlignmentFlag.AlignCenter, evidence)
    painter.end()
    return image
