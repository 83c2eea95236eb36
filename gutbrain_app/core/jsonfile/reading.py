"""Reading a file with five outcomes, so that "cannot be read" is never taken for "empty"."""

import os
import stat
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from gutbrain_app.core.jsonfile.text import NewerVersion, NotUnderstood

T = TypeVar("T")

LARGEST = 256 * 1024 * 1024
CHUNK = 1 << 16


class Read(msgspec.Struct, Generic[T], frozen=True):
    """The file is good; `raw` is what it held, byte for byte."""

    data: T
    raw: bytes


class Absent(msgspec.Struct, frozen=True):
    """There is no such file: the only outcome after which one may start empty and write."""


class Damaged(msgspec.Struct, frozen=True):
    """There are bytes, but they are not what they should be; `raw` is to be kept aside."""

    reason: str
    raw: bytes


class TooNew(msgspec.Struct, frozen=True):
    """A newer program wrote the file; this one must not."""

    reason: str
    raw: bytes


class Unreadable(msgspec.Struct, frozen=True):
    """The file is there, or may be, but cannot be read: nothing may be written in its place."""

    reason: str


def read_file(
    path: Path, parse: Callable[[bytes], T]
) -> Read[T] | Absent | Damaged | TooNew | Unreadable:
    """Read and parse; `parse` raises NotUnderstood or NewerVersion for what it cannot take."""
    try:
        raw = file_content(path)
    except OSError as error:
        return Unreadable(error.strerror or str(error))
    if raw is None:
        return Absent()
    try:
        return Read(parse(raw), raw)
    except NewerVersion as error:
        return TooNew(str(error), raw)
    except NotUnderstood as error:
        return Damaged(str(error), raw)


def file_content(path: Path) -> bytes | None:
    """All bytes of an ordinary file, None when there is none; raise OSError for all else."""
    file = _opened(path)
    if file is None:
        return None
    with file:
        return file.read()


def file_holds(path: Path, expected: bytes | None) -> bool:
    """Whether `file_content` would be this, without making room for a second copy of it."""
    file = _opened(path)
    if file is None or expected is None:
        return file is None and expected is None
    with file:
        at = 0
        while chunk := file.read(CHUNK):
            if expected[at : at + len(chunk)] != chunk:
                return False
            at += len(chunk)
        return at == len(expected)


def _opened(path: Path) -> BufferedReader | None:
    # Not blocking: a FIFO of the file's name would otherwise hold the window for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        return None
    file = os.fdopen(descriptor, "rb")
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST:
        return file
    file.close()
    if stat.S_ISREG(status.st_mode):
        raise OSError(None, f"it is larger than {LARGEST >> 20} MB")
    raise OSError(None, "it is not an ordinary file")
