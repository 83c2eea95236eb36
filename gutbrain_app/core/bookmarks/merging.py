"""Merging three states of the bookmarks: what both had, what is here, and what the file has now.

What was changed on one side only is taken from there. Removed on one side and changed on the
other, it stays: a note is never lost. Changed on both sides, it is merged field by field; where
both changed the same words, this side keeps the id and the other text becomes a second entry.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gutbrain_app.core.bookmarks.bookmark import derived_id
from gutbrain_app.core.bookmarks.document import Document
from gutbrain_app.core.bookmarks.entries import Entry, entry_fields, entry_of_fields, with_id
from gutbrain_app.core.bookmarks.folders import listed_folders
from gutbrain_app.core.jsonfile.text import NotUnderstood

# Choices that can be made again in a moment: where both sides changed one, this side's holds.
_CHOICES = frozenset({"folder", "colour"})
# What the program notes by itself; it is noted again when the entry is next looked at.
_NOTED = frozenset({"created", "title", "path", "beginning", "digest"})
_MISSING = object()


@dataclass(frozen=True)
class Merged:
    """The merged state, and one sentence for each entry the reader should look at."""

    document: Document
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class _MergedEntry:
    """The entry that stays, if any, a second text of it, if need be, and a sentence about it."""

    stays: Entry | None
    copy: Entry | None = None
    notice: str = ""


def merge(base: Document, ours: Document, theirs: Document) -> Merged:
    """Bring together what changed here and there since `base`."""
    if theirs.says_the_same(base):
        return Merged(ours)
    if ours.says_the_same(base):
        return Merged(theirs)
    merged = [
        _merged_entry(*(side.entries.get(key) for side in (base, ours, theirs)))
        for key in _merged_order(base, ours, theirs)
    ]
    return _put_together(_merged_header(base.header, ours.header, theirs.header), merged)


def merge_other(ours: Document, other: Document) -> Merged:
    """Take in a file that was never ours: all of both stays, in our order, under our header."""
    merged = []
    for key in _with_others(list(ours.entries), other.entries):
        here, there = ours.entries.get(key), other.entries.get(key)
        if here is None or there is None or here == there:
            merged.append(_MergedEntry(here or there))
        else:
            merged.append(_both_changed(None, here, there))
    folders = (*listed_folders(ours.header), *listed_folders(other.header))
    added = {"folders": list(dict.fromkeys(folders))} if folders else {}
    return _put_together({**ours.header, **added}, merged)


def _put_together(header: Mapping[str, object], all_merged: Iterable[_MergedEntry]) -> Merged:
    entries: dict[str, Entry] = {}
    notices = []
    for merged in all_merged:
        if merged.stays is not None:
            entries[merged.stays.key] = merged.stays
        if merged.copy is not None:
            entries.setdefault(merged.copy.key, merged.copy)
        if merged.notice:
            notices.append(merged.notice)
    return Merged(Document(header, entries), tuple(notices))


def _merged_entry(before: Entry | None, here: Entry | None, there: Entry | None) -> _MergedEntry:
    if here in (there, before):
        return _MergedEntry(there)
    if there == before:
        return _MergedEntry(here)
    if here is not None and there is not None:
        return _both_changed(_fields_of(before), here, there)
    stays = here or there
    what = "was removed in one place and changed in another, so it was kept"
    return _MergedEntry(stays, notice=f"{_name(stays)} {what}.")


def _fields_of(entry: Entry | None) -> Mapping[str, object]:
    try:
        return entry_fields(entry) if entry else {}
    except NotUnderstood:  # a field is there twice: both new texts differ from it
        return {}


def _both_changed(old: Mapping[str, object] | None, here: Entry, there: Entry) -> _MergedEntry:
    """`old` is None where there never was a common text."""
    try:
        fields, conflict = _merged_fields(old, entry_fields(here), entry_fields(there))
        stays = entry_of_fields(fields, here.key)
    except NotUnderstood:  # a field is there twice: leave both texts alone
        stays, conflict = here, True
    if not conflict:
        return _MergedEntry(stays)
    copy = with_id(there, derived_id(there.raw))
    what = "was changed in two places at once, so both texts were kept"
    return _MergedEntry(stays, copy, f"{_name(here)} {what}.")


def _merged_fields(
    old: Mapping[str, object] | None, here: Mapping[str, object], there: Mapping[str, object]
) -> tuple[dict[str, object], bool]:
    """The fields of both sides, and whether the same one was changed to different words."""
    fields, conflict = {}, False
    choices = _CHOICES | _NOTED if old is None else _CHOICES
    for name in dict.fromkeys([*here, *there]):
        was, ours, theirs = (side.get(name, _MISSING) for side in (old or {}, here, there))
        if old is None:  # an empty field is one that nobody has filled in
            was = next((each for each in (theirs, ours) if not _says_something(each)), _MISSING)
        if ours != was and theirs not in (was, ours) and name not in choices:
            conflict = True
        chosen = theirs if ours == was else ours
        if chosen is not _MISSING:
            fields[name] = chosen
    return fields, conflict


def _says_something(value: object) -> bool:
    return value is not _MISSING and value not in ("", None, [], {})


def _merged_header(
    base: Mapping[str, object], ours: Mapping[str, object], theirs: Mapping[str, object]
) -> dict[str, object]:
    """Each field from the side that changed it; folders of both sides."""
    header, _ = _merged_fields(base, ours, theirs)
    before, here, there = (listed_folders(side) for side in (base, ours, theirs))
    if here not in (before, there) and before != there:
        kept = [each for each in there if each in here or each not in before]
        others = [each for each in here if each not in there and each not in before]
        header["folders"] = [*kept, *others]
    return header


def _merged_order(base: Document, ours: Document, theirs: Document) -> list[str]:
    """Their order with our new entries put in, or ours with theirs when something moved here."""
    moved_here = _shared(ours, base) != _shared(base, ours)
    first, second = (ours, theirs) if moved_here else (theirs, ours)
    return _with_others(list(first.entries), second.entries)


def _shared(ordered: Document, other: Document) -> list[str]:
    return [key for key in ordered.entries if key in other.entries]


def _with_others(keys: list[str], others: Iterable[str]) -> list[str]:
    """Each other key goes after the one it follows in its own order; the last ones go last."""
    present = set(keys)
    following: dict[str, list[str]] = defaultdict(list)
    anchor = ""
    for key in others:
        if key in present:
            anchor = key
        else:
            following[anchor].append(key)
    last = following.pop(anchor, [])
    return [*following[""], *(each for key in keys for each in (key, *following[key])), *last]


def _name(entry: Entry | None) -> str:
    bookmark = entry and entry.bookmark
    return f"“{bookmark.title or bookmark.place}”" if bookmark else "An entry"
