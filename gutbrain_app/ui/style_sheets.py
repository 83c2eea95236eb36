"""The article's style sheet (QTextBrowser's subset of CSS) and the window's (Qt style sheets)."""

import msgspec
from PySide6.QtGui import QFont

from gutbrain_app.core.paths import resource
from gutbrain_app.core.settings import Settings
from gutbrain_app.ui.theme import MONO, SANS, SERIF, TEXT_PIXELS, Theme, installed

# Of 16 px text; about 70 of them are the usual measure.
LETTER_PIXELS = 664 / 70


class TextShape(msgspec.Struct, frozen=True):
    """How the reader wants the text: its size and the height of lines in per cent."""

    percent: int = 100
    letters: int = 70  # in a line
    spacing: int = 152
    families: tuple[str, ...] = SERIF  # the first that is installed is taken

    @property
    def measure(self) -> int:
        """The widest a line may be, in pixels."""
        return round(LETTER_PIXELS * self.letters * self.percent / 100)


def wanted_shape(settings: Settings) -> TextShape:
    """A family that is not installed leaves the text to the next of its face."""
    face = SANS if settings.text_face == "sans" else SERIF
    families = (settings.text_font, *face) if settings.text_font else face
    return TextShape(settings.text_size, settings.text_width, settings.line_spacing, families)


def article_font(shape: TextShape) -> QFont:
    """The running text's font, for the document.

    A rule for `p` would come back on the inline elements of every paragraph with a class.
    """
    font = QFont()
    font.setFamily(installed(shape.families))
    font.setPixelSize(max(1, round(TEXT_PIXELS * shape.percent / 100)))
    return font


