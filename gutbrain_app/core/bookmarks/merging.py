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
from gutbrain_app.core.jsonfile.text import NotUnderstood

# Choices that can be made again in a moment: where both sides changed one, this side's holds.
_CHOICES = frozenset({"folder", "colour"})
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
    entries: dict[str, Entry] = {}
    notices = []
    for key in _merged_order(base, ours, theirs):
        merged = _merged_entry(*(side.entries.get(key) for side in (base, ours, theirs)))
        if merged.stays is not None:
            entries[key] = merged.stays
        if merged.copy is not None:
            entries.setdefault(merged.copy.key, merged.copy)
        if merged.notice:
            notices.append(merged.notice)
    return Merged(Document(theirs.header, entries), tuple(notices))


def _merged_entry(before: Entry | None, here: Entry | None, there: Entry | None) -> _MergedEntry:
    if here in (there, before):
        return _MergedEntry(there)
    if there == before:
        return _MergedEntry(here)
    if here is not None and there is not None:
        return _both_changed(before, here, there)
    stays = here or there
    what = "was removed in one place and changed in another, so it was kept"
    return _MergedEntry(stays, notice=f"{_name(stays)} {what}.")


def _both_changed(before: Entry | None, here: Entry, there: Entry) -> _MergedEntry:
    try:
        old = entry_fields(before) if before else {}
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
    old: Mapping[str, object], here: Mapping[str, object], there: Mapping[str, object]
) -> tuple[dict[str, object], bool]:
    """The fields of both sides, and whether the same one was changed to different words."""
    fields, conflict = {}, False
    for name in dict.fromkeys([*here, *there]):
        was, ours, theirs = (side.get(name, _MISSING) for side in (old, here, there))
        if ours != was and theirs not in (was, ours) and name not in _CHOICES:
            conflict = True
        chosen = theirs if ours == was else ours
        if chosen is not _MISSING:
            fields[name] = chosen
    return fields, conflict


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
