"""The axis map, measured: python -m benchmarks.axis_map

For 150 relations, the built-in ones and 5,000: how long the map takes to open until it is painted
(the first time in a process, with all that is imported then, and again with everything laid out
anew), how long pointing to each node takes until it is painted, and how many lines cross beside
the order of the file. All times are this process's own, so that a busy machine does not count;
laying out an article in the same process is the floor. Run it under a display (or `xvfb-run -a`)
or with QT_QPA_PLATFORM=offscreen.
"""

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

# First, as in the program itself: PySide6 reads the source of every module imported after it.
from gutbrain_app.app import opened_window

# isort: split
from PySide6.QtWidgets import QApplication

from benchmarks.painted import memory_kb
from gutbrain_app.core.axis.graph import grouped_graph, read_axis, whole_graph
from gutbrain_app.core.axis.ordering import crossings, layered, ordered
from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.paths import builtin_library, cache_folder
from gutbrain_app.core.relations import COLUMNS, read_relations
from gutbrain_app.ui.main_window.window import MainWindow

FRAME_MS = 1000 / 60
OPENINGS = 100
LARGE_OPENINGS = 30
FIRSTS = 5
MOST_POINTED = 400
LARGE = 5000
STAGES = ("practice", "gut", "gut", "molecule", "molecule", "route", "brain", "mind", "mind")
KINDS = ("animal", "human RCT", "human observational", "review", "in vitro", "meta-analysis")


def main() -> int:
    if len(sys.argv) > 1:
        print(json.dumps(_measured(Path(sys.argv[1]), int(sys.argv[2]))))
        return 0
    with tempfile.TemporaryDirectory() as home:
        os.environ["GUTBRAIN_HOME"] = home
        for count, rows in _tables().items():
            for name, table in (("grouped by topic", rows), ("each thing a box", _alone(rows))):
                folder = Path(home) / f"{count} {name}"
                _write(folder, table)
                what = f"{count} relations, {name}"
                _report_crossings(what, folder)
                _report_times(what, folder, large=count >= LARGE)
    return 0


