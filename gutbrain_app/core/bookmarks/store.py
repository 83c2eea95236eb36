"""The bookmark store: the one owner of the reader's bookmarks, which says "saved" when it is."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, Unpack

from gutbrain_app.core.bookmarks.bookmark import Bookmark, Quote
from gutbrain_app.core.bookmarks.document import Document
from gutbrain_app.core.bookmarks.entries import Entry, entry_fields, entry_of
from gutbrain_app.core.bookmarks.file import Outcome
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved, SharedDocument
from gutbrain_app.core.jsonfile.text import NotUnderstood
from gutbrain_app.core.jsonfile.writing import real_path


class Changes(TypedDict, total=False):
    """The fields of a bookmark that can be changed."""

    library: str
    place: str
    title: str
    path: tuple[str, ...]
    folder: str
    tags: tuple[str, ...]
    note: str
    created: str
    quote: Quote | None
    colour: str | None


class BookmarkStore:
    """Bookmarks of one file, which other windows and programs may change at the same time.

    A change answers Saved when it would be there after a power cut. A change that could not be
    written is kept here, `pending` says so, and `retry` tries again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._shared = SharedDocument(path)

    @property
    def folder(self) -> Path:
        """Where the file really is: the folder to watch for the changes of others."""
        return real_path(self.path).parent

    @property
    def opened(self) -> Outcome:
        """What was found when the store was opened."""
        return self._shared.opened

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """In the reader's order, changes that are not saved yet included."""
        return self._shared.document.bookmarks

    @property
    def unreadable(self) -> tuple[Entry, ...]:
        """Entries that are no bookmarks this program can read; they are kept as they are."""
        return self._shared.document.unreadable

    @property
    def writable(self) -> bool:
        """False when every change would be refused; `notices` says why."""
        return not self._shared.refusal

    @property
    def pending(self) -> bool:
        """Whether the file may not hold all that the reader sees."""
        return self._shared.pending

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences the reader should see; new ones come last, and none ever goes."""
        return tuple(self._shared.notices)

    def add(self, bookmark: Bookmark) -> Saved | NotSaved:
        """Put it last."""
        if bookmark.id in self._shared.document.entries:
            return self._put(bookmark, len(self.bookmarks))
        return self._put(bookmark)

    def change(self, bookmark_id: str, **fields: Unpack[Changes]) -> Saved | NotSaved:
        """Change some fields; a bookmark that was removed elsewhere meanwhile comes back."""
        entry = self._known(bookmark_id)
        if entry is None or entry.bookmark is None:
            return NotSaved("There is no such bookmark any more.", kept=False)
        return self._put(replace(entry.bookmark, **fields))

    def remove(self, bookmark_id: str) -> Saved | NotSaved:
        """Remove it; one that is not there counts as removed."""
        entries = self._shared.document.entries
        return self._save({key: entry for key, entry in entries.items() if key != bookmark_id})

    def restore(self, bookmark: Bookmark, position: int) -> Saved | NotSaved:
        """Put it at a position among `bookmarks`, as it is: undoes a removal or a change."""
        return self._put(bookmark, position)

    def refresh(self) -> bool:
        """Take in what others changed in the file; True when the reader can see a difference."""
        return self._shared.refresh()

    def retry(self) -> Saved | NotSaved:
        """Try again to save what is pending."""
        return self._shared.retry()

    def start_afresh(self) -> None:
        """Begin with no bookmarks, after the reader's consent, where a damaged file has no backup.

        The damaged file stays under another name.
        """
        self._shared.start_afresh()

    def _known(self, bookmark_id: str) -> Entry | None:
        return self._shared.document.entries.get(bookmark_id) or self._shared.gone.get(bookmark_id)

    def _put(self, bookmark: Bookmark, position: int | None = None) -> Saved | NotSaved:
        """Save it at a position, or where it is (last, if it is not there)."""
        try:
            entry = self._entry(bookmark)
        except NotUnderstood as error:
            return NotSaved(f"This bookmark could not be changed: {error}.", kept=False)
        entries = dict(self._shared.document.entries)
        if position is not None:
            entries.pop(entry.key, None)
            readable = [key for key, each in entries.items() if each.bookmark is not None]
            if position < len(readable):
                at = list(entries).index(readable[max(0, position)])
                before, after = list(entries.items())[:at], list(entries.items())[at:]
                return self._save(dict([*before, (entry.key, entry), *after]))
        return self._save({**entries, entry.key: entry})

    def _entry(self, bookmark: Bookmark) -> Entry:
        """Its entry, with what an earlier text of it held besides."""
        earlier = self._known(bookmark.id)
        if earlier is not None and earlier.bookmark == bookmark:
            return earlier
        return entry_of(bookmark, entry_fields(earlier) if earlier else {})

    def _save(self, entries: Mapping[str, Entry]) -> Saved | NotSaved:
        return self._shared.save(Document(self._shared.document.header, entries))
