"""The bookmark store for the window: undo and redo, trying again, and watching the file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Unpack

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.document import Document
from gutbrain_app.core.bookmarks.edits import Edit
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore, Changes, TakenIn
from gutbrain_app.core.jsonfile.backups import Backup
from gutbrain_app.core.jsonfile.reading import Damaged

RETRY_MS = 3000
SETTLE_MS = 150
MOST_UNDONE = 100
TYPED = 1  # the kind of command that Qt may merge with the one before


class BookmarkShelf(QObject):
    """What the panel shows and the actions change; the store alone owns the bookmarks."""

    changed = Signal()
    afresh_offered = Signal(str)  # the file is damaged, has no backup, and waits for consent
    notice_raised = Signal(str, bool)  # a sentence, and whether it is serious

    def __init__(self, store: BookmarkStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._typing = 0
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MOST_UNDONE)
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self.refresh)
        # A watch on the file is lost at its first replacement, so the folder is watched.
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._settled.start)

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        return self._store.bookmarks

    @property
    def writable(self) -> bool:
        return self._store.writable

    def start(self) -> None:
        """Watch the file's folder and tell what loading had to say; after the first paint."""
        folder = self._store.folder
        if folder.is_dir():
            self._watcher.addPath(str(folder))
        for sentence in self._store.notices:
            self.notice_raised.emit(sentence, True)
        if isinstance(self._store.opened, Damaged) and not self._store.writable:
            self.afresh_offered.emit(" ".join(self._store.notices))
        elif self._store.pending:
            self._retry.start()

    def start_afresh(self) -> None:
        """Begin with no bookmarks; the damaged file stays under its other name."""
        self._store.start_afresh()
        self.changed.emit()

    def save_now(self) -> str:
        """Try once more to save what is pending; why it failed, or an empty text."""
        outcome = self._store.retry() if self._store.pending else Saved()
        return outcome.reason if isinstance(outcome, NotSaved) else ""

    def stop(self) -> None:
        """Let go of the file and of what could be undone; the window is closing.

        Commands left on the stack would be freed by Python in any order, and Qt with them.
        """
        self._retry.stop()
        self._settled.stop()
        self.undo_stack.clear()

    @property
    def folders(self) -> tuple[str, ...]:
        return self._store.folders

    @property
    def tags(self) -> tuple[str, ...]:
        return self._store.tags

    def bookmark(self, id: str) -> Bookmark | None:
        return self._store.bookmark(id)

    def text_of(self, *ids: str) -> bytes:
        """A file of ours with these bookmarks."""
        return self._store.text_of(*ids)

    def backups(self) -> tuple[Backup, ...]:
        """Newest first; raise OSError when their folder cannot be listed."""
        return self._store.backups()

    def look_into(self, backup: Backup) -> Document:
        """What a backup holds. Raises NotTaken."""
        return self._store.look_into(backup)

    # Changes, each of which can be undone

    def add(self, *bookmarks: Bookmark, text: str = "adding a bookmark") -> None:
        self._push(text, lambda: self._store.add(*bookmarks))

    def put(self, *bookmarks: Bookmark, text: str = "changing a bookmark") -> None:
        """Change them to this, each where it is."""
        if any(self.bookmark(mark.id) != mark for mark in bookmarks):
            self._push(text, lambda: self._store.put(*bookmarks))

    def remove(self, *ids: str) -> None:
        here = [id for id in ids if self.bookmark(id) is not None]
        if here:
            self._push(f"removing {_counted(here)}", lambda: self._store.remove(*here))

    def change(self, *ids: str, **fields: Unpack[Changes]) -> None:
        """Change fields of each; one key after the other of a note is one change to undo."""
        old = [mark for id in ids if (mark := self.bookmark(id)) is not None]
        if any(replace(mark, **fields) != mark for mark in old):
            typed = ids[0] if list(fields) == ["note"] else ""
            here = [mark.id for mark in old]
            what = f"changing {_counted(here)}"
            self._push(what, lambda: self._store.change(*here, **fields), typed)

    def tag(self, ids: Sequence[str], *, add: Sequence[str], remove: Sequence[str]) -> None:
        what = f"changing the tags of {_counted(ids)}"
        self._push(what, lambda: self._store.tag(ids, add=add, remove=remove))

    def move(self, ids: Sequence[str], *, before: str | None, folder: str | None = None) -> None:
        what = f"moving {_counted(ids)}"
        self._push(what, lambda: self._store.move(ids, before=before, folder=folder))

    def add_folder(self, folder: str) -> None:
        folders = (*self._store.folders, folder)
        self._push("adding a folder", lambda: self._store.set_folders(folders))

    def rename_folder(self, old: str, new: str) -> None:
        if new != old:
            what = "renaming a folder" if new else "taking a folder away"
            self._push(what, lambda: self._store.rename_folder(old, new))

    def remove_folder(self, folder: str) -> None:
        """With all that is in it."""
        self._push("removing a folder", lambda: self._store.remove_folder(folder))

    def take_in(self, raw: bytes, name: str) -> TakenIn:
        """Merge another file of bookmarks. Raises NotTaken."""
        taken: list[TakenIn] = []

        def do() -> Saved | NotSaved:
            taken.append(self._store.take_in(raw, name))
            return taken[0].outcome

        self._push("importing bookmarks", do)
        return taken[0]

    def bring_back(self, backup: Backup) -> None:
        """Make the bookmarks what a backup holds. Raises NotTaken."""
        self._push("bringing a backup back", lambda: self._store.bring_back(backup))

    def end_typing(self) -> None:
        """What is typed into a note from here on is undone apart from what was typed before."""
        self._typing += 1

    def refresh(self) -> None:
        """Take in what another window, the command line or an editor wrote."""
        told = len(self._store.notices)
        if self._store.refresh():
            self.changed.emit()
        for sentence in self._store.notices[told:]:
            self.notice_raised.emit(sentence, True)

    def _push(self, text: str, do: Callable[[], Saved | NotSaved], typed: str = "") -> None:
        """Make a change; what it raises leaves nothing to undo."""
        outcome = do()
        edit = self._store.last_edit
        if edit is not None and edit.before is not edit.after:
            key = f"{typed} {self._typing}" if typed else ""
            self.undo_stack.push(_Deed(text, edit, key, self._take_back, self._make_again))
        self._told(outcome)

    def _take_back(self, edit: Edit) -> None:
        self._told(self._store.take_back(edit))

    def _make_again(self, edit: Edit) -> None:
        self._told(self._store.make_again(edit))

    def _told(self, outcome: Saved | NotSaved) -> None:
        if isinstance(outcome, NotSaved):
            self.notice_raised.emit(outcome.reason, True)
            if self._store.pending:
                self._retry.start()
        elif not self._watcher.directories():
            self._watcher.addPath(str(self._store.folder))
        self.changed.emit()

    def _try_again(self) -> None:
        if isinstance(self._store.retry(), Saved):
            self._retry.stop()
            self.notice_raised.emit("Your bookmarks are saved now.", False)
            self.changed.emit()


class _Deed(QUndoCommand):
    """A change that was made already; of one note's keys one after the other only one is kept."""

    def __init__(
        self,
        text: str,
        edit: Edit,
        typed: str,
        take_back: Callable[[Edit], None],
        make_again: Callable[[Edit], None],
    ) -> None:
        super().__init__(text)
        self._edit = edit
        self._typed = typed
        self._take_back = take_back
        self._make_again = make_again
        self._made = True

    # Qt overrides

    def redo(self) -> None:
        if not self._made:
            self._make_again(self._edit)
        self._made = True

    def undo(self) -> None:
        self._made = False
        self._take_back(self._edit)

    def id(self) -> int:
        return TYPED if self._typed else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        same = isinstance(other, _Deed) and other._typed == self._typed
        if same and isinstance(other, _Deed):
            self._edit = Edit(self._edit.before, other._edit.after)
        return same


def _counted(ids: Sequence[str]) -> str:
    return "a bookmark" if len(ids) == 1 else f"{len(ids)} bookmarks"