def article_css(theme: Theme, shape: TextShape) -> str:
    """Rules for the classes the rendering writes."""

    def px(size: float) -> str:
        return f"{max(1, round(size * shape.percent / 100))}px"

    sans, mono = f"'{installed(SANS)}'", f"'{installed(MONO)}'"
    # Not told by their colour alone, yet quiet where the theme is.
    under = theme.link if theme.high_contrast else theme.underline
    return f"""
p {{ line-height: {shape.spacing}%; margin-top: 0; margin-bottom: {px(11)}; }}
li {{ line-height: {shape.spacing - 4}%; margin-bottom: {px(5)}; }}
ul, ol {{ margin-top: {px(4)}; margin-bottom: {px(12)}; }}
h1, h2, h3, h4, h5, h6 {{ font-family: {sans}; color: {theme.ink}; font-weight: 600; }}
h1 {{ font-size: {px(27)}; margin-top: 0; margin-bottom: {px(8)}; }}
h2 {{ font-size: {px(20)}; margin-top: {px(30)}; margin-bottom: {px(9)}; }}
h3 {{ font-size: {px(17)}; margin-top: {px(22)}; margin-bottom: {px(7)}; }}
h4, h5, h6 {{ font-size: {px(15)}; margin-top: {px(16)}; margin-bottom: {px(5)}; }}
a {{ color: {theme.link}; text-decoration: underline; text-decoration-color: {under}; }}
a[href^="term:"] {{ color: {theme.ink}; text-decoration: none; }}
sup a, p.breadcrumb a, p.related a, p.linked a, p.turn a {{ text-decoration: none; }}
p.breadcrumb {{ font-family: {sans}; font-size: {px(12)}; font-weight: 600; color: {theme.accent};
  line-height: 120%; margin-bottom: {px(8)}; }}
p.breadcrumb a {{ color: {theme.accent}; }}
p.meta {{ font-family: {sans}; font-size: {px(12)}; color: {theme.muted}; line-height: 140%;
  margin-bottom: {px(18)}; }}
p.banner {{ font-family: {sans}; font-size: {px(13)}; background-color: {theme.warning_ground};
  color: {theme.warning}; }}
table.callout {{ margin-top: {px(10)}; margin-bottom: {px(18)}; }}
td.callout {{ background-color: {theme.callout}; padding: {px(14)} {px(16)} {px(6)} {px(16)}; }}
table.callout-warning td, table.callout-caution td, table.callout-danger td,
table.callout-important td {{ background-color: {theme.warning_ground}; }}
td.callout p, td.callout li {{ font-size: {px(15)}; }}
td.callout p.callout-title {{ font-family: {sans}; font-size: {px(12)}; font-weight: 600;
  color: {theme.accent}; line-height: 120%; margin-bottom: {px(4)}; }}
table.data {{ border-collapse: collapse; margin-top: {px(6)}; margin-bottom: {px(16)}; }}
table.data th {{ font-family: {sans}; font-size: {px(12)}; font-weight: 600; color: {theme.muted};
  text-align: left; padding: {px(7)} {px(20)} {px(7)} 0; border-bottom: 1px solid {theme.line}; }}
table.data td {{ font-family: {sans}; font-size: {px(14)}; padding: {px(8)} {px(20)} {px(8)} 0;
  border-bottom: 1px solid {theme.line}; }}
table.data td p {{ font-family: {sans}; font-size: {px(14)}; margin-bottom: 0; }}
p.rowtitle {{ font-family: {sans}; font-size: {px(14)}; font-weight: 600; line-height: 135%;
  margin-top: {px(8)}; margin-bottom: {px(2)}; }}
p.row {{ font-family: {sans}; font-size: {px(14)}; line-height: 135%; margin-left: {px(14)};
  margin-bottom: {px(2)}; }}
span.label {{ font-size: {px(12)}; font-weight: 600; color: {theme.muted}; }}
p.rowend {{ line-height: 60%; margin-bottom: {px(4)}; }}
pre {{ font-family: {mono}; font-size: {px(13)}; line-height: 135%; color: {theme.ink};
  background-color: {theme.code}; white-space: pre-wrap; margin-bottom: {px(12)}; }}
span.k {{ color: {theme.link}; }}
span.c {{ color: {theme.muted}; font-style: italic; }}
span.s {{ color: {theme.accent}; }}
span.n {{ color: {theme.warning}; }}
code {{ font-family: {mono}; font-size: {px(14)}; background-color: {theme.code}; }}
blockquote {{ color: {theme.muted}; margin-left: {px(18)}; margin-right: {px(18)}; }}
mark {{ background-color: {theme.match}; color: {theme.ink}; }}
sup.cite a, sup.note a {{ font-family: {sans}; font-size: {px(15)}; color: {theme.link};
  font-weight: 500; }}
p.figure {{ margin-top: {px(10)}; margin-bottom: {px(4)}; line-height: 100%; }}
p.caption {{ font-family: {sans}; font-size: {px(12.5)}; color: {theme.muted}; line-height: 135%;
  margin-bottom: {px(16)}; }}
p.reference {{ font-family: {sans}; font-size: {px(13)}; line-height: 138%;
  margin-bottom: {px(7)}; }}
p.caution {{ font-family: {sans}; font-size: {px(13)}; color: {theme.warning}; line-height: 138%;
  margin-left: {px(18)}; margin-bottom: {px(10)}; }}
p.related, p.linked, p.turn {{ font-family: {sans}; font-size: {px(12.5)}; color: {theme.muted};
  line-height: 150%; margin-top: {px(28)}; margin-bottom: {px(8)}; }}
p.linked {{ margin-top: 0; }}
p.notice {{ font-family: {sans}; font-size: {px(12)}; color: {theme.muted}; line-height: 140%;
  margin-top: {px(28)}; }}
hr {{ background-color: {theme.line}; height: 1px; }}
"""


