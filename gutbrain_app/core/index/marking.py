"""Finds the words of a query in a text as it is shown."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gutbrain_app.core.index.folding import folded
from gutbrain_app.core.index.outcomes import Mark
from gutbrain_app.core.index.schema import stemmer

_START = 3  # letters that a word and its stem have in common
_REST = re.compile(r"[^\W_]*(?:['’]s(?![^\W_]))?")
_WORD = re.compile(r"[^\W_]+(?:['’]s(?![^\W_]))?")

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A word of a text that was looked for."""

    mark: Mark
    stem: str


class Marker:
    """Looks for words with the given stems; several stems must follow each other."""

    def __init__(self, looked_for: Collection[Stems], stem: Callable[[str], list[str]]) -> None:
        self._single = {stems[0] for stems in looked_for if len(stems) == 1}
        self._rows = [stems for stems in looked_for if len(stems) > 1]
        self._stems = self._single.union(*self._rows)
        self._stem = stem
        self._seen: dict[str, str] = {}
        self._starts = {start for stem in self._stems for start in _starts(stem)}

    def found(self, text: str) -> list[Found]:
        """Each such word of `text`, in order."""
        near = []
        for start, end in self._words(text):
            word = text[start:end]
            stem = self._seen.get(word)
            if stem is None:
                stem = self._seen[word] = self._stem_looked_for(word)
            if stem:
                near.append(Found((start, end), stem))
        if not self._rows:
            return near
        in_rows = self._in_rows(near, text)
        return [one for one in near if one.stem in self._single or one.mark in in_rows]

    def marks(self, text: str) -> tuple[Mark, ...]:
        """The places of all such words in `text`."""
        return tuple(found.mark for found in self.found(text))

    def _words(self, text: str) -> Iterator[Mark]:
        """Words that begin like one looked for. Most texts are plain letters, and quick."""
        if text.isascii():
            return iter(sorted(set(self._plain_words(text.lower()))))
        return (
            match.span()
            for match in _WORD.finditer(text)
            if not match[0].isascii() or _begins(match[0].lower(), self._starts)
        )

    def _plain_words(self, text: str) -> Iterator[Mark]:
        for start in self._starts:
            place = text.find(start)
            while place >= 0:
                if not place or not text[place - 1].isalnum():
                    rest = _REST.match(text, place)
                    yield place, rest.end() if rest else place
                place = text.find(start, place + 1)

    def _stem_looked_for(self, word: str) -> str:
        return next((stem for stem in self._stem(folded(word)) if stem in self._stems), "")

    def _in_rows(self, near: Sequence[Found], text: str) -> set[Mark]:
        """The marks of words that stand in one of the rows looked for."""
        kept: set[Mark] = set()
        for row in self._rows:
            for place in range(len(near) - len(row) + 1):
                some = near[place : place + len(row)]
                if tuple(one.stem for one in some) == row and _follow(some, text):
                    kept.update(one.mark for one in some)
        return kept


def matches(text: str, words: Collection[str]) -> tuple[Mark, ...]:
    """The places in `text` of `words` as Hits.words has them; for an opened article."""
    return Marker([tuple(word.split()) for word in words], stemmer().analyze).marks(text)


def _follow(some: Sequence[Found], text: str) -> bool:
    """Whether no other word stands between them."""
    return not any(
        any(map(str.isalnum, text[one.mark[1] : other.mark[0]])) for one, other in pairwise(some)
    )


def _starts(stem: str) -> set[str]:
    """How a word of this stem may begin; a stem has i where its word may have y."""
    start = stem[:_START]
    return {start, start.replace("i", "y"), start.replace("y", "i")}


def _begins(word: str, starts: Collection[str]) -> bool:
    return any(word[:length] in starts for length in range(1, _START + 1))
