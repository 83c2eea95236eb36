"""What a search answers: nothing asked, nothing found, or hits; or that the index is damaged."""

from dataclasses import dataclass

from gutbrain_app.core.errors import GutbrainError

Mark = tuple[int, int]
"""Start and end of a match in the string it belongs to, counted in code points."""

Count = tuple[str, int]
"""A name and the number of sections that have it."""


class IndexDamaged(GutbrainError):
    """The index cannot be read; building the library again makes a new one."""


@dataclass(frozen=True)
class Hit:
    """A section that was found, with what a row of results shows of it."""

    place: str
    title: str
    """Title of the topic."""
    heading: str
    """Heading of the section; empty for the text before the first heading."""
    path: tuple[str, ...]
    """Titles from the part down to the topic."""
    snippet: str
    marks: tuple[Mark, ...]
    """Matches in `snippet`."""
    heading_marks: tuple[Mark, ...]
    """Matches in `heading`, or in `title` where the heading is empty."""
    evidence: str
    """The strongest level cited in the section, or empty."""
    score: float
    why: tuple[str, ...]
    """How this section was found beyond the words as typed, such as `seretonin → serotonin`."""


@dataclass(frozen=True)
class NoQuery:
    """Nothing was asked: the query holds no word and no filter."""


@dataclass(frozen=True)
class NoHits:
    """Nothing was found; what is nearest is offered instead."""

    words: tuple[str, ...]
    """Queries near to what was typed that find something, best first."""
    topics: tuple[tuple[str, str], ...]
    """Place and title of the nearest topics, best first."""
    message: str
    """One sentence for the reader."""


@dataclass(frozen=True)
class Hits:
    """What was found, best first."""

    hits: tuple[Hit, ...]
    total: int
    """Sections found in all, of which `hits` are the best."""
    why: tuple[str, ...]
    """How the query was read beyond the words as typed."""
    words: tuple[str, ...]
    """Words to mark in the opened article, folded; `marking.matches` finds them in a text."""
    parts: tuple[Count, ...]
    """Parts the found sections stand in, most first; a filter by part does not narrow them."""
    evidence: tuple[Count, ...]
    """Levels cited in the found sections, strongest first; filtering by level narrows none."""
