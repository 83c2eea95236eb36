"""A6: what may not be written is read all the same, and not written."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from tests.faults.children import as_nobody
from tests.faults.mounts import mounted, need_root, run, small_disk
from tests.faults.scenes import FILE, bookmark, filled, folder, notes
from tests.faults.tally import Skipped, Tally, expect


def play(tally: Tally, long: bool) -> None:
    """Each way to say "do not write", from the first; then while a window is open."""
    for protect in (_mode_of_folder, _mode_of_file, _mode_of_both):
        with folder(on_disk=True) as home, tally.run(protect.__name__):
            path = _prepared(home)
            protect(path)
            try:
                as_nobody(partial(_check, path))
            finally:
                path.parent.chmod(0o777)
            expect(notes(path) == ["one"], "what was there is not there")
    need_root()
    with folder() as home:
        path = _prepared(home)
        with mounted(home / "bound", "--bind", str(path.parent)) as bound:
            run("mount", "-o", "remount,bind,ro", str(bound))
            with tally.run("read-only mount"):
                _check(bound / FILE)
    for name, play_one in (("remounted", _remounted), ("backups", _backups_protected)):
        with folder() as home, tally.run(name):
            play_one(home)
    for name in ("file", "folder"):
        with folder(on_disk=True) as home, _immutable(home, name) as path, tally.run(name):
            _check(path)


def _check(path: Path) -> None:
    before = path.read_bytes()
    store = BookmarkStore(path)
    expect([each.note for each in store.bookmarks] == ["one"], "not to be read")
    expect(not store.writable, "said to be writable")
    expect("write-protected" in " ".join(store.notices), "the reader is not told")
    answers = [store.add(bookmark("no")), store.remove(store.bookmarks[0].id)]
    for answer in answers:
        expect(isinstance(answer, NotSaved) and not answer.kept, f"the answer was {answer}")
    expect([each.note for each in store.bookmarks] == ["one"], "shows what cannot be saved")
    expect(not store.pending and path.read_bytes() == before, "something was written")


def _prepared(home: Path) -> Path:
    path = home / "data" / FILE
    filled(path, "one")
    home.chmod(0o755)
    path.parent.chmod(0o777)
    path.chmod(0o644)
    return path


def _mode_of_folder(path: Path) -> None:
    path.chmod(0o666)
    path.parent.chmod(0o555)


def _mode_of_file(path: Path) -> None:
    path.chmod(0o444)


def _mode_of_both(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)


@contextmanager
def _immutable(home: Path, name: str) -> Iterator[Path]:
    path = _prepared(home)
    what = path if name == "file" else path.parent
    done = subprocess.run(["chattr", "+i", str(what)], capture_output=True, text=True)
    if done.returncode:
        raise Skipped(f"chattr: {done.stderr.strip()}")
    try:
        yield path
    finally:
        run("chattr", "-i", str(what))


def _remounted(home: Path) -> None:
    """The disk becomes read-only while a window is open, as ext4 does when it meets an error."""
    with small_disk(home / "disk", 256) as disk:
        path = disk / FILE
        store = filled(path, "one")
        run("mount", "-o", "remount,ro", str(disk))
        answer = store.add(bookmark("two"))
        expect(isinstance(answer, NotSaved), "said saved on a read-only disk")
        run("mount", "-o", "remount,rw", str(disk))
        store.refresh()
        wanted = ["one", "two"] if isinstance(answer, NotSaved) and answer.kept else ["one"]
        expect(store.retry() == Saved(), "not saved when it could be")
        expect(notes(path) == wanted, f"there is {notes(path)}")


def _backups_protected(home: Path) -> None:
    path = _prepared(home)
    backups = path.with_name("bookmarks-backups")
    backups.mkdir(mode=0o555)
    path.chmod(0o666)
    path.with_name(f"{FILE}.lock").unlink()  # it is the preparing user's

    def deed() -> None:
        store = BookmarkStore(path)
        expect(store.add(bookmark("two")) == Saved(), "a failing backup blocked a save")
        expect("No backup" in " ".join(store.notices), "the reader is not told")

    as_nobody(deed)
    expect(notes(path) == ["one", "two"], "not saved")
