"""Backups beside a file, ten of them, and copies of damaged files kept aside."""

import contextlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from gutbrain_app.core.jsonfile.reading import file_holds
from gutbrain_app.core.jsonfile.writing import real_path, write_file, write_new_file

KEPT = 10
# Of the older ones a day keeps one: many short sessions must not push last week out.
NEWEST = 5


class Backup(msgspec.Struct, frozen=True, order=True):
    """`number` grows with each backup and orders them: a clock may be wrong, a number is not."""

    number: int
    date: str
    path: Path


def backups_of(path: Path) -> tuple[Backup, ...]:
    """The file's backups, newest first; raise OSError when their folder cannot be listed."""
    folder = backup_folder(path)
    if not folder.is_dir():
        return ()
    target = real_path(path)
    name = re.compile(
        rf"{re.escape(target.stem)}-(\d+)-(\d{{4}}-\d\d-\d\d){re.escape(target.suffix)}"
    )
    matches = [(name.fullmatch(file.name), file) for file in folder.iterdir()]
    found = [Backup(int(match[1]), match[2], file) for match, file in matches if match]
    return tuple(sorted(found, reverse=True))


def backup_folder(path: Path) -> Path:
    """The folder beside the file (where its links lead) that holds its backups."""
    target = real_path(path)
    return target.with_name(f"{target.stem}-backups")


def make_backup(path: Path, raw: bytes) -> bool:
    """Keep `raw` as the newest backup; False when it is already.

    Only while holding the file's lock. The new one is durable before an older one goes. Raise
    NotWritten or OSError.
    """
    earlier = backups_of(path)
    if earlier and _holds(earlier[0].path, raw):
        return False
    target = real_path(path)
    number = earlier[0].number + 1 if earlier else 1
    date = _now().date().isoformat()
    name = f"{target.stem}-{number:06d}-{date}{target.suffix}"
    made = Backup(number, date, backup_folder(path) / name)
    write_file(made.path, raw, expected=None)
    for old in superfluous((made, *earlier)):
        old.path.unlink(missing_ok=True)
    return True


def superfluous(newest_first: Sequence[Backup]) -> list[Backup]:
    """Which to remove so that ten stay: older ones of a day that has another, else the oldest."""
    left = sorted(newest_first)
    gone = []
    while len(left) > KEPT:
        older = range(len(left) - NEWEST)
        same_day = (at for at in older if left[at].date == left[at + 1].date)
        gone.append(left.pop(next(same_day, 0)))
    return gone


def keep_aside(path: Path, raw: bytes) -> Path:
    """Keep the bytes of a damaged file under a dated name beside it, and never over another.

    The same bytes are kept once. Raise NotWritten or OSError.
    """
    target = real_path(path)
    for kept in target.parent.glob("*.damaged-*"):
        if kept.name.startswith(f"{target.stem}.damaged-") and _holds(kept, raw):
            return kept
    moment = _now().strftime("%Y%m%dT%H%M%SZ")
    number = 1
    while True:
        ending = f"-{number}" if number > 1 else ""
        aside = target.with_name(f"{target.stem}.damaged-{moment}{ending}{target.suffix}")
        with contextlib.suppress(FileExistsError):
            write_new_file(aside, raw)
            return aside
        number += 1


def _holds(path: Path, raw: bytes) -> bool:
    try:
        return file_holds(path, raw)
    except OSError:  # one that cannot be read is no reason against another one
        return False


def _now() -> datetime:
    return datetime.now(UTC)
