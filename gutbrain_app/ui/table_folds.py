"""Tables too wide for the page, folded: each row a small list of its cells under their headings.

Qt would break words within a letter or two, or let the whole page scroll sideways.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from PySide6.QtGui import QFontMetricsF

from gutbrain_app.ui.theme import interface_font

TABLE = '<table class="data"'
# As the style sheet has them, for text of 100 %.
CELL_PIXELS = 14
CELL_AIR = 20
MOST_ROWS_MEASURED = 60

_TAG = re.compile(r"<(/?)(table|tr|t[hd])\b([^>]*)>")
_MARKUP = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\s\u00ad\u200b/–—-]+[/–—-]?")
_SPAN = re.compile(r'colspan="(\d{1,3})"')
_OUTER = re.compile(r"^\s*<p[^>]*>(.*)</p>\s*$", re.DOTALL)


@dataclass(frozen=True)
class _Table:
    """A table of the page as the rendering wrote it: where it stands, and its cells."""

    start: int
    end: int
    heads: list[str]
    rows: list[list[str]]


class TableFolds:
    """Which tables of a page are folded at a width of the text."""

    def __init__(self) -> None:
        self._widths: list[float] = []  # what each table needs at least, in pixels
        self.folded: list[bool] = []

    def fold(self, html: str, room: float, percent: int) -> str:
        """The page with the tables folded that need more than `room` pixels."""
        tables = list(_tables(html))
        self._widths = [_least_width(table, percent) for table in tables]
        self.folded = self._wanted(room)
        pieces: list[str] = []
        at = 0
        for table, folded in zip(tables, self.folded, strict=True):
            if folded:
                pieces += (html[at : table.start], _folded(table))
                at = table.end
        return "".join((*pieces, html[at:]))

    def would_change(self, room: float) -> bool:
        """Whether a table would be folded, or not any more, at another width of the text."""
        return bool(self._widths) and self._wanted(room) != self.folded

    def _wanted(self, room: float) -> list[bool]:
        return [width > room for width in self._widths]


def _tables(html: str) -> Iterator[_Table]:
    """The tables of data; one in a call-out or another table stays as it is."""
    heads: list[str] = []
    before = -1
    for start, end in _outermost(html):
        if not html.startswith(TABLE, start):
            continue
        # A long one is written in parts, the heads before the first.
        table = _read(html, start, end, heads if before == start else [])
        heads, before = table.heads, end
        if len(table.heads) > 1 or any(len(row) > 1 for row in table.rows):
            yield table


def _outermost(html: str) -> Iterator[tuple[int, int]]:
    depth = start = 0
    for tag in _TAG.finditer(html):
        if tag[2] != "table":
            continue
        if not depth:
            start = tag.start()
        depth += -1 if tag[1] else 1
        if not depth:
            yield start, tag.end()


def _read(html: str, start: int, end: int, heads: list[str]) -> _Table:
    """The cells of a table; one that spans columns is followed by empty ones."""
    rows: list[list[str]] = []
    depth, cell_at, span = 0, 0, ""
    headed = False
    for tag in _TAG.finditer(html, start, end):
        closing, name = bool(tag[1]), tag[2]
        if name == "table":
            depth += -1 if closing else 1
        elif depth == 1 and not closing:
            if name == "tr":
                rows.append([])
            cell_at, span = tag.end(), tag[3]
            headed = headed or (name == "th" and len(rows) == 1)
        elif depth == 1 and name != "tr" and rows:
            found = _SPAN.search(span)
            empty = [""] * (int(found[1]) - 1 if found else 0)
            rows[-1] += [html[cell_at : tag.start()], *empty]
    return _Table(start, end, rows[0] if headed else heads, rows[headed:])


def _least_width(table: _Table, percent: int) -> float:
    """The width at which no word of the table is broken."""
    metrics = QFontMetricsF(interface_font(CELL_PIXELS))
    columns = max(map(len, (table.heads, *table.rows)))
    longest = [""] * columns
    for row in (table.heads, *table.rows[:MOST_ROWS_MEASURED]):
        for column, cell in enumerate(row):
            for word in _WORD.findall(unescape(_MARKUP.sub(" ", cell))):
                if len(word) > len(longest[column]):
                    longest[column] = word
    widths = (metrics.horizontalAdvance(word) + CELL_AIR for word in longest)
    return sum(widths) * percent / 100


def _folded(table: _Table) -> str:
    lines = []
    for row in table.rows:
        title, *cells = row or [""]
        lines.append(f'<p class="rowtitle">{_inner(title)}</p>')
        for column, cell in enumerate(cells, start=1):
            if not cell.strip():
                continue
            head = table.heads[column] if column < len(table.heads) else ""
            label = f'<span class="label">{_inner(head)}</span>&nbsp; ' if head.strip() else ""
            lines.append(f'<p class="row">{label}{_inner(cell)}</p>')
    lines.append('<p class="rowend"></p>')
    return "".join(lines)


def _inner(cell: str) -> str:
    """What a cell holds; a paragraph cannot stand in another."""
    only = _OUTER.match(cell)
    inner = only[1] if only else cell
    return inner.replace("</p><p>", "<br>") if "<p" in inner else inner
