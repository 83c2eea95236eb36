"""Libraries for the tests: folders written in a line, and builds of them."""

import time
from pathlib import Path

from gutbrain_app.core.build.building import Progress, build_library
from gutbrain_app.core.library import Library

REFERENCES = (
    '[{"id": "one", "title": "One", "custom": {"evidence": "animal"}},'
    ' {"id": "two", "title": "Two", "custom": {"evidence": "human RCT"}}]'
)


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        # A change within one tick of the file system's clock, of the same size, cannot be seen.
        while path.exists() and path.stat().st_mtime_ns // 10**7 == time.time_ns() // 10**7:
            time.sleep(0.001)
        path.write_bytes(data)
    return folder


def build(folder: Path, cache: Path, first: str = "") -> tuple[Path, list[Progress]]:
    told: list[Progress] = []
    return build_library(folder, cache, first=first, report=told.append), told


def rendered_count(told: list[Progress]) -> int:
    return told[-1].total


def opened(folder: Path, cache: Path) -> Library:
    return Library.open(build(folder, cache)[0])


def problems(library: Library) -> list[tuple[str, int, str]]:
    return [(one.file, one.line, one.what) for one in library.problems()]