def _tables() -> dict[int, list[dict[str, str]]]:
    """The rows of each library: some of the built-in ones, all of them, and 5,000 made ones."""
    with (builtin_library() / "relations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {150: rows[:150], len(rows): rows, LARGE: list(_made(LARGE))}


def _alone(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The same without topics, so that the map has nothing to group."""
    return [{**row, "subject_topic": "", "object_topic": ""} for row in rows]


def _made(count: int) -> Iterator[dict[str, str]]:
    """As many things to a relation and lines to a thing as in the built-in library."""
    chance = random.Random(8)
    things = [
        (f"thing {n}", chance.choice(STAGES), f"topic-{chance.randrange(300)}")
        for n in range(count * 4 // 5)
    ]
    for n in range(count):
        ends = chance.sample(things[: 40 + n], 2) if n < 3000 else chance.sample(things, 2)
        cells = ["acts on", chance.choice(KINDS), "", "", *(cell for end in ends for cell in end)]
        names = ("relation", "evidence", "references", "note", "subject", "subject_stage")
        names += ("subject_topic", "object", "object_stage", "object_topic")
        yield dict(zip(names, cells, strict=True))


def _write(folder: Path, rows: list[dict[str, str]]) -> None:
    folder.mkdir()
    for name in ("SUMMARY.md", "vagus-nerve.md", "serotonin.md", "glossary.csv"):
        (folder / name).write_bytes((builtin_library() / name).read_bytes())
    with (folder / "relations.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows(rows)
    build_library(folder, cache_folder(), report=lambda _: None)


def _report_crossings(what: str, folder: Path) -> None:
    text = (folder / "relations.csv").read_text("utf-8")
    axis = read_axis(read_relations(text, "relations.csv")[0])
    grouped = any(thing.topic for thing in axis.things)
    before = layered(grouped_graph(axis, {}) if grouped else whole_graph(axis))
    of_file, ours = crossings(before), crossings(ordered(before))
    print(f"{what}: {ours} crossings of {of_file} in the file's order, ratio {ours / of_file:.2f}")


def _report_times(what: str, folder: Path, *, large: bool) -> None:
    rounds = [json.loads(_output(folder, 0)) for _ in range(FIRSTS)]
    first = _quantile([one["first"] for one in rounds], 0.5)
    print(
        f"{what}: first opening with its imports {first:.0f} ms (median of {FIRSTS} processes), "
        f"memory {rounds[0]['memory'] / 1024:+.1f} MB"
    )
    times = json.loads(_output(folder, LARGE_OPENINGS if large else OPENINGS))
    floor = _quantile(times["article"], 0.5)
    for deed, budget in (
        ("opening", 1000.0 if large else 100.0),
        ("pointing", 50.0 if large else FRAME_MS),
    ):
        p50, p99 = _quantile(times[deed], 0.5), _quantile(times[deed], 0.99)
        print(
            f"{what}: {deed} p50 {p50:.1f} ms, p99 {p99:.1f} ms of {len(times[deed])}; p99 is "
            f"{p99 / budget:.2f} of {budget:.1f} ms; p50 is {p50 / floor:.1f} times laying out an "
            f"article ({floor:.1f} ms)"
        )


def _output(folder: Path, openings: int) -> str:
    command = [sys.executable, "-m", "benchmarks.axis_map", str(folder), str(openings)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return run.stdout.strip().splitlines()[-1]


def _measured(folder: Path, openings: int) -> dict[str, object]:
    """In a window of its own; with no openings only the first one is measured."""
    application, window = opened_window(folder, None)
    while not window.is_furnished:
        application.processEvents()
    _settle()
    before = memory_kb()
    first = _opened(window)
    result: dict[str, object] = {"first": first, "memory": memory_kb() - before}
    if openings:
        result["article"] = [_article(window) for _ in range(30)]
        result["opening"] = [_opened_anew(window) for _ in range(openings)]
        result["pointing"] = _pointed(window)
    window.close()
    return result


def _opened(window: MainWindow) -> float:
    mapping = window.furnishing.mapping
    took = _took(lambda: (mapping.open(), mapping.page.canvas.viewport().repaint()))
    _settle()
    return took


def _opened_anew(window: MainWindow) -> float:
    """As after another library was opened: everything is read and laid out again."""
    mapping, page = window.furnishing.mapping, window.furnishing.mapping.page
    library = window.library
    assert library is not None
    mapping.close()
    _settle()
    took = _took(
        lambda: (page.set_library(library), mapping.open(), page.canvas.viewport().repaint())
    )
    _settle()
    return took


def _article(window: MainWindow) -> float:
    window.furnishing.mapping.close()
    _settle()
    took = _took(lambda: (window.article.reload_page(), window.article.viewport().repaint()))
    window.furnishing.mapping.open()
    _settle()
    return took


def _pointed(window: MainWindow) -> list[float]:
    """Pointing to nodes that are in sight, one after the other."""
    page = window.furnishing.mapping.page
    canvas = page.canvas
    assert canvas.drawing is not None
    nodes = list(range(len(canvas.drawing.boxes)))
    random.Random(8).shuffle(nodes)
    times = []
    for node in nodes[:MOST_POINTED]:
        canvas.bring_into_sight(node)
        canvas.viewport().repaint()
        times.append(
            _took(lambda node=node: (canvas.node_pointed.emit(node), canvas.viewport().repaint()))  # type: ignore[misc]
        )
        _settle()
    return times


def _took(deed: Callable[[], object]) -> float:
    """Milliseconds of this process's time: it waits for nothing, and the machine may be busy."""
    before = time.process_time()
    deed()
    return (time.process_time() - before) * 1000


def _settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def _quantile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    sys.exit(main())
