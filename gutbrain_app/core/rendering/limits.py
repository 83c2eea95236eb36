"""Limits on what an article may hold, before Markdown sees it and after it has become a page."""

import re

from gutbrain_app.core.errors import GutbrainError

LONGEST_LINE = 20_000
DEEPEST_MARKS = 50
LONGEST_RUN = 500
LARGEST_PAGE = 4_000_000
DEEPEST_TABLES = 4
DEEPEST_BLOCKS = 60
DEEPEST_TAGS = 120
MOST_CELLS = 20_000
WIDEST_SPAN = 50
LONGEST_WORD = 2_000

# Markdown reads on from each of these to the end of the text.
_RUNS = tuple(
    mark * (times + 1)
    for times, marks in (
        (500, ("[", "![", "`", "<")),
        (100, ("<![", "<!", "<?", "<!--")),
        (2000, ("*", "_", "~", "&")),
    )
    for mark in marks
)
_NESTED = re.compile(
    r"^(?:(?:[ \t]*(?:>|[-*+](?=[ \t]))){51}|(?: {4}|\t){51,}[-*+>])", re.MULTILINE
)
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
    if _NESTED.search(body):
        raise TooMuch(f"more than {DEEPEST_MARKS} quotations or lists lie in one another")
    if any(run in body for run in _RUNS):
        raise TooMuch("the same mark is repeated hundreds of times")


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
