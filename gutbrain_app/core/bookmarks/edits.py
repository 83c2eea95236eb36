"""Edits of many bookmarks at once, each from one state of the file's document to the next."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.document import Document
from gutbrain_app.core.bookmarks.entries import Entry
from gutbrain_app.core.bookmarks.folders import (
    clean_folder,
    is_within,
    listed_folders,
    moved_folder,
    with_those_above,
)

MakeEntry = Callable[[Bookmark], Entry]


@dataclass(frozen=True)
class Edit:
    """One change of the reader's, so that it can be taken back and made again."""

    before: Document
    after: Document


def with_entries(document: Document, entries: Sequence[Entry]) -> Document:
    """Each entry where it is; new ones come last."""
    return replace(document, entries={**document.entries, **{each.key: each for each in entries}})


def without_entries(document: Document, ids: Collection[str]) -> Document:
    kept = {key: each for key, each in document.entries.items() if key not in ids}
    return replace(document, entries=kept)


def with_order(document: Document, ids: Sequence[str], before: str | None) -> Document:
    """These bookmarks one after another before another one, or last."""
    entries = document.entries
    moved = {key: None for key in ids if key in entries}
    if before is None and list(entries)[len(entries) - len(moved) :] == list(moved):
        return document
    rest = [key for key in entries if key not in moved]
    at = rest.index(before) if before in rest else len(rest)
    order = [*rest[:at], *moved, *rest[at:]]
    return replace(document, entries={key: entries[key] for key in order})


def with_folders(document: Document, folders: Sequence[str]) -> Document:
    """List these folders, so that they stay without a bookmark and in this order."""
    header = {**document.header, "folders": list(with_those_above(folders))}
    return replace(document, header=header)


def with_folder_moved(document: Document, old: str, new: str, make: MakeEntry) -> Document:
    """Rename a folder with all in it; an empty `new` puts what it holds into no folder."""
    entries = [
        make(replace(mark, folder=moved_folder(mark.folder, old, new)))
        for mark in document.bookmarks
        if clean_folder(old) and is_within(mark.folder, old)
    ]
    listed = [moved_folder(each, old, new) for each in listed_folders(document.header)]
    return with_folders(with_entries(document, entries), [each for each in listed if each])


def counted(before: Document, after: Document) -> Mapping[str, int]:
    """How many entries are new, and how many were changed."""
    new = after.entries.keys() - before.entries.keys()
    changed = [key for key, each in before.entries.items() if after.entries.get(key) != each]
    return {"new": len(new), "changed": len(changed)}
