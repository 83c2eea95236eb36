"""A4: every state that a power cut may leave, were the disk to keep only what was synced.

The calls of a deed are noted. After each of them, the changes of names and of bytes that no fsync
has made durable are applied or left out in every combination, and the program starts from there.
This is weaker than any file system in use: only what POSIX promises is taken for granted.
"""

import itertools
import math
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gutbrain_app.core.bookmarks.shared import Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from tests.faults.calls import Call, Calls
from tests.faults.scenes import (
    FILE,
    SCENES,
    Scene,
    aged,
    bookmark,
    check_after,
    folder,
    good_backups,
    notes,
    stage,
)
from tests.faults.tally import Tally, expect

SAID = Call("said", "")
Check = Callable[[Path, int], None]

# Beyond these the states of one moment are too many; no deed that syncs in time comes near.
MOST_CHANGES = 10
MOST_STATES = 1000


@dataclass
class Body:
    """A file's bytes: those that are durable, and those that are written."""

    synced: bytes | None = None
    written: bytes = b""

    def possible(self) -> set[bytes]:
        """What a reader may find: after fsync one thing, before it anything on the way there."""
        if self.synced == self.written:
            return {self.written}
        length = len(self.written)
        half = self.written[: length // 2]
        torn = half + b"\0" * (length - len(half))
        return {self.synced or b"", half, torn, b"\0" * length, self.written}


@dataclass(frozen=True)
class Change:
    """A name that appears (with a body, or as a folder), moves or goes."""

    path: str
    body: Body | None = None
    gone: str = ""
    folder: bool = False

    def apply(self, names: dict[str, Body | None]) -> None:
        names.pop(self.gone, None)
        if self.body is not None or self.folder:
            names[self.path] = self.body


@dataclass
class Disk:
    """Names that are durable, and the changes of names that are not yet."""

    names: dict[str, Body | None]
    pending: list[Change] = field(default_factory=list)

    def now(self) -> dict[str, Body | None]:
        """What the running program sees."""
        names = dict(self.names)
        for change in self.pending:
            change.apply(names)
        return names

    def take(self, call: Call) -> bool:
        """Follow one call; False when it changes nothing."""
        names = self.now()
        if call.name == "open" and call.flags & os.O_CREAT and call.path not in names:
            self.pending.append(Change(call.path, Body()))
        elif call.name == "write":
            body = names[call.path]
            assert body is not None
            body.written += call.data
        elif call.name in ("replace", "rename"):
            self.pending.append(Change(call.path, names[call.source], gone=call.source))
        elif call.name in ("unlink", "remove") and call.path in names:
            self.pending.append(Change(call.path, gone=call.path))
        elif call.name == "mkdir" and call.path not in names:
            self.pending.append(Change(call.path, folder=True))
        elif call.name == "fsync":
            self._sync(call.path, names)
        else:
            return False
        return True

    def after_a_power_cut(self) -> Iterator[dict[str, bytes | None]]:
        """Every state of names and bytes that may be found."""
        expect(len(self.pending) <= MOST_CHANGES, "too many changes wait for an fsync")
        for kept in itertools.product((False, True), repeat=len(self.pending)):
            names = dict(self.names)
            for change in itertools.compress(self.pending, kept):
                change.apply(names)
            contents = [sorted(body.possible()) if body else [None] for body in names.values()]
            expect(math.prod(map(len, contents)) <= MOST_STATES, "too many bytes wait for an fsync")
            for choice in itertools.product(*contents):
                yield dict(zip(names, choice, strict=True))

    def _sync(self, path: str, names: dict[str, Body | None]) -> None:
        body = names.get(path)
        if body is not None:
            body.synced = body.written
            return
        for change in [each for each in self.pending if os.path.dirname(each.path) == path]:  # noqa: PTH120
            change.apply(self.names)
            self.pending.remove(change)


@dataclass(frozen=True)
class Log:
    """The calls of a deed in a folder, and the disk as it was before them."""

    home: Path
    disk: Disk
    calls: list[Call]


def play(tally: Tally, long: bool) -> None:
    """Note each deed, and start from every state after every call of it."""
    for scene in SCENES:
        # The editor of the other scene writes in place, which no order of calls makes safe.
        if scene.name != "a save that merges":
            _play_scene(tally, scene, long)
    _play_day(tally, long)


def _play_scene(tally: Tally, scene: Scene, long: bool) -> None:
    with stage(scene) as fresh, fresh() as path:
        disk = Disk(_durable(path.parent))
        backups = good_backups(path)
        with Calls(path.parent) as calls:
            expect(scene.act(path) == Saved(), "the deed failed without a fault")
        calls.log.append(SAID)

        def check(copy: Path, said: int) -> None:
            check_after(scene, copy / FILE, Saved() if said else None, backups)

        _play_log(tally, scene.name, Log(path.parent, disk, calls.log), check, long)


def _play_day(tally: Tally, long: bool) -> None:
    """Two windows add in turn, in folders that are new: what was said first is there first."""
    with folder() as home:
        path = home / "new" / "folder" / FILE
        disk = Disk(_durable(home))
        wanted = [f"note {number}" for number in range(40)]
        with Calls(home) as calls:
            windows = [BookmarkStore(path), BookmarkStore(path)]
            for number, note in enumerate(wanted):
                store = windows[number % 2] if number % 5 else BookmarkStore(path)
                expect(store.add(bookmark(note)) == Saved(), "not saved without a fault")
                calls.log.append(SAID)

        def check(copy: Path, said: int) -> None:
            found = notes(copy / "new" / "folder" / FILE)
            expect(wanted[:said] == found[:said], f"{said} were saved, {len(found)} found")
            expect(found == wanted[: len(found)], f"there is {found}")

        _play_log(tally, "a day", Log(home, disk, calls.log), check, long)


def _play_log(tally: Tally, name: str, log: Log, check: Check, long: bool) -> None:
    seen: set[tuple[int, frozenset[tuple[str, bytes | None]]]] = set()
    said = 0
    for number, call in enumerate(log.calls, start=1):
        if call is SAID:
            said += 1
        elif not log.disk.take(call):
            continue
        for state in log.disk.after_a_power_cut():
            key = (said, frozenset(state.items()))
            if key in seen:
                continue
            seen.add(key)
            if long or len(seen) % 8 == 0:
                with folder() as copy, tally.run(f"{name}, call {number}"):
                    _lay_out(state, log.home, copy)
                    check(copy, said)


def _lay_out(state: dict[str, bytes | None], home: Path, copy: Path) -> None:
    for path, content in sorted(state.items()):
        place = copy / Path(path).relative_to(home)
        if not place.parent.is_dir():
            continue  # a name in a folder whose own name was lost
        if content is None:
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(content)
            aged(place)


def _durable(home: Path) -> dict[str, Body | None]:
    names: dict[str, Body | None] = {str(home): None}
    for path in sorted(home.rglob("*")):
        content = None if path.is_dir() else path.read_bytes()
        names[str(path)] = None if content is None else Body(content, content)
    return names
