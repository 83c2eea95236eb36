"""A13: the reader's home lies on another machine, whose answers are strange."""

import errno
import fcntl
import os
import stat
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.jsonfile.reading import Read, Unreadable
from tests.faults.scenes import FILE, bookmark, filled, folder, good_backups, notes
from tests.faults.tally import Skipped, Tally, expect

Answer = Callable[..., Any]
DESCRIPTORS = Path("/proc/self/fd")


def play(tally: Tally, long: bool) -> None:
    """Answers with which saving works all the same; then those that are failures, once."""
    for number in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF):
        _works(tally, f"no sync of folders, {number}", (os, "fsync", _for_folders(number)))
    for number in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL):
        _works(tally, f"no locks, {number}", (fcntl, "flock", _always(number)))
    _works(
        tally,
        "neither",
        (os, "fsync", _for_folders(errno.EINVAL)),
        (fcntl, "flock", _always(errno.ENOLCK)),
    )
    _answer_lost(tally)
    _stale_reading(tally)
    if not DESCRIPTORS.is_dir():
        raise Skipped("the names of open files cannot be had here")
    for name in ("replace", "open", "close", "fsync", "write"):
        for number in (errno.ESTALE, errno.EIO, errno.EDQUOT, errno.ETIMEDOUT):
            _fails(tally, name, number)


def _works(tally: Tally, name: str, *answers: tuple[Any, str, Answer]) -> None:
    with folder() as home, tally.run(name), ExitStack() as patches:
        path = home / FILE
        filled(path, "one")
        for module, call, answer in answers:
            patches.enter_context(patch.object(module, call, answer))
        store = filled(path, "two")
        other = filled(path, "three")
        expect(store.add(bookmark("four")) == Saved(), "not saved")
        expect(notes(path) == ["one", "two", "three", "four"], f"there is {notes(path)}")
        weak = any(module is fcntl for module, _, _ in answers)
        told = "knows no locks" in " ".join(other.notices)
        expect(told == weak, "weak locks, and the reader is not told")
        expect(not list(home.glob("*.locked")), "a marker is left")


def _fails(tally: Tally, name: str, number: int) -> None:
    with folder() as home, tally.run(f"{name}: {errno.errorcode[number]}"):
        path = home / FILE
        store = filled(path, "one", "two")
        before, backups = path.read_bytes(), good_backups(path)
        with patch.object(os, name, _for_temporaries(getattr(os, name), name, number)):
            answer = store.add(bookmark("three"))
        expect(isinstance(answer, NotSaved) and answer.kept, f"the answer was {answer}")
        expect(path.read_bytes() == before, "the file is not as it was")
        expect(good_backups(path) == backups, "the backups are not as they were")
        expect(store.retry() == Saved() and notes(path)[-1] == "three", "not saved later")


def _answer_lost(tally: Tally) -> None:
    """The rename is done, and its answer gets lost on the way."""
    replace = os.replace

    def lost(source: Path, target: Path) -> None:
        replace(source, target)
        raise OSError(errno.ETIMEDOUT, "Connection timed out")

    with folder() as home, tally.run("the answer to a rename is lost"):
        path = home / FILE
        store = filled(path, "one", "two")
        kept = store.bookmarks[0]
        with patch.object(os, "replace", lost):
            expect(isinstance(store.remove(kept.id), NotSaved), "said saved without an answer")
        expect(store.restore(kept, 0) == Saved(), "not saved")
        expect(notes(path) == ["one", "two"], "an undone removal was taken for another's")


def _stale_reading(tally: Tally) -> None:
    with folder() as home, tally.run("a stale handle when reading"):
        path = home / FILE
        filled(path, "one")
        with patch.object(os, "open", _always(errno.ESTALE)):
            store = BookmarkStore(path)
            expect(isinstance(store.opened, Unreadable) and not store.writable, "taken for empty")
            expect(isinstance(store.add(bookmark("no")), NotSaved), "saved what was not read")
        expect(store.refresh() and store.writable, "not read when it could be")
        expect(isinstance(store.add(bookmark("two")), Saved), "not saved")
        expect(isinstance(BookmarkStore(path).opened, Read) and notes(path) == ["one", "two"], "")


def _always(number: int) -> Answer:
    def refuse(*arguments: Any, **named: Any) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def _for_folders(number: int) -> Answer:
    fsync = os.fsync

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        fsync(descriptor)

    return refuse


def _for_temporaries(real: Answer, name: str, number: int) -> Answer:
    """The call, failing for the file that is being written."""

    def refuse(what: Any, *others: Any, **named: Any) -> Any:
        path = (DESCRIPTORS / str(what)).readlink() if isinstance(what, int) else Path(what)
        if path.suffix != ".tmp":
            return real(what, *others, **named)
        if name == "close":
            real(what)
        raise OSError(number, os.strerror(number))

    return refuse
