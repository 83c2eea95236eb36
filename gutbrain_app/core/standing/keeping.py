"""Bookmarks that can be found again: made at a place, and placed anew after a change."""

from dataclasses import replace

from gutbrain_app.core.bookmarks.bookmark import Bookmark, Quote, new_bookmark
from gutbrain_app.core.library import Library, PlaceMissing
from gutbrain_app.core.places import Place, parse_place
from gutbrain_app.core.standing.article_text import ArticleText, beginning_of, digest_of
from gutbrain_app.core.standing.standing import Standing, State


def bookmark_at(
    library: Library,
    place: Place,
    *,
    folder: str = "",
    tags: tuple[str, ...] = (),
    note: str = "",
    quote: Quote | None = None,
    colour: str | None = None,
) -> Bookmark:
    """A new bookmark of a place; with a quote a highlight. Raises PlaceMissing."""
    mark = new_bookmark(
        library.info.id,
        place,
        "",
        (),
        folder=folder,
        tags=tags,
        note=note,
        quote=quote,
        colour=colour,
    )
    return placed(library, mark, place)


def passage_in(library: Library, place: Place, words: str) -> Quote | None:
    """The selector of these words where they stand in a place, if they do.

    Raises PlaceMissing.
    """
    text = ArticleText(library.article(place.topic))
    found = text.find(Quote(words), place.section)
    if found is None or not found.same:
        return None
    there = not place.section or text.slug_at(found.start) == place.section
    return text.quote(found) if there else None


def placed(library: Library, mark: Bookmark, place: Place, quote: Quote | None = None) -> Bookmark:
    """The same entry at this place; a highlight keeps its quote unless it gets another one.

    Raises PlaceMissing.
    """
    title = library.title_of(place)
    text = ArticleText(library.article(place.topic)).text_at(place.section)
    return replace(
        mark,
        place=str(place),
        title=title,
        path=library.titles_to(place.topic),
        quote=quote or mark.quote,
        beginning=beginning_of(text),
        digest=digest_of(text),
    )


def accepted(library: Library, mark: Bookmark, standing: Standing) -> Bookmark:
    """The entry as it stands now, for a reader who has seen what changed.

    A retired one stays as it is.
    """
    if standing.place is None or standing.state is State.RETIRED:
        return mark
    return placed(library, mark, standing.place, standing.quote)


def places_near(library: Library, mark: Bookmark) -> tuple[tuple[Place, str], ...]:
    """Places with their titles where a retired bookmark may belong, the likeliest first."""
    place = parse_place(mark.place)
    try:
        return ((place, library.title_of(place)),)
    except PlaceMissing as missing:
        return missing.nearest
