"""A7: the file is damaged, in every way a disk, a program or a reader's hand may damage it."""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

from gutbrain_app.core.bookmarks.bookmark import Bookmark, Quote, new_bookmark
from gutbrain_app.core.bookmarks.shared import Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.jsonfile.reading import Damaged, Read, TooNew
from gutbrain_app.core.places import Place
from tests.faults.scenes import FILE, aged, bookmark, folder
from tests.faults.tally import Tally, expect


def play(tally: Tally, long: bool) -> None:
    """Three good files, each damaged in turn; a good backup lies beside them."""
    for number, size in enumerate((1, 5, 40)):
        good = _good_file(size)
        for at, (name, raw) in enumerate(_damaged(good, random.Random(number))):
            if long or at % 8 == 0:
                with folder() as home, tally.run(f"{size} bookmarks, {name}"):
                    _play_one(home / FILE, raw)


def _good_file(size: int) -> bytes:
    with folder() as home:
        store = BookmarkStore(home / FILE)
        for number in range(size):
            place = Place("vagus-nerve", f"section-{number}")
            quote = Quote("The “vagus” nerve", "before ", " after") if number % 2 else None
            note = f"a note with é, 🧠 and\nlines {number}"
            store.add(new_bookmark("gutbrain", place, "Title", ("A", "B"), note=note, quote=quote))
        return (home / FILE).read_bytes()


def _damaged(good: bytes, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    step = 1 if len(good) < 700 else 64
    for length in range(0, len(good), step):
        yield f"cut at {length}", good[:length]
        if length % 64 == 0:
            yield f"zeros from {length}", good[:length] + b"\0" * (len(good) - length)
    for _ in range(400):
        at, bit = chance.randrange(len(good)), chance.randrange(8)
        flipped = bytes([good[at] ^ (1 << bit)])
        yield f"bit {bit} of byte {at}", good[:at] + flipped + good[at + 1 :]
    for _ in range(60):
        at, length = chance.randrange(len(good)), chance.randrange(1, 600)
        noise = chance.randbytes(length)
        yield f"{length} bytes of noise at {at}", good[:at] + noise + good[at + length :]
    yield from _misread(good)
    for name, value in _misshaped():
        data = json.loads(good)
        data["bookmarks"][0] = value
        yield f"an entry that is {name}", json.dumps(data).encode()
    for name in ("id", *(each for each in Bookmark.__dataclass_fields__)):
        for value in (None, 5, 1.5, True, [], ["x", 1], {}, {"a": 1}, "words"):
            data = json.loads(good)
            data["bookmarks"][0][name] = value
            yield f"{name} is {value!r}", json.dumps(data).encode()


def _misread(good: bytes) -> Iterator[tuple[str, bytes]]:
    text = good.decode()
    yield "empty", b""
    yield "zeros", b"\0" * len(good)
    yield "a byte order mark", b"\xef\xbb\xbf" + good
    yield "UTF-16", text.encode("utf-16")
    yield "UTF-32", text.encode("utf-32")
    yield "latin-1", text.encode("latin-1", errors="replace")
    yield "CRLF", good.replace(b"\n", b"\r\n")
    yield "deep", b"[" * 100_000
    yield "deep inside", good.replace(b'"note": "', b'"x": ' + b"[" * 100_000 + b', "note": "', 1)
    yield "an endless number", good.replace(b'"note"', b'"x": ' + b"9" * 5000 + b', "note"', 1)
    yield "not a number", good.replace(b'"note"', b'"x": NaN, "note"', 1)
    yield "a name twice", good.replace(b'"note"', b'"note": "twice", "note"', 1)
    yield "a lone surrogate", good.replace(b'"note": "', b'"note": "\\ud83d', 1)
    yield "all twice", good + good
    yield "a comma too many", good.replace(b"\n]}", b",\n]}")
    yield "another program's", b'{"format": "bookmarks", "version": 1, "bookmarks": []}'
    yield "no list", b'{"format": "gutbrain-bookmarks", "version": 1, "bookmarks": 5}'
    yield "a conflict of git", good.replace(b"\n", b"\n<<<<<<< HEAD\n", 1)
    for value in (b"0", b"-1", b"1.0", b"true", b'"1"', b"null", b"9", b"9" * 400):
        yield f"version {value[:9]!r}", good.replace(b'"version": 1', b'"version": ' + value)


def _misshaped() -> Iterator[tuple[str, object]]:
    yield from (("nothing", None), ("a number", 7), ("a text", "x"), ("a list", [1]), ("bare", {}))


def _play_one(path: Path, raw: bytes) -> None:
    backup = _good_file(1)
    path.with_name("bookmarks-backups").mkdir()
    path.with_name("bookmarks-backups").joinpath("bookmarks-000001-2026-01-01.json").write_bytes(
        backup
    )
    path.write_bytes(raw)
    aged(path)
    store = BookmarkStore(path)
    if isinstance(store.opened, Damaged):
        expect(_is_kept(path, raw), "the damaged bytes are not kept aside")
        expect(len(store.bookmarks) == 1, "the backup is not opened")
        expect(len(store.notices) >= 2, "the reader is not told of both")
    elif isinstance(store.opened, TooNew):
        expect(not store.writable and store.notices, "newer, and yet writable or untold")
    else:
        expect(isinstance(store.opened, Read), f"{store.opened}")
        entries = len(store.bookmarks) + len(store.unreadable)
        expect(entries or b'"bookmarks": []' in raw, "read, and yet empty")
    _check_the_next_save(path, raw, store)


def _check_the_next_save(path: Path, raw: bytes, store: BookmarkStore) -> None:
    before = [each.id for each in store.bookmarks]
    unreadable = [each.raw for each in store.unreadable]
    answer = store.add(bookmark("next"))
    if not store.writable:
        expect(answer != Saved() and path.read_bytes() == raw, "written, though not to be written")
        return
    expect(answer == Saved(), f"the next save failed: {answer}")
    again = BookmarkStore(path)
    expect([each.id for each in again.bookmarks][:-1] == before, "not all is there afterwards")
    expect([each.raw for each in again.unreadable] == unreadable, "a strange entry is gone")
    expect(again.bookmarks[-1].note == "next", "the next save is not there")
    expect(_is_kept(path, raw), "the bytes that were there are nowhere any more")


def _is_kept(path: Path, raw: bytes) -> bool:
    """Aside, or as a backup: what was replaced can be had again byte for byte."""
    beside = [*path.parent.glob("*.damaged-*"), *path.parent.glob("*-backups/*")]
    return any(os.path.getsize(each) == len(raw) and each.read_bytes() == raw for each in beside)  # noqa: PTH202
