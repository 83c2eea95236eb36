"""A5: the disk is full, more or less; and then there is room again."""

import os
from pathlib import Path

from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from tests.faults.mounts import small_disk
from tests.faults.scenes import FILE, bookmark, filled, folder, good_backups, notes
from tests.faults.tally import Tally, expect

SIZE = 64
LONG_NOTE = "a long note " * 700


def play(tally: Tally, long: bool) -> None:
    """Leave every second kilobyte free in turn."""
    with folder() as home:
        for free in range(0, SIZE + 2, 2 if long else 8):
            with small_disk(home / "disk", SIZE) as disk, tally.run(f"{free} kB free"):
                _play_one(disk, free)


def _play_one(disk: Path, free: int) -> None:
    path = disk / FILE
    filled(path, "one")
    filled(path, "two")
    before, backups = path.read_bytes(), good_backups(path)
    store = BookmarkStore(path)
    _fill(disk, free)
    answer = store.add(bookmark(LONG_NOTE))
    expect([each.note for each in store.bookmarks][2:] == [LONG_NOTE], "the text is not kept")
    if isinstance(answer, NotSaved):
        expect("No space left" in answer.reason, answer.reason)
        expect(answer.kept and store.pending, "not saved, and not pending")
        expect(path.read_bytes() == before, "the old file is not as it was")
    expect(not list(disk.glob(".*.tmp")), "a temporary file is left")
    expect(backups.items() <= good_backups(path).items(), "a backup is gone")
    expect(notes(path)[:2] == ["one", "two"], "what was there is not there")
    (disk / "filler").unlink()
    expect(store.retry() == Saved(), "not saved when there was room again")
    expect(notes(path) == ["one", "two", LONG_NOTE], "not all is there in the end")


def _fill(disk: Path, free: int) -> None:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 1024)
        except OSError:  # full
            pass
    os.truncate(filler, max(0, filler.stat().st_size - free * 1024))
