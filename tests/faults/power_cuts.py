"""A3: the power fails. The disk is a file; what the program did not sync is not in its copy.

After a note was said to be saved the writer is stopped, the file that is the disk is copied, and
the copy is mounted, which replays its journal as after a power cut.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.children import heard, tell, writer
from tests.faults.scenes import FILE, folder, notes
from tests.faults.tally import Skipped, Tally, expect

MODES = ("data=ordered", "data=ordered,noauto_da_alloc", "data=writeback")
# Seconds from the last word of success, or while a save is under way (negative), to the cut.
WAITS = (0.0, 0.0, -1.0, 0.0, 0.0, -1.0, 0.0, 1.0, -1.0, 0.0)


def play(tally: Tally, long: bool) -> None:
    """Cut the power again and again, in each way that ext4 can be mounted."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        raise Skipped("a file can be mounted as a disk by root on Linux alone")
    if not shutil.which("mkfs.ext4"):
        raise Skipped("there is no mkfs.ext4 here")
    for mode in MODES:
        with folder(on_disk=True) as home:
            _play_mode(tally, mode, home, 44 if long else 4)


def _play_mode(tally: Tally, mode: str, home: Path, cuts: int) -> None:
    chance = random.Random(3)
    disk = home / "disk"
    with disk.open("wb") as file:
        file.truncate(16 << 20)
    _run("mkfs.ext4", "-q", str(disk))
    with _mounted(disk, home / "mounted", mode) as mounted:
        path = mounted / "new" / "folder" / FILE
        said: list[str] = []
        for cut in range(cuts):
            wait = WAITS[cut % len(WAITS)] if cut % 11 != 10 or cuts < 11 else 6.5
            with tally.run(f"{mode}, cut {cut}, {wait} s after the last save"):
                with writer(path, f"cut{cut}", 1000, step=True) as process:
                    _write_until_the_cut(process, said, wait, chance)
                    process.send_signal(signal.SIGSTOP)
                    copy = home / "copy"
                    _run("cp", "--sparse=always", str(disk), str(copy))
                with _mounted(copy, home / "after", mode) as after:
                    _check(after / "new" / "folder" / FILE, said)
                # The writer may have been killed between its last save and its word of it.
                said[:] = notes(path)


def _write_until_the_cut(
    process: "subprocess.Popen[str]", said: list[str], wait: float, chance: random.Random
) -> None:
    for _ in range(chance.randint(1, 4)):
        tell(process)
        said.append(heard(process))
    if wait < 0:
        tell(process)
        time.sleep(chance.random() * 0.02)
    else:
        time.sleep(wait)


def _check(path: Path, said: list[str]) -> None:
    found = notes(path)
    expect(found[: len(said)] == said, f"said {len(said)} were saved, found {len(found)}")
    expect(len(found) <= len(said) + 1, "there is more than was added")


@contextmanager
def _mounted(disk: Path, at: Path, options: str) -> Iterator[Path]:
    at.mkdir(exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "ext4", "-o", f"loop,{options}", str(disk), str(at)],
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        raise Skipped(f"ext4 cannot be mounted with {options} here: {mounted.stderr.strip()}")
    try:
        yield at
    finally:
        _run("umount", str(at))


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    expect(done.returncode == 0, f"{command[0]}: {done.stderr.strip()}")
