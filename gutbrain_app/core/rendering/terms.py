"""Glossary terms in a page: the first mention of each in a section leads to its definition."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from gutbrain_app.core.glossary import Term

_WORD = re.compile(r"(?<![\w&#])\w+")
_INNER_CAPITAL = re.compile(r".+[A-Z]|[A-Z]?\d")
_SHORTEST = 2


@dataclass(frozen=True)
class TermName:
    """One name of a term; `exact` ones, such as GABA, must be written with their capitals."""

    name: str
    exact: bool
    term: str
    topic: str


TermNames = Mapping[str, tuple[TermName, ...]]


def term_names(terms: Iterable[Term]) -> TermNames:
    """The names of all terms by their first word in lower case, the longest name first.

    An alias of one common word is there for the search: "pooling" need not be a meta-analysis.
    """
    found: dict[str, list[TermName]] = {}
    for term in (term for term in terms if term.marked):
        for name in (term.term, *term.aliases):
            first = _WORD.search(name)
            exact = bool(_INNER_CAPITAL.match(name))
            is_common = name is not term.term and name.isalpha() and not exact
            if len(name) >= _SHORTEST and first and not first.start() and not is_common:
                one = TermName(name if exact else name.lower(), exact, term.term, term.topic)
                found.setdefault(first[0].lower(), []).append(one)
    return {
        word: tuple(sorted(names, key=lambda one: -len(one.name))) for word, names in found.items()
    }


@dataclass
class Mentions:
    """Marks the first mention of each term in a section; an article's own subject is not marked.

    A page rests on the names alone: what a term means is looked up when it is read.
    """

    names: TermNames
    topic: str
    _seen: set[str] = field(default_factory=set)

    def begin_section(self) -> None:
        self._seen.clear()

    def marked(self, text: str) -> str:
        """Escaped text with links to `term:`, percent-encoded."""
        if not self.names:
            return text
        written: list[str] = []
        at = 0
        for word in _WORD.finditer(text):
            if word.start() < at:
                continue
            found, end = self._term_at(text, word)
            if found is None:
                continue
            # A longer name hides the shorter ones in it, also where it is not marked again.
            if found.topic != self.topic and found.term not in self._seen:
                self._seen.add(found.term)
                words = text[word.start() : end]
                written += [text[at : word.start()], f'<a href="{term_address(found)}">{words}</a>']
                at = end
            else:
                written.append(text[at:end])
                at = end
        return "".join((*written, text[at:])) if written else text

    def _term_at(self, text: str, word: re.Match[str]) -> tuple[TermName | None, int]:
        first = word[0].lower()
        start = word.start()
        for key in (first, first.removesuffix("s")):
            for one in self.names.get(key, ()):
                end = start + len(one.name)
                written = text[start:end]
                if (written if one.exact else written.lower()) == one.name:
                    end = _end_of_word(text, end)
                    if end:
                        return one, end
        return None, start


def term_address(name: TermName) -> str:
    return "term:" + quote(name.term, safe="")


def _end_of_word(text: str, end: int) -> int:
    """Where the word ends that ends here or with a plural's s; 0 where it goes on otherwise."""
    if text[end : end + 1] == "s":
        end += 1
    after = text[end : end + 1]
    return 0 if after.isalnum() or after == "_" else end
