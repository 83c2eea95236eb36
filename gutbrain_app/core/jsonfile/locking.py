"""One writer at a time: a lock on a separate file, for the file itself is replaced at each save."""

import contextlib
import errno
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.jsonfile.writing import make_folder, real_path

if TYPE_CHECKING:
    from filelock import BaseFileLock

# What a network home answers that has no locks of the system's kind.
_LOCKS_UNKNOWN = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}


# Seconds after which a marker that says not whose it is was left by a process that died.
UNSIGNED = 5.0


class NotLocked(GutbrainError):
    """The lock was not to be had; nothing was written."""


@contextlib.contextmanager
def locked(path: Path, *, timeout: float) -> Iterator[str]:
    """Hold the file's lock; yield "" or a sentence when only a weaker one is to be had here.

    The system gives the lock back when its holder dies. Raise NotLocked.
    """
    target = real_path(path)
    try:
        make_folder(target.parent)
    except OSError as error:
        raise NotLocked(_not_saved(target, error)) from error
    lock, weakness = _acquire(target, timeout)
    try:
        yield weakness
    finally:
        # What was saved is saved; a lock that cannot be given back goes with its descriptor.
        with contextlib.suppress(OSError):
            lock.release()


def _acquire(target: Path, timeout: float) -> "tuple[BaseFileLock, str]":
    # Imported here: it takes 50 ms, and a session that only reads never needs it.
    from filelock import FileLock, SoftFileLock, Timeout

    lock = FileLock(target.with_name(target.name + ".lock"), timeout, fallback_to_soft=False)
    try:
        lock.acquire()
        return lock, ""
    except Timeout as error:
        raise NotLocked(f"{target} is being saved by another program just now.") from error
    except OSError as error:
        if error.errno not in _LOCKS_UNKNOWN:
            raise NotLocked(_not_saved(target, error)) from error
    marker = target.with_name(target.name + ".locked")
    _remove_unsigned(marker)
    weaker = SoftFileLock(marker, timeout)
    try:
        weaker.acquire()
    except Timeout as error:
        raise NotLocked(
            f"{target} is marked as being saved by another program; "
            f"if there is none, remove {marker.name} beside it."
        ) from error
    except OSError as error:
        raise NotLocked(_not_saved(target, error)) from error
    return weaker, (
        f"The folder {target.parent} knows no locks; Gutbrain uses the file {marker.name} "
        "there instead, which a crash on another machine may leave behind."
    )


def _remove_unsigned(marker: Path) -> None:
    """Remove a marker whose maker died before it wrote who it is, which nobody would dare to."""
    with contextlib.suppress(OSError):
        status = marker.stat()
        if status.st_size == 0 and time.time() - status.st_mtime > UNSIGNED:
            marker.unlink()


def _not_saved(target: Path, error: OSError) -> str:
    return f"{target} could not be saved ({error.strerror or error})."
