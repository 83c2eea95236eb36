"""What a reader does to the bookmarks, and what must be so after a fault."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gutbrain_app.core.bookmarks.bookmark import Bookmark, new_bookmark
from gutbrain_app.core.bookmarks.document import parse_document
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.jsonfile.backups import KEPT, backups_of
from gutbrain_app.core.jsonfile.reading import Read, read_file
from gutbrain_app.core.places import Place
from tests.faults.tally import expect

Fresh = Callable[[], AbstractContextManager[Path]]

FILE = "bookmarks.json"
DAMAGED = b'{"format": "gutbrain-bookmarks", "vers'


@contextmanager
def folder(*, on_disk: bool = False) -> Iterator[Path]:
    """A folder of its own, in memory where it can be: most faults need no disk."""
    memory = Path("/dev/shm")
    where = memory if memory.is_dir() and not on_disk else None
    path = Path(os.path.realpath(tempfile.mkdtemp(prefix="gutbrain-faults-", dir=where)))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def bookmark(note: str) -> Bookmark:
    return new_bookmark("gutbrain", Place("vagus-nerve"), "The vagus nerve", (), note=note)


def notes(path: Path) -> list[str]:
    """What a window that starts now shows."""
    return [each.note for each in BookmarkStore(path).bookmarks]


def aged(path: Path) -> None:
    """Make a file look old: a damaged one just written would be read again for a moment."""
    os.utime(path, (0, 0))


def filled(path: Path, *wanted: str) -> BookmarkStore:
    store = BookmarkStore(path)
    for note in wanted:
        expect(store.add(bookmark(note)) == Saved(), f"{note} was not saved")
    return store


@dataclass(frozen=True)
class Scene:
    """`prepare` sets the stage in a folder; `act` is the deed during which the fault happens.

    The deed returns what the store answered. `after` are the notes that the file must hold when
    that was Saved; otherwise it may hold those `before`, or those of a step in `between`.
    """

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], Saved | NotSaved]
    before: tuple[str, ...]
    after: tuple[str, ...]
    between: tuple[tuple[str, ...], ...] = ()
    damaged: bytes = b""


def _nothing(path: Path) -> None:
    pass


def _one_and_two(path: Path) -> None:
    filled(path, "one")
    filled(path, "two")


def _many_sessions(path: Path) -> None:
    for _ in range(KEPT + 2):
        store = filled(path)
        if not store.bookmarks:
            store.add(bookmark("one"))
        store.change(store.bookmarks[0].id, title=os.urandom(4).hex())


def _damaged_with_backup(path: Path) -> None:
    _one_and_two(path)
    path.write_bytes(DAMAGED)
    aged(path)


def _damaged_alone(path: Path) -> None:
    path.write_bytes(DAMAGED)
    aged(path)


def _add(path: Path) -> Saved | NotSaved:
    return BookmarkStore(path).add(bookmark("new"))


def _remove_and_undo(path: Path) -> Saved | NotSaved:
    store = BookmarkStore(path)
    if not store.bookmarks:
        return NotSaved("nothing could be read", kept=False)
    kept = store.bookmarks[0]
    store.remove(kept.id)
    store.restore(kept, 0)
    return store.add(bookmark("new"))


def _merge(path: Path) -> Saved | NotSaved:
    store = BookmarkStore(path)
    data = json.loads(path.read_bytes())
    data["bookmarks"].append({"id": "by hand", "note": "by hand"})
    path.write_text(json.dumps(data, indent=1))
    return store.add(bookmark("new"))


def _begin_anew(path: Path) -> Saved | NotSaved:
    store = BookmarkStore(path)
    store.start_afresh()
    return store.add(bookmark("new"))


SCENES = (
    Scene("a first save", _nothing, _add, (), ("new",)),
    Scene("a save with a backup", _one_and_two, _add, ("one", "two"), ("one", "two", "new")),
    Scene(
        "a save that thins the backups", _many_sessions, _add, ("one",), ("one", "new")
    ),
    Scene(
        "a removal undone",
        _one_and_two,
        _remove_and_undo,
        ("one", "two"),
        ("one", "two", "new"),
        between=(("two",), ("two", "new")),
    ),
    Scene(
        "a save that merges",
        _one_and_two,
        _merge,
        ("one", "two"),
        ("one", "two", "by hand", "new"),
        between=(("one", "two", "by hand"),),
    ),
    Scene(
        "a damaged file replaced by its backup",
        _damaged_with_backup,
        _add,
        ("one",),
        ("one", "new"),
        damaged=DAMAGED,
    ),
    Scene("a damaged file begun anew", _damaged_alone, _begin_anew, (), ("new",), damaged=DAMAGED),
)  # fmt: skip


@contextmanager
def stage(scene: Scene) -> Iterator[Fresh]:
    """Prepare a scene once; each call gives the path of the bookmarks file of a fresh copy."""
    with folder() as original:
        scene.prepare(original / FILE)

        @contextmanager
        def fresh() -> Iterator[Path]:
            with folder() as copy:
                shutil.copytree(original, copy, dirs_exist_ok=True)
                yield copy / FILE

        yield fresh


def good_backups(path: Path) -> dict[int, bytes]:
    found = {}
    for backup in backups_of(path):
        outcome = read_file(backup.path, parse_document)
        if isinstance(outcome, Read):
            found[backup.number] = outcome.raw
    return found


def check_after(
    scene: Scene, path: Path, answer: Saved | NotSaved | None, backups: dict[int, bytes]
) -> None:
    """The oracle: what a program that starts after the fault must find."""
    check_backups(path, backups)
    if scene.damaged:
        kept = [path, *path.parent.glob("*.damaged-*")]
        expect(
            any(each.exists() and each.read_bytes() == scene.damaged for each in kept),
            "the damaged bytes are gone",
        )
    store = BookmarkStore(path)
    found = tuple(each.note for each in store.bookmarks)
    if answer == Saved():
        expect(found == scene.after, f"said saved, but there is {found}")
    else:
        possible = (scene.before, *scene.between, scene.after)
        expect(found in possible, f"there is {found}, not one of {possible}")
    if scene.damaged and path.read_bytes() == scene.damaged and not found:
        expect(not store.writable, "damaged, and yet empty and writable")
        store.start_afresh()
    expect(store.add(bookmark("next")) == Saved(), "the next save failed")
    expect(notes(path) == [*found, "next"], "the next save is not there")
    expect(not list(path.parent.glob(".*.tmp")), "a temporary file is left")
    check_backups(path, backups)


def check_backups(path: Path, before: dict[int, bytes]) -> None:
    """All good backups are still there, unless ten or more good ones are."""
    now = good_backups(path)
    if len(now) < KEPT:
        expect(before.items() <= now.items(), "a good backup is gone")
    newest = max(before, default=0)
    expect(newest == 0 or now.get(newest) == before[newest], "the newest backup is gone")
