"""A8: the file is damaged, and so are some of its backups."""

import os
import shutil
from pathlib import Path

from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.jsonfile.backups import backup_folder, backups_of
from tests.faults.scenes import DAMAGED, FILE, aged, bookmark, filled, folder, notes
from tests.faults.tally import Tally, expect

COUNT = 10


def play(tally: Tally, long: bool) -> None:
    """The newest are damaged, from none to all; then stranger things."""
    for bad in range(COUNT + 1):
        with folder() as home, tally.run(f"the newest {bad} are damaged"):
            path = _prepared(home)
            for backup in backups_of(path)[:bad]:
                backup.path.write_bytes(DAMAGED[: bad * 3])
            _check(path, opened=None if bad == COUNT else COUNT - bad)
    for strange in (_no_folder, _a_file_for_a_folder, _newest_is_a_folder, _newest_is_a_pipe,
                    _newest_is_from_the_future, _newest_is_newer, _names_of_others):  # fmt: skip
        with folder() as home, tally.run(strange.__name__):
            path = _prepared(home)
            _check(path, opened=strange(path))


def _prepared(home: Path) -> Path:
    """Backup number n holds n notes; the file itself holds one more, and is damaged."""
    path = home / FILE
    for number in range(COUNT + 1):
        filled(path, f"note {number}")
        for backup in backups_of(path):  # each of another day, so that none is thinned out
            day = backup.path.with_name(
                f"bookmarks-{backup.number:06d}-2026-01-{backup.number:02d}.json"
            )
            backup.path.rename(day)
    path.write_bytes(DAMAGED)
    aged(path)
    return path


def _check(path: Path, opened: int | None) -> None:
    others = {each: each.read_bytes() for each in _files(path)}
    store = BookmarkStore(path)
    expect([each.read_bytes() for each in path.parent.glob("*.damaged-*")] == [DAMAGED], "no copy")
    expect(len(store.bookmarks) == (opened or 0), f"opened {len(store.bookmarks)}, not {opened}")
    expect(store.writable == (opened is not None), "empty and writable, or good and not")
    told = " ".join(store.notices)
    expect("kept as" in told and "backup" in told, f"the reader was told: {told}")
    answer = store.add(bookmark("next"))
    if opened is None:
        expect(isinstance(answer, NotSaved) and path.read_bytes() == DAMAGED, "written over")
    else:
        expect(answer == Saved() and len(notes(path)) == opened + 1, "the next save is not there")
    for file, content in others.items():
        expect(file.read_bytes() == content, f"{file.name} is not as it was")


def _files(path: Path) -> list[Path]:
    beside = backup_folder(path)
    found = sorted(beside.rglob("*")) if beside.is_dir() else []
    return [each for each in found if each.is_file()]


def _newest(path: Path) -> Path:
    return backups_of(path)[0].path


def _no_folder(path: Path) -> int | None:
    shutil.rmtree(backup_folder(path))
    return None


def _a_file_for_a_folder(path: Path) -> int | None:
    shutil.rmtree(backup_folder(path))
    backup_folder(path).write_bytes(b"a file")
    return None


def _newest_is_a_folder(path: Path) -> int | None:
    newest = _newest(path)
    newest.unlink()
    newest.mkdir()
    return COUNT - 1


def _newest_is_a_pipe(path: Path) -> int | None:
    newest = _newest(path)
    newest.unlink()
    os.mkfifo(newest)
    return COUNT - 1


def _newest_is_from_the_future(path: Path) -> int | None:
    newest = _newest(path)
    newest.rename(newest.with_name(f"bookmarks-{COUNT:06d}-2999-12-31.json"))
    os.utime(_newest(path), (2**33, 2**33))
    return COUNT


def _newest_is_newer(path: Path) -> int | None:
    newest = _newest(path)
    newest.write_bytes(newest.read_bytes().replace(b'"version": 1', b'"version": 2'))
    return COUNT - 1


def _names_of_others(path: Path) -> int | None:
    for name in ("bookmarks.json", "bookmarks-x-2026-01-01.json", "bookmarks-99-2026-01-01.json~"):
        (backup_folder(path) / name).write_bytes(b"of another program")
    return COUNT
