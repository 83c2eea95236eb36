"""A small library, built once, and real windows on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gutbrain_app.app import made_window
from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import parse_place
from gutbrain_app.ui.main_window.window import MainWindow

ARTICLES = {
    "library.yaml": "id: small\ntitle: Small library\nnotice: Read with care.\n",
    "SUMMARY.md": (
        "# Summary\n\n# Routes\n\n- [The vagus nerve](vagus.md)\n- [<img src=x>](hostile.md)\n\n"
        "# Molecules\n\n- [Serotonin](serotonin.md)\n- [Long](long.md)\n"
    ),
    "vagus.md": (
        "---\ntitle: The vagus nerve\naliases: [tenth nerve]\nupdated: 2026-11-23\n---\n\n"
        "> [!abstract] In brief\n> A long nerve.\n\nIt runs from gut to brain [@one].\n\n"
        "## How a signal travels\n\nCells release [serotonin](serotonin.md#where-it-is-made).\n"
        "See [the outside](https://example.org/a?b=c) and [nowhere](gone.md).\n\n"
        "## When it is cut\n\nMice lost the effect [@one].\n"
    ),
    "serotonin.md": "# Serotonin\n\nA messenger.\n\n"
    + "Filler about nothing.\n\n" * 60
    + "## Where it is made\n\nMost serotonin is made in the gut.\n\n"
    + "More filler.\n\n" * 60,
    "hostile.md": "---\ntitle: '<img src=x>'\n---\n\n## <b>bold</b> &amp; co\n\nText.\n",
    "long.md": "# Long\n\n"
    + "".join(f"## Part {n}\n\n{'Some words. ' * 200}\n\n" for n in range(12)),
    "glossary.csv": "term,definition\nbrain,<b>The organ</b> in the head.\n",
    "references.json": (
        '[{"id": "one", "type": "article-journal", "title": "A study",'
        ' "author": [{"family": "Bravo", "given": "JA"}],'
        ' "issued": {"date-parts": [[2011]]}, "custom": {"evidence": "animal"}}]'
    ),
}


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def built_cache(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("cache")
    build_library(library_folder, cache, report=lambda _: None)
    return cache


@pytest.fixture
def home(tmp_path: Path, built_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's own folders, with the small library built already."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(built_cache)
    monkeypatch.setenv("GUTBRAIN_HOME", str(home))
    return home


@pytest.fixture
def library(home: Path, library_folder: Path, built_cache: Path) -> Iterator[Library]:
    library = Library.open(build_library(library_folder, built_cache, report=lambda _: None))
    yield library
    library.close()


@pytest.fixture
def open_window(home: Path, library_folder: Path, qtbot: QtBot) -> Callable[..., MainWindow]:
    def opened(place: str = "vagus", width: int = 1320) -> MainWindow:
        window = made_window(library_folder, parse_place(place) if place else None)
        qtbot.addWidget(window)
        window.resize(width, 860)
        window.show()
        qtbot.waitUntil(lambda: window.is_furnished)
        return window

    return opened


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window()
