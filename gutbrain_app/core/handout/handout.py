"""A handout: chosen bookmarks in the reader's order, with one list of references for them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.folders import clean_folder
from gutbrain_app.core.handout.cited import cited_references, cited_text
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place, parse_place
from gutbrain_app.core.references import Reference
from gutbrain_app.core.standing.standing import Standing, State
from gutbrain_app.core.standing.standings import Standings


@dataclass(frozen=True)
class HandoutEntry:
    """A bookmark as it stands now; `sources` are numbers in the handout's list, from 1.

    `passage` is what a highlight keeps, `text` the section's own where that is wanted.
    """

    mark: Bookmark
    title: str
    path: tuple[str, ...]
    place: str
    state: State | None
    passage: str
    text: str
    sources: tuple[int, ...]

    @property
    def folder(self) -> str:
        return clean_folder(self.mark.folder)


@dataclass(frozen=True)
class Handout:
    """What is to be written, in any form; `origin` says from which library and when."""

    title: str
    origin: str
    entries: tuple[HandoutEntry, ...]
    references: tuple[Reference, ...]


def make_handout(
    library: Library, marks: Sequence[Bookmark], title: str, *, texts: bool = False
) -> Handout:
    """With `texts`, bookmarks without a highlight bring the text of their section.

    Bookmarks of other libraries come as they were kept, without references.
    """
    standings = Standings(library).of(marks)
    numbers: dict[Reference, int] = {}
    entries = []
    for mark in marks:
        standing = standings.get(mark.id)
        cited = _cited(library, mark, standing)
        for reference in cited:
            numbers.setdefault(reference, len(numbers) + 1)
        sources = tuple(sorted(numbers[reference] for reference in cited))
        entry = _entry(mark, standing, sources)
        entries.append(replace(entry, text=_text(library, entry, numbers)) if texts else entry)
    origin = f"From {library.info.title_and_edition}; made on {date.today().isoformat()}."
    return Handout(title, origin, tuple(entries), tuple(numbers))


def _entry(mark: Bookmark, standing: Standing | None, sources: tuple[int, ...]) -> HandoutEntry:
    quote = (standing.quote if standing else None) or mark.quote
    return HandoutEntry(
        mark,
        standing.title if standing else mark.title,
        standing.path if standing else mark.path,
        str(standing.place) if standing and standing.place else mark.place,
        standing.state if standing else None,
        quote.exact if quote else "",
        "",
        sources,
    )


def _text(library: Library, entry: HandoutEntry, numbers: Mapping[Reference, int]) -> str:
    """What its section says; a highlight has its passage, and a retired one no section."""
    if entry.mark.is_highlight or entry.state in (None, State.RETIRED):
        return ""
    return cited_text(library, parse_place(entry.place), numbers)


def _cited(library: Library, mark: Bookmark, standing: Standing | None) -> tuple[Reference, ...]:
    place = _place_now(standing)
    if place is None or standing is None:
        return ()
    return cited_references(library, place, standing.quote if mark.is_highlight else None)


def _place_now(standing: Standing | None) -> Place | None:
    """Where its text is; a retired one has none, though its section may be there."""
    if standing is None or standing.state is State.RETIRED:
        return None
    return standing.place
