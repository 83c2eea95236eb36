"""Counts the found sections, in all, by part and by level of evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from gutbrain_app.core.index.engine import Engine
from gutbrain_app.core.index.outcomes import Count
from gutbrain_app.core.index.ranking import Clause, Plan
from gutbrain_app.core.references import EVIDENCE

_MOST = 1000  # different values
_FIELDS = ("part", "evidence")  # every section has one part, so its counts make the total


@dataclass(frozen=True)
class Counted:
    """Counts of one search."""

    total: int
    parts: tuple[Count, ...]
    evidence: tuple[Count, ...]


def counted(engine: Engine, plan: Plan, chosen: Mapping[str, Clause]) -> Counted:
    """Count what `plan` finds. `chosen` narrows it by part or evidence, but not its own counts."""
    total, found = _counts(engine, plan.within(list(chosen.values())), _FIELDS)
    for field in chosen:
        others = [clause for other, clause in chosen.items() if other != field]
        found |= _counts(engine, plan.within(others), [field])[1]
    return Counted(total, found["part"], _strongest_first(found["evidence"]))


def _counts(
    engine: Engine, plan: Plan, fields: Sequence[str]
) -> tuple[int, dict[str, tuple[Count, ...]]]:
    """The number of values of the first of `fields`, and the count of each value of each."""
    wanted = {field: {"terms": {"field": field, "size": _MOST}} for field in fields}
    found = engine.aggregate(plan.matching, wanted)
    values = {
        field: tuple((str(bucket["key"]), int(bucket["doc_count"])) for bucket in counts["buckets"])
        for field, counts in found.items()
    }
    total = sum(count for _, count in values[fields[0]])
    total += int(found[fields[0]]["sum_other_doc_count"])
    return total, {field: tuple(filter(itemgetter(0), counts)) for field, counts in values.items()}


def _strongest_first(levels: tuple[Count, ...]) -> tuple[Count, ...]:
    """In the order of their strength; levels of a library's own come after."""
    order = {level: place for place, level in enumerate(EVIDENCE)}
    return tuple(sorted(levels, key=lambda count: order.get(count[0], len(order))))
