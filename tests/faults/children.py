"""Deeds in a process of their own, which may be killed or belong to nobody."""

import os
import signal
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.tally import Skipped, expect

NOBODY = 65534

# Adds, and says of each note that it was saved; a line of input lets it begin.
WRITER = """
import sys
from pathlib import Path
from gutbrain_app.core.bookmarks.shared import Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from tests.faults.scenes import bookmark
path, name, turns = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = BookmarkStore(path)
print("ready", flush=True)
for turn in range(turns):
    if len(sys.argv) > 4 or turn == 0:
        sys.stdin.readline()
    result = store.add(bookmark(f"{name}-{turn}"))
    while result != Saved():
        result = store.retry()
    print(f"{name}-{turn}", flush=True)
"""


@dataclass
class Child:
    """A forked process, and what it says until it ends."""

    pid: int
    reading: int
    killed: bool = False

    def said(self) -> str:
        """All it said; waits for its end."""
        with os.fdopen(self.reading, "rb") as file:
            said = file.read().decode()
        _, status = os.waitpid(self.pid, 0)
        self.killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        return said


def forked(deed: Callable[[], Iterable[str]]) -> Child:
    """Do it in a process of its own, which says each text at once, and errors too."""
    if not hasattr(os, "fork"):
        raise Skipped("processes cannot be forked here")
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # pytest-xdist has a thread that waits for its master; it holds no lock of ours.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        os.close(writing)
        return Child(child, reading)
    try:
        os.close(reading)
        for text in deed():
            os.write(writing, text.encode())
    except BaseException:  # noqa: BLE001, told to the parent
        os.write(writing, traceback.format_exc().encode())
    finally:
        os._exit(0)


def in_child(deed: Callable[[], str]) -> tuple[bool, str]:
    """Whether the forked process was killed, and what the deed said."""
    child = forked(lambda: (deed() for _ in range(1)))
    said = child.said()
    return child.killed, said


def as_nobody(deed: Callable[[], object]) -> None:
    """Do it where modes count, which for root they do not; raise Lost with what went wrong."""
    if os.geteuid() != 0:
        deed()
        return

    def deed_of_nobody() -> str:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        deed()
        return ""

    _, said = in_child(deed_of_nobody)
    expect(not said, said)


@contextmanager
def writer(
    path: Path, name: str, turns: int, *, step: bool = False
) -> Iterator[subprocess.Popen[str]]:
    """A process that is ready to add; with `step` it waits for a line before each note."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(turns), *(["step"] if step else [])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    ) as process:
        try:
            expect(heard(process) == "ready", "the writer did not start")
            yield process
        finally:
            process.kill()


def tell(process: subprocess.Popen[str]) -> None:
    """Let it go on."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def heard(process: subprocess.Popen[str]) -> str:
    """The next line it says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def rest_heard(process: subprocess.Popen[str]) -> list[str]:
    """Every whole line it said before it ended."""
    assert process.stdout is not None
    return [line.strip() for line in process.stdout if line.endswith("\n")]
