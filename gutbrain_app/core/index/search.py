"""Answers a query from the index."""

from collections.abc import Collection, Mapping
from pathlib import Path

import tantivy

from gutbrain_app.core.index.answers import Answers
from gutbrain_app.core.index.concepts import Question
from gutbrain_app.core.index.damage import damage_told
from gutbrain_app.core.index.facets import counts, strongest_first
from gutbrain_app.core.index.filters import Filters, WrongFilter
from gutbrain_app.core.index.lexicon import Lexicon
from gutbrain_app.core.index.nearest import Nearest
from gutbrain_app.core.index.outcomes import Count, Hits, NoHits, NoQuery
from gutbrain_app.core.index.query_line import QueryLine, read_query
from gutbrain_app.core.index.ranking import Ranking
from gutbrain_app.core.index.reader import Reader
from gutbrain_app.core.index.schema import LEXICON, register
from gutbrain_app.core.index.vocabulary import Vocabulary, found_count

_SHORTENED = "only the beginning of the query was read"
_MUST, _NOT = tantivy.Occur.Must, tantivy.Occur.MustNot


class SearchIndex:
    """The index in a folder, open for searching; sees what was committed before it was opened.

    Raises IndexDamaged when the folder does not hold a readable index.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with damage_told(folder):
            index = tantivy.Index.open(str(folder))
            register(index)
            self._schema = index.schema
            self._searcher = index.searcher()
            lexicon = Lexicon(folder / LEXICON)
        self._vocabulary = Vocabulary(self._searcher, self._schema)
        self._ranking = Ranking(self._schema, self._vocabulary)
        self._reader = Reader(self._vocabulary, lexicon)
        self._filters = Filters(
            self._searcher, self._schema, self._vocabulary, lexicon, self._ranking
        )
        self._nearest = Nearest(self._searcher, self._schema, self._vocabulary, lexicon)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        exact: bool = False,
        parts: Collection[str] = (),
        evidence: Collection[str] = (),
    ) -> NoQuery | NoHits | Hits:
        """Find the sections that answer `query`, best first.

        With `exact` every word must be there as typed. `parts` and `evidence` keep the sections
        that have one of these, spelled as in the counts of Hits. Raises IndexDamaged.
        """
        line = read_query(query)
        if not line.clauses and not line.filters:
            return NoQuery()
        with damage_told(self._folder):
            question = self._reader.question(line, exact=exact)
            base = self._base(line, question)
            if isinstance(base, WrongFilter):
                return NoHits((), self._nearest.topics(question), base.message)
            facets = {"part": parts, "evidence": evidence}
            answer = base and self._hits(base, facets, question, line, max(1, limit))
            return answer or self._nearest.instead(line, question, exact=exact)

    def _base(self, line: QueryLine, question: Question) -> tantivy.Query | WrongFilter | None:
        """What the line itself asks for; None when that is nothing the library has."""
        clauses = []
        for filter_ in line.filters:
            if line.clauses and not filter_.value:
                continue  # still being typed
            query = self._filters.query(filter_)
            if isinstance(query, WrongFilter):
                return query
            occur = _NOT if filter_.excludes else _MUST
            clauses.append((occur, tantivy.Query.const_score_query(query, 0.0)))
        for stems in question.excluded:
            clauses.append((_NOT, self._ranking.anywhere(stems)))
        if line.clauses:
            words = self._ranking.query(question)
            if words is None:
                return None
            clauses.append((_MUST, words))
        elif all(occur == _NOT for occur, _ in clauses):
            clauses.append((_MUST, tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)))
        return tantivy.Query.boolean_query(clauses)

    def _hits(
        self,
        base: tantivy.Query,
        facets: Mapping[str, Collection[str]],
        question: Question,
        line: QueryLine,
        limit: int,
    ) -> Hits | None:
        query = self._narrowed(base, facets)
        if line.clauses:
            found = self._searcher.search(query, limit)
        else:
            found = self._searcher.search(
                query, limit, order_by_field="position", order=tantivy.Order.Asc
            )
        if not found.hits:
            return None
        answers = Answers(self._searcher, self._vocabulary, question)
        shown = found.hits if line.clauses else [(0.0, address) for _, address in found.hits]
        counted = self._counts(base, facets)
        return Hits(
            hits=answers.hits(shown),
            total=found_count(found),
            why=(*answers.why(), *([_SHORTENED] if line.shortened else [])),
            words=answers.words(),
            parts=counted["part"],
            evidence=strongest_first(counted["evidence"]),
        )

    def _narrowed(
        self, base: tantivy.Query, facets: Mapping[str, Collection[str]]
    ) -> tantivy.Query:
        clauses = [
            (_MUST, tantivy.Query.const_score_query(self._filters.one_of(field, values), 0.0))
            for field, values in facets.items()
            if values
        ]
        return tantivy.Query.boolean_query([(_MUST, base), *clauses]) if clauses else base

    def _counts(
        self, base: tantivy.Query, facets: Mapping[str, Collection[str]]
    ) -> Mapping[str, tuple[Count, ...]]:
        """By each facet, among what the others let through."""
        if not any(facets.values()):
            return counts(self._searcher, base, *facets)
        counted: dict[str, tuple[Count, ...]] = {}
        for field in facets:
            others = {name: values for name, values in facets.items() if name != field}
            counted |= counts(self._searcher, self._narrowed(base, others), field)
        return counted
