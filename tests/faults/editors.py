"""A11: other programs write the file: editors, git, Syncthing; while all is saved, or not."""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from tests.faults.scenes import FILE, aged, bookmark, filled, folder, notes
from tests.faults.tally import Tally, expect

Write = Callable[[Path, bytes], None]
Edit = Callable[[dict[str, Any], random.Random], None]


def play(tally: Tally, long: bool) -> None:
    """Each way to write, each kind of edit, clean and dirty, with files of any size."""
    for number in range(5 if long else 1):
        for write in (_replace, _in_place, _truncate_and_write, _delete_and_create, _syncthing):
            for edit in (_add, _change, _remove, _reorder, _lay_out, _nothing):
                for dirty in (False, True):
                    chance = random.Random(f"{number}{write.__name__}{edit.__name__}{dirty}")
                    name = f"{write.__name__}, {edit.__name__}, {'dirty' * dirty}"
                    with folder() as home, tally.run(name):
                        _play_edit(home / FILE, write, edit, dirty, chance)
            with folder() as home, tally.run(f"{write.__name__}, the same note"):
                _play_conflict(home / FILE, write)
        for harm in (_deleted, _emptied, _appended, _cut):
            for dirty in (False, True):
                with folder() as home, tally.run(f"{harm.__name__}, {'dirty' * dirty}"):
                    _play_harm(home / FILE, harm, dirty)


def _play_edit(path: Path, write: Write, edit: Edit, dirty: bool, chance: random.Random) -> None:
    store = filled(path, *(f"note {number}" for number in range(chance.randrange(2, 9))))
    if dirty:
        _make_dirty(store)
    data = json.loads(path.read_bytes())
    edit(data, chance)
    wanted = [each["note"] for each in data["bookmarks"]]
    write(path, json.dumps(data, indent=chance.choice([None, 2])).encode())
    store.refresh()
    mine = ["mine"] if dirty else []
    expect([each.note for each in store.bookmarks] == [*wanted, *mine], "not as it was edited")
    expect(store.pending == dirty, "pending, or not")
    expect(store.add(bookmark("next")) == Saved(), "not saved")
    expect(notes(path) == [*wanted, *mine, "next"], f"in the end there is {notes(path)}")


def _play_conflict(path: Path, write: Write) -> None:
    store = filled(path, "one", "two")
    with patch("os.fsync", side_effect=OSError(28, "No space left on device")):
        store.change(store.bookmarks[0].id, note="mine")
    data = json.loads(path.read_bytes())
    data["bookmarks"][0]["note"] = "by hand"
    write(path, json.dumps(data).encode())
    store.refresh()
    expect(store.retry() == Saved(), "not saved")
    expect(sorted(notes(path)) == ["by hand", "mine", "two"], f"there is {notes(path)}")
    expect("both texts were kept" in " ".join(store.notices), "the reader is not told")


def _play_harm(path: Path, harm: Callable[[Path], bytes], dirty: bool) -> None:
    store = filled(path, "one", "two")
    if dirty:
        _make_dirty(store)
    shown = store.bookmarks
    raw = harm(path)
    expect(store.refresh(), "nothing was noticed")
    expect(store.bookmarks == shown and store.pending and store.notices, "shown, pending, told")
    expect(store.retry() == Saved(), "not saved again")
    expect(BookmarkStore(path).bookmarks == shown, "not all is there")
    asides = [each.read_bytes() for each in path.parent.glob("*.damaged-*")]
    expect(asides == ([raw] if path.exists() and harm is not _deleted else []), "bytes are gone")


def _make_dirty(store: BookmarkStore) -> None:
    with patch("os.fsync", side_effect=OSError(28, "No space left on device")):
        expect(isinstance(store.add(bookmark("mine")), NotSaved), "saved on a full disk")


def _replace(path: Path, raw: bytes) -> None:
    beside = path.with_name("edited~")
    beside.write_bytes(raw)
    beside.replace(path)


def _in_place(path: Path, raw: bytes) -> None:
    with path.open("r+b") as file:
        file.write(raw)
        file.truncate()


def _truncate_and_write(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)


def _delete_and_create(path: Path, raw: bytes) -> None:
    """As git does at a checkout."""
    path.unlink()
    path.write_bytes(raw)


def _syncthing(path: Path, raw: bytes) -> None:
    beside = path.with_name(f".syncthing.{path.name}.tmp")
    beside.write_bytes(raw)
    aged(beside)  # it brings the time of the other machine along
    beside.replace(path)


def _add(data: dict[str, Any], chance: random.Random) -> None:
    data["bookmarks"].append({"id": f"hand {chance.random()}", "note": "by hand"})


def _change(data: dict[str, Any], chance: random.Random) -> None:
    chance.choice(data["bookmarks"])["note"] = "changed by hand"


def _remove(data: dict[str, Any], chance: random.Random) -> None:
    data["bookmarks"].pop(chance.randrange(len(data["bookmarks"]) - 1))


def _reorder(data: dict[str, Any], chance: random.Random) -> None:
    data["bookmarks"].reverse()


def _lay_out(data: dict[str, Any], chance: random.Random) -> None:
    for entry in data["bookmarks"]:
        entry["aura"] = chance.random()


def _nothing(data: dict[str, Any], chance: random.Random) -> None:
    pass


def _deleted(path: Path) -> bytes:
    path.unlink()
    return b""


def _emptied(path: Path) -> bytes:
    return _harmed(path, b"")


def _appended(path: Path) -> bytes:
    return _harmed(path, path.read_bytes() + b"more")


def _cut(path: Path) -> bytes:
    return _harmed(path, path.read_bytes()[:-20])


def _harmed(path: Path, raw: bytes) -> bytes:
    path.write_bytes(raw)
    os.utime(path, (0, 0))
    return raw
