"""Connections: how the articles of a library hang together, once all are known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gutbrain_app.core.build.facts import Neighbours, TopicAge
from gutbrain_app.core.build.store import Record
from gutbrain_app.core.references import EVIDENCE, strongest_primary

MOST_RELATED = 6
# What so many topics share tells nothing about any two of them.
_TOO_COMMON = 60
# A relation is told from this share of a topic's strongest one.
_WORTH_TELLING = 0.25
_LINK = 1.0


@dataclass(frozen=True)
class Connections:
    """`citing` leads from a reference to the (topic, section) that rest on it."""

    neighbours: Mapping[str, Neighbours]
    citing: Mapping[str, tuple[tuple[str, str], ...]]
    ages: tuple[TopicAge, ...]


def connections(records: Mapping[str, Record], titles: Mapping[str, str]) -> Connections:
    """`records` and `titles` by topic."""
    links = {topic: _links(topic, record, records) for topic, record in records.items()}
    linked_from: dict[str, list[str]] = defaultdict(list)
    for topic, targets in links.items():
        for target in targets:
            linked_from[target].append(topic)
    related = _related(records, links)

    def titled(topics: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((topic, titles.get(topic, topic)) for topic in topics)

    def by_title(topics: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(titled(topics), key=lambda one: (one[1].casefold(), one[0])))

    around = {
        topic: Neighbours(by_title(linked_from[topic]), titled(related[topic]))
        for topic in records
        if linked_from[topic] or related[topic]
    }
    ages = tuple(_age(topic, titles.get(topic, topic), one) for topic, one in records.items())
    return Connections(around, _citing(records), ages)


def _links(topic: str, record: Record, records: Mapping[str, Record]) -> frozenset[str]:
    """The topics that an article links to."""
    found = (value for key, value in record.depends.items() if key.startswith(("path:", "name:")))
    return frozenset(one for one in found if one in records and one != topic)


def _related(
    records: Mapping[str, Record], links: Mapping[str, frozenset[str]]
) -> dict[str, list[str]]:
    """The nearest topics by references, tags and links; the fewer share one, the more it tells."""
    scores: dict[str, dict[str, float]] = {topic: defaultdict(float) for topic in records}
    for topics in _sharing(records):
        for one in topics:
            for other in topics:
                scores[one][other] += 1 / (len(topics) - 1)
    for topic, targets in links.items():
        for target in targets:
            if topic in links[target]:
                scores[topic][target] += _LINK
    return {topic: _nearest(topic, found) for topic, found in scores.items()}


def _sharing(records: Mapping[str, Record]) -> list[list[str]]:
    """Of each reference and tag that some topics share, but not too many, these topics."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for topic, record in records.items():
        for key in {key for cited in record.citations for key in cited}:
            found["reference", key].append(topic)
        for tag in {tag.casefold() for tag in record.tags}:
            found["tag", tag].append(topic)
    return [topics for topics in found.values() if 1 < len(topics) <= _TOO_COMMON]


def _nearest(topic: str, scores: dict[str, float]) -> list[str]:
    scores.pop(topic, None)
    best = sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:MOST_RELATED]
    return [other for other, score in best if score >= _WORTH_TELLING * best[0][1]]


def _citing(records: Mapping[str, Record]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for topic, record in records.items():
        for slug, cited in zip(record.slugs, record.citations, strict=False):
            for key in cited:
                found[key].append((topic, slug))
    return {key: tuple(sorted(places)) for key, places in found.items()}


def _age(topic: str, title: str, record: Record) -> TopicAge:
    levels = [level for level in record.evidence if level]
    weakest = max(levels, key=EVIDENCE.index, default="")
    return TopicAge(
        topic,
        title,
        record.updated,
        len({key for cited in record.citations for key in cited}),
        strongest_primary(levels),
        weakest,
        record.slugs[record.evidence.index(weakest)] if weakest else "",
    )
