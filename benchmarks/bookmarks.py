"""Ten thousand bookmarks: adding one until it is durable, and finding all of them again.

    python -m benchmarks.bookmarks [FOLDER]

Adding is a ratio to the bare protocol (write, fsync, rename, fsync of the folder) on the same
bytes in the same run, turn by turn, in FOLDER or the folder for temporary files; both may be a
disk in memory, so the file system is printed. Medians and the ratio are printed.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gutbrain_app.core.articles.article import Section
from gutbrain_app.core.bookmarks.bookmark import COLOURS, Bookmark
from gutbrain_app.core.bookmarks.quoting import quote_of
from gutbrain_app.core.bookmarks.shared import Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library
from gutbrain_app.core.paths import builtin_library
from gutbrain_app.core.places import Place
from gutbrain_app.core.standing.keeping import bookmark_at
from gutbrain_app.core.standing.standings import Standings

BOOKMARKS = 10_000
ROUNDS = 40


def main() -> int:
    where = sys.argv[1] if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory(dir=where) as folder:
        home = Path(folder)
        library = Library.open(build_library(builtin_library(), home / "cache", report=_ignore))
        marks = many_bookmarks(library, BOOKMARKS)
        _adding(home, marks)
        _finding(library, marks)
        library.close()
    return 0


def many_bookmarks(library: Library, count: int) -> list[Bookmark]:
    """Bookmarks all over the library, every second one a highlight; with folders and notes."""
    places = [
        (Place(topic, section.slug), section)
        for topic in library.all_topics()
        for section in library.article(topic).sections
    ]
    return [_bookmark(library, *places[number % len(places)], number) for number in range(count)]


def _bookmark(library: Library, place: Place, section: Section, number: int) -> Bookmark:
    start = number * 7 % max(1, len(section.text) - 80)
    passage = quote_of(section.text, start, start + 80)
    return bookmark_at(
        library,
        place,
        folder=f"Folder {number % 40}/Inner {number % 5}",
        tags=(f"tag{number % 30}",),
        note=f"Note {number}: what this says is for slide {number % 50}.",
        quote=passage if number % 2 and passage.exact else None,
        colour=COLOURS[number % 4],
    )


def _adding(home: Path, marks: list[Bookmark]) -> None:
    store = BookmarkStore(home / "bookmarks.json")
    assert store.add(*marks) == Saved()
    bare_file = home / "bare.json"
    bare, ours = [], []
    for number in range(ROUNDS):
        mark = replace(marks[0], id=f"added {number}")
        ours.append(_seconds(lambda mark=mark: _add(store, mark)))
        raw = store.path.read_bytes()
        bare.append(_seconds(lambda raw=raw: write_barely(bare_file, raw)))
    ratio = statistics.median(ours) / statistics.median(bare)
    print(
        f"adding one to {len(marks)} bookmarks ({store.path.stat().st_size / 1e6:.1f} MB, "
        f"{_file_system(home)}), until it is durable: {statistics.median(ours) * 1000:.1f} ms, "
        f"bare protocol {statistics.median(bare) * 1000:.1f} ms, ratio {ratio:.2f} "
        f"({ROUNDS} rounds)"
    )


def _add(store: BookmarkStore, mark: Bookmark) -> None:
    assert store.add(mark) == Saved()


def write_barely(path: Path, raw: bytes) -> None:
    """The least that is durable: no lock, no look at the file, no backup, no reading back."""
    temporary = path.with_suffix(".tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    rest = memoryview(raw)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)
    os.close(descriptor)
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _finding(library: Library, marks: list[Bookmark]) -> None:
    standings = Standings(library)
    first = _seconds(lambda: standings.of(marks))
    again = _seconds(lambda: standings.of(marks))
    lost = [replace(mark, place="gone#gone", path=("Gone",)) for mark in marks]
    far = _seconds(lambda: Standings(library).of(lost))
    print(
        f"finding {len(marks)} again: {first:.2f} s, a second time {again:.2f} s; "
        f"all of them lost and looked for in the whole library: {far:.2f} s"
    )


def _seconds(deed: Callable[[], object]) -> float:
    before = time.perf_counter()
    deed()
    return time.perf_counter() - before


def _file_system(folder: Path) -> str:
    """The type of the mount that holds a folder (Linux)."""
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    holding = [each for each in mounts if str(folder).startswith(each[1])]
    return max(holding, key=lambda each: len(each[1]))[2]


def _ignore(_: object) -> None:
    """Progress is nothing to measure."""


if __name__ == "__main__":
    sys.exit(main())
