"""Builds that are killed, and builds at the same time: neither harms a library."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gutbrain_app.core.build.generations import built_library, library_cache
from gutbrain_app.core.library import Library
from tests.core.build.libraries import build, opened, rendered_count, write

BUILD = """
import sys
from pathlib import Path
from gutbrain_app.core.build.building import build_library

if __name__ == "__main__":
    folder, cache = map(Path, sys.argv[1:])
    print(build_library(folder, cache, report=lambda told: print(told.stage, flush=True)))
"""
FILES: dict[str, str | bytes] = {
    f"article-{number}.md": f"# Article {number}\n\n"
    + f"Text of it [x](article-{number + 1}.md).\n" * 60
    for number in range(300)
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "library", {**FILES, "article-300.md": "# The last\n\nText.\n"})


def started(folder: Path, cache: Path) -> "subprocess.Popen[str]":
    script = cache.parent / "build.py"
    script.write_text(BUILD)
    return subprocess.Popen(
        [sys.executable, str(script), str(folder), str(cache)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        start_new_session=True,
    )


def kill_after(process: "subprocess.Popen[str]", stage: str, seconds: float = 0.0) -> None:
    """Kill the builder, and only it, some time after it has told of a stage."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == stage:
            break
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def processes_of(session: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


@pytest.mark.parametrize(
    ("stage", "seconds"), [("tree", 0.0), ("article", 0.0), ("articles", 0.1), ("index", 0.0)]
)
def test_a_killed_first_build_is_gone_on_with(
    folder: Path, tmp_path: Path, stage: str, seconds: float
) -> None:
    cache = tmp_path / "cache"
    kill_after(started(folder, cache), stage, seconds)
    assert built_library(folder, cache) is None
    built, told = build(folder, cache)
    assert rendered_count(told) < 301 or stage in ("tree", "article")
    library = Library.open(built)
    assert len(library.all_topics()) == 301
    assert not library.problems()
    assert all(library.article(topic).html for topic in library.all_topics())
    assert library.search("last").__class__.__name__ == "Hits"
    assert [one.name for one in library_cache(folder, cache).glob("g-*")] == [built.name]


def test_a_killed_refresh_leaves_the_old_library(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    old, _ = build(folder, cache)
    write(folder, {name: str(text).replace("Text", "Word") for name, text in FILES.items()})
    kill_after(started(folder, cache), "articles")
    assert built_library(folder, cache) == old
    assert "Text" in Library.open(old).article("article-7").html
    assert "Word" in opened(folder, cache).article("article-7").html


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_a_killed_builder_leaves_no_process_behind(folder: Path, tmp_path: Path) -> None:
    process = started(folder, tmp_path / "cache")
    kill_after(process, "article")
    end = time.monotonic() + 10
    while processes_of(process.pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert processes_of(process.pid) == []


def test_two_builds_of_one_folder_end_with_one_library(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    processes = [started(folder, cache) for _ in range(2)]
    results = [process.communicate(timeout=60)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert results[0][-1] == results[1][-1]
    assert sorted(len(result) > 5 for result in results) == [False, True]
    assert len(list(library_cache(folder, cache).glob("g-*"))) == 1
