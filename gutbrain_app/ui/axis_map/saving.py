"""The map as it is seen, saved in a file or printed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.relations import relations_csv
from gutbrain_app.ui.axis_map.canvas import MapCanvas
from gutbrain_app.ui.axis_map.content import MapContent
from gutbrain_app.ui.axis_map.exporting import Sheet, pdf_of, png_of, svg_of
from gutbrain_app.ui.save_question import asked_path

_PICTURES = {".svg": svg_of, ".png": png_of, ".pdf": pdf_of}


class Saving(QObject):
    """Exports what the canvas shows as a picture, and what the table shows as CSV."""

    notice_raised = Signal(str, bool)  # a sentence, and whether it is serious

    def __init__(
        self,
        canvas: MapCanvas,
        rows: Callable[[], Sequence[int]],
        title: str,
        parent: QWidget,
    ) -> None:
        """`rows` are the relations of the table, in its order."""
        super().__init__(parent)
        self._canvas = canvas
        self._rows = rows
        self._title = title
        self._parent = parent
        self._content: MapContent | None = None

    def set_content(self, content: MapContent) -> None:
        self._content = content

    def sheet(self) -> Sheet:
        drawing, content = self._canvas.drawing, self._content
        assert drawing is not None
        assert content is not None
        info = content.library.info
        source = info.title_and_edition
        return Sheet(
            drawing,
            self._title,
            f"{source}. Each line is a cited claim; one that ends in a ring found no effect.",
            self._canvas.kinds,
            self._canvas.marks,
            *self._canvas.lit,
        )

    def save(self, path: Path) -> None:
        """Write the map in the form of the file's name: .svg, .png, .pdf or .csv."""
        # Imported here: it brings the printing of volumes along.
        from gutbrain_app.core.volume.files import write_whole

        form = path.suffix.lower()
        try:
            write_whole(path, self._csv() if form == ".csv" else _PICTURES[form](self.sheet()))
        except GutbrainError as error:
            self.notice_raised.emit(str(error), True)
            return
        self.notice_raised.emit(f"Saved as {path}.", False)

    def ask_where(self, form: str) -> None:
        words = f"{form.upper()} (*.{form})"
        path = asked_path(self._parent, "Save the map", f"axis.{form}", {words: f".{form}"})
        if path is not None:
            self.save(path)

    def print_out(self) -> None:
        # Imported here: printing is rare, and its classes are many.
        from gutbrain_app.ui.axis_map.printer import print_sheet

        print_sheet(self.sheet(), self._parent)

    def _csv(self) -> bytes:
        assert self._content is not None
        rows = (self._content.relations[number] for number in self._rows())
        return relations_csv(rows).encode("utf-8", "replace")
