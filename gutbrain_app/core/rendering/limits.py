"""Limits on what an article may hold, before Markdown sees it and after it has become a page."""

import re

from gutbrain_app.core.errors import GutbrainError

LONGEST_LINE = 20_000
LARGEST_PAGE = 4_000_000
DEEPEST_TABLES = 4
DEEPEST_TAGS = 60
MOST_CELLS = 20_000
WIDEST_SPAN = 50
LONGEST_WORD = 2_000
LARGEST_TEXT = 2_000_000
# Qt's layout of these grows with the square or faster (measured): lists and tables are divided,
# and each block counts twice for each table around it.
LONGEST_LIST = 1_000
LONGEST_TABLE = 4_000
WIDEST_TABLE = 1_000
MOST_IN_NESTED_TABLES = 30_000

# The cleaner looks back through all open elements at each one.
_DEEPEST_HTML = 1_000
_HTML_TAG = re.compile(r"<(/?)(?!br|hr|img|input|p\b|li\b|td|th|tr|dd|dt|wbr)[a-z]", re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s%]{100,}")
_WORD = re.compile(r"\S{2001,}")


class TooMuch(GutbrainError):
    """An article that would hold the program up; its text says what is too much, as a clause."""


def without_embedded_data(body: str) -> str:
    """Pictures written into the text as letters are never shown, and are longer than any limit."""
    return _DATA_ADDRESS.sub("data:", body) if ";base64," in body else body


def check_source(body: str) -> None:
    """Raise TooMuch for Markdown that takes time without measure."""
    if max(map(len, body.split("\n"))) > LONGEST_LINE:
        raise TooMuch(f"a line is longer than {LONGEST_LINE:,} characters")


def check_html(html: str) -> None:
    """Raise TooMuch for HTML that the cleaner would take long over."""
    if html.count("<") < _DEEPEST_HTML:
        return
    depth = 0
    for tag in _HTML_TAG.finditer(html):
        depth += -1 if tag[1] else 1
        if depth > _DEEPEST_HTML:
            raise TooMuch(f"more than {DEEPEST_TAGS} elements lie in one another")
        depth = max(depth, 0)


def with_breaks(text: str) -> str:
    """The text with places to break in words so long that Qt would lay them out for seconds."""
    return _WORD.sub(_broken, text)


def _broken(word: re.Match[str]) -> str:
    letters = word[0]
    pieces = [letters[at : at + LONGEST_WORD] for at in range(0, len(letters), LONGEST_WORD)]
    return "\u200b".join(pieces)


def with_short_lines(text: str) -> str:
    """Preformatted text whose lines are at most as long as the longest word."""
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) <= LONGEST_WORD:
            lines.append(line)
        else:
            lines += [line[at : at + LONGEST_WORD] for at in range(0, len(line), LONGEST_WORD)]
    return "\n".join(lines)
