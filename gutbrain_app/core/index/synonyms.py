"""Finds other names for what a query says."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gutbrain_app.core.index.concepts import Concept, Option, Synonym
from gutbrain_app.core.index.lexicon import Lexicon, OtherNames
from gutbrain_app.core.index.vocabulary import Vocabulary

_LONGEST_NAME = 6  # words
_CHIEF_NAME = 0.5  # beside the alias that was typed
_ALIAS = 0.2  # beside the name
_IN_ONE_WORD = 0.9

Stems = tuple[str, ...]


class Synonyms:
    """The names of one index."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._vocabulary = vocabulary
        self._lexicon = lexicon

    def of(self, concepts: Sequence[Concept]) -> Iterator[Synonym]:
        """Other names for the longest names that the concepts make up."""
        keys = [concept.key for concept in concepts]
        for start, end, names in self._spans(keys):
            stems = tuple(stem for key in keys[start:end] for stem in key)
            for option in self._options(stems, names):
                yield Synonym(start, end, option)

    def places_of_names(self, stems: Sequence[str]) -> set[int]:
        """Which of the stems are words of a name; such a word is not misspelt."""
        spans = self._spans([(stem,) for stem in stems])
        return {place for start, end, _ in spans for place in range(start, end)}

    def in_one_word(self, words: Sequence[str]) -> Iterator[Synonym]:
        """Such as gutbrain for gut brain."""
        for start, (left, right) in enumerate(pairwise(words)):
            if self._vocabulary.count(left + right):
                stem = self._vocabulary.stem(left + right)
                reason = f"{left} {right} = {left}{right}"
                yield Synonym(start, start + 2, Option((stem,), _IN_ONE_WORD, reason))

    def _spans(self, keys: Sequence[Stems]) -> Iterator[tuple[int, int, list[OtherNames]]]:
        start = 0
        while start < len(keys):
            for end in range(min(len(keys), start + _LONGEST_NAME), start, -1):
                stems = (stem for key in keys[start:end] for stem in key)
                if names := self._lexicon.other_names(" ".join(stems)):
                    yield start, end, names
                    start = end
                    break
            else:
                start += 1

    def _options(self, stems: Stems, names: Iterable[OtherNames]) -> Iterator[Option]:
        seen = {stems}
        for name in names:
            for other in name.others:
                found = self._vocabulary.stems(other)
                if found and found not in seen:
                    seen.add(found)
                    weight = _ALIAS if name.chief else _CHIEF_NAME
                    yield Option(found, weight, f"{name.name} = {other}")
