"""Every file call under a folder, counted; one of them can fail, stop half way, or be the last."""

import errno
import fcntl
import io
import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any
from unittest.mock import patch

BY_PATH = (
    "open", "stat", "lstat", "scandir", "listdir", "readlink", "access", "mkdir", "chmod",
    "unlink", "remove", "rename", "replace", "link", "utime",
)  # fmt: skip
BY_DESCRIPTOR = ("write", "fsync", "fdatasync", "fstat", "fchmod", "ftruncate", "close")


@dataclass(frozen=True)
class Call:
    """One call as it was made; `data` are the bytes written, `source` what was renamed."""

    name: str
    path: str
    source: str = ""
    data: bytes = b""
    flags: int = 0


@dataclass(frozen=True)
class Fault:
    """What the call of a number does instead: fail with `error`, write half, or kill us."""

    at: int
    error: int = 0
    short: bool = False
    kill: bool = False
    only: str = ""  # count calls of this name alone

    def __str__(self) -> str:
        what = errno.errorcode.get(self.error, "half" if self.short else "kill")
        return f"{what} at {self.only or 'call'} {self.at}"


class Calls(AbstractContextManager["Calls"]):
    """Counts the calls on files in `folder` while it is entered, and plays the fault."""

    def __init__(self, folder: Path, fault: Fault | None = None) -> None:
        self.log: list[Call] = []
        self.played = ""
        self._folder = str(folder)
        self._fault = fault
        self._descriptors: dict[int, str] = {}
        self._count = 0
        self._stack = ExitStack()

    def __enter__(self) -> "Calls":
        for name in BY_PATH:
            self._wrap(os, name, self._by_path(name, getattr(os, name)))
        for name in BY_DESCRIPTOR:
            self._wrap(os, name, self._by_descriptor(name, getattr(os, name)))
        self._wrap(os, "fdopen", self._fdopen(os.fdopen))
        self._wrap(fcntl, "flock", self._by_descriptor("flock", fcntl.flock))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def _wrap(self, module: Any, name: str, instead: Callable[..., Any]) -> None:
        self._stack.enter_context(patch.object(module, name, instead))

    def _by_path(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *others: Any, **named: Any) -> Any:
            target = os.fspath(others[0] if name in ("rename", "replace", "link") else path)
            if not self._is_inside(target):
                return real(path, *others, **named)
            source = os.fspath(path) if target is not path else ""
            flags = others[0] if name == "open" and others else 0
            error = self._met(Call(name, str(target), str(source), flags=flags))
            if error and name == "access":
                return False
            if error:
                raise OSError(error, os.strerror(error), str(target))
            result = real(path, *others, **named)
            if name == "open":
                self._descriptors[result] = str(target)
            return result

        return call

    def _by_descriptor(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(descriptor: Any, *others: Any) -> Any:
            path = self._descriptors.get(descriptor)
            if path is None:
                return real(descriptor, *others)
            data = bytes(others[0]) if name == "write" else b""
            half = self._fault is not None and self._fault.short
            error = self._met(Call(name, path, data=data))
            if name == "close":
                self._descriptors.pop(descriptor)
                real(descriptor)
            if error:
                raise OSError(error, os.strerror(error), path)
            if name == "write" and half and self._count == self._fault_at():
                return real(descriptor, data[: len(data) // 2])
            return None if name == "close" else real(descriptor, *others)

        return call

    def _fdopen(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(descriptor: int, *others: Any, **named: Any) -> Any:
            path = self._descriptors.pop(descriptor, None)
            file = real(descriptor, *others, **named)
            return file if path is None else _CountedFile(file, path, self._met)

        return call

    def _is_inside(self, path: object) -> bool:
        return isinstance(path, str) and path.startswith(self._folder)

    def _fault_at(self) -> int:
        return self._fault.at if self._fault else 0

    def _met(self, call: Call) -> int:
        """Count the call; return the error it fails with, or 0."""
        self.log.append(call)
        if self._fault is None or self._fault.only not in ("", call.name):
            return 0
        self._count += 1
        if self._count != self._fault.at:
            return 0
        self.played = f"{call.name} {Path(call.path).name}"
        if self._fault.kill:
            os.kill(os.getpid(), signal.SIGKILL)
        return self._fault.error


class _CountedFile:
    """A file read through `os.fdopen`, whose reading is a call as well."""

    def __init__(self, file: io.BufferedReader, path: str, met: Callable[[Call], int]) -> None:
        self._file = file
        self._path = path
        self._met = met

    def __enter__(self) -> "_CountedFile":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def close(self) -> None:
        self._file.close()

    def read(self, size: int = -1) -> bytes:
        error = self._met(Call("read", self._path))
        if error:
            raise OSError(error, os.strerror(error), self._path)
        return self._file.read(size)
