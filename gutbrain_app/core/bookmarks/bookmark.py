"""A bookmark: a kept place with the reader's note."""

import hashlib
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from gutbrain_app.core.places import Place

COLOURS = ("yellow", "green", "blue", "pink")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True)
class Quote:
    """The text an entry stands at, as a W3C TextQuoteSelector: itself, and what is around it."""

    exact: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Bookmark:
    """With a quote it is a highlight; `path` holds the titles above the place when it was kept.

    `folder` is written `Seminar/Week 1`. `beginning` holds the first words of the section and
    `digest` stands for all of its text, so that a bookmark is found again after an edit.
    """

    id: str = ""
    library: str = ""
    place: str = ""
    title: str = ""
    path: tuple[str, ...] = ()
    folder: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    created: str = ""
    quote: Quote | None = None
    colour: str | None = None
    beginning: str = ""
    digest: str = ""
    name: str = ""

    @property
    def called(self) -> str:
        """The reader's own name for it, else the title that the library gave its place."""
        return self.name or self.title

    @property
    def is_highlight(self) -> bool:
        return self.quote is not None and bool(self.quote.exact)


def new_bookmark(
    library: str,
    place: Place,
    title: str,
    path: tuple[str, ...],
    *,
    folder: str = "",
    tags: tuple[str, ...] = (),
    note: str = "",
    quote: Quote | None = None,
    colour: str | None = None,
    beginning: str = "",
    digest: str = "",
) -> Bookmark:
    """A bookmark made now, with an id of its own; `library` is the library's id."""
    return Bookmark(
        id=new_id(),
        library=library,
        place=str(place),
        title=title,
        path=path,
        folder=folder,
        tags=tags,
        note=note,
        created=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        quote=quote,
        colour=colour,
        beginning=beginning,
        digest=digest,
    )


def new_id() -> str:
    """A ULID: 48 bits of time and 80 of chance, which sort as text in the order of their making."""
    milliseconds = time.time_ns() // 1_000_000
    return _base32(milliseconds & (1 << 48) - 1, 10) + _base32(int.from_bytes(os.urandom(10)), 16)


def derived_id(text: bytes) -> str:
    """The id that every window gives to the same text, where an entry has none of its own."""
    digest = hashlib.blake2b(text, digest_size=10).digest()
    return _base32(0, 10) + _base32(int.from_bytes(digest), 16)


def _base32(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, 32)
        digits.append(_CROCKFORD[digit])
    return "".join(reversed(digits))
