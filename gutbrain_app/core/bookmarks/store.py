"""The bookmark store: the one owner of the reader's bookmarks, which says "saved" when it is."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict, Unpack

from gutbrain_app.core.bookmarks.bookmark import Bookmark, Quote
from gutbrain_app.core.bookmarks.document import Document, checked_text, parse_document
from gutbrain_app.core.bookmarks.edits import (
    Edit,
    counted,
    with_entries,
    with_folder_moved,
    with_folders,
    with_order,
    without_entries,
)
from gutbrain_app.core.bookmarks.entries import Entry, entry_fields, entry_of
from gutbrain_app.core.bookmarks.file import Outcome
from gutbrain_app.core.bookmarks.folders import (
    clean_folder,
    is_within,
    listed_folders,
    with_those_above,
)
from gutbrain_app.core.bookmarks.merging import merge, merge_other
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved, SharedDocument
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.jsonfile.backups import Backup, backups_of
from gutbrain_app.core.jsonfile.reading import Absent, Read, read_file
from gutbrain_app.core.jsonfile.text import NewerVersion, NotUnderstood
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
    beginning: str
    digest: str
    name: str


class NotTaken(GutbrainError):
    """A file or a backup whose bookmarks cannot be taken in; nothing was changed."""


@dataclass(frozen=True)
class TakenIn:
    """What a file of another machine brought; both texts are kept of what `notices` name."""

    outcome: Saved | NotSaved
    new: int
    changed: int
    notices: tuple[str, ...]


class BookmarkStore:
    """Bookmarks of one file, which other windows and programs may change at the same time.

    A change answers Saved when it would be there after a power cut. A change that could not be
    written is kept here, `pending` says so, and `retry` tries again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._shared = SharedDocument(path)
        self.last_edit = Edit(self._shared.document, self._shared.document)  # the newest change

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

    @property
    def folders(self) -> tuple[str, ...]:
        """Every folder behind those that hold it: the listed ones first, then those in use."""
        listed = listed_folders(self._shared.document.header)
        return with_those_above((*listed, *dict.fromkeys(each.folder for each in self.bookmarks)))

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag in use, by name."""
        return tuple(sorted({tag for each in self.bookmarks for tag in each.tags}))

    def bookmark(self, bookmark_id: str) -> Bookmark | None:
        entry = self._shared.document.entries.get(bookmark_id)
        return entry.bookmark if entry else None

    def add(self, *bookmarks: Bookmark) -> Saved | NotSaved:
        """Put them last."""
        return self._put(bookmarks, lambda document, ids: with_order(document, ids, None))

    def put(self, *bookmarks: Bookmark) -> Saved | NotSaved:
        """Change them to this, each where it is; those that are not there come last."""
        return self._put(bookmarks, lambda document, ids: document)

    def change(self, *bookmark_ids: str, **fields: Unpack[Changes]) -> Saved | NotSaved:
        """Change some fields of each; one that was removed elsewhere meanwhile comes back."""
        known = [self._known(each) for each in bookmark_ids]
        bookmarks = [each.bookmark for each in known if each is not None and each.bookmark]
        if not bookmarks or len(bookmarks) < len(bookmark_ids):
            return NotSaved("There is no such bookmark any more.", kept=False)
        return self.put(*(replace(each, **fields) for each in bookmarks))

    def tag(
        self,
        bookmark_ids: Collection[str],
        *,
        add: Iterable[str] = (),
        remove: Collection[str] = (),
    ) -> Saved | NotSaved:
        """Give each of them tags, and take others away."""
        marks = [mark for mark in self.bookmarks if mark.id in set(bookmark_ids)]
        added = [each.strip() for each in add if each.strip()]
        return self.put(
            *(
                replace(
                    mark,
                    tags=tuple(t for t in dict.fromkeys((*mark.tags, *added)) if t not in remove),
                )
                for mark in marks
            )
        )

    def remove(self, *bookmark_ids: str) -> Saved | NotSaved:
        """Remove them; one that is not there counts as removed."""
        return self._save(without_entries(self._shared.document, set(bookmark_ids)))

    def restore(self, bookmark: Bookmark, position: int) -> Saved | NotSaved:
        """Put it at a position among `bookmarks`, as it is: undoes a removal or a change."""
        others = [each.id for each in self.bookmarks if each.id != bookmark.id]
        before = others[max(0, position)] if position < len(others) else None
        return self._put((bookmark,), lambda document, ids: with_order(document, ids, before))

    def move(
        self, bookmark_ids: Sequence[str], *, before: str | None, folder: str | None = None
    ) -> Saved | NotSaved:
        """Put them one after another before another one (None: last), and into a folder."""
        marks = [each for each in map(self.bookmark, bookmark_ids) if each is not None]
        if folder is not None:
            marks = [replace(each, folder=clean_folder(folder)) for each in marks]
        return self._put(marks, lambda document, ids: with_order(document, ids, before))

    def rename_folder(self, old: str, new: str) -> Saved | NotSaved:
        """Rename or move a folder with all in it; "" puts what it holds into no folder."""
        return self._try(lambda: with_folder_moved(self._shared.document, old, new, self._entry))

    def set_folders(self, folders: Sequence[str]) -> Saved | NotSaved:
        """List the folders in the reader's order; a listed one stays without a bookmark."""
        return self._save(with_folders(self._shared.document, folders))

    def remove_folder(self, folder: str) -> Saved | NotSaved:
        """Remove a folder with all the bookmarks in it."""
        document = self._shared.document
        marks = {each.id for each in self.bookmarks if is_within(each.folder, folder)}
        listed = [each for each in listed_folders(document.header) if not is_within(each, folder)]
        return self._save(with_folders(without_entries(document, marks), listed))

    def take_back(self, edit: Edit) -> Saved | NotSaved:
        """Undo a change (`last_edit` right after it); what others changed since stays."""
        merged = merge(edit.after, edit.before, self._shared.document)
        for notice in merged.notices:
            self._shared.tell(notice)
        return self._save(merged.document)

    def make_again(self, edit: Edit) -> Saved | NotSaved:
        """Redo a change that was taken back."""
        return self.take_back(Edit(edit.after, edit.before))

    def text_of(self, *bookmark_ids: str) -> bytes:
        """A file of ours with these bookmarks, or with all, fields of newer programs included."""
        document = self._shared.document
        if not bookmark_ids:
            return checked_text(document)
        entries = document.entries
        chosen = {key: entries[key] for key in bookmark_ids if key in entries}
        return checked_text(Document(entries=chosen))

    def take_in(self, raw: bytes, name: str) -> TakenIn:
        """Merge another machine's file by id: nothing goes, and nothing is there twice.

        `name` is the file's, for the reader. Raises NotTaken.
        """
        other = _document_of(raw, name)
        before = self._shared.document
        merged = merge_other(before, other)
        outcome = self._save(merged.document)
        return TakenIn(outcome, **counted(before, merged.document), notices=merged.notices)

    def backups(self) -> tuple[Backup, ...]:
        """Newest first; raise OSError when their folder cannot be listed."""
        return backups_of(self.path)

    def look_into(self, backup: Backup) -> Document:
        """What a backup holds. Raises NotTaken."""
        outcome = read_file(backup.path, parse_document)
        if isinstance(outcome, Read):
            return outcome.data
        reason = "it is gone" if isinstance(outcome, Absent) else outcome.reason
        raise NotTaken(f"{backup.path} cannot be read ({reason}); your bookmarks are as they were.")

    def bring_back(self, backup: Backup) -> Saved | NotSaved:
        """Make the bookmarks what a backup holds; what they were becomes a backup first.

        Raises NotTaken.
        """
        document = self.look_into(backup)
        self._shared.back_up_next()
        return self._save(document)

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

    def _put(
        self,
        bookmarks: Sequence[Bookmark],
        arranged: Callable[[Document, Sequence[str]], Document],
    ) -> Saved | NotSaved:
        def edited() -> Document:
            entries = [self._entry(each) for each in bookmarks]
            document = with_entries(self._shared.document, entries)
            return arranged(document, [each.key for each in entries])

        return self._try(edited)

    def _try(self, edited: Callable[[], Document]) -> Saved | NotSaved:
        try:
            document = edited()
        except NotUnderstood as error:
            return NotSaved(f"This bookmark could not be changed: {error}.", kept=False)
        return self._save(document)

    def _entry(self, bookmark: Bookmark) -> Entry:
        """Its entry, with what an earlier text of it held besides."""
        earlier = self._known(bookmark.id)
        if earlier is not None and earlier.bookmark == bookmark:
            return earlier
        return entry_of(bookmark, entry_fields(earlier) if earlier else {})

    def _save(self, document: Document) -> Saved | NotSaved:
        before = self._shared.document
        outcome = self._shared.save(document)
        refused = isinstance(outcome, NotSaved) and not outcome.kept
        self.last_edit = Edit(before, before if refused else document)
        return outcome


def _document_of(raw: bytes, name: str) -> Document:
    try:
        return parse_document(raw)
    except (NotUnderstood, NewerVersion) as error:
        raise NotTaken(
            f"{name} cannot be taken in: {error}. Your bookmarks are as they were."
        ) from error
