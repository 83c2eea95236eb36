"""Turns a question into the engine's query: what counts, and how much."""

from collections.abc import Sequence
from itertools import pairwise

import tantivy

from gutbrain_app.core.index.concepts import Concept, Option, Question, Synonym
from gutbrain_app.core.index.names import stems_key
from gutbrain_app.core.index.vocabulary import Vocabulary

_Query = tantivy.Query
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

_FIELDS = {
    "all": 1.0,
    "title": 0.4,
    "heading": 0.4,
    "aliases": 0.3,
    "about": 0.2,
    "names_of_authors": 0.6,
}
"""What a word is worth in each field. `all` holds title, heading and text as one."""

_NEXT_TO = 0.15  # two words that follow each other, beside the words alone
_TYPED_AS_ONE = 0.5  # the same when a hyphen joined them
_WHOLE_NAME = {"name": 1.0, "headed": 0.6, "named": 0.35}
_HALF_NAME = 0.5
_LEAD = 4.0  # a whole name beside the most that its words could bring in the text
_HIGHEST_TERM = 2.2  # k1 + 1: what BM25 gives to a word at most, beside its rarity
_MOST_SYNONYM = 3.0


class Ranking:
    """Builds queries for one index."""

    def __init__(self, schema: tantivy.Schema, vocabulary: Vocabulary) -> None:
        self._schema = schema
        self._vocabulary = vocabulary

    def query(self, question: Question) -> tantivy.Query | None:
        """The query for the words of `question`, or None when they can match nothing."""
        required = [concept for concept in question.concepts if concept.required]
        if not all(concept.options for concept in required):
            return None
        clauses = [(_MUST, self._concept(concept)) for concept in required]
        optional = self._optional(question)
        if optional:
            clauses.append((_SHOULD if required else _MUST, _Query.boolean_query(optional)))
        if not clauses:
            return None
        clauses += [(_SHOULD, bonus) for bonus in self._bonuses(question)]
        return _Query.boolean_query(clauses)

    def anywhere(self, stems: tuple[str, ...]) -> tantivy.Query:
        """Sections that have `stems`, one after the other, in any field."""
        return _Query.boolean_query([(_SHOULD, self._in(field, stems)) for field in _FIELDS])

    def in_titles(self, options: Sequence[Option]) -> tantivy.Query:
        """Sections with one of `options` in the title, an alias or the heading."""
        return _Query.boolean_query(
            [
                (_SHOULD, self._in(field, option.stems))
                for field in ("title", "aliases", "heading")
                for option in options
            ]
        )

    def _optional(self, question: Question) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        """Each plain word for itself; the words of a name together with its other names."""
        clauses = []
        taken: dict[int, list[Synonym]] = {}
        for synonym in question.synonyms:
            taken.setdefault(synonym.start, []).append(synonym)
        covered = 0
        for place, concept in enumerate(question.concepts):
            if place in taken:
                clauses.append((_SHOULD, self._named(question.concepts, taken[place])))
                covered = max(synonym.end for synonym in taken[place])
            if place >= covered and concept.options and not concept.required:
                clauses.append((_SHOULD, self._concept(concept)))
        return clauses

    def _named(self, concepts: Sequence[Concept], synonyms: list[Synonym]) -> tantivy.Query:
        end = max(synonym.end for synonym in synonyms)
        span = [concept for concept in concepts[synonyms[0].start : end] if concept.options]
        typed = _Query.boolean_query([(_SHOULD, self._concept(concept)) for concept in span])
        worth = sum(self._rarity(concept.options[0]) for concept in span)
        others = []
        for synonym in synonyms:
            rarity = max(self._rarity(synonym.option), 0.1)
            factor = min(worth / rarity, _MOST_SYNONYM)
            others.append(self._option(synonym.option, factor))
        return _Query.disjunction_max_query([typed, *others], 0.1)

    def _concept(self, concept: Concept) -> tantivy.Query:
        half = [option for option in concept.options if option.half]
        common = sum(self._vocabulary.frequency(option.stems[0]) for option in half)
        queries = []
        for option in concept.options:
            factor = 1.0
            if option.half:
                # A rare completion is no better than a common one: all count as one word.
                factor = self._vocabulary.tells(common) / max(self._rarity(option), 0.1)
            queries.append(self._option(option, factor))
        return queries[0] if len(queries) == 1 else _Query.disjunction_max_query(queries, 0.1)

    def _option(self, option: Option, factor: float) -> tantivy.Query:
        clauses = [
            (_SHOULD, _Query.boost_query(query, weight * option.weight * factor))
            for field, weight in _FIELDS.items()
            if (query := self._if_any(field, option.stems))
        ]
        return _Query.boolean_query(clauses)

    def _if_any(self, field: str, stems: tuple[str, ...]) -> tantivy.Query | None:
        """None where the field has no such word at all: fewer lists to walk."""
        if not all(self._vocabulary.frequency(stem, field) for stem in stems):
            return None
        return self._in(field, stems)

    def _in(self, field: str, stems: tuple[str, ...]) -> tantivy.Query:
        if len(stems) == 1:
            return _Query.term_query(self._schema, field, stems[0], "freq")
        return _Query.phrase_query(self._schema, field, list(stems))

    def _rarity(self, option: Option) -> float:
        return sum(
            self._vocabulary.tells(self._vocabulary.frequency(stem)) for stem in option.stems
        )

    def _bonuses(self, question: Question) -> list[tantivy.Query]:
        plain = [concept for concept in question.concepts if not concept.required]
        named = [concept for concept in plain if concept.options]
        if not named:
            return []
        return [*self._whole_names(question, named), *self._neighbours(named)]

    def _whole_names(self, question: Question, concepts: list[Concept]) -> list[tantivy.Query]:
        worth = sum(self._rarity(concept.options[0]) for concept in concepts)
        lead = _LEAD * _HIGHEST_TERM * worth
        key = stems_key([stem for concept in concepts for stem in concept.key])
        bonuses = [
            _Query.const_score_query(
                _Query.term_query(self._schema, field, key, "basic"), lead * share
            )
            for field, share in _WHOLE_NAME.items()
        ]
        if half := question.half_name:
            query = _Query.fuzzy_term_query(self._schema, "name", half, 0, True, True)
            bonuses.append(_Query.const_score_query(query, lead * _HALF_NAME))
        return bonuses

    def _neighbours(self, concepts: list[Concept]) -> list[tantivy.Query]:
        bonuses = []
        for left, right in pairwise(concepts):
            pair = (*left.key, *right.key)
            if left.key == right.key or len(pair) != 2:
                continue
            if query := self._if_any("all", pair):
                weight = _TYPED_AS_ONE if right.joined else _NEXT_TO
                bonuses.append(_Query.boost_query(query, weight))
        return bonuses
