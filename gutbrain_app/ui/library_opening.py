"""Opens a library's folder: what was built before at once, and a build in a process of its own."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

import gutbrain_app
from gutbrain_app.core.build.generations import built_library, is_stale
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.library import Library
from gutbrain_app.core.paths import cache_folder

if TYPE_CHECKING:  # A process is seldom needed before the first paint.
    from PySide6.QtCore import QProcess, QProcessEnvironment

STOP_MS = 2000
SETTLED_MS = 300


class LibraryOpener(QObject):
    """Gives the window a library as soon as there is one, and a newer one when it is built.

    Nothing of a build happens in this process: the child may be slow, or be killed, harmlessly.
    """

    opened = Signal(object)  # Library; again when more of it, or a newer one, is there
    progressed = Signal(int, int)  # articles done, articles in all; (0, 0) when it is over
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = Path()
        self._process: QProcess | None = None
        self._rest = b""
        self._shown: Path | None = None

    def open(self, folder: Path, first: str) -> None:
        """Open a folder; `first` is the topic to build first when nothing was built before."""
        self.stop()
        self.folder = folder
        self._shown = None
        built = built_library(folder, cache_folder())
        if built is None or not self._show(built):
            self.build(first)
        else:
            # After the first paint: looking whether files changed must not delay it.
            QTimer.singleShot(SETTLED_MS, self, self._refresh_if_stale)

    def build(self, first: str = "") -> None:
        """Build, or refresh what changed, in a child process."""
        if self._process is not None:
            return
        from PySide6.QtCore import QProcess

        process = QProcess(self)
        process.setProcessEnvironment(_child_environment())
        process.readyReadStandardOutput.connect(self._read_progress)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._not_started)
        self._process, self._rest = process, b""
        arguments = ["-P", "-m", "gutbrain_app", "index", str(self.folder), "--json"]
        process.start(sys.executable, [*arguments, "--first", first] if first else arguments)

    @property
    def is_building(self) -> bool:
        return self._process is not None

    def stop(self) -> None:
        """End a running build; what was built before stays as it was."""
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read_progress)
        process.finished.disconnect(self._finished)
        process.terminate()
        if not process.waitForFinished(STOP_MS):
            process.kill()
            process.waitForFinished(STOP_MS)
        process.deleteLater()

    def _refresh_if_stale(self) -> None:
        if self._shown is not None and is_stale(self.folder, self._shown):
            self.build()

    def _show(self, built: Path) -> bool:
        try:
            library = Library.open(built)
        except GutbrainError as error:
            self.failed.emit(str(error))
            return False
        self._shown = built
        self.opened.emit(library)
        return True

    def _read_progress(self) -> None:
        assert self._process is not None
        lines = (self._rest + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            report = json.loads(line)
            stage, built = report["stage"], Path(report["built"])
            if stage == "tree" and self._shown is not None:
                continue  # an older build is being read; the newer one is shown when it is whole
            if stage in ("tree", "article") and (self._shown in (None, built)):
                self._show(built)
            elif stage == "done":
                if built != self._shown or report["total"]:
                    self._show(built)
            else:
                self.progressed.emit(report["done"], report["total"])

    def _not_started(self, error: "QProcess.ProcessError") -> None:
        process = self._process
        if process is None or error.name != "FailedToStart":
            return
        self._process = None
        self.progressed.emit(0, 0)
        why = process.errorString()
        self.failed.emit(f"The library could not be built ({why}); what was built before stays.")
        process.deleteLater()

    def _finished(self, code: int) -> None:
        process, self._process = self._process, None
        self.progressed.emit(0, 0)
        if process is None:
            return
        if code not in (0, 1):
            said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
            self.failed.emit(said or "The library could not be built; what was built before stays.")
        process.deleteLater()


def _child_environment() -> "QProcessEnvironment":
    """The child finds this very package, from wherever the reader started the program."""
    from PySide6.QtCore import QProcessEnvironment

    environment = QProcessEnvironment.systemEnvironment()
    root = str(Path(gutbrain_app.__file__).resolve().parent.parent)
    known = environment.value("PYTHONPATH")
    environment.insert("PYTHONPATH", os.pathsep.join((root, known)) if known else root)
    return environment
