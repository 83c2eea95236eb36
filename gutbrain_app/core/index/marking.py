"""Finds the words of a query in a text as it is shown."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gutbrain_app.core.index.folding import folded
from gutbrain_app.core.index.outcomes import Mark
from gutbrain_app.core.index.schema import stemmer

_START = 3  # letters that a word and its stem have in common
_MOST = 80  # words found in one text; more are no use to a reader of results
_MOST_ON_A_PAGE = 20_000
_GAPS = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
_GAP = re.compile(r"[\W_]")

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
        self._starts = sorted({f" {start}" for stem in self._stems for start in _starts(stem)})
        self._seen: dict[str, str] = {}

    def found(self, text: str, most: int = _MOST) -> list[Found]:
        """Each such word of `text`, in order, up to a number that is plenty."""
        near = [Found(mark, stem) for mark, stem in sorted(self._near(text).items())]
        if self._rows:
            in_rows = self._in_rows(near, text)
            near = [one for one in near if one.stem in self._single or one.mark in in_rows]
        return near[:most]

    def marks(self, text: str) -> tuple[Mark, ...]:
        """The places of all such words in `text`."""
        return tuple(found.mark for found in self.found(text))

    def _near(self, text: str) -> dict[Mark, str]:
        """Each word that has one of the stems. Only words that begin like one are looked at."""
        words = f" {_words_and_gaps(text)} "
        starts: Iterable[str] = self._starts
        if not text.isascii():
            # How these begin is known when they are folded.
            strange = (word for word in set(words.split()) if not word.isascii())
            starts = [*self._starts, *(f" {word} " for word in strange)]
        near: dict[Mark, str] = {}
        for start in starts:
            place = words.find(start)
            while place >= 0:
                end = words.find(" ", place + 1)
                if stem := self._stem_looked_for(words[place + 1 : end]):
                    near[place, end - 1] = stem
                place = words.find(start, end)
        return near

    def _stem_looked_for(self, word: str) -> str:
        """The stem of a word where it is looked for, else nothing."""
        stem = self._seen.get(word)
        if stem is None:
            stem = next((stem for stem in self._stem(folded(word)) if stem in self._stems), "")
            self._seen[word] = stem
        return stem

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
    marker = Marker([tuple(word.split()) for word in words], stemmer().analyze)
    return tuple(found.mark for found in marker.found(text, _MOST_ON_A_PAGE))


def _follow(some: Sequence[Found], text: str) -> bool:
    """Whether no other word stands between them."""
    return not any(
        any(map(str.isalnum, text[one.mark[1] : other.mark[0]])) for one, other in pairwise(some)
    )


def _starts(stem: str) -> set[str]:
    """How a word of this stem may begin; a stem has i where its word may have y."""
    start = stem[:_START]
    return {start, start.replace("i", "y"), start.replace("y", "i")}


def _words_and_gaps(text: str) -> str:
    """The text in lower case, each sign that is no part of a word a space; as long as before."""
    if text.isascii():
        return text.lower().translate(_GAPS)
    # The one letter that grows when it is made small.
    return _GAP.sub(" ", text.replace("İ", "I").lower())
