"""The prose of an article: its blocks, their sentences and their words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

CITATION = re.compile(r"\[[^\[\]]*@[^\[\]]+\]")
# A full stop after a lone capital (K. Hashimoto, B. longum) or these ends no sentence.
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\bet al|\be\.g|\bi\.e|\bvs|\bcf|\bapprox|\bDr|\bSt)\.$")
_END = re.compile(r"[.!?][\"”’)*_]*(?:\s*\[[^\[\]]*@[^\[\]]+\])?\s+(?=[\"“(*_\[]*[A-Z0-9])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s+")
_RULE = re.compile(r"\|[\s:|-]+$")


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, item, row, table head, call-out or figure, and its line in the file.

    `kind` is the first word of that list; `section` is the heading above, empty before the first.
    """

    kind: str
    line: int
    text: str
    section: str

    @property
    def sentences(self) -> list[str]:
        """A row counts as one sentence; a heading, a table's head and a figure hold none."""
        if self.kind == "row":
            return [self.text]
        return sentences(self.text) if self.kind in ("paragraph", "item", "callout") else []


def blocks(body: str, first_line: int) -> list[Block]:
    found: list[Block] = []
    section = ""
    open_kind = ""
    for line, raw in enumerate(body.split("\n"), start=first_line):
        kind, text = _kind_and_text(raw, open_kind)
        if kind == "rule":  # The line under a table's head says that the row above is one.
            found[-1] = Block("head", found[-1].line, found[-1].text, section)
        elif kind and kind == open_kind and not _starts(raw, kind):
            last = found[-1]
            found[-1] = Block(kind, last.line, f"{last.text} {text}".strip(), section)
        elif kind:
            section = text if kind == "heading" else section
            found.append(Block(kind, line, text, section))
        open_kind = kind
    return found


def _kind_and_text(raw: str, open_kind: str) -> tuple[str, str]:
    """The kind of the block that a line belongs to, given the kind of the line above it."""
    line = raw.strip()
    if not line:
        return "", ""
    if line.startswith("#"):
        return "heading", line.lstrip("#").strip()
    if _RULE.match(line):
        return "rule", ""
    if line.startswith("|"):
        return "row", line.strip("|").strip()
    if line.startswith("!["):
        return "figure", line
    if line.startswith(">"):
        return "callout", re.sub(r"^> ?(\[!\w+\].*)?", "", line)
    if item := _ITEM.match(raw):
        return "item", raw[item.end() :].strip()
    return ("item" if open_kind == "item" else "paragraph"), line


def _starts(raw: str, kind: str) -> bool:
    return kind in ("heading", "row", "figure") or (kind == "item" and bool(_ITEM.match(raw)))


def sentences(text: str) -> list[str]:
    """A citation behind the full stop stays with the sentence before it."""
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATED.search(text[: end.start() + 1]):
            yield text[start : end.end()].strip()
            start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def plain(text: str) -> str:
    """Without citations, the targets of links, and emphasis."""
    without = CITATION.sub("", text)
    return re.sub(r"[*`]", "", _LINK.sub(r"\1", without)).strip()


def words(text: str) -> list[str]:
    """The words a reader reads; a number is one too."""
    return re.findall(r"[^\W_]+(?:[’'.,/-][^\W_]+)*", plain(text))
