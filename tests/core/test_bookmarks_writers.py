"""Several programs at one bookmarks file, and disks that are full."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gutbrain_app.core.bookmarks.bookmark import Bookmark, new_bookmark
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.places import Place

# Says when it is ready, so that all begin at once, and then changes as fast as it can.
WRITER = """
import sys
from pathlib import Path
from gutbrain_app.core.bookmarks.bookmark import new_bookmark
from gutbrain_app.core.bookmarks.shared import Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.places import Place
store = BookmarkStore(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for turn in range(int(sys.argv[3])):
    note = f"{sys.argv[2]}-{turn}"
    result = store.add(new_bookmark("gutbrain", Place("topic"), note, (), note=note))
    while result != Saved():
        result = store.retry()
    print(note, flush=True)
"""


def writers(path: Path, count: int, turns: int) -> list[str]:
    """Start writers, let them go at once, and return all that they said was saved."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name, str(turns)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in "abcdefgh"[:count]
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    outputs = []
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        outputs.extend(output.split())
    return outputs


@pytest.mark.parametrize("count", [2, 4])
def test_programs_that_add_at_once_lose_nothing(tmp_path: Path, count: int) -> None:
    path = tmp_path / "bookmarks.json"
    said = writers(path, count, 10)

    assert len(said) == count * 10
    assert sorted(each.note for each in BookmarkStore(path).bookmarks) == sorted(said)


def test_a_window_takes_in_what_a_command_added(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.json"
    window = BookmarkStore(path)
    window.add(_bookmark("window"))
    writers(path, 1, 1)
    assert window.refresh()

    assert [each.note for each in window.bookmarks] == ["window", "a-0"]


@pytest.mark.parametrize("free", [0, 4, 8, 12, 16, 20])
def test_a_full_disk_keeps_the_note_until_there_is_room(small_disk: Path, free: int) -> None:
    path = small_disk / "bookmarks.json"
    store = BookmarkStore(path)
    assert store.add(_bookmark("before")) == Saved()
    before = path.read_bytes()
    _fill(small_disk, free * 1024)
    result = store.add(_bookmark("a long note " * 1000))

    if isinstance(result, NotSaved):
        assert "No space left" in result.reason
        assert store.pending
        assert path.read_bytes() == before
        assert not list(small_disk.glob(".*.tmp"))
        (small_disk / "filler").unlink()
        assert store.retry() == Saved()
    assert len(BookmarkStore(path).bookmarks) == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small file system takes root on Linux")
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {mounted.stderr.decode()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _fill(folder: Path, free: int) -> None:
    """Leave `free` bytes of the file system."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 1024)
        except OSError:
            pass
    os.truncate(filler, max(0, filler.stat().st_size - free))


def _bookmark(note: str) -> Bookmark:
    return new_bookmark("gutbrain", Place("topic"), "Title", (), note=note)
