"""A12: the file, or its folder, is a link."""

import os
from collections.abc import Callable
from pathlib import Path

from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.jsonfile.backups import backups_of
from gutbrain_app.core.jsonfile.reading import Unreadable
from tests.faults.scenes import FILE, bookmark, filled, folder, notes
from tests.faults.tally import Tally, expect


def play(tally: Tally, long: bool) -> None:
    """Each kind of link."""
    kinds: tuple[Callable[[Path], None], ...] = (
        _link, _relative_link, _chain, _linked_folder, _dangling, _dangling_folder, _loop,
        _hard_link, _turned_elsewhere,
    )  # fmt: skip
    for kind in kinds:
        with folder() as home, tally.run(kind.__name__):
            kind(home)


def _check(link: Path, real: Path) -> None:
    was = os.readlink(link) if link.is_symlink() else ""  # noqa: PTH115
    before = notes(link)
    filled(link, "through the link")
    filled(link, "once more")
    expect(notes(real) == [*before, "through the link", "once more"], "the target was not updated")
    expect(not was or os.readlink(link) == was, "the link is gone")  # noqa: PTH115
    expect(not real.is_symlink(), "the target became a link")
    expect(backups_of(link) == backups_of(real), "other backups through the link")
    expect(not list(link.parent.glob(".*.tmp")), "a temporary file is left")


def _real(home: Path) -> Path:
    path = home / "elsewhere" / "real.json"
    filled(path, "one")
    return path


def _link(home: Path) -> None:
    real = _real(home)
    (home / FILE).symlink_to(real)
    _check(home / FILE, real)


def _relative_link(home: Path) -> None:
    real = _real(home)
    (home / FILE).symlink_to("elsewhere/real.json")
    _check(home / FILE, real)


def _chain(home: Path) -> None:
    real = _real(home)
    (home / "second").symlink_to("elsewhere/real.json")
    (home / FILE).symlink_to("second")
    _check(home / FILE, real)


def _linked_folder(home: Path) -> None:
    real = _real(home)
    (home / "data").symlink_to("elsewhere")
    _check(home / "data" / "real.json", real)


def _dangling(home: Path) -> None:
    (home / "elsewhere").mkdir()
    (home / FILE).symlink_to("elsewhere/real.json")
    _check(home / FILE, home / "elsewhere" / "real.json")


def _dangling_folder(home: Path) -> None:
    (home / "data").symlink_to("elsewhere/not/yet")
    _check(home / "data" / FILE, home / "elsewhere" / "not" / "yet" / FILE)


def _loop(home: Path) -> None:
    (home / FILE).symlink_to("second")
    (home / "second").symlink_to(FILE)
    store = BookmarkStore(home / FILE)
    expect(isinstance(store.opened, Unreadable) and not store.writable, f"{store.opened}")
    expect(isinstance(store.add(bookmark("no")), NotSaved), "saved into a loop")
    expect(sorted(each.name for each in home.iterdir()) == [FILE, "second"], "something was made")


def _hard_link(home: Path) -> None:
    """The other name keeps what it had: to change both, one would have to write in place."""
    real = _real(home)
    other = home / FILE
    other.hardlink_to(real)
    filled(other, "two")
    expect(notes(other) == ["one", "two"], "not saved")
    expect(notes(real) == ["one"], "the other name was written in place")


def _turned_elsewhere(home: Path) -> None:
    real = _real(home)
    other = home / "other.json"
    filled(other, "other")
    (home / FILE).symlink_to(real)
    store = BookmarkStore(home / FILE)
    (home / FILE).unlink()
    (home / FILE).symlink_to(other)
    expect(store.add(bookmark("two")) == Saved(), "not saved")
    expect(notes(real) == ["one"], "what the link led to before was changed")
    expect("other" in notes(other) and "two" in notes(other), "not merged with the new target")
