"""Turns a question into the engine's queries: what counts, and how much."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import tantivy

from gutbrain_app.core.index.concepts import Concept, Option, Question
from gutbrain_app.core.index.names import stems_key
from gutbrain_app.core.index.vocabulary import Vocabulary

_Query = tantivy.Query
Clause = tuple[tantivy.Occur, tantivy.Query]
_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should

_FIELDS = {
    "all": 1.0,
    "title": 0.7,
    "heading": 0.7,
    "aliases": 0.5,
    "about": 0.4,
    "names_of_authors": 1.0,
}
"""What a word is worth in each field. `all` holds title, heading and text as one."""

_WITH_POSITIONS = ("all", "aliases")

_NEXT_TO = 0.15  # two words that follow each other, beside the words alone
_TOO_COMMON = 4000  # sections; to look for words together in more takes too long
_TOGETHER = 0.1  # all the words in one section, beside the most that they could bring there
_MOST_TOGETHER = 8
_TYPED_AS_ONE = 0.5  # the same when a hyphen joined them
_WHOLE_NAME = {"name": 1.0, "headed": 0.6, "named": 0.35}
_HALF_NAME = 0.4
_FIRST_WORDS_OF_NAME = 0.2  # beside that: nerve is rather the nerve plexus than nervousness
_SHORTEST_HALF_NAME = 3  # shorter ones begin too many names to mean one
_LEAD = 4.0  # a whole name beside the most that its words could bring in the text
_HIGHEST_TERM = 2.2  # k1 + 1: what BM25 gives to a word at most, beside its rarity
_MOST_SYNONYM = 1.5
_TOO_LITTLE = 0.04  # beside the word worth most; the rest would only cost time


@dataclass(frozen=True)
class Plan:
    """How a question is put to the engine.

    `scored` together find the best sections, each with its full score. The engine is many times
    faster with a flat list of words than with anything else, so what is not a word is asked apart.
    `matching` finds every section, without a score that means something.
    """

    scored: tuple[tantivy.Query, ...]
    matching: tantivy.Query

    def within(self, clauses: Sequence[Clause]) -> "Plan":
        """The same among the sections that `clauses` let through."""
        if not clauses:
            return self
        return Plan(
            tuple(_Query.boolean_query([(_MUST, query), *clauses]) for query in self.scored),
            _Query.boolean_query([(_MUST, self.matching), *clauses]),
        )


class Ranking:
    """Builds queries for one index."""

    def __init__(self, schema: tantivy.Schema, vocabulary: Vocabulary) -> None:
        self._schema = schema
        self._vocabulary = vocabulary

    def plan(self, question: Question) -> Plan | None:
        """How to look for the words of `question`; None when nothing can match."""
        required = [concept for concept in question.concepts if concept.required]
        if not all(concept.options for concept in required):
            return None
        options = list(self._weighed(question))
        words = self._words(options)
        phrases = self._phrases(options)
        others = [*phrases, *self._names(question), *self._neighbours(question)]
        others += self._together(question)
        if required:
            musts = [(_MUST, self._any_of(concept)) for concept in required]
            return Plan(
                (_Query.boolean_query([*musts, *words, *_should(others)]),),
                _Query.boolean_query(musts),
            )
        if not words and not others:
            return None
        scored = [_Query.boolean_query(words)] if words else []
        if others:
            either = _Query.boolean_query(_should(others))
            scored.append(_Query.boolean_query([(_MUST, either), *words]))
        return Plan(tuple(scored), self._matching(options, phrases or others))

    def anywhere(self, stems: tuple[str, ...]) -> tantivy.Query:
        """Sections that have `stems`, one after the other, in any field."""
        fields = _FIELDS if len(stems) == 1 else _WITH_POSITIONS
        return _Query.boolean_query([(_SHOULD, self._in(field, stems)) for field in fields])

    def in_titles(self, stems: Iterable[str]) -> tantivy.Query:
        """Sections with one of `stems` in the title, an alias or the heading."""
        return _Query.boolean_query(
            [
                (_SHOULD, self._in(field, (stem,)))
                for field in ("title", "aliases", "heading")
                for stem in stems
            ]
        )

    def _weighed(self, question: Question) -> Iterator[tuple[Option, float]]:
        """Every option with what a match of it is worth."""
        for concept in question.concepts:
            half = [option for option in concept.options if option.half]
            common = sum(self._vocabulary.frequency(option.stems[0]) for option in half)
            for option in concept.options:
                factor = 1.0
                if option.half:
                    # A rare completion is no better than a common one: all count as one word.
                    factor = self._vocabulary.tells(common) / max(self._rarity(option), 0.1)
                yield option, option.weight * factor
        for synonym in question.synonyms:
            span = question.concepts[synonym.start : synonym.end]
            worth = sum(self._rarity(concept.options[0]) for concept in span if concept.options)
            rarity = max(self._rarity(synonym.option), 0.1)
            factor = min(worth / rarity, _MOST_SYNONYM) if worth else 1.0
            yield synonym.option, synonym.option.weight * factor

    def _words(self, options: Iterable[tuple[Option, float]]) -> list[Clause]:
        """A flat list: each stem in each field that has it."""
        weights: dict[str, float] = {}
        for option, weight in options:
            if len(option.stems) == 1:
                stem = option.stems[0]
                weights[stem] = max(weight, weights.get(stem, 0.0))
        worth = {
            (field, stem): share * weight
            for stem, weight in weights.items()
            for field, share in self._shares(stem)
        }
        least = _TOO_LITTLE * max(worth.values(), default=0.0)
        return [
            (_SHOULD, _Query.boost_query(self._in(field, (stem,)), weight))
            for (field, stem), weight in worth.items()
            if weight >= least
        ]

    def _shares(self, stem: str) -> Iterator[tuple[str, float]]:
        """What a stem is worth in each field that has it, by how rare it is in all of the text.

        The engine goes by its rarity in the field, and so takes any word of a title for a rare one.
        """
        everywhere = self._vocabulary.tells(self._vocabulary.frequency(stem))
        for field, share in _FIELDS.items():
            if found := self._vocabulary.frequency(stem, field):
                alone = self._vocabulary.tells(found)
                yield field, share * (min(1.0, everywhere / alone) if alone else 1.0)

    def _phrases(self, options: Iterable[tuple[Option, float]]) -> list[tantivy.Query]:
        return [
            _Query.boost_query(self._in(field, option.stems), _FIELDS[field] * weight)
            for option, weight in options
            if len(option.stems) > 1
            for field in _WITH_POSITIONS
            if all(self._vocabulary.frequency(stem, field) for stem in option.stems)
        ]

    def _any_of(self, concept: Concept) -> tantivy.Query:
        """Sections that have the concept at all; its worth is counted among the words."""
        found = [(_SHOULD, self.anywhere(option.stems)) for option in concept.options]
        return _Query.const_score_query(_Query.boolean_query(found), 0.0)

    def _names(self, question: Question) -> list[tantivy.Query]:
        """What is added when the words are a whole name, or the beginning of one."""
        plain = [concept for concept in question.concepts if not concept.required]
        if not plain:
            return []
        concepts = _plain(question)
        worth = sum(self._rarity(concept.options[0]) for concept in concepts)
        others = [self._rarity(synonym.option) for synonym in question.synonyms]
        worth = worth or max(others, default=1.0)
        lead = _LEAD * _HIGHEST_TERM * worth
        keys = {stems_key([stem for concept in plain for stem in concept.key]): 1.0}
        for synonym in question.synonyms:
            if synonym.end - synonym.start == len(plain):
                keys.setdefault(stems_key(synonym.option.stems), synonym.option.weight)
        found = [
            _Query.const_score_query(
                _Query.term_query(self._schema, field, key, "basic"), lead * share * weight
            )
            for key, weight in keys.items()
            for field, share in _WHOLE_NAME.items()
            if self._vocabulary.frequency(key, field)
        ]
        if len(half := question.half_name) >= _SHORTEST_HALF_NAME:
            for start, share in ((half, _HALF_NAME), (f"{half} ", _FIRST_WORDS_OF_NAME)):
                query = _Query.fuzzy_term_query(self._schema, "name", start, 0, True, True)
                found.append(_Query.const_score_query(query, lead * share))
        return found

    def _neighbours(self, question: Question) -> list[tantivy.Query]:
        """What is added when words stand in the text as they were typed, one after the other."""
        bonuses = []
        for left, right in pairwise(_plain(question)):
            pair = (*left.key, *right.key)
            common = min(map(self._vocabulary.frequency, pair)) > _TOO_COMMON
            if left.key != right.key and len(pair) == 2 and not common:
                weight = _TYPED_AS_ONE if right.joined else _NEXT_TO
                bonuses.append(_Query.boost_query(self._in("all", pair), weight))
        return bonuses

    def _together(self, question: Question) -> list[tantivy.Query]:
        """What is added when all of the words are in the section."""
        concepts = _plain(question)
        rarest = min((self._frequency(concept) for concept in concepts), default=0)
        if not 2 <= len(concepts) <= _MOST_TOGETHER or rarest > _TOO_COMMON:
            return []
        worth = sum(self._rarity(concept.options[0]) for concept in concepts)
        every = [
            (_MUST, _Query.boolean_query(_should(self._in("all", o.stems) for o in one.options)))
            for one in concepts
        ]
        bonus = _TOGETHER * _HIGHEST_TERM * worth
        return [_Query.const_score_query(_Query.boolean_query(every), bonus)]

    def _frequency(self, concept: Concept) -> int:
        return sum(self._vocabulary.frequency(option.stems[0]) for option in concept.options)

    def _matching(
        self, options: Iterable[tuple[Option, float]], others: Sequence[tantivy.Query]
    ) -> tantivy.Query:
        stems = sorted({option.stems[0] for option, _ in options if len(option.stems) == 1})
        found: list[Clause] = [
            (_SHOULD, self._in(field, (stem,)))
            for field in _FIELDS
            if field not in ("title", "heading")  # their words are in `all`
            for stem in stems
            if self._vocabulary.frequency(stem, field)
        ]
        return _Query.boolean_query(found + _should(others))

    def _in(self, field: str, stems: tuple[str, ...]) -> tantivy.Query:
        if len(stems) == 1:
            return _Query.term_query(self._schema, field, stems[0], "freq")
        return _Query.phrase_query(self._schema, field, list(stems))

    def _rarity(self, option: Option) -> float:
        return sum(
            self._vocabulary.tells(self._vocabulary.frequency(stem)) for stem in option.stems
        )


def _should(queries: Iterable[tantivy.Query]) -> list[Clause]:
    return [(_SHOULD, query) for query in queries]


def _plain(question: Question) -> list[Concept]:
    """The words that are neither required nor unknown."""
    return [one for one in question.concepts if one.options and not one.required]
