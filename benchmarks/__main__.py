"""python -m benchmarks [LIBRARY]: start, memory, articles, keys and the first build, in one run.

The window's start and memory are ratios to benchmarks/floor.py, measured turn by turn in the same
rounds; the medians are printed with the number of rounds. Run it under a display (or `xvfb-run -a`)
or with QT_QPA_PLATFORM=offscreen.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library
from gutbrain_app.core.navigation.tree import topics_in
from gutbrain_app.core.paths import builtin_library

ROUNDS = 7
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
FRAME_MS = 1000 / 60


def main() -> int:
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else builtin_library()
    with tempfile.TemporaryDirectory() as home:
        os.environ["GUTBRAIN_HOME"] = home
        _first_build(folder)
        _start(folder)
        for what, name in (("reading", "article opened"), ("typing", "key to painted results")):
            _in_process(folder, what, name)
    return 0


def _first_build(folder: Path) -> None:
    from gutbrain_app.core.paths import cache_folder

    before = time.perf_counter()
    built = build_library(folder, cache_folder(), report=lambda _: None)
    took = time.perf_counter() - before
    library = Library.open(built)
    sections = sum(len(library.article(topic).sections) for topic in topics_in(library.tree))
    articles = len(topics_in(library.tree))
    library.close()
    print(
        f"first build: {articles} articles, {sections} sections in {took:.2f} s, "
        f"{sections / took:.0f} sections a second"
    )


def _start(folder: Path) -> None:
    asked = [] if folder == builtin_library() else [str(folder)]
    floors, ours = [], []
    for _ in range(ROUNDS + 1):
        floors.append(_child("benchmarks.floor"))
        ours.append(_child("benchmarks.start", *asked))
    # The first round warms the disk's cache.
    floor_ms, floor_kb = _medians(floors[1:])
    our_ms, our_kb = _medians(ours[1:])
    print(
        f"start to painted article: {our_ms:.0f} ms, bare window {floor_ms:.0f} ms, "
        f"ratio {our_ms / floor_ms:.2f} (median of {ROUNDS})"
    )
    print(
        f"memory at start: {our_kb / 1024:.1f} MB, bare window {floor_kb / 1024:.1f} MB, "
        f"ratio {our_kb / floor_kb:.2f}"
    )
    after = [
        json.loads(_output("benchmarks.window", "typing", str(folder)))["memory"] for _ in range(3)
    ]
    print(
        f"memory after searches and 20 pages: {statistics.median(after) / 1024:.1f} MB, "
        f"ratio {statistics.median(after) / floor_kb:.2f}"
    )


def _in_process(folder: Path, what: str, name: str) -> None:
    times = sorted(json.loads(_output("benchmarks.window", what, str(folder)))["ms"])
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(
        f"{name}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, max {times[-1]:.1f} ms of {len(times)}; "
        f"p99 is {p99 / FRAME_MS:.2f} of a 16.7 ms frame"
    )


def _child(*module: str) -> tuple[float, int]:
    """Milliseconds from before the process was made to its paint, and its memory in kB."""
    before = time.monotonic_ns()
    said = dict(word.split("=") for word in _output(*module).split())
    return (int(said["painted"]) - before) / 1e6, int(said["memory"])


def _output(*module: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", *module],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        # Compiled once and kept, as wherever the program is installed.
        env={name: value for name, value in os.environ.items() if name != NO_BYTECODE},
    )
    return run.stdout.strip().splitlines()[-1]


def _medians(rounds: list[tuple[float, int]]) -> tuple[float, float]:
    return statistics.median(r[0] for r in rounds), statistics.median(r[1] for r in rounds)


if __name__ == "__main__":
    sys.exit(main())
