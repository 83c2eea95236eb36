"""The rows of the search panel, and how the answer to a search becomes rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gutbrain_app.core.index.outcomes import Hit, NoHits


@dataclass(frozen=True)
class SearchFor:
    """The wish to search for something else."""

    query: str


@dataclass(frozen=True)
class OpenPlace:
    """The wish to read a place."""

    place: str


@dataclass(frozen=True)
class Deed:
    """The wish that the window does one of the things it knows by name."""

    name: str


Wish = SearchFor | OpenPlace | Deed


@dataclass(frozen=True)
class TopicRow:
    """A topic with several hits, which follow."""

    title: str
    part: str
    place: str
    why: tuple[str, ...]
    """The reasons that all of its hits have."""


@dataclass(frozen=True)
class HitRow:
    """A hit; `why` is left out where it stands with the topic above."""

    hit: Hit
    why: tuple[str, ...]
    under_topic: bool = False


@dataclass(frozen=True)
class CaptionRow:
    """Says what the rows below it are."""

    text: str


@dataclass(frozen=True)
class OfferRow:
    """Something to search for or to read instead, and a line that says what it is."""

    text: str
    detail: str
    wish: Wish


@dataclass(frozen=True)
class LineRow:
    """One line to choose; a link is about the search and no part of the results."""

    text: str
    wish: Wish
    link: bool = False


@dataclass(frozen=True)
class TableRow:
    """A line of the help card: what to type, and what it does."""

    text: str
    detail: str
    wish: Wish | None = None


Row = TopicRow | HitRow | CaptionRow | OfferRow | LineRow | TableRow


def can_be_chosen(row: Row) -> bool:
    """Whether the arrow keys stop at it. A topic's line can only be clicked."""
    return not isinstance(row, TopicRow) and wish_of(row) is not None


def wish_of(row: Row) -> Wish | None:
    if isinstance(row, HitRow):
        return OpenPlace(row.hit.place)
    if isinstance(row, TopicRow):
        return OpenPlace(row.place)
    return None if isinstance(row, CaptionRow) else row.wish


def hit_rows(hits: Iterable[Hit]) -> list[Row]:
    """Topic by topic, in the order of the best hit of each."""
    by_topic: dict[str, list[Hit]] = {}
    for hit in hits:
        by_topic.setdefault(hit.place.partition("#")[0], []).append(hit)
    rows: list[Row] = []
    for topic, found in by_topic.items():
        if len(found) == 1:
            rows.append(HitRow(found[0], found[0].why))
            continue
        shared = tuple(why for why in found[0].why if all(why in hit.why for hit in found))
        rows.append(TopicRow(found[0].title, _above(found[0]), topic, shared))
        for hit in found:
            own = tuple(why for why in hit.why if why not in shared)
            rows.append(HitRow(hit, own, under_topic=True))
    return rows


def instead_rows(outcome: NoHits, without_filters: str) -> list[Row]:
    """What is near where nothing was found; `without_filters` is empty when there are none."""
    rows: list[Row] = []
    if without_filters:
        rows.append(
            OfferRow(
                f"“{without_filters}”", "Search without the filters", SearchFor(without_filters)
            )
        )
    if outcome.words:
        rows.append(CaptionRow("Nearest words"))
        rows += [LineRow(word, SearchFor(word)) for word in outcome.words]
    if outcome.topics:
        rows.append(CaptionRow("Nearest topics"))
        rows += [LineRow(title, OpenPlace(place)) for place, title in outcome.topics]
    return rows


def spoken_row(row: Row) -> str:
    """A row in words, for screen readers and for copying."""
    if isinstance(row, HitRow):
        hit = row.hit
        evidence = f" Evidence: {hit.evidence}." if hit.evidence else ""
        reasons = ", ".join(hit.why)
        heading = hit.heading or hit.title
        return f"{heading}. {' › '.join(hit.path)}. {hit.snippet}{evidence} {reasons}".strip()
    if isinstance(row, TopicRow):
        return f"{row.title}. {row.part}".strip(". ")
    if isinstance(row, OfferRow | TableRow):
        return f"{row.text}. {row.detail}"
    return row.text


def line_above(hit: Hit) -> str:
    """Where a hit stands that has no topic's line above it."""
    return hit.title if hit.heading else _above(hit)


def _above(hit: Hit) -> str:
    return " › ".join(hit.path[:-1])


def shortened(text: str, most: int) -> str:
    """For a query in a sentence."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def reasons_line(why: Sequence[str], most: int) -> str:
    more = len(why) - most
    return " · ".join((*why[:most], f"{more} more") if more > 0 else why)
