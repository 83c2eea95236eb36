"""A10: two to eight programs at once, some of which die holding the lock."""

import contextlib
import errno
import fcntl
import os
import random
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from unittest.mock import patch

from gutbrain_app.core.bookmarks.shared import Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.jsonfile.locking import locked
from tests.faults.children import forked
from tests.faults.scenes import FILE, bookmark, folder, notes
from tests.faults.tally import Tally, expect

TURNS = 4
PATIENCE = 60


def play(tally: Tally, long: bool) -> None:
    """Rounds of writers that begin together; every fifth where the system knows no locks."""
    chance = random.Random(10)
    for number in range(100 if long else 8):
        count = 2 + number % 7
        without_locks = number % 5 == 4
        kill = number % 3 == 2
        name = f"round {number}: {count} writers{', no locks' * without_locks}{', kill' * kill}"
        with folder(on_disk=number % 2 == 0) as home, tally.run(name):
            _play_round(home / FILE, count, kill=kill, without_locks=without_locks, chance=chance)


def _play_round(
    path: Path, count: int, *, kill: bool, without_locks: bool, chance: random.Random
) -> None:
    starting, start = os.pipe()
    children = [
        forked(partial(_write, path, f"writer{number}", starting, without_locks))
        for number in range(count)
    ]
    if kill:
        children.append(forked(partial(_die_with_the_lock, path, starting, without_locks)))
    os.close(starting)
    os.write(start, b"\n" * len(children))
    os.close(start)
    if kill:
        victim = children.pop(chance.randrange(count))
        os.kill(victim.pid, signal.SIGKILL)
        # The dead first: as long as nobody has taken note of its end, a process counts as alive.
        children = [victim, children[-1], *children[:-1]]
    said = [note for child in children for note in child.said().split()]
    found = notes(path)
    expect(set(said) <= set(found), f"said {len(said)} were saved, {len(found)} are there")
    expect(len(set(found)) == len(found), "something is there twice")
    whole = count * TURNS
    expect(
        len(found) == whole or (kill and len(found) >= whole - TURNS), f"{len(found)} of {whole}"
    )
    expect(not list(path.parent.glob(".*.tmp")), "a temporary file is left")


def _write(path: Path, name: str, starting: int, without_locks: bool) -> Iterator[str]:
    with _locks(without_locks):
        store = BookmarkStore(path)
        os.read(starting, 1)
        for turn in range(TURNS):
            note = f"{name}-{turn}"
            answer = store.add(bookmark(note))
            end = time.monotonic() + PATIENCE
            while answer != Saved():
                expect(time.monotonic() < end, f"{note} could not be saved: {answer}")
                answer = store.retry()
            yield f"{note} "


def _die_with_the_lock(path: Path, starting: int, without_locks: bool) -> Iterator[str]:
    os.read(starting, 1)
    with _locks(without_locks), locked(path, timeout=60):
        os.kill(os.getpid(), signal.SIGKILL)
    yield ""


@contextlib.contextmanager
def _locks(without: bool) -> Iterator[None]:
    if not without:
        yield
        return
    refused = OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
    with patch.object(fcntl, "flock", side_effect=refused):
        yield
