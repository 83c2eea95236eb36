"""Pens and colours of the map: each kind of evidence has a colour and a pattern of its own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from gutbrain_app.core.axis.graph import Kind
from gutbrain_app.ui.theme import Theme

KIND_WORDS: dict[Kind, str] = {
    "human": "People",
    "animal": "Animals",
    "in vitro": "In the dish",
    "review": "Reviews",
}
_PATTERNS: dict[Kind, list[float]] = {
    "human": [],
    "animal": [7.0, 3.6],
    "in vitro": [1.6, 2.8],
    "review": [9.0, 3.2, 1.8, 3.2],
}


def kind_colour(kind: Kind, theme: Theme) -> QColor:
    """The ink of the kind's badge, lively enough for a thin line on the map's ground."""
    ink = QColor(theme.badge_colours(kind)[1])
    if kind == "review" or theme.high_contrast:
        return ink
    hue, saturation, lightness = ink.hslHueF(), ink.hslSaturationF(), ink.lightnessF()
    return QColor.fromHslF(hue, saturation, lightness if theme.dark else lightness + 0.1)


def kind_pen(kind: Kind, theme: Theme, *, on_paper: bool = False) -> QPen:
    """A pen of one pixel at any zoom; on paper it grows with the drawing."""
    pen = QPen(kind_colour(kind, theme), 1.2 if on_paper else 1.0)
    pen.setCosmetic(not on_paper)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if _PATTERNS[kind]:
        pen.setDashPattern(_PATTERNS[kind])
    return pen
