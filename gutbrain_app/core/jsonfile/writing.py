"""Durable writing: after `write_file` returns, the bytes are there even if the power fails.

Measured on ext4 with simulated power cuts: a rename without fsync of the file and of the folder
loses saves that were already reported as done; this order lost none.
"""

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.jsonfile.reading import file_holds

# On Windows a virus scanner may hold a new file for a moment; elsewhere a refusal is final.
REPLACE_ATTEMPTS = 10 if os.name == "nt" else 1
REPLACE_PAUSE = 0.1

# What a file system answers that does not know fsync on folders (network homes, FUSE).
_FOLDER_SYNC_UNKNOWN = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF}


class NotWritten(GutbrainError):
    """The file was not saved; it holds what it held before.

    With `replaced` it holds the new bytes in full, but they may be gone after a power cut.
    """

    def __init__(self, sentence: str, *, replaced: bool = False) -> None:
        super().__init__(sentence)
        self.replaced = replaced


class ChangedMeanwhile(GutbrainError):
    """The file no longer holds what the caller had read, so it was left alone."""


def write_file(path: Path, raw: bytes, *, expected: bytes | None) -> None:
    """Replace the file's content, durably, if it still is `expected` (None: there is no file).

    Links are followed, and stay. Raise ChangedMeanwhile or NotWritten; no temporary file stays.
    """
    target = real_path(path)
    with _as_not_written(target):
        make_folder(target.parent)
        temporary = target.with_name(f".{target.name}.{os.urandom(8).hex()}.tmp")
        _write_new(temporary, raw, _mode_of(target))
        try:
            if not file_holds(target, expected):
                raise ChangedMeanwhile(f"{target} was changed by another program.")
        except BaseException:
            _discard(temporary)
            raise
    try:
        _replace(temporary, target)
        sync_folder(target.parent)
    except OSError as error:
        _discard(temporary)
        raise NotWritten(_not_saved(target, error), replaced=_holds(target, raw)) from error


def write_new_file(path: Path, raw: bytes) -> None:
    """Write a file that must not exist yet, durably; raise FileExistsError or NotWritten."""
    with _as_not_written(path):
        make_folder(path.parent)
        _write_new(path, raw, 0o600)
        sync_folder(path.parent)


def sweep_temporaries(path: Path) -> None:
    """Remove what killed writers of this file left behind; only while holding its lock."""
    for leftover in temporaries(path):
        _discard(leftover)


def temporaries(path: Path) -> list[Path]:
    """What killed writers of this file left behind, and what another writes just now."""
    target = real_path(path)
    try:
        beside = list(target.parent.iterdir())
    except OSError:
        return []  # a folder that cannot be listed is swept another time
    start = f".{target.name}."
    return [each for each in beside if each.name.startswith(start) and each.suffix == ".tmp"]


def real_path(path: Path) -> Path:
    """Where the links lead; a file is replaced there, so the links themselves stay."""
    return Path(os.path.realpath(path))


def make_folder(folder: Path) -> None:
    """Make the folder and those above it, for the reader alone, durably; raise OSError."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):  # another window was faster
        folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can; raise OSError."""
    if os.name == "nt":  # folders cannot be opened there, and NTFS journals its names
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _FOLDER_SYNC_UNKNOWN:
            raise
    finally:
        os.close(descriptor)


def _write_new(path: Path, raw: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        try:
            _write_all(descriptor, raw)
            if mode != 0o600:
                path.chmod(mode)
            # Not tried again on this descriptor: after a failure the kernel has dropped the pages.
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        _discard(path)
        raise


def _write_all(descriptor: int, raw: bytes) -> None:
    rest = memoryview(raw)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _replace(temporary: Path, target: Path) -> None:
    for attempt in range(1, REPLACE_ATTEMPTS + 1):
        try:
            temporary.replace(target)
            return
        except PermissionError:
            if attempt == REPLACE_ATTEMPTS:
                raise
            time.sleep(REPLACE_PAUSE)


def _holds(target: Path, raw: bytes) -> bool:
    """Asked, not assumed: over a network the answer to a rename may get lost after the deed."""
    try:
        return file_holds(target, raw)
    except OSError:
        return False


def _mode_of(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return 0o600


def _discard(temporary: Path) -> None:
    # The failure that led here is the one to report; what stays is swept by the next save.
    with contextlib.suppress(OSError):
        temporary.unlink()


@contextlib.contextmanager
def _as_not_written(target: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise NotWritten(_not_saved(target, error)) from error


def _not_saved(target: Path, error: OSError) -> str:
    return f"{target} could not be saved ({error.strerror or error})."
