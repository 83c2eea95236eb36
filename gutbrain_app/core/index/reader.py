"""Turns the typed line into what is asked: completes, corrects, joins, splits, adds names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gutbrain_app.core.index.concepts import Concept, Option, Question
from gutbrain_app.core.index.guesses import Guesses
from gutbrain_app.core.index.lexicon import Lexicon
from gutbrain_app.core.index.query_line import QueryLine, Text
from gutbrain_app.core.index.small_words import SMALL_WORDS
from gutbrain_app.core.index.synonyms import Synonyms
from gutbrain_app.core.index.vocabulary import Vocabulary

_MOST_CONCEPTS = 24  # of a longer text the most telling words are kept
# Nobody types more than this; whoever pastes it is answered quickly all the same.
_MOST_WORDS = 200
_MOST_GUESSED = 40
_MOST_CHOICES = 16
_LONGEST_PHRASE = 16


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
        self._synonyms = Synonyms(vocabulary, lexicon)
        self._guesses = Guesses(vocabulary, lexicon)

    def question(self, line: QueryLine, *, exact: bool) -> Question:
        """What `line` asks for; with `exact`, its words as typed and no others."""
        words: list[_Word] = []
        special: list[Concept] = []
        for number, clause in enumerate(line.clauses):
            half = line.unfinished and number == len(line.clauses) - 1 and not exact
            if len(clause) == 1 and not clause[0].phrase:
                if len(words) < _MOST_WORDS:
                    words += self._words(clause[0], half)[:_MOST_WORDS]
            else:
                special.append(self._choice(clause[:_MOST_CHOICES], exact=exact))
        special = list(dict.fromkeys(special))[:_MOST_CHOICES]
        plain = words if exact else self._apart(_telling(words, bool(special))[:_MOST_GUESSED])
        concepts = self._most_telling(self._concepts(plain, exact=exact))
        excluded = (
            self._vocabulary.stems(text.text)[:_LONGEST_PHRASE]
            for text in line.excluded[:_MOST_CHOICES]
        )
        synonyms = [] if exact else [*self._synonyms.of(concepts)]
        if not exact and len(concepts) == len(plain):
            synonyms += self._synonyms.in_one_word([word.text for word in plain])
        return Question(
            (*concepts, *special),
            tuple(synonyms),
            tuple(stems for stems in excluded if stems),
            "" if exact or special else " ".join(word.text for word in plain),
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
        for text in dict.fromkeys(clause):
            stems = self._vocabulary.stems(text.text)[:_LONGEST_PHRASE]
            if len(stems) == 1 and not text.phrase and not exact:
                options += self._guesses.options(self._vocabulary.words(text.text)[0], half=False)
            elif stems:
                options.append(Option(stems))
        return Concept(tuple(options), (), required=True)

    def _concepts(self, words: Sequence[_Word], *, exact: bool) -> list[Concept]:
        if exact:
            return [self._as_typed(word) for word in words]
        stems = [self._vocabulary.stem(word.text) for word in words]
        names = self._synonyms.places_of_names(stems)
        return [
            self._concept(word, stem, named=place in names)
            for place, (word, stem) in enumerate(zip(words, stems, strict=True))
        ]

    def _as_typed(self, word: _Word) -> Concept:
        stem = self._vocabulary.stem(word.text)
        known = self._vocabulary.count(word.text) > 0
        return Concept((Option((stem,)),) if known else (), (stem,), required=True)

    def _concept(self, word: _Word, stem: str, *, named: bool) -> Concept:
        if named and not self._vocabulary.knows(word.text):
            return Concept((), (stem,), joined=word.joined)
        options = self._guesses.options(word.text, half=word.half)
        if word.reason:
            options = [replace(option, reason=word.reason) for option in options]
        return Concept(tuple(options), (stem,), joined=word.joined)

    def _most_telling(self, concepts: list[Concept]) -> list[Concept]:
        concepts = list(dict.fromkeys(concepts))
        if len(concepts) <= _MOST_CONCEPTS:
            return concepts
        frequency = self._vocabulary.frequency
        rarest = sorted(
            (concept for concept in concepts if concept.options),
            key=lambda concept: frequency(concept.options[0].stems[0]),
        )[:_MOST_CONCEPTS]
        return [concept for concept in concepts if concept in rarest]


def _telling(words: list[_Word], special: bool) -> list[_Word]:
    """Without the small words, unless there is nothing else."""
    return [word for word in words if word.text not in SMALL_WORDS] or ([] if special else words)
