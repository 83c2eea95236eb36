"""Measures how fast the index is made and how fast each keystroke is answered.

    python benchmarks/search_speed.py FOLDER [--sizes 500 10000 100000]

FOLDER is any folder of Markdown; its sections are used. Queries are drawn from the text, some with
a slip, and typed letter by letter. Each key asks for 20 hits with their snippets, counts and all.
Plain and tuned SQLite FTS5 answer the same keys in the same run.
"""

import argparse
import gc
import math
import random
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

# Runs in a checkout, installed or not.
sys.path.insert(0, str(Path(__file__).parents[1]))

# isort: split
from search_corpora import markdown_sections
from search_rivals import fts5_base, plain_fts5_keys, tuned_fts5_keys, write

from gutbrain_app.core.index.search import SearchIndex
from gutbrain_app.core.index.sections import IndexedSection

_SIZES = (500, 10_000, 100_000)
_QUERIES = 120
_SEED = 20261123
_HITS = 20
_PASSES = 3
_WORD = re.compile(r"[A-Za-z][A-Za-z-]{2,}")

Search = Callable[[str], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES)
    parser.add_argument("--queries", type=int, default=_QUERIES)
    wanted = parser.parse_args()
    sections = markdown_sections(wanted.folder, max(wanted.sizes))
    print(
        "engine        sections  build s  sections/s  index MB  of Markdown  of plain text"
        "     p50    p95    p99 max ms"
    )
    slow: dict[str, list[tuple[int, float]]] = {}
    for size in wanted.sizes:
        some = sections[:size]
        keys = _keys(some, wanted.queries)
        for name, found in _measured(wanted.folder, some, keys):
            slow.setdefault(name, []).append((len(some), found))
    for name, points in slow.items():
        (small, first), (large, last) = points[0], points[-1]
        if large > small:
            exponent = math.log(last / first) / math.log(large / small)
            print(f"{name}: p99 grows with exponent {exponent:.3f} from {small} to {large}")


def _markdown_size(folder: Path, sections: Sequence[IndexedSection]) -> int:
    topics = {section.topic for section in sections}
    return sum((folder / f"{topic}.md").stat().st_size for topic in topics)


def _measured(
    markdown: Path, sections: Sequence[IndexedSection], keys: Sequence[str]
) -> list[tuple[str, float]]:
    source = _markdown_size(markdown, sections)
    text = sum(len(one.text.encode()) + len(one.heading.encode()) for one in sections)
    slow = []
    with tempfile.TemporaryDirectory() as place:
        makers: dict[str, Callable[[Path], Search]] = {
            "ours": lambda folder: _ours(folder, sections),
            "plain FTS5": lambda folder: plain_fts5_keys(_base(folder, sections), _HITS),
            "tuned FTS5": lambda folder: tuned_fts5_keys(_base(folder, sections), _HITS),
        }
        for name, make in makers.items():
            folder = Path(place) / name
            folder.mkdir()
            start = perf_counter()
            search = make(folder)
            took = perf_counter() - start
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            times = _timed(search, keys)
            slow.append((name, times[int(len(times) * 0.99)]))
            p50, p95, p99 = (times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
            print(
                f"{name:14}{len(sections):8}{took:9.2f}{len(sections) / took:12.0f}"
                f"{size / 1e6:10.1f}{size / source:13.2f}{size / text:14.2f}"
                f"{p50:8.2f}{p95:7.2f}{p99:7.2f}{times[-1]:7.2f}",
                flush=True,
            )
    return slow


def _ours(folder: Path, sections: Sequence[IndexedSection]) -> Search:
    write(folder, sections)
    index = SearchIndex(folder)
    return lambda query: index.search(query, limit=_HITS)


def _base(folder: Path, sections: Sequence[IndexedSection]) -> sqlite3.Connection:
    return fts5_base(str(folder / "sections.sqlite"), sections)


def _timed(search: Search, keys: Sequence[str]) -> list[float]:
    """Milliseconds for each key, the best of some passes, in order of size.

    What else the machine does is no part of the answer.
    """
    gc.collect()
    passes = [[_took(search, key) for key in keys] for _ in range(_PASSES)]
    return sorted(min(times) for times in zip(*passes, strict=True))


def _took(search: Search, key: str) -> float:
    start = perf_counter()
    search(key)
    return (perf_counter() - start) * 1000


def _keys(sections: Sequence[IndexedSection], queries: int) -> list[str]:
    """What stands in the search box after each key."""
    chance = random.Random(_SEED)
    keys = []
    for number in range(queries):
        query = _query(chance, sections)
        if number % 4 == 3:
            place = chance.randrange(len(query))
            query = query[:place] + query[place + 1 :]
        keys += [query[:length] for length in range(1, len(query) + 1)]
    return keys


def _query(chance: random.Random, sections: Sequence[IndexedSection]) -> str:
    """One to four words that follow each other in a heading or a text."""
    while True:
        section = chance.choice(sections)
        words = _WORD.findall(section.heading if chance.random() < 0.3 else section.text)
        if words:
            start = chance.randrange(len(words))
            return " ".join(words[start : start + chance.randint(1, 4)])


if __name__ == "__main__":
    main()
