"""Turns the typed line into what is asked: completes, corrects, joins, splits, adds names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gutbrain_app.core.index.concepts import Concept, Option, Question, Synonym
from gutbrain_app.core.index.guesses import Guesses
from gutbrain_app.core.index.lexicon import Lexicon, OtherNames
from gutbrain_app.core.index.query_line import QueryLine, Text
from gutbrain_app.core.index.small_words import SMALL_WORDS
from gutbrain_app.core.index.vocabulary import Vocabulary

_MOST_CONCEPTS = 24  # of a longer text the most telling words are kept
_LONGEST_NAME = 6  # words
_CHIEF_NAME = 0.6  # beside the alias that was typed
_ALIAS = 0.25  # beside the name
_IN_ONE_WORD = 0.9


@dataclass(frozen=True)
class _Word:
    text: str
    joined: bool
    half: bool
    reason: str = ""
    """What it was typed as, when that was not this."""


class Reader:
    """Understands queries with the words of one index."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._guesses = Guesses(vocabulary, lexicon)

    def question(self, line: QueryLine, *, exact: bool) -> Question:
        """What `line` asks for; with `exact`, its words as typed and no others."""
        words: list[_Word] = []
        special: list[Concept] = []
        for number, clause in enumerate(line.clauses):
            half = line.unfinished and number == len(line.clauses) - 1 and not exact
            if len(clause) == 1 and not clause[0].phrase:
                words += self._words(clause[0], half)
            else:
                special.append(self._choice(clause, exact=exact))
        plain = words if exact else self._apart(_telling(words, bool(special)))
        concepts = [self._concept(word, exact=exact) for word in plain]
        unknown = [
            word.text for word, concept in zip(plain, concepts, strict=True) if not concept.options
        ]
        concepts = self._most_telling(concepts)
        excluded = (self._vocabulary.stems(text.text) for text in line.excluded)
        return Question(
            (*concepts, *special),
            () if exact else (*self._synonyms(concepts), *self._in_one_word(plain, concepts)),
            tuple(stems for stems in excluded if stems),
            "" if exact or special else " ".join(word.text for word in plain),
            tuple(unknown),
        )

    def _words(self, text: Text, half: bool) -> list[_Word]:
        found = self._vocabulary.words(text.text)
        ends_in_word = text.text[-1:].isalnum()
        return [
            _Word(word, place > 0, half and ends_in_word and place == len(found) - 1)
            for place, word in enumerate(found)
        ]

    def _apart(self, words: Iterable[_Word]) -> list[_Word]:
        """With two words for one where the library writes two, such as gut brain for gutbrain."""
        found = []
        for word in words:
            pair = () if self._vocabulary.knows(word.text) else self._guesses.two_words(word.text)
            if pair:
                reason = f"{word.text} = {pair[0]} {pair[1]}"
                found.append(_Word(pair[0], word.joined, False, reason))
                found.append(_Word(pair[1], True, word.half, reason))
            else:
                found.append(word)
        return found

    def _choice(self, clause: Sequence[Text], *, exact: bool) -> Concept:
        options: list[Option] = []
        for text in clause:
            stems = self._vocabulary.stems(text.text)
            if len(stems) == 1 and not text.phrase and not exact:
                options += self._guesses.options(self._vocabulary.words(text.text)[0], half=False)
            elif stems:
                options.append(Option(stems))
        return Concept(tuple(options), required=True)

    def _concept(self, word: _Word, *, exact: bool) -> Concept:
        if exact:
            known = self._vocabulary.count(word.text) > 0
            options = [Option((self._vocabulary.stem(word.text),))] if known else []
            return Concept(tuple(options), required=True)
        options = self._guesses.options(word.text, half=word.half)
        if word.reason:
            options = [replace(option, reason=word.reason) for option in options]
        return Concept(tuple(options), joined=word.joined)

    def _most_telling(self, concepts: list[Concept]) -> list[Concept]:
        concepts = list(dict.fromkeys(concepts))
        if len(concepts) <= _MOST_CONCEPTS:
            return concepts
        frequency = self._vocabulary.frequency
        rarest = sorted(
            (concept for concept in concepts if concept.options),
            key=lambda concept: frequency(concept.key[0]),
        )[:_MOST_CONCEPTS]
        return [concept for concept in concepts if concept in rarest]

    def _synonyms(self, concepts: Sequence[Concept]) -> Iterable[Synonym]:
        """Other names for the longest names that the words make up."""
        start = 0
        while start < len(concepts):
            for end in range(min(len(concepts), start + _LONGEST_NAME), start, -1):
                stems = tuple(stem for concept in concepts[start:end] for stem in concept.key)
                if names := self._lexicon.other_names(" ".join(stems)):
                    for option in self._others(stems, names):
                        yield Synonym(start, end, option)
                    start = end
                    break
            else:
                start += 1

    def _in_one_word(
        self, words: Sequence[_Word], concepts: Sequence[Concept]
    ) -> Iterable[Synonym]:
        """Such as gutbrain for gut brain."""
        if len(words) != len(concepts):
            return
        for start, (left, right) in enumerate(pairwise(words)):
            joined = left.text + right.text
            if self._vocabulary.count(joined):
                stem = self._vocabulary.stem(joined)
                reason = f"{left.text} {right.text} = {joined}"
                yield Synonym(start, start + 2, Option((stem,), _IN_ONE_WORD, reason))

    def _others(self, stems: tuple[str, ...], names: Iterable[OtherNames]) -> Iterable[Option]:
        seen = {stems}
        for name in names:
            for other in name.others:
                found = self._vocabulary.stems(other)
                if found and found not in seen:
                    seen.add(found)
                    weight = _ALIAS if name.chief else _CHIEF_NAME
                    yield Option(found, weight, f"{name.name} = {other}")


def _telling(words: list[_Word], special: bool) -> list[_Word]:
    """Without the small words, unless there is nothing else."""
    return [word for word in words if word.text not in SMALL_WORDS] or ([] if special else words)
