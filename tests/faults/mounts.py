"""File systems of the tests' own, which only root on Linux can mount."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.tally import Skipped, expect


def need_root() -> None:
    """Raise Skipped where nothing can be mounted."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        raise Skipped("mounting takes root on Linux")


@contextmanager
def mounted(at: Path, *arguments: str) -> Iterator[Path]:
    """Mount by these arguments of `mount`; raise Skipped when that is refused."""
    need_root()
    at.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *arguments, str(at)], capture_output=True, text=True)
    if done.returncode:
        raise Skipped(f"not to be mounted here: {done.stderr.strip()}")
    try:
        yield at
    finally:
        run("umount", str(at))


@contextmanager
def small_disk(at: Path, kilobytes: int) -> Iterator[Path]:
    """A disk in memory that is soon full."""
    with mounted(at, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs") as disk:
        yield disk


def run(*command: str) -> None:
    """Run a command of the system's; raise Lost when it fails."""
    done = subprocess.run(command, capture_output=True, text=True)
    expect(done.returncode == 0, f"{command[0]}: {done.stderr.strip()}")
