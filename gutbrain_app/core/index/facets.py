"""Counts the found sections, in all, by part and by level of evidence."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import tantivy

from gutbrain_app.core.index.outcomes import Count
from gutbrain_app.core.index.ranking import Clause, Plan
from gutbrain_app.core.references import EVIDENCE

_MOST = 1000  # different values
_TOTAL = "total"


@dataclass(frozen=True)
class Counted:
    """Counts of one search."""

    total: int
    parts: tuple[Count, ...]
    evidence: tuple[Count, ...]


def counted(searcher: tantivy.Searcher, plan: Plan, chosen: Mapping[str, Clause]) -> Counted:
    """Count what `plan` finds. `chosen` narrows it by part or evidence, but not its own counts."""
    plain = [field for field in ("part", "evidence") if field not in chosen]
    total, found = _counts(searcher, plan.within(list(chosen.values())), plain)
    for field in chosen:
        others = [clause for other, clause in chosen.items() if other != field]
        found |= _counts(searcher, plan.within(others), [field])[1]
    return Counted(total, found["part"], _strongest_first(found["evidence"]))


def _counts(
    searcher: tantivy.Searcher, plan: Plan, fields: Collection[str]
) -> tuple[int, dict[str, tuple[Count, ...]]]:
    wanted = {field: {"terms": {"field": field, "size": _MOST}} for field in fields}
    wanted[_TOTAL] = {"value_count": {"field": "position"}}
    found = searcher.aggregate(plan.matching, wanted)
    values = {
        field: tuple(
            (str(bucket["key"]), int(bucket["doc_count"]))
            for bucket in found[field]["buckets"]
            if bucket["key"]
        )
        for field in fields
    }
    return int(found[_TOTAL]["value"]), values


def _strongest_first(levels: tuple[Count, ...]) -> tuple[Count, ...]:
    """In the order of their strength; levels of a library's own come after."""
    order = {level: place for place, level in enumerate(EVIDENCE)}
    return tuple(sorted(levels, key=lambda count: order.get(count[0], len(order))))
