"""One entry of the bookmarks file: its own JSON text, and the bookmark that can be read in it.

The text of an entry that nobody changes is written back byte for byte, so fields of a newer
program, and entries that cannot be read here, come to no harm.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import NamedTuple

import msgspec

from gutbrain_app.core.bookmarks.bookmark import Bookmark, derived_id
from gutbrain_app.core.jsonfile.text import NotUnderstood, parse_object, parse_value, serialise

_decode = msgspec.json.Decoder(Bookmark).decode


class Entry(NamedTuple):
    """`key` is the bookmark's id; an entry that cannot be read says why, and has no bookmark.

    A named tuple, for there are thousands to make when a window opens. `raw` has no line breaks.
    """

    key: str
    raw: bytes
    bookmark: Bookmark | None = None
    reason: str = ""


def read_entry(raw: bytes) -> Entry:
    """Read one entry's JSON text; raise NotUnderstood when it is not JSON at all."""
    try:
        bookmark = _decode(raw)
    except (msgspec.DecodeError, RecursionError):
        try:
            # Also the way of lone surrogates, which msgspec refuses and JSON's escapes allow.
            bookmark = msgspec.convert(parse_value(raw), Bookmark)
        except msgspec.ValidationError as error:
            return Entry(derived_id(raw), raw, None, str(error))
    return _entry_of(raw, bookmark)


def entry_of(bookmark: Bookmark, unknown: Mapping[str, object] | None = None) -> Entry:
    """The entry of a bookmark, with the unknown fields of an earlier text of it.

    Raise NotUnderstood when the text does not read back as the same bookmark.
    """
    known = asdict(bookmark)
    fields = {**(unknown or {}), **known}
    earlier_quote = (unknown or {}).get("quote")
    if isinstance(earlier_quote, dict) and isinstance(known["quote"], dict):
        fields["quote"] = {**earlier_quote, **known["quote"]}
    raw = serialise(fields)
    entry = read_entry(raw)
    if entry.bookmark != bookmark:
        raise NotUnderstood("a bookmark did not read back as it was written")
    return entry


def entry_fields(entry: Entry) -> dict[str, object]:
    """All fields of an entry, unknown ones too; raise NotUnderstood when one is there twice."""
    return parse_object(entry.raw)


def entry_of_fields(fields: Mapping[str, object], key: str) -> Entry:
    """An entry of any fields, under the given id."""
    return read_entry(serialise({**fields, "id": key}))


def with_id(entry: Entry, key: str) -> Entry:
    """The same entry under an id that no other has; one that cannot be read keeps its text."""
    if entry.bookmark is None:
        return entry._replace(key=key)
    try:
        return entry_of_fields(entry_fields(entry), key)
    except NotUnderstood as error:
        return Entry(key, entry.raw, None, str(error))


def _entry_of(raw: bytes, bookmark: Bookmark) -> Entry:
    entry = Entry(bookmark.id, raw, bookmark)
    return entry if bookmark.id else with_id(entry, derived_id(raw))
