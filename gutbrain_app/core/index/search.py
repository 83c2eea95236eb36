"""Answers a query from the index."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import tantivy

from gutbrain_app.core.index.answers import Answers
from gutbrain_app.core.index.best import best_sections
from gutbrain_app.core.index.concepts import Question
from gutbrain_app.core.index.engine import Engine, Scored
from gutbrain_app.core.index.facets import counted
from gutbrain_app.core.index.filters import Filters, WrongFilter
from gutbrain_app.core.index.lexicon import Lexicon
from gutbrain_app.core.index.nearest import Nearest
from gutbrain_app.core.index.outcomes import Hits, NoHits, NoQuery
from gutbrain_app.core.index.query_line import QueryLine, read_query
from gutbrain_app.core.index.ranking import Clause, Plan, Ranking
from gutbrain_app.core.index.reader import Reader
from gutbrain_app.core.index.schema import LEXICON
from gutbrain_app.core.index.vocabulary import Vocabulary

_SHORTENED = "only the beginning of the query was read"
_MOST_FILTERS = 8
_Query = tantivy.Query


class SearchIndex:
    """The index in a folder, open for searching; sees what was committed before it was opened.

    Raises IndexDamaged when the folder does not hold a readable index.
    """

    def __init__(self, folder: Path) -> None:
        self._engine = Engine(folder)
        lexicon = Lexicon(folder / LEXICON)
        self._vocabulary = Vocabulary(self._engine)
        self._ranking = Ranking(self._engine.schema, self._vocabulary)
        self._reader = Reader(self._vocabulary, lexicon)
        self._filters = Filters(self._engine, self._vocabulary, lexicon, self._ranking)
        self._nearest = Nearest(self._engine, self._vocabulary, lexicon)

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
        question = self._reader.question(line, exact=exact)
        filters = self._clauses(line, question)
        if isinstance(filters, WrongFilter):
            return NoHits((), self._nearest.topics(question), filters.message)
        plan = self._ranking.plan(question) if line.clauses else _everything()
        chosen = self._chosen({"part": parts, "evidence": evidence})
        if plan:
            plan = plan.within(filters)
            best = self._best(plan.within(list(chosen.values())), limit, bool(line.clauses))
            if best:
                return self._hits(line, question, plan, chosen, best)
        return self._nearest.instead(line, question, exact=exact)

    def _clauses(self, line: QueryLine, question: Question) -> list[Clause] | WrongFilter:
        """What the line lets through and keeps out."""
        clauses: list[Clause] = []
        for filter_ in line.filters[:_MOST_FILTERS]:
            if line.clauses and not filter_.value:
                continue  # still being typed
            query = self._filters.query(filter_)
            if isinstance(query, WrongFilter):
                return query
            occur = tantivy.Occur.MustNot if filter_.excludes else tantivy.Occur.Must
            clauses.append((occur, _Query.const_score_query(query, 0.0)))
        for stems in question.excluded:
            clauses.append((tantivy.Occur.MustNot, self._ranking.anywhere(stems)))
        return clauses

    def _chosen(self, facets: Mapping[str, Collection[str]]) -> dict[str, Clause]:
        return {
            field: (
                tantivy.Occur.Must,
                _Query.const_score_query(self._filters.one_of(field, values), 0.0),
            )
            for field, values in facets.items()
            if values
        }

    def _best(self, plan: Plan, limit: int, ranked: bool) -> list[Scored]:
        """The best sections, or without words the first ones of the library."""
        limit = max(1, limit)
        if ranked:
            return best_sections(self._engine, plan, limit)
        return [(0.0, address) for address in self._engine.first(plan.matching, limit, "position")]

    def _hits(
        self,
        line: QueryLine,
        question: Question,
        plan: Plan,
        chosen: Mapping[str, Clause],
        best: Sequence[Scored],
    ) -> Hits:
        answers = Answers(self._engine, self._vocabulary, question)
        hits = answers.hits(best)
        counts = counted(self._engine, plan, chosen)
        return Hits(
            hits=hits,
            total=counts.total,
            why=(*answers.why(hits), *([_SHORTENED] if line.shortened else [])),
            words=answers.words(),
            parts=counts.parts,
            evidence=counts.evidence,
        )


def _everything() -> Plan:
    return Plan((_Query.all_query(),), _Query.all_query())
