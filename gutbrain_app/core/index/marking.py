"""Finds the words of a query in a text as it is shown."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gutbrain_app.core.index.folding import folded
from gutbrain_app.core.index.outcomes import Mark
from gutbrain_app.core.index.schema import stemmer

_START = 3  # letters that a word and its stem have in common
_NEVER = re.compile(r"(?!)")

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
        self._ascii = _pattern(self._stems, "")
        self._any = _pattern(self._stems, r"|[^\W_]*[^\x00-\x7f\W_][^\W_]*")

    def found(self, text: str) -> list[Found]:
        """Each such word of `text`, in order."""
        pattern = self._ascii if text.isascii() else self._any
        near = []
        for match in pattern.finditer(text):
            word = match[0]
            stem = self._seen.get(word)
            if stem is None:
                stem = self._seen[word] = self._stem_looked_for(word)
            if stem:
                near.append(Found(match.span(), stem))
        if not self._rows:
            return near
        in_rows = self._in_rows(near, text)
        return [one for one in near if one.stem in self._single or one.mark in in_rows]

    def marks(self, text: str) -> tuple[Mark, ...]:
        """The places of all such words in `text`."""
        return tuple(found.mark for found in self.found(text))

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
        any(map(str.isalnum, text[one.mark[1] : next_.mark[0]])) for one, next_ in pairwise(some)
    )


def _pattern(stems: Collection[str], other: str) -> re.Pattern[str]:
    """Words that may have one of `stems`; whether they have is looked at one by one."""
    starts = sorted({_start(stem) for stem in stems if stem})
    if not starts:
        return _NEVER
    own = "|".join(starts)
    return re.compile(rf"(?<![^\W_])(?:(?:{own})[^\W_]*(?:['’]s(?![^\W_]))?{other})", re.IGNORECASE)


def _start(stem: str) -> str:
    """The first letters as a pattern; a stem has i where its word may have y."""
    return re.sub("[iy]", "[iy]", re.escape(stem[:_START]))
