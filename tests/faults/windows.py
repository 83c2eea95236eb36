"""Real windows in which a note is typed: started, watched, and looked at after their end."""

import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.build.building import build_library
from tests.faults.children import heard, rest_heard
from tests.faults.scenes import FILE
from tests.faults.tally import Skipped, expect
from tests.faults.typing_window import TEXT

ROOT = Path(__file__).resolve().parents[2]
# A note is saved within half a second; the rest is for the save itself on a busy machine.
LONGEST_UNSAVED = 0.9
PATIENCE = 30


@dataclass
class Desk:
    """A reader's home with a small library, built; the bookmarks begin anew with each window."""

    home: Path
    library: Path

    @property
    def bookmarks(self) -> Path:
        return self.home / "data" / FILE

    def clear(self) -> None:
        for path in self.bookmarks.parent.glob("*"):
            if path.is_file():
                path.unlink()


@dataclass
class Heard:
    """What a window said: how much was typed and when, and how much of it was saved."""

    typed: list[float] = field(default_factory=list)
    saved: int = 0
    done: bool = False

    def take(self, line: str) -> None:
        what, *rest = line.split()
        if what == "typed":
            self.typed.append(float(rest[1]))
        elif what == "saved":
            self.saved = int(rest[0])
        self.done = self.done or what == "done"


@contextmanager
def desk() -> Iterator[Desk]:
    """A home on the disk; the library is built once for all windows."""
    with tempfile.TemporaryDirectory(prefix="gutbrain-faults-") as folder:
        made = Desk(Path(folder) / "home", Path(folder) / "library")
        made.library.mkdir()
        (made.library / "one.md").write_text("# One\n\nWords.\n")
        build_library(made.library, made.home / "cache", report=lambda _: None)
        yield made


@contextmanager
def window(
    desk: Desk, way: str, *, keys: int, delay: int, seed: int, display: str = ""
) -> Iterator[tuple[subprocess.Popen[str], Heard]]:
    """A window in which the first key was typed."""
    platform = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    desk.clear()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typing_window", str(desk.library), way,
         str(keys), str(delay), str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={
            **os.environ,
            "GUTBRAIN_HOME": str(desk.home),
            **(platform if display else {"QT_QPA_PLATFORM": "offscreen"}),
        },
    ) as process:  # fmt: skip
        said = Heard()
        try:
            while not said.typed:
                line = heard(process)
                expect(line, "the window did not start")
                said.take(line)
            yield process, said
        finally:
            process.kill()


def hear_the_rest(process: subprocess.Popen[str], said: Heard) -> int:
    """Listen until its end; the exit status. Raise Lost when it does not end."""
    assert process.stdout is not None
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ready, _, _ = select.select([process.stdout], [], [], 0.1)
        if ready:
            line = process.stdout.readline()
            if not line:
                return process.wait(PATIENCE)
            said.take(line)
    process.kill()
    for line in rest_heard(process):
        said.take(line)
    expect(False, f"the window is still there after {PATIENCE} s")
    return 0


def check_note(desk: Desk, said: Heard, *, all_of_it: bool) -> None:
    """The note is what was typed: all of it, or all but the last half second."""
    marks = BookmarkStore(desk.bookmarks).bookmarks
    note = marks[0].note if marks else ""
    expect(len(marks) <= 1, f"there are {len(marks)} bookmarks")
    # A key may be saved before the window comes to say that it was typed.
    expect(note == TEXT[: len(note)] and len(note) <= len(said.typed) + 1, f"the note is {note!r}")
    expect(len(note) >= said.saved, f"{said.saved} letters were saved, {len(note)} are there")
    if all_of_it:
        expect(len(note) >= len(said.typed), f"{len(said.typed)} typed, {len(note)} kept")
    elif len(note) < len(said.typed):
        unsaved = said.typed[-1] - said.typed[len(note)]
        expect(unsaved <= LONGEST_UNSAVED, f"{unsaved:.2f} s of typing are lost")
    expect(not list(desk.bookmarks.parent.glob(".*.tmp")), "a temporary file is left")


@contextmanager
def display() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """An X server of its own; its end is the end of every window on it."""
    reading, writing = os.pipe()
    try:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        raise Skipped("there is no Xvfb here") from error
    finally:
        os.close(writing)
    try:
        with os.fdopen(reading) as file:
            number = file.readline().strip()
        expect(number, "the X server did not start")
        yield f":{number}", server
    finally:
        server.kill()
        server.wait()
