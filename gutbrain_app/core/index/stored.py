"""What the index keeps of a section, to show it among the hits."""

import msgspec
import tantivy

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


_DECODER = msgspec.msgpack.Decoder(Stored)


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


def read_stored(document: tantivy.Document) -> Stored:
    """What was kept in `document`; raises msgspec.DecodeError when it is damaged."""
    return _DECODER.decode(bytes(document.get_first("stored") or b""))
