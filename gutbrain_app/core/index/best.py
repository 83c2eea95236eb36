"""Picks the best sections: each by its own worth and a little by that of its topic."""

from gutbrain_app.core.index.engine import Engine, Scored
from gutbrain_app.core.index.ranking import Plan

_LOOKED_AT = 60  # sections whose topics are compared
_SUPPORTERS = 3
_SUPPORT = 0.8
"""What the mean of a topic's best sections is worth beside a section's own score.

A topic that speaks of the matter in several sections is more likely the one that was meant.
"""


def best_sections(engine: Engine, plan: Plan, limit: int) -> list[Scored]:
    """The `limit` best sections, best first."""
    found = _found(engine, plan, max(limit, _LOOKED_AT))
    topics = engine.numbers("topic_number", [address for _, address in found])
    scores: dict[object, list[float]] = {}
    for (score, _), topic in zip(found[:_LOOKED_AT], topics, strict=False):
        scores.setdefault(topic, []).append(score)
    support = {topic: sum(own[:_SUPPORTERS]) / _SUPPORTERS for topic, own in scores.items()}
    supported = [
        (score + _SUPPORT * support.get(topic, 0.0), address)
        for (score, address), topic in zip(found, topics, strict=True)
    ]
    return sorted(supported, key=lambda scored: -scored[0])[:limit]


def _found(engine: Engine, plan: Plan, limit: int) -> list[Scored]:
    """The best of each of the plan's queries; one that is in several counts by its best score."""
    best: dict[tuple[int, int], Scored] = {}
    for query in plan.scored:
        for score, address in engine.best(query, limit):
            key = address.segment_ord, address.doc
            if key not in best or best[key][0] < score:
                best[key] = score, address
    return sorted(best.values(), key=lambda scored: -scored[0])[:limit]
