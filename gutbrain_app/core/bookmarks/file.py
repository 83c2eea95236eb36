"""The bookmarks file on disk: reading it with patience, its backups, its lock, writing it."""

import os
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from gutbrain_app.core.bookmarks.document import Document, parse_document
from gutbrain_app.core.jsonfile.backups import (
    Backup,
    backup_folder,
    backups_of,
    keep_aside,
    make_backup,
)
from gutbrain_app.core.jsonfile.locking import locked
from gutbrain_app.core.jsonfile.reading import (
    Absent,
    Damaged,
    Read,
    TooNew,
    Unreadable,
    file_holds,
    read_file,
)
from gutbrain_app.core.jsonfile.writing import (
    real_path,
    sweep_temporaries,
    temporaries,
    write_file,
)

Outcome = Read[Document] | Absent | Damaged | TooNew | Unreadable

# An editor that writes in place leaves half a file for a moment: such a one is read again.
PATIENCE = 0.2
PAUSE = 0.02
FRESH = 2.0

# The window stands still for as long; a save takes some milliseconds, and is tried again.
LOCK_TIMEOUT = 1.5
BACKUP_EVERY = 3600.0


@dataclass(frozen=True)
class Recovered:
    """The newest good backup, in place of a damaged file."""

    document: Document
    backup: Backup


class BookmarksFile:
    """Knows no bookmarks but the file's text; the store decides what is in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._backed_up_at: float | None = None

    def look(self, known: Read[Document] | None) -> Outcome:
        """Read the file; one that seems damaged and was just written is given a moment.

        What is `known` already need not be read again as long as the file holds it.
        """
        if known is not None and self._still_holds(known.raw):
            return known

        def parse(raw: bytes) -> Document:
            return parse_document(raw, known.data.known if known else None)

        outcome = read_file(self.path, parse)
        end = time.monotonic() + PATIENCE
        while isinstance(outcome, Damaged) and self._is_fresh() and time.monotonic() < end:
            time.sleep(PAUSE)
            outcome = read_file(self.path, parse)
        return outcome

    def refusal(self) -> str:
        """Why the file cannot be written, as far as one can tell without trying; or ""."""
        target = real_path(self.path)
        # `access` never raises: a disk that fails here will fail, and be told of, at the save.
        if os.access(target, os.F_OK) and not os.access(target, os.W_OK):
            return f"{target} is write-protected"
        folder = target.parent
        while not os.access(folder, os.F_OK) and folder != folder.parent:
            folder = folder.parent
        if not os.access(folder, os.W_OK | os.X_OK):
            return f"the folder {folder} is write-protected"
        return ""

    def keep_aside(self, raw: bytes) -> Path:
        """Where the bytes of a damaged file are kept now; raise NotWritten or OSError."""
        return keep_aside(self.path, raw)

    def recover(self) -> Recovered | None:
        """The newest backup that can be read, or None when there is none."""
        try:
            backups = backups_of(self.path)
        except OSError:
            return None  # the store says that no backup could be opened
        for backup in backups:
            outcome = read_file(backup.path, parse_document)
            if isinstance(outcome, Read):
                return Recovered(outcome.data, backup)
        return None

    def backup_hint(self) -> str:
        """A sentence about backups that are there though the file is not, or ""."""
        recovered = self.recover()
        if recovered is None or not recovered.document.entries:
            return ""
        return (
            f"There is no {self.path.name}, but backups of it are in {backup_folder(self.path)}, "
            f"the newest of {recovered.backup.date}."
        )

    def lock(self, *, wait: bool = True) -> AbstractContextManager[str]:
        """Hold the lock of the file, at once or not at all unless one may wait; see `locked`."""
        return locked(self.path, timeout=LOCK_TIMEOUT if wait else 0)

    def sweep(self) -> None:
        """Remove what killed writers left; only while holding the lock."""
        sweep_temporaries(self.path)

    def has_leftovers(self) -> bool:
        """Whether a writer was killed here, or is at work."""
        return bool(temporaries(self.path))

    def back_up_if_due(self, raw: bytes) -> None:
        """Back up what is about to be replaced, at a session's first save and then each hour."""
        now = time.monotonic()
        if self._backed_up_at is None or now - self._backed_up_at > BACKUP_EVERY:
            self.back_up(raw)
            self._backed_up_at = now

    def back_up_next(self) -> None:
        """Let a backup be due."""
        self._backed_up_at = None

    def back_up(self, raw: bytes) -> None:
        """Keep it as the newest backup; only while holding the lock. See `make_backup`."""
        make_backup(self.path, raw)

    def write(self, raw: bytes, *, expected: bytes | None) -> None:
        """Write durably; raise NotWritten, or ChangedMeanwhile when it is not as expected."""
        write_file(self.path, raw, expected=expected)

    def _still_holds(self, raw: bytes) -> bool:
        try:
            return file_holds(self.path, raw)
        except OSError:
            return False  # the reading that follows says why

    def _is_fresh(self) -> bool:
        try:
            age = time.time() - real_path(self.path).stat().st_mtime
        except OSError:
            return False
        return abs(age) < FRESH
