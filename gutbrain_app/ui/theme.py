"""Colours, fonts and icons."""

import json
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPalette, QPixmap

from gutbrain_app.core.paths import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

SERIF = ("Source Serif 4", "Noto Serif", "Charter", "Georgia", "Cambria", "DejaVu Serif", "serif")
SANS = ("Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "sans-serif")
MONO = ("JetBrains Mono", "Noto Sans Mono", "Consolas", "Menlo", "DejaVu Sans Mono", "monospace")

# Values of Qt.ScrollBarPolicy for setProperty: naming `Qt` costs a sixth of a bare start.
SCROLL_BAR_AS_NEEDED = 0
SCROLL_BAR_NEVER = 1
SCROLL_BAR_ALWAYS = 2

TEXT_PIXELS = 16
INTERFACE_PIXELS = 13


class Theme(msgspec.Struct, frozen=True):
    """The colours of one theme, each `#rrggbb`; the last four are a badge's ground and ink."""

    name: str
    dark: bool
    ground: str
    panel: str
    field: str
    line: str
    ink: str
    muted: str
    accent: str
    accent_ground: str
    hover: str
    link: str
    callout: str
    warning_ground: str
    warning: str
    match: str
    code: str
    scroll: str
    human: tuple[str, str]
    animal: tuple[str, str]
    vitro: tuple[str, str]
    other: tuple[str, str]

    @property
    def high_contrast(self) -> bool:
        return self.name.startswith("contrast")

    @property
    def underline(self) -> str:
        """Half way from the ground to a link's own colour."""
        pairs = zip(bytes.fromhex(self.ground[1:]), bytes.fromhex(self.link[1:]), strict=True)
        return "#" + bytes((one + other) // 2 for one, other in pairs).hex()

    def badge_colours(self, evidence: str) -> tuple[str, str]:
        """Ground and ink of the badge for a level of evidence as design and data write it."""
        if evidence.startswith("human") or evidence in ("meta-analysis", "systematic review"):
            return self.human
        if evidence == "animal":
            return self.animal
        return self.vitro if evidence == "in vitro" else self.other


@lru_cache
def named_theme(name: str) -> Theme:
    colours = json.loads(resource(f"themes/{name}.json").read_bytes())
    pairs = {key: tuple(value) for key, value in colours.items() if isinstance(value, list)}
    return Theme(name=name, **{**colours, **pairs})


def wanted_theme(choice: str, desktop_dark: bool, desktop_contrast: bool = False) -> Theme:
    """The theme for a reader's choice; `system` follows the desktop's light, dark and contrast."""
    if choice != "system":
        return named_theme(choice)
    if desktop_contrast:
        return named_theme("contrast-dark" if desktop_dark else "contrast")
    return named_theme("dark" if desktop_dark else "light")


def desktop_is_dark() -> bool:
    """Whether the desktop's colours are dark; ask before the program sets a palette of its own.

    The palette tells it, since asking for the colour scheme by name would build all of `Qt`.
    """
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightnessF() < 0.5


def window_palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.panel),
        (roles.WindowText, theme.ink),
        (roles.Base, theme.ground),
        (roles.AlternateBase, theme.panel),
        (roles.Text, theme.ink),
        (roles.Button, theme.panel),
        (roles.ButtonText, theme.ink),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.accent_ground),
        (roles.HighlightedText, theme.ink),
        (roles.Link, theme.link),
        (roles.LinkVisited, theme.link),
        (roles.Accent, theme.accent),
        (roles.ToolTipBase, theme.panel),
        (roles.ToolTipText, theme.ink),
        (roles.Mid, theme.line),
        (roles.Light, theme.hover),
        (roles.Dark, theme.line),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette


@lru_cache
def installed(families: tuple[str, ...]) -> str:
    """The first of some families that is installed, else the last, which names a kind of them.

    Qt takes lists of families as well, and lays texts out a sixth slower for it.
    """
    return next((name for name in families if QFontDatabase.hasFamily(name)), families[-1])


def interface_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The sans face of everything around the text."""
    font = QFont()
    font.setFamily(installed(SANS))
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def icon(name: str, theme: Theme, colour: str = "") -> "QIcon":
    """One of the project's line icons, drawn in the theme's muted ink unless told otherwise."""
    # Imported here for a quick start: the first paint has no icons.
    from PySide6.QtGui import QIcon

    return QIcon(drawing(name, colour or theme.muted))


@lru_cache
def drawing(name: str, colour: str) -> QPixmap:
    """A line icon of the project in a colour."""
    lines = resource(f"icons/{name}.svg").read_text("utf-8").replace("currentColor", colour)
    lines = lines.replace("<svg ", '<svg width="64" height="64" ', 1)
    image = QImage.fromData(QByteArray(lines.encode()))
    image.setDevicePixelRatio(4)
    return QPixmap.fromImage(image)
