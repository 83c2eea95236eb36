"""Numbering of citations and footnotes, in the order in which the text first names them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from gutbrain_app.core.references import Reference, strongest


@dataclass
class Citations:
    """The references an article cites. `levels` has the evidence of every single citation."""

    references: Mapping[str, Reference]
    numbers: dict[str, int] = field(default_factory=dict)
    levels: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def mark(self, keys: list[str], *, linked: bool) -> tuple[str, list[str]]:
        """HTML for one bracket, and the known keys in it; unknown ones are shown as written."""
        known = list(dict.fromkeys(key for key in keys if key in self.references))
        missing = [key for key in keys if key not in self.references]
        self.unknown += missing
        links = [self._link(key, linked) for key in known]
        html = f'<sup class="cite">{",".join(links)}</sup>' if links else ""
        found = [self.references[key].evidence for key in known]
        self.levels += [level for level in found if level]
        html += "".join(badge(level) for level in strongest(found))
        if missing:
            html += " " + escape("[" + "; ".join(f"@{key}" for key in missing) + "]")
        return html, known

    def most(self) -> str:
        """The evidence behind more than half of the citations, or empty."""
        for level in set(self.levels):
            if 2 * self.levels.count(level) > len(self.levels):
                return level
        return ""

    def _link(self, key: str, linked: bool) -> str:
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        # Qt does not nest links: inside one, the mark is a mark only.
        return f'<a href="cite:{number}">{number}</a>' if linked else str(number)


def footnote_html(kind: str, number: int, *, linked: bool) -> str:
    """A mark in the text (`f`; `g` when named again), the note's anchor (`n`), the way back (`b`).

    Footnotes are lettered, so that they are not taken for citations.
    """
    if kind == "n":
        return f'<a name="fn-{number}"></a>'
    if kind == "b":
        return f'<a href="#fnref-{number}">↩</a>'
    anchor = f'<a name="fnref-{number}"></a>' if kind == "f" else ""
    words = f'<a href="#fn-{number}">{letters(number)}</a>' if linked else letters(number)
    return f'<sup class="note">{anchor}{words}</sup>'


def badge(level: str) -> str:
    """The picture that shows a kind of evidence; the window draws it."""
    return f'<img class="badge" src="badge:{level.lower().replace(" ", "-")}">' if level else ""


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa: as an ordered list of type a counts."""
    word = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        word = chr(ord("a") + rest) + word
    return word
