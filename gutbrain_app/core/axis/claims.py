"""What a relation claims, in a sentence, and where the library tells of it."""

import re

from gutbrain_app.core.axis.graph import capitalised
from gutbrain_app.core.library import Library, PlaceMissing
from gutbrain_app.core.places import Place
from gutbrain_app.core.references import Reference
from gutbrain_app.core.relations import Relation

_SPOT = re.compile(r'<h\d[^>]*><a name="([^"]*)">|<a href="cite:(\d+)"')


def claim(relation: Relation) -> str:
    return f"{capitalised(relation.subject)} {relation.relation} {relation.object}."


def claim_place(library: Library, relation: Relation) -> Place | None:
    """The first section of the ends' topics that cites one of its references, else the topic.

    None when the relation names no topic that the library has.
    """
    found = None
    for topic in dict.fromkeys((relation.object_topic, relation.subject_topic)):
        place = _cited_at(library, topic, relation.references) if topic else None
        if place is not None and place.section:
            return place
        found = found or place
    return found


def relation_references(library: Library, relation: Relation) -> tuple[Reference, ...]:
    """Its references as far as the library has them."""
    known = {reference.id: reference for reference in library.references()}
    return tuple(known[key] for key in relation.references if key in known)


def _cited_at(library: Library, topic: str, references: tuple[str, ...]) -> Place | None:
    try:
        article = library.article(topic)
    except PlaceMissing:
        return None
    wanted = {
        str(number) for number, key in enumerate(article.reference_ids, 1) if key in references
    }
    section = ""
    for spot in _SPOT.finditer(article.html):
        if spot[2] in wanted:
            return Place(topic, section)
        section = section if spot[1] is None else spot[1]
    return Place(topic)
