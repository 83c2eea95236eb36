"""The four colours of bookmarks and highlights, each with a line of its own under the words."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat

from gutbrain_app.core.bookmarks.bookmark import COLOURS
from gutbrain_app.ui.theme import Theme

Underline = QTextCharFormat.UnderlineStyle


@dataclass(frozen=True)
class HighlightColour:
    """Ground and line on light and on dark pages; the line tells colours apart without them."""

    light: tuple[str, str]
    dark: tuple[str, str]
    underline: Underline
    line: str  # the underline in words

    def on(self, theme: Theme) -> tuple[str, str]:
        """Ground and line of this colour in a theme."""
        return self.dark if theme.dark else self.light

    @property
    def pen(self) -> Qt.PenStyle:
        return _PENS[self.underline]


_PENS = {
    Underline.SingleUnderline: Qt.PenStyle.SolidLine,
    Underline.DashUnderline: Qt.PenStyle.DashLine,
    Underline.DotLine: Qt.PenStyle.DotLine,
    Underline.DashDotLine: Qt.PenStyle.DashDotLine,
}
_TABLE = (
    HighlightColour(
        ("#fbeaae", "#8a6200"), ("#453a12", "#e3bd55"), Underline.SingleUnderline, "plain line"
    ),
    HighlightColour(
        ("#d3eedb", "#1d6b3c"), ("#1c4029", "#73c795"), Underline.DashUnderline, "dashes"
    ),
    HighlightColour(("#d8e8fa", "#24609f"), ("#1d3a59", "#84b7ee"), Underline.DotLine, "dots"),
    HighlightColour(
        ("#f8dce9", "#99356a"), ("#4d2639", "#ee97c1"), Underline.DashDotLine, "dashes and dots"
    ),
)
HIGHLIGHTS = dict(zip(COLOURS, _TABLE, strict=True))


def highlight_colour(name: str | None) -> HighlightColour:
    """The colour of that name; a name of a newer program has the first one's looks."""
    return HIGHLIGHTS.get(name or "", _TABLE[0])
