"""The text of a page while it is written: words, marks, and the elements that are open."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from gutbrain_app.core.rendering.code_colours import coloured
from gutbrain_app.core.rendering.limits import (
    DEEPEST_TAGS,
    LONGEST_WORD,
    TooMuch,
    with_breaks,
    with_short_lines,
)
from gutbrain_app.core.rendering.marks import MARK, OPENING, without_marks
from gutbrain_app.core.rendering.numbering import Citations, footnote_html
from gutbrain_app.core.rendering.sections import SectionCutter
from gutbrain_app.core.rendering.terms import Mentions

_TASK = re.compile(r"\s*\[([ xX])\](?=\s)")


class PageText:
    """Writes text into the page and, plainly, into the section that is open."""

    def __init__(
        self,
        citations: Citations,
        cutter: SectionCutter,
        mentions: Mentions,
        embedded: list[str],
    ) -> None:
        self.out: list[str] = []
        self.cutter = cutter
        self.in_link = 0
        self.in_pre = 0
        self.language = ""
        self.in_heading = 0
        self.may_be_task = False
        self.mentions = mentions
        self.embedded = embedded
        self._citations = citations
        self._closers: list[tuple[str, Callable[[], None] | None]] = []
        self._unbroken = 0

    @property
    def is_outside(self) -> bool:
        """Whether no element is open."""
        return not self._closers

    def open(self, closer: str, after: Callable[[], None] | None = None) -> None:
        """Note what closes the element that begins here, and what is done then."""
        self._closers.append((closer, after))
        if len(self._closers) > DEEPEST_TAGS:
            raise TooMuch(f"more than {DEEPEST_TAGS} elements lie in one another")

    def open_block(self, opener: str, closer: str) -> None:
        self.out.append(opener)
        self.open(closer, self.end_line)

    def close(self) -> None:
        closer, after = self._closers.pop()
        if closer:
            self.out.append(closer)
        if after:
            after()

    def innermost(self) -> str:
        """What closes the innermost open element."""
        return self._closers[-1][0] if self._closers else ""

    def end_line(self) -> None:
        self._unbroken = 0
        self.cutter.text.append("\n")

    def end_cell(self) -> None:
        self._unbroken = 0
        self.cutter.text.append("\t")

    def write(self, text: str) -> None:
        """Write escaped text that may hold marks of ours."""
        if self.may_be_task:
            text = self._with_task(text)
        if OPENING not in text:
            self._words(text)
            return
        at = 0
        for mark in MARK.finditer(text):
            self._words(text[at : mark.start()])
            self._mark(mark[1])
            at = mark.end()
        self._words(without_marks(text[at:]))

    def _with_task(self, text: str) -> str:
        self.may_be_task = text.isspace()
        task = _TASK.match(text)
        if not task:
            return text
        self.may_be_task = False
        return ("☐" if task[1] == " " else "☑") + text[task.end() :]

    def _words(self, text: str) -> None:
        if self.in_pre:
            code = with_short_lines(unescape(text))
            language = self.language
            self.out.append(coloured(code.rstrip("\n") if language else code, language))
            self.cutter.text.append(code)
            return
        blank = text.rfind(" ")
        self._unbroken = len(text) - blank - 1 if blank >= 0 else self._unbroken + len(text)
        if len(text) > LONGEST_WORD:
            text = with_breaks(text)
        elif self._unbroken > LONGEST_WORD:
            text = "\u200b" + text
            self._unbroken = 0
        plain_prose = not (self.in_link or self.in_heading or self.innermost() == "</code>")
        self.out.append(self.mentions.marked(text) if plain_prose else text)
        plain = (unescape(text) if "&" in text else text).replace("\n", " ")
        before = self.cutter.text
        before.append(plain.lstrip() if before and before[-1] == "\n" else plain)

    def _mark(self, mark: str) -> None:
        kind, said = mark[:1], mark[1:]
        if kind == "c":
            html, known = self._citations.mark(said.split(";"), linked=not self.in_link)
            self.out.append(html)
            self.cutter.cited += known
        elif kind == "e" and said:
            self.embedded.append(unquote(said))
        elif kind == "e":
            self.embedded.pop()
        elif kind == "a":
            slug = self.cutter.anchor(said)
            self.out.append(f'<a name="{slug}"></a>')
        elif said.isdecimal():
            self.out.append(footnote_html(kind, int(said), linked=not self.in_link))