def window_css(theme: Theme) -> str:
    """Rules for the widgets around the article; names are the widgets' object names."""
    t = theme
    # A style sheet cannot colour a drawing.
    kind = "dark" if t.dark else "light"
    arrow, check = resource(f"icons/chevron-field-{kind}.svg"), resource(f"icons/check-{kind}.svg")
    # Where every ground is plain, a frame tells what is chosen.
    chosen = f"QTreeView::item:selected {{ border: 1px solid {t.line}; }}" * t.high_contrast
    return f"""
QMainWindow, QWidget#left, QWidget#right {{ background: {t.panel}; }}
QTextBrowser {{ background: {t.ground}; color: {t.ink}; border: 0; }}
QSplitter::handle {{ background: {t.line}; }}
QLineEdit {{ background: {t.field}; color: {t.ink}; border: 1px solid {t.line}; border-radius: 7px;
  padding: 5px 10px; selection-background-color: {t.accent_ground}; selection-color: {t.ink};
  placeholder-text-color: {t.muted}; }}
QLineEdit#search {{ padding: 8px 12px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 1px solid {t.accent}; }}
QPlainTextEdit, QComboBox {{ background: {t.field}; color: {t.ink}; border: 1px solid {t.line};
  border-radius: 7px; padding: 4px 6px; selection-background-color: {t.accent_ground};
  selection-color: {t.ink}; }}
QTreeView, QListView {{ background: transparent; color: {t.ink}; border: 0; outline: 0; }}
QListWidget#outline {{ selection-background-color: transparent; }}
QListWidget#outline::item {{ padding-left: 5px; }}
QTreeView {{ show-decoration-selected: 0; }}
QTreeView::branch {{ background: transparent; }}
QTreeView::item {{ height: 26px; padding-left: 6px; border: 1px solid transparent;
  border-radius: 6px; }}
QTreeView::item:hover {{ background: {t.hover}; }}
QTreeView::item:selected {{ background: {t.accent_ground}; color: {t.ink}; }}
{chosen}
QTreeView::item:focus {{ border: 1px solid {t.accent}; }}
QListWidget#outline::item:hover {{ background: {t.hover}; border-radius: 5px; }}
QTreeView:focus, QListView:focus {{ border: 0; }}
QLabel {{ background: transparent; color: {t.ink}; }}
QLabel#muted {{ color: {t.muted}; font-size: 12px; }}
QLabel#chip {{ background: {t.accent_ground}; color: {t.ink}; border-radius: 9px;
  padding: 2px 10px; font-size: 12px; }}
QLabel#panelTitle {{ color: {t.muted}; font-size: 11px; font-weight: 600; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 4px; color: {t.ink}; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ border: 1px solid {t.accent}; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton {{ background: {t.field}; color: {t.ink}; border: 1px solid {t.line};
  border-radius: 7px; padding: 5px 14px; }}
QPushButton:hover {{ background: {t.hover}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ background: transparent; border: 0;
  padding: 0; }}
QComboBox::drop-down {{ border: 0; width: 20px; }}
QComboBox::down-arrow {{ image: url("{arrow.as_posix()}"); width: 12px; height: 12px; }}
QSlider::groove:horizontal {{ height: 4px; background: {t.line}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {t.accent}; border: 2px solid {t.panel}; width: 14px;
  height: 14px; margin: -7px 0; border-radius: 9px; }}
QSlider::handle:horizontal:focus {{ border: 2px solid {t.ink}; }}
QRadioButton, QCheckBox {{ background: transparent; color: {t.ink}; spacing: 7px; padding: 2px; }}
QRadioButton::indicator {{ width: 12px; height: 12px; border: 1px solid {t.muted};
  border-radius: 7px; background: {t.field}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 4px solid {t.accent}; }}
QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {t.muted}; border-radius: 3px;
  background: {t.field}; }}
QCheckBox::indicator:checked {{ image: url("{check.as_posix()}"); }}
QRadioButton:focus, QCheckBox:focus {{ border: 1px solid {t.accent}; border-radius: 5px; }}
QToolButton#switch:checked {{ background: {t.accent_ground}; border: 1px solid {t.accent}; }}
QFrame#sheet {{ background: {t.panel}; border: 1px solid {t.line}; }}
QToolButton#swatch {{ padding: 5px 3px; font-size: 11px; min-width: 86px; }}
QToolButton#swatch:checked {{ border: 2px solid {t.accent}; font-weight: 600; }}
QToolButton#swatch:focus {{ border: 2px solid {t.ink}; }}
QPushButton:focus, QPushButton:default {{ border: 1px solid {t.accent}; }}
QPushButton#link {{ background: transparent; border: 1px solid transparent; padding: 1px 1px;
  color: {t.link}; font-size: 12px; text-align: left; }}
QPushButton#link:hover {{ text-decoration: underline; }}
QPushButton#link:focus {{ border: 1px solid {t.accent}; }}
QListView#entries {{ background: {t.field}; border: 1px solid {t.line}; border-radius: 7px;
  padding: 4px; }}
QTextEdit#paper {{ background: #ffffff; color: #1f2328; border: 1px solid {t.line}; }}
QFrame#highlightBar {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame#highlightBar QToolButton:checked {{ border: 1px solid {t.accent}; }}
QFrame#notice {{ background: {t.accent_ground}; border: 0; }}
QFrame#notice[serious="true"] {{ background: {t.warning_ground}; }}
QFrame#notice[serious="true"] QLabel {{ color: {t.warning}; }}
QFrame#matches {{ background: {t.panel}; border: 0; border-top: 1px solid {t.line}; }}
QWidget#axisMap {{ background: {t.ground}; }}
QFrame#mapCard {{ background: {t.field}; border: 1px solid {t.line}; border-radius: 9px; }}
QLabel#mapCardTitle {{ color: {t.accent}; }}
QTableView {{ background: {t.ground}; color: {t.ink}; border: 0; outline: 0;
  gridline-color: {t.line}; selection-background-color: {t.accent_ground};
  selection-color: {t.ink}; }}
QTableView:focus {{ border: 1px solid {t.accent}; }}
QTableView::item {{ padding: 3px 6px; border: 0; border-bottom: 1px solid {t.line}; }}
QTableView::item:selected {{ background: {t.accent_ground}; color: {t.ink}; }}
QTableView::item:focus {{ border: 1px solid {t.accent}; }}
QHeaderView {{ background: {t.ground}; border: 0; }}
QHeaderView::section {{ background: {t.ground}; color: {t.muted}; border: 0; padding: 5px 6px;
  border-bottom: 1px solid {t.line}; font-size: 12px; font-weight: 600; }}
QListWidget#paths::item {{ padding: 4px 8px; border: 1px solid transparent; border-radius: 6px; }}
QListWidget#paths::item:selected {{ background: {t.accent_ground}; color: {t.ink}; }}
QListWidget#paths::item:focus {{ border: 1px solid {t.accent}; }}
QMenu, QMenuBar {{ background: {t.panel}; color: {t.ink}; }}
QMenu {{ border: 1px solid {t.line}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 5px; }}
QMenu::item:selected, QMenuBar::item:selected {{ background: {t.accent_ground}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 5px 8px; }}
QToolTip {{ background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px; }}
QDialog, QMessageBox {{ background: {t.panel}; }}
QProgressBar {{ background: {t.line}; border: 0; border-radius: 2px; max-height: 4px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {t.scroll}; border-radius: 4px; margin: 2px; min-height: 30px;
  min-width: 30px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def popup_css(theme: Theme) -> str:
    """Rules for the list under a box that completes what is typed: a window of its own."""
    t = theme
    return f"""
QListView {{ background: {t.field}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px;
  outline: 0; }}
QListView::item {{ padding: 4px 8px; border-radius: 5px; }}
QListView::item:selected, QListView::item:hover {{ background: {t.accent_ground}; color: {t.ink}; }}
QScrollBar:vertical {{ background: transparent; width: 11px; }}
QScrollBar::handle {{ background: {t.scroll}; border-radius: 4px; margin: 2px; min-height: 30px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
"""
