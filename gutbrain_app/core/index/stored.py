"""What the index keeps of a section, to show it among the hits."""

import msgspec

from gutbrain_app.core.index.sections import IndexedSection


class Stored(msgspec.Struct, frozen=True, array_like=True):
    """The shown part of a section."""

    place: str
    title: str
    heading: str
    path: tuple[str, ...]
    aliases: tuple[str, ...]
    authors: tuple[str, ...]
    evidence: str
    position: int
    text: str


STORED = msgspec.msgpack.Decoder(Stored)
"""Reads it again."""


def shown_part(section: IndexedSection) -> Stored:
    """What is kept of `section`."""
    return Stored(
        section.place,
        section.title,
        section.heading,
        section.path,
        section.aliases,
        section.authors,
        section.evidence[0] if section.evidence else "",
        section.position,
        section.text,
    )
