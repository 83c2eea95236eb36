"""Bookmarks as files: exported, taken in from another machine, handed out, and backed up."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.shared import NotSaved
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.jsonfile.backups import Backup
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.bookmarks_panel.panel import BookmarksPanel
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.notice_bar import NoticeBar
from gutbrain_app.ui.save_question import asked_path, file_name

if TYPE_CHECKING:
    from gutbrain_app.core.handout.handout import Handout

# What the reader may choose, and the ending of the file.
FORMS = {
    "Bookmarks of Gutbrain (*.json)": ".json",
    "Markdown (*.md)": ".md",
    "HTML (*.html)": ".html",
    "Table (*.csv)": ".csv",
    "References as BibTeX (*.bib)": ".bib",
    "References as RIS (*.ris)": ".ris",
}
HANDOUT_FORMS = {".pdf": "PDF (*.pdf)", ".html": "HTML (*.html)", ".md": "Markdown (*.md)"}
LARGEST = 64 << 20
TITLE = "My bookmarks"


class BookmarkFiles(QObject):
    """Asks where to, writes or reads, and says in a notice what was done."""

    def __init__(
        self, window: MainWindow, shelf: BookmarkShelf, panel: BookmarksPanel, notice: NoticeBar
    ) -> None:
        super().__init__(window)
        self._window = window
        self._shelf = shelf
        self._panel = panel
        self._notice = notice

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "export_bookmarks": self.choose_export,
            "import_bookmarks": self.choose_import,
            "handout": self.show_handout,
            "backups": self.show_backups,
        }

    # To a file and from one

    def choose_export(self) -> None:
        """Ask for a file; what is chosen in the panel is written, or all when it is not several."""
        marks = self._wanted()
        if not marks:
            self._notice.tell("There are no bookmarks to export yet.")
            return
        path = asked_path(self._window, "Export bookmarks", "bookmarks.json", FORMS)
        if path is not None:
            self.export(path, marks)

    def export(self, path: Path, marks: Sequence[Bookmark]) -> None:
        """Write bookmarks in the form that the file's ending says."""
        # Imported when first asked for: citation styles and Markdown come along.
        from gutbrain_app.core.volume.files import write_whole

        try:
            write_whole(path, self._bytes(path.suffix.lower(), marks))
        except GutbrainError as error:
            self._notice.tell(str(error), serious=True)
            return
        what = "1 bookmark" if len(marks) == 1 else f"{len(marks)} bookmarks"
        self._notice.tell(f"{what} exported to {path}.")

    def choose_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Import bookmarks", "", "Bookmarks of Gutbrain (*.json);;All files (*)"
        )
        if name:
            self.take_in(Path(name))

    def take_in(self, path: Path) -> None:
        """Merge another file by its entries' ids; the file itself is only read."""
        try:
            with path.open("rb") as file:
                raw = file.read(LARGEST + 1)
        except OSError as error:
            reason = error.strerror or str(error)
            sentence = f"{path} cannot be read ({reason}); your bookmarks are as they were."
            self._notice.tell(sentence, serious=True)
            return
        if len(raw) > LARGEST:
            sentence = f"{path} is too large for bookmarks; your own are as they were."
            self._notice.tell(sentence, serious=True)
            return
        try:
            taken = self._shelf.take_in(raw, str(path))
        except GutbrainError as error:
            self._notice.tell(str(error), serious=True)
            return
        if isinstance(taken.outcome, NotSaved):
            return  # the shelf has told it
        said = f"{path.name}: {taken.new} new, {taken.changed} changed."
        sentence = " ".join((said, *taken.notices))
        undo = self._shelf.undo_stack.undo
        self._notice.tell(sentence, serious=bool(taken.notices), deed="Undo", do=undo)

    def _bytes(self, ending: str, marks: Sequence[Bookmark]) -> bytes:
        from gutbrain_app.core.handout.forms import bookmarks_csv, exported

        if ending == ".json":
            return self._shelf.text_of(*(mark.id for mark in marks))
        library = self._window.library
        if library is None:
            return bookmarks_csv(marks).encode("utf-8-sig", "replace")
        return exported(ending, library, marks, TITLE)

    def _wanted(self) -> Sequence[Bookmark]:
        """What is chosen in the panel, if it is several; else all."""
        chosen = self._panel.chosen()
        return chosen if len(chosen) > 1 else self._shelf.bookmarks

    # The handout

    def show_handout(self) -> None:
        """Let the reader put a handout together."""
        # Imported when it is first asked for.
        from gutbrain_app.ui.handout_dialog import HandoutDialog

        if not self._shelf.bookmarks or self._window.library is None:
            self._notice.tell("Keep something first: a handout is made of bookmarks.")
            return
        chosen = self._panel.chosen()
        several = [mark.id for mark in chosen] if len(chosen) > 1 else None
        dialog = HandoutDialog(self._shelf.bookmarks, several, self._handout, self._window)
        dialog.save_requested.connect(self._save_handout)
        dialog.open()

    def _handout(self, marks: Sequence[Bookmark], title: str, texts: bool) -> "Handout":
        from gutbrain_app.core.handout.handout import make_handout

        assert self._window.library is not None
        return make_handout(self._window.library, marks, title, texts=texts)

    def _save_handout(self, handout: "Handout", ending: str) -> None:
        forms = {HANDOUT_FORMS[ending]: ending}
        name = f"{file_name(handout.title)}{ending}"
        path = asked_path(self._window, "Save the handout", name, forms)
        if path is not None:
            self.write_handout(handout, path)

    def write_handout(self, handout: "Handout", path: Path) -> None:
        """Write it in the form that the file's ending says."""
        # Imported when first asked for: printing brings classes of Qt's along.
        from gutbrain_app.core.handout.page import handout_body, handout_page
        from gutbrain_app.core.handout.text import handout_markdown
        from gutbrain_app.core.volume.files import write_whole
        from gutbrain_app.ui.printing.paper import Sheet
        from gutbrain_app.ui.printing.pdf import write_pdf

        ending = path.suffix.lower()
        try:
            if ending == ".pdf":
                sheet = Sheet(
                    handout_body(handout), handout.title, foot=handout.origin, titled=False
                )
                write_pdf(path, sheet)
            else:
                text = handout_page if ending == ".html" else handout_markdown
                write_whole(path, text(handout).encode("utf-8", "replace"))
        except GutbrainError as error:
            self._notice.tell(str(error), serious=True)
            return
        self._notice.tell(f"The handout is {path}.")

    # Backups

    def show_backups(self) -> None:
        """List the backups, with what is in each, and bring one back."""
        # Imported when it is first asked for.
        from gutbrain_app.ui.backups_dialog import BackupsDialog

        try:
            backups = self._shelf.backups()
        except OSError as error:
            self._notice.tell(f"The backups cannot be listed: {error}", serious=True)
            return
        dialog = BackupsDialog(backups, self._shelf.bookmarks, self._look_into, self._window)
        dialog.restore_requested.connect(self.bring_back)
        dialog.open()

    def bring_back(self, backup: Backup) -> None:
        try:
            self._shelf.bring_back(backup)
        except GutbrainError as error:
            self._notice.tell(str(error), serious=True)
            return
        sentence = f"These are the bookmarks of {backup.date} again."
        self._notice.tell(sentence, deed="Undo", do=self._shelf.undo_stack.undo)

    def _look_into(self, backup: Backup) -> Sequence[Bookmark]:
        return self._shelf.look_into(backup).bookmarks
