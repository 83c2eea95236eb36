"""What a folder that others wrote becomes: one row of the table."""

import re
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library

_RESOLVED = re.compile(r'(?:href="place:|src="picture:)')
_BROKEN = ("leads to no article", "leads out of", "There is no picture", "has no section named")
_CRASH = "cannot be read ("


@dataclass
class Row:
    """`fallen` names the articles shown as plain text, with the reason."""

    name: str
    articles: int = 0
    sections: int = 0
    resolved: int = 0
    broken: int = 0
    missing: int = 0  # includes that are not in the folder
    seconds: float = 0.0
    size: int = 0
    fallen: list[str] = field(default_factory=list)
    rival: str = ""

    @property
    def crashes(self) -> int:
        return sum(_CRASH in one for one in self.fallen)

    @property
    def share(self) -> float:
        return self.resolved / (self.resolved + self.broken) if self.resolved else 1.0


def built_row(folder: Path) -> Row:
    """Build the library in `folder` into a cache of its own, and look at every page."""
    row = Row("/".join(folder.resolve().parts[-2:]))
    with tempfile.TemporaryDirectory() as cache:
        begun = time.perf_counter()
        built = build_library(folder, Path(cache), report=lambda _: None)
        row.seconds = time.perf_counter() - begun
        row.size = sum(one.stat().st_size for one in Path(cache).rglob("*") if one.is_file())
        library = Library.open(built)
        try:
            _read(library, row)
        finally:
            library.close()
    row.rival = _mkdocs(folder)
    return row


def _read(library: Library, row: Row) -> None:
    for topic in library.all_topics():
        article = library.article(topic)
        row.articles += 1
        row.sections += len(article.sections)
        row.resolved += len(_RESOLVED.findall(article.html))
        if article.fallback:
            row.fallen.append(f"{topic}: {article.fallback}")
    for problem in library.problems():
        row.broken += any(words in problem.what for words in _BROKEN)
        row.missing += "includes" in problem.what


def _mkdocs(folder: Path) -> str:
    """What MkDocs itself says of its project, where it is installed."""
    mkdocs = shutil.which("mkdocs")
    if not mkdocs or not (folder / "mkdocs.yml").is_file():
        return ""
    with tempfile.TemporaryDirectory() as site:
        begun = time.perf_counter()
        done = subprocess.run(
            [mkdocs, "build", "-q", "-d", site], cwd=folder, capture_output=True, text=True
        )
        seconds = time.perf_counter() - begun
    outcome = "failed" if done.returncode else f"{done.stderr.count('WARNING')} warnings"
    return f"mkdocs: {seconds:.1f} s, {outcome}"
