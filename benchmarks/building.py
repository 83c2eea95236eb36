"""What building a library takes: the numbers of the largest folder, and how they grow.

    python -m benchmarks.building FOLDER

FOLDER is meant to be MicrosoftDocs/cpp-docs (10,000 articles); any folder of Markdown will do. It
is copied, so that an article can be changed. Where `mkdocs` is installed, the same thousand
articles are built by it in the same run.
"""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from gutbrain_app.core.build.building import Progress, build_library
from gutbrain_app.core.library import Library

_GROWTH = (1_000, 10_000)


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "library"
        shutil.copytree(folder, copy)
        cache = Path(place) / "cache"
        seconds = _first_build(copy, cache)
        _one_change(copy, cache)
        few = _some(copy, Path(place) / "few" / "docs", _GROWTH[0])
        few_seconds = _timed(few, Path(place) / "cache-few")[0]
        print(f"growth from {_GROWTH[0]:,} articles: {seconds / few_seconds:.1f}-fold")
        _beside_mkdocs(few.parent, few_seconds)


def _timed(folder: Path, cache: Path) -> tuple[float, dict[str, float], Path]:
    """Seconds of a build, the seconds at which each stage was told first, and what was built."""
    told: dict[str, float] = {}
    begun = time.perf_counter()

    def note(progress: Progress) -> None:
        told.setdefault(progress.stage, time.perf_counter() - begun)

    built = build_library(folder, cache, report=note)
    return time.perf_counter() - begun, told, built


def _first_build(folder: Path, cache: Path) -> float:
    memory = _Memory()
    memory.start()
    seconds, told, built = _timed(folder, cache)
    memory.done.set()
    memory.join()
    library = Library.open(built)
    topics = library.all_topics()
    sections = sum(len(library.article(topic).sections) for topic in topics)
    library.close()
    print(f"{len(topics):,} articles, {sections:,} sections in {seconds:.1f} s")
    print(f"{sections / seconds:,.0f} sections/s, at most {memory.most / 1e6:.0f} MB altogether")
    print(f"first article after {told['article']:.1f} s, titles after {told['articles']:.1f} s")
    return seconds


def _one_change(folder: Path, cache: Path) -> None:
    article = max(folder.rglob("*.md"), key=lambda file: file.stat().st_mtime_ns)
    article.write_text(article.read_text("utf-8", "replace") + "\n\nchanged\n", "utf-8")
    print(f"one changed file: {_timed(folder, cache)[0]:.1f} s")


def _some(folder: Path, target: Path, count: int) -> Path:
    """Articles evenly out of the folder, without their pictures."""
    files = sorted(folder.rglob("*.md"))
    for number, file in enumerate(files[:: max(1, len(files) // count)]):
        (target / f"{number % 20}").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target / f"{number % 20}" / f"{number}-{file.name}")
    return target


def _beside_mkdocs(project: Path, ours: float) -> None:
    mkdocs = shutil.which("mkdocs")
    if not mkdocs:
        print("mkdocs is not installed")
        return
    (project / "mkdocs.yml").write_text("site_name: x\ntheme: null\n", encoding="utf-8")
    begun = time.perf_counter()
    subprocess.run([mkdocs, "build", "-q"], cwd=project, capture_output=True, check=False)
    theirs = time.perf_counter() - begun
    print(f"the thousand: {ours:.1f} s, mkdocs build {theirs:.1f} s: {ours / theirs:.2f} of it")


class _Memory(threading.Thread):
    """Watches what this process and all below it hold, shared pages counted once (PSS)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.3):
            self.most = max(self.most, sum(_pss(pid) for pid in _family()))


def _family() -> list[str]:
    parents: dict[str, list[str]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = stat.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        parents.setdefault(parent, []).append(stat.parent.name)
    found = [str(Path("/proc/self").resolve().name)]
    for pid in found:
        found += parents.get(pid, [])
    return found


def _pss(pid: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1_000 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
