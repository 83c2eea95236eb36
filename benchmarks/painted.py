"""When something was painted, and how much memory the process holds."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def tell_when_flushed(report: Callable[[int], object]) -> None:
    """From within a paint: report the moment it is done and flushed, in monotonic nanoseconds."""
    QTimer.singleShot(0, lambda: report(time.monotonic_ns()))


def report_and_quit(moment: int) -> None:
    print(f"painted={moment} memory={memory_kb()}", flush=True)
    QApplication.quit()


def memory_kb() -> int:
    """Proportional set size of this process in kB (Linux)."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise RuntimeError("smaps_rollup has no Pss line")
