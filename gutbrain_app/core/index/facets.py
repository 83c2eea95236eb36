"""Counts the found sections by part and by level of evidence."""

from collections.abc import Mapping

import tantivy

from gutbrain_app.core.index.outcomes import Count
from gutbrain_app.core.references import EVIDENCE

_MOST = 1000  # different values


def counts(
    searcher: tantivy.Searcher, query: tantivy.Query, *fields: str
) -> Mapping[str, tuple[Count, ...]]:
    """For each of `fields`, its values among what `query` finds, most first."""
    wanted = {field: {"terms": {"field": field, "size": _MOST}} for field in fields}
    found = searcher.aggregate(query, wanted)
    return {
        field: tuple(
            (bucket["key"], int(bucket["doc_count"]))
            for bucket in found[field]["buckets"]
            if bucket["key"]
        )
        for field in fields
    }


def strongest_first(levels: tuple[Count, ...]) -> tuple[Count, ...]:
    """Counts of levels in the order of their strength; levels of a library's own come after."""
    order = {level: place for place, level in enumerate(EVIDENCE)}
    return tuple(sorted(levels, key=lambda count: order.get(count[0], len(order))))
