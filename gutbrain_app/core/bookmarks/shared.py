"""A document shared with other windows and programs through its file, merged at every save."""

import math
from dataclasses import dataclass
from itertools import compress
from operator import is_not
from pathlib import Path

from gutbrain_app.core.bookmarks.document import Document, checked_text, parse_document
from gutbrain_app.core.bookmarks.entries import Entry
from gutbrain_app.core.bookmarks.file import BookmarksFile, Outcome
from gutbrain_app.core.bookmarks.merging import merge
from gutbrain_app.core.jsonfile.locking import NotLocked
from gutbrain_app.core.jsonfile.reading import Absent, Damaged, Read, TooNew
from gutbrain_app.core.jsonfile.text import NotUnderstood
from gutbrain_app.core.jsonfile.writing import ChangedMeanwhile, NotWritten

# How often a save starts again because another program keeps changing the file.
ATTEMPTS = 5


@dataclass(frozen=True)
class Saved:
    """It is on the disk and would be there after a power cut."""


@dataclass(frozen=True)
class NotSaved:
    """`kept`: the change is in memory and `retry` will try again; otherwise it was refused."""

    reason: str
    kept: bool


class SharedDocument:
    """Three states: what the file said last, the same with our changes, and the file itself."""

    def __init__(self, path: Path) -> None:
        self.document = Document()
        self.gone: dict[str, Entry] = {}  # what was here in this session and is no more
        self.refusal = ""  # why nothing may be written
        self.notices: list[str] = []  # sentences for the reader, oldest first, each once
        self._file = BookmarksFile(path)
        self._base = self.document
        self._base_raw: bytes | None = None
        self._on_disk: bytes | None = None  # other than `_base_raw` once damaged or lost
        self._must_write = False  # the file does not even hold `_base`, or not for certain
        self._has_base = False  # whether `_base` is more than the emptiness of the beginning
        self._saved_here: set[str] = set()
        self._undone: bytes | None = None  # a state that others replaced, still to be backed up
        self._damage: Damaged | None = None  # for which there is no backup to open
        self.opened: Outcome = self._look()
        self._take_in(self.opened)
        if isinstance(self.opened, Absent):
            self.tell(self._file.backup_hint())
        self._sweep_leftovers()

    @property
    def pending(self) -> bool:
        """Whether the file may not hold all of `document`."""
        return self._must_write or not self.document.says_the_same(self._base)

    def save(self, document: Document) -> Saved | NotSaved:
        """Make this the document, and its changes the file's."""
        changed_from = self.document
        if self.refusal:
            self.refresh()  # which may bring in what others changed
        if self.refusal:
            return self._refused(kept=False)
        self._move_to(merge(changed_from, document, self.document).document)
        return self.retry()

    def retry(self) -> Saved | NotSaved:
        """Merge with the file as it is now, and write."""
        if self.refusal:
            self.refresh()
        if self.refusal:
            return self._refused(kept=self.pending)
        try:
            with self._file.lock() as weakness:
                self.tell(weakness)
                return self._merge_and_write()
        except (NotLocked, NotWritten, ChangedMeanwhile, NotUnderstood) as error:
            return NotSaved(f"{error} Your change is kept here and tried again.", kept=True)

    def refresh(self) -> bool:
        """Take in what others changed; True when anything the reader can see is different."""
        before = (self.document, self.refusal, len(self.notices))
        self._take_in(self._look())
        self._keep_what_others_undid()
        after = (self.document, self.refusal, len(self.notices))
        return before[1:] != after[1:] or not self.document.says_the_same(before[0])

    def start_afresh(self) -> None:
        """After the reader's consent: nothing could be opened, so begin with no bookmarks.

        The damaged file was kept aside; without that, it stays read-only.
        """
        if self._damage is not None and self._kept_aside(self._damage):
            self._has_base, self._must_write, self.refusal = True, True, ""

    def back_up_next(self) -> None:
        """Let the next save keep a backup of what it replaces, however new the last one is."""
        self._file.back_up_next()

    def tell(self, sentence: str) -> None:
        """Add a sentence to the notices, unless it is there."""
        if sentence and sentence not in self.notices:
            self.notices.append(sentence)

    def _look(self) -> Outcome:
        known = None if self._base_raw is None else Read(self._base, self._base_raw)
        return self._file.look(known)

    def _take_in(self, outcome: Outcome) -> None:
        """Make what was read the new base, or say why nothing may be written."""
        if isinstance(outcome, Read):
            self._on_disk = outcome.raw
            self._note_what_others_undid(outcome.data)
            self._rebase(outcome.data, outcome.raw)
            self.refusal = self._file.refusal()
        elif isinstance(outcome, Absent):
            self._take_in_absence()
        elif isinstance(outcome, Damaged):
            self._take_in_damage(outcome)
        elif isinstance(outcome, TooNew):
            self.refusal = f"{self._file.path} comes from a newer Gutbrain: {outcome.reason}"
            if not self._has_something:
                self.document = self._base = _shown(outcome.raw)
        else:
            self.refusal = f"{self._file.path} cannot be read ({outcome.reason})"
        if self.refusal:
            self.tell(self._refused(kept=True).reason)

    def _take_in_absence(self) -> None:
        if self._on_disk is not None:
            self._must_write, self._on_disk = True, None
            self.tell(f"{self._file.path} is gone; what it held is here and is written again.")
        self.refusal = self._file.refusal()

    def _take_in_damage(self, damage: Damaged) -> None:
        path = self._file.path
        if not self._kept_aside(damage):
            self.refusal = f"{path} is damaged: {damage.reason}, and it could not be kept aside"
            return
        if self._has_something:
            self._must_write = True
            self.refusal = self._file.refusal()
            self.tell("Your bookmarks are unharmed here and are written again.")
            return
        recovered = self._file.recover()
        if recovered is None:
            self._damage = damage
            self.refusal = f"{path} is damaged and there is no backup that can be read"
            return
        self.document = self._base = recovered.document
        self._has_base = self._must_write = True
        self.refusal = self._file.refusal()
        self.tell(f"These are the bookmarks of the backup {recovered.backup.path}.")
        self._tell_of_unreadable()

    @property
    def _has_something(self) -> bool:
        """Whether there is a state here that may be written where the file is damaged or gone."""
        return self._has_base or self.document is not self._base

    def _kept_aside(self, damage: Damaged) -> bool:
        try:
            aside = self._file.keep_aside(damage.raw)
        except (NotWritten, OSError) as error:
            self.tell(f"{self._file.path} is damaged: {damage.reason}; no copy was made: {error}")
            return False
        self.tell(
            f"{self._file.path} is damaged: {damage.reason}. What it holds is kept as {aside}."
        )
        self._on_disk = damage.raw
        return True

    def _rebase(self, theirs: Document, raw: bytes) -> None:
        if theirs is self._base:
            return
        merged = merge(self._base, self.document, theirs)
        self._base, self._base_raw, self._has_base = theirs, raw, True
        self._move_to(merged.document)
        for notice in merged.notices:
            self.tell(notice)
        self._tell_of_unreadable()

    def _move_to(self, document: Document) -> None:
        if document is self.document:
            return
        for key in self.document.entries.keys() - document.entries.keys():
            self.gone[key] = self.document.entries[key]
        self.document = document

    def _merge_and_write(self) -> Saved | NotSaved:
        self._file.sweep()
        for _ in range(ATTEMPTS):
            self._take_in(self._look())
            if self.refusal:
                return self._refused(kept=True)
            if not self.pending:
                return Saved()
            self._back_up()
            try:
                return self._write()
            except ChangedMeanwhile:
                continue
        raise ChangedMeanwhile(f"{self._file.path} is changed by another program all the time.")

    def _write(self) -> Saved:
        raw = checked_text(self.document)
        try:
            self._file.write(raw, expected=self._on_disk)
        except NotWritten as error:
            if error.replaced:  # others see it already, but it may not be durable: once more
                self._note_written(raw)
                self._must_write = True
            raise
        self._note_written(raw)
        self._must_write = False
        return Saved()

    def _note_written(self, raw: bytes) -> None:
        # Without a loop of Python's own, which ten thousand entries would make felt.
        entries = self.document.entries
        differ = map(is_not, entries.values(), map(self._base.entries.get, entries))
        self._saved_here.update(compress(entries, differ))
        self._base, self._base_raw, self._on_disk = self.document, raw, raw
        self._has_base = True

    def _back_up(self) -> None:
        """Keep what others replaced, and now and then what we replace; failing, only tell."""
        undone, self._undone = self._undone, None
        try:
            if undone is not None:
                self._file.back_up(undone)
            if self._base_raw is not None and self._base_raw == self._on_disk:
                self._file.back_up_if_due(self._base_raw)
        except (NotWritten, ChangedMeanwhile, OSError) as error:
            self.tell(f"No backup of the bookmarks could be made: {error}")

    def _note_what_others_undid(self, theirs: Document) -> None:
        """A copy of an older file may have been put in place of ours: what it undoes is kept."""
        if theirs is self._base or self._base_raw is None:
            return
        undone = self._base.entries.keys() - theirs.entries.keys()
        saved = self._saved_here & self._base.entries.keys() & theirs.entries.keys()
        if undone or any(theirs.entries[key] != self._base.entries[key] for key in saved):
            self._undone = self._base_raw

    def _keep_what_others_undid(self) -> None:
        if self._undone is None or self.refusal:
            return
        try:
            with self._file.lock(wait=False):
                self._back_up()
        except NotLocked:
            return  # the next look or save tries again

    def _sweep_leftovers(self) -> None:
        """Remove what a killed window left, unless another one is saving at this moment."""
        if self.refusal or not self._file.has_leftovers():
            return
        try:
            with self._file.lock(wait=False):
                self._file.sweep()
        except NotLocked:
            return  # the next save sweeps

    def _refused(self, *, kept: bool) -> NotSaved:
        return NotSaved(f"Bookmarks cannot be changed: {self.refusal}.", kept=kept)

    def _tell_of_unreadable(self) -> None:
        if count := len(self.document.unreadable):
            entries = "1 entry" if count == 1 else f"{count} entries"
            self.tell(f"{entries} of {self._file.path} cannot be read here; all of it is kept.")


def _shown(raw: bytes) -> Document:
    """As much as can be understood of what a newer program wrote: to show, not to change."""
    try:
        return parse_document(raw, newest=math.inf)
    except NotUnderstood:
        return Document()
