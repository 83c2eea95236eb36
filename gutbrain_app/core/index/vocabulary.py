"""Which words and stems a library has, and how telling each is."""

import math
from functools import lru_cache

import tantivy

from gutbrain_app.core.index.engine import Engine
from gutbrain_app.core.index.folding import folded
from gutbrain_app.core.index.schema import splitter, stemmer

_KEPT = 1000  # frequencies


class Vocabulary:
    """The words of an open index."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._split = splitter().analyze
        self._stem = stemmer().analyze
        # Each key asks for what the one before asked for, and the index does not change.
        self._frequency = lru_cache(maxsize=_KEPT)(engine.frequency)

    def words(self, text: str) -> list[str]:
        """The words of any text, folded."""
        return self._split(folded(text))

    def stems(self, text: str) -> tuple[str, ...]:
        """The stems of any text."""
        return tuple(self._stem(folded(text)))

    def split_to_stems(self, folded_text: str) -> list[str]:
        """The stems of a text that is folded already."""
        return self._stem(folded_text)

    def stem(self, word: str) -> str:
        """The stem of a folded word."""
        stems = self._stem(word)
        return stems[0] if stems else word

    def knows(self, word: str) -> bool:
        """Whether any section has this word in some form."""
        return self.count(word) > 0 or self.frequency(self.stem(word)) > 0

    def count(self, word: str) -> int:
        """Sections that have this word as it is written."""
        return self._frequency("words", word)

    def frequency(self, stem: str, field: str = "all") -> int:
        """Sections that have this stem."""
        return self._frequency(field, stem)

    def phrase_count(self, stems: tuple[str, ...]) -> int:
        """Sections that have these stems one after the other."""
        phrase = tantivy.Query.phrase_query
        either = [
            (tantivy.Occur.Should, phrase(self._engine.schema, field, list(stems)))
            for field in ("all", "aliases")
        ]
        return self._engine.count(tantivy.Query.boolean_query(either))

    def tells(self, frequency: int) -> float:
        """The weight BM25 gives to a word that so many sections have."""
        frequency = min(frequency, self._engine.sections)
        return math.log(1 + (self._engine.sections - frequency + 0.5) / (frequency + 0.5))
