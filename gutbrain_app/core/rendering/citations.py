"""Pandoc citations in Markdown: `[@bravo2011; @kelly2017]`, anywhere inside a sentence."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from gutbrain_app.core.rendering.marks import marked

KEY = r"[A-Za-z0-9_][A-Za-z0-9_:.#$%+?~/-]*"
_BRACKET = r"\[([^\[\]\n]*(?:\n[^\[\]\n]+)?@[^\[\]]{1,1000})\](?![(\[:])"
_CITED = re.compile(rf"(?:^|.*\s)-?@({KEY}?)[.:/?]*(?:[\s,].*)?", re.DOTALL)
_SENTENCE_MARKS = ".,;:!?…"


class CitationProcessor(InlineProcessor):
    """Puts a mark behind the punctuation that follows a citation, and no space before it."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(_BRACKET, md)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        keys = cited_keys(m[1])
        if not keys:
            return None, None, None
        start, end = m.span()
        while start and data[start - 1].isspace():
            start -= 1
        after = end
        while after < len(data) and data[after] in _SENTENCE_MARKS:
            after += 1
        return AtomicString(data[end:after] + marked("c" + ";".join(keys))), start, after


def cited_keys(bracket: str) -> list[str]:
    """The keys in a bracket; none when any piece of it is not a citation."""
    keys = []
    for piece in bracket.split(";"):
        cited = _CITED.fullmatch(piece.strip())
        if not cited:
            return []
        keys.append(cited[1])
    return keys
