"""When something was painted, and how much memory the process holds."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class PaintWatch(QObject):
    """Tells, once, the moment after the first paint of a widget for which `ready` holds."""

    painted = Signal(object)  # nanoseconds of the monotonic clock

    def __init__(self, widget: QWidget, ready: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._ready = ready
        self._told = False
        widget.installEventFilter(self)

    def _tell(self) -> None:
        self.painted.emit(time.monotonic_ns())

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._told and self._ready():
            self._told = True
            # The filter runs before the paint; the timer fires when it is done and flushed.
            QTimer.singleShot(0, self._tell)
        return False


def memory_kb() -> int:
    """Proportional set size of this process in kB (Linux)."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise RuntimeError("smaps_rollup has no Pss line")
