"""The bookmark store for the window: undo and redo, trying again, and watching the file."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.jsonfile.reading import Damaged

RETRY_MS = 3000
SETTLE_MS = 150


class BookmarkShelf(QObject):
    """What the panel shows and the actions change; the store alone owns the bookmarks."""

    changed = Signal()
    afresh_offered = Signal(str)  # the file is damaged, has no backup, and waits for consent
    notice_raised = Signal(str, bool)  # a sentence, and whether it is serious

    def __init__(self, store: BookmarkStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.undo_stack = QUndoStack(self)
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

    def bookmark(self, id: str) -> Bookmark | None:
        return next((mark for mark in self.bookmarks if mark.id == id), None)

    def kept(self, library: str, place: str) -> Bookmark | None:
        """The bookmark on a place, if there is one."""
        return next((m for m in self.bookmarks if m.library == library and m.place == place), None)

    def add(self, bookmark: Bookmark) -> None:
        self._push(
            "adding a bookmark",
            lambda: self._store.add(bookmark),
            lambda: self._store.remove(bookmark.id),
        )

    def remove(self, id: str) -> None:
        at = next((n for n, mark in enumerate(self.bookmarks) if mark.id == id), -1)
        if at < 0:
            return
        bookmark = self.bookmarks[at]
        self._push(
            "removing a bookmark",
            lambda: self._store.remove(id),
            lambda: self._store.restore(bookmark, at),
        )

    def change(self, id: str, *, note: str | None = None, folder: str | None = None) -> None:
        old = self.bookmark(id)
        if old is None:
            return
        new = replace(
            old,
            note=old.note if note is None else note,
            folder=old.folder if folder is None else folder,
        )
        if new != old:
            self._push(
                "changing a bookmark",
                lambda: self._store.change(id, note=new.note, folder=new.folder),
                lambda: self._store.change(id, note=old.note, folder=old.folder),
            )

    def refresh(self) -> None:
        """Take in what another window, the command line or an editor wrote."""
        told = len(self._store.notices)
        if self._store.refresh():
            self.changed.emit()
        for sentence in self._store.notices[told:]:
            self.notice_raised.emit(sentence, True)

    def _push(
        self,
        text: str,
        do: Callable[[], Saved | NotSaved],
        undo: Callable[[], Saved | NotSaved],
    ) -> None:
        self.undo_stack.push(_Deed(text, lambda: self._told(do()), lambda: self._told(undo())))

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
    def __init__(self, text: str, do: Callable[[], None], undo: Callable[[], None]) -> None:
        super().__init__(text)
        self._do = do
        self._undo = undo

    # Qt overrides

    def redo(self) -> None:
        self._do()

    def undo(self) -> None:
        self._undo()
