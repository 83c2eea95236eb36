"""What a card says; all of it plain text."""

from dataclasses import dataclass

from PySide6.QtCore import QUrl

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.citing.plain import plain_citation
from gutbrain_app.core.library import Library, PlaceMissing
from gutbrain_app.core.places import Place
from gutbrain_app.ui.page import url_place

MOST_PLACES = 4
LONGEST_TEXT = 420


@dataclass(frozen=True)
class CardText:
    """`kind` names what is shown; `places` lead on, `more` counts those left out."""

    kind: str
    title: str
    text: str
    evidence: str = ""
    caution: str = ""
    heading: str = ""
    places: tuple[tuple[str, Place], ...] = ()
    more: int = 0


def card_text(library: Library, article: Article, url: QUrl) -> CardText | None:
    """What a link of the page stands for; None for one that needs no card."""
    if url.scheme() == "cite":
        return _citation(library, article, url.path())
    if url.scheme() == "term":
        return _term(library, article, url.path())
    if url.scheme() == "place":
        return _link(library, url_place(url))
    return None


def _citation(library: Library, article: Article, number: str) -> CardText | None:
    at = int(number) - 1 if number.isascii() and number.isdecimal() else -1
    if not 0 <= at < len(article.reference_ids):
        return None
    try:
        reference = library.reference(article.reference_ids[at])
    except KeyError:
        return None
    citing = library.citing(reference.id)
    others = [place for place in citing if place.topic != article.topic]
    here = len(citing) - len(others)
    shown = [(_title(library, place), place) for place in others[:MOST_PLACES]]
    words = f"Cited in {here} section{'s' if here != 1 else ''} here"
    heading = f"{words}, and elsewhere in" if others else f"{words} and nowhere else"
    return CardText(
        f"Reference {number}",
        "",
        plain_citation(reference),
        reference.evidence,
        reference.caution,
        heading if citing else "",
        tuple(shown),
        len(others) - len(shown),
    )


def _term(library: Library, article: Article, name: str) -> CardText | None:
    try:
        term = library.term(name)
    except KeyError:
        return None
    places: tuple[tuple[str, Place], ...] = ()
    if term.topic and term.topic != article.topic:
        try:
            places = ((library.title_of(Place(term.topic)), Place(term.topic)),)
        except PlaceMissing:
            places = ()
    heading = "Explained in" if places else ""
    return CardText("Glossary", term.term, term.definition, heading=heading, places=places)


def _link(library: Library, place: Place) -> CardText | None:
    try:
        article = library.article(place.topic)
        title = library.title_of(place)
    except PlaceMissing:
        return None
    wanted = (one for one in article.sections if one.slug == place.section)
    section = next(wanted, None) if place.section else None
    path = (*library.path_of(place.topic), *((article.title,) if section else ()))
    first = article.sections[0].text if article.sections else ""
    text = section.text if section else article.summary or first
    evidence = section.evidence if section else article.evidence
    return CardText(" › ".join(path) or "Topic", title, _shortened(text), evidence)


def _title(library: Library, place: Place) -> str:
    try:
        return library.title_of(Place(place.topic)) + (
            f" › {library.title_of(place)}" if place.section else ""
        )
    except PlaceMissing:
        return str(place)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= LONGEST_TEXT:
        return line
    return line[:LONGEST_TEXT].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
