"""What the bookmarks file says: its header and its entries, in the reader's order."""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from gutbrain_app.core.bookmarks.bookmark import Bookmark, derived_id
from gutbrain_app.core.bookmarks.entries import Entry, read_entry, with_id
from gutbrain_app.core.jsonfile.text import (
    NotUnderstood,
    check_format,
    parse_object,
    serialise,
)

FORMAT = "gutbrain-bookmarks"
VERSION = 1
_FIRST_LINE_END = b'"bookmarks": ['
_END = b"\n]}\n"


@dataclass(frozen=True)
class Document:
    """Entries by key, each once; `header` holds every other field of the file."""

    header: Mapping[str, object] = field(
        default_factory=lambda: {"format": FORMAT, "version": VERSION}
    )
    entries: Mapping[str, Entry] = field(default_factory=dict)

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Those that can be read, in the reader's order."""
        return tuple(
            entry.bookmark for entry in self.entries.values() if entry.bookmark is not None
        )

    @property
    def unreadable(self) -> tuple[Entry, ...]:
        """Entries that are kept as they are, because they are no bookmarks this program knows."""
        return tuple(entry for entry in self.entries.values() if entry.bookmark is None)

    @property
    def known(self) -> dict[bytes, Entry]:
        """Entries by their text, so that a new reading of the file need not decode them again.

        Only those whose text names their key: it is the same wherever in the file it stands.
        """
        return {entry.raw: entry for entry in self.entries.values() if entry.bookmark is not None}

    def says_the_same(self, other: "Document") -> bool:
        """Equal in order too, which `==` of mappings leaves out."""
        return self is other or (
            self.header == other.header
            and list(self.entries.values()) == list(other.entries.values())
        )


def document_of(entries: Iterable[Entry], header: Mapping[str, object]) -> Document:
    """A second entry under one key (an editor's copy of a line) gets a key made of its text."""
    by_key: dict[str, Entry] = {}
    for entry in entries:
        key, turn = entry.key, 0
        while key in by_key:
            turn += 1
            key = derived_id(entry.raw + b"#%d" % turn)
        by_key[key] = entry if key == entry.key else with_id(entry, key)
    return Document(header, by_key)


def document_text(document: Document) -> bytes:
    """The file's text: one entry on each line, which editors, git and Syncthing can compare."""
    head = serialise({**document.header, "bookmarks": []}).removesuffix(b"]}") + b"\n"
    lines = list(map(attrgetter("raw"), document.entries.values()))
    if not lines:
        return head + _END
    # Joined once: with thousands of entries each copy of the text is felt.
    lines[0] = head + lines[0]
    lines[-1] += _END
    return b",\n".join(lines)


def checked_text(document: Document) -> bytes:
    """The file's text; raise NotUnderstood unless it says what the document says.

    Each entry's own text was read when the entry was made, and is one line by itself; what is
    left to check is that the header reads back.
    """
    raw = document_text(document)
    header = parse_object(raw[: raw.index(b"\n")] + b"]}")
    if header != {**document.header, "bookmarks": []}:
        raise NotUnderstood("the header did not read back as it was written")
    return raw


def parse_document(
    raw: bytes, known: Mapping[bytes, Entry] | None = None, newest: float = VERSION
) -> Document:
    """Read the file's text; `known` entries, by their text, need no second reading.

    Raise NotUnderstood, or NewerVersion for a version above `newest`. One entry that is no
    bookmark does no harm to the rest.
    """
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUnderstood(f"it is not UTF-8 text ({error.reason})") from error
    known = known or {}
    header, lines = _one_entry_a_line(raw)
    if header is not None:
        check_format(header, FORMAT, newest)
        # Not one entry a line after all (an editor was at work)? Then read it as any JSON.
        with contextlib.suppress(NotUnderstood):
            return document_of([known.get(line) or read_entry(line) for line in lines], header)
    header, lines = _any_json(raw, newest)
    return document_of([read_entry(line) for line in lines], header)


def _one_entry_a_line(raw: bytes) -> tuple[dict[str, object] | None, list[bytes]]:
    """The header and the entries' texts when the file looks as `document_text` writes it.

    It is enough that the first line opens the array and that each line is JSON by itself.
    """
    first, _, rest = raw.partition(b"\n")
    if not (first.endswith(_FIRST_LINE_END) and rest.endswith(_END)):
        return None, []
    try:
        header = parse_object(first + b"]}")
    except NotUnderstood:
        return None, []
    if list(header)[-1] != "bookmarks":
        return None, []
    del header["bookmarks"]
    body = rest.removesuffix(_END)
    return header, body.split(b",\n") if body else []


def _any_json(raw: bytes, newest: float) -> tuple[dict[str, object], list[bytes]]:
    header = parse_object(raw)
    check_format(header, FORMAT, newest)
    entries = header.pop("bookmarks", None)
    if not isinstance(entries, list):
        raise NotUnderstood('it has no list of "bookmarks"')
    return header, [serialise(entry) for entry in entries]
