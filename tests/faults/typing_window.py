"""The real window in a process of its own: a reader types a note and leaves it in one way.

    python -m tests.faults.typing_window FOLDER WAY KEYS DELAY_MS SEED

It says "typed N MOMENT" at each key, "saved N" when the store has said that the note is saved,
and "done" after the last key. WAY is one of `WAYS` or "none", which waits to be killed.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gutbrain_app.app import opened_window
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved, SharedDocument
from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.window import MainWindow

TEXT = "".join(f"{number} abcdefgh " for number in range(1000))
QUICKEST_MS, SLOWEST_MS = 5, 110


def main(folder: str, way: str, keys: str, delay: str, seed: str) -> int:
    """Open the window, type, leave; the exit status."""
    with patch.object(SharedDocument, "retry", _retry_and_say):
        application, window = opened_window(Path(folder), Place("one"))
        reader = _Reader(window, WAYS[way](window), int(keys), int(delay), random.Random(seed))
        window.furnished.connect(lambda: QTimer.singleShot(50, reader.begin))
        return application.exec()


_retry = SharedDocument.retry


def _retry_and_say(shared: SharedDocument) -> Saved | NotSaved:
    outcome = _retry(shared)
    if outcome == Saved() and shared.document.bookmarks:
        _say(f"saved {len(shared.document.bookmarks[0].note)}")
    return outcome


def _say(line: str) -> None:
    print(line, flush=True)


class _Reader:
    """Types into the note of the section that is open, at a reader's uneven pace."""

    def __init__(
        self,
        window: MainWindow,
        leave: Callable[[], object],
        keys: int,
        delay: int,
        chance: random.Random,
    ) -> None:
        self._window = window
        self._leave = leave
        self._keys = keys
        self._delay = delay
        self._chance = chance
        self._typed = 0

    def begin(self) -> None:
        self._window.furnishing.actions["bookmark_note"].trigger()
        self._soon()

    def _soon(self) -> None:
        QTimer.singleShot(self._chance.randrange(QUICKEST_MS, SLOWEST_MS), self._type)

    def _type(self) -> None:
        note = self._window.focusWidget()
        assert note is not None
        QTest.keyClicks(note, TEXT[self._typed])
        self._typed += 1
        _say(f"typed {self._typed} {time.monotonic()}")
        if self._typed < self._keys:
            self._soon()
        else:
            _say("done")
            QTimer.singleShot(self._delay, self._leave)


def _quit_with_a_dialog(window: MainWindow) -> None:
    window.furnishing.actions["shortcuts"].trigger()
    QTimer.singleShot(20, window.furnishing.actions["quit"].trigger)


def _log_out(_: MainWindow) -> None:
    """As a session manager does: it asks everyone to save, and ends what is still there."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.commitDataRequest.emit(None)
    os.kill(os.getpid(), signal.SIGKILL)


def _signal(number: signal.Signals) -> Callable[[MainWindow], Callable[[], object]]:
    return lambda window: lambda: os.kill(os.getpid(), number)


WAYS: dict[str, Callable[[MainWindow], Callable[[], object]]] = {
    "the window is closed": lambda window: window.close,
    "quit while a dialog is open": lambda window: lambda: _quit_with_a_dialog(window),
    "the session ends": lambda window: lambda: _log_out(window),
    "SIGTERM": _signal(signal.SIGTERM),
    "SIGHUP": _signal(signal.SIGHUP),
    "SIGINT": _signal(signal.SIGINT),
    "none": lambda window: lambda: None,
}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
