"""A small library with relations, built once, and a window on it with the map open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gutbrain_app.app import made_window
from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.axis_map.page import AxisMapPage
from gutbrain_app.ui.main_window.window import MainWindow

HEAD = (
    "subject,relation,object,evidence,references,note,subject_stage,object_stage,"
    "subject_topic,object_topic\n"
)
ROWS = (
    "fibre,is fermented into,butyrate,review,one,In the colon,practice,molecule,fibre,butyrate",
    "wheat bran,raised,butyrate,human RCT,two,,practice,molecule,fibre,butyrate",
    "butyrate,calmed in mice,mood,animal,two,,molecule,mind,butyrate,mood",
    "butyrate,was linked to better,sleep,human observational,one,,molecule,mind,butyrate,mood",
    "Bacteroides,makes in culture,GABA,in vitro,one,,gut,molecule,,",
    "<img src=x>,does & does,mood,animal,,<b>bold</b>,gut,mind,,mood",
    "GABA,turns into,butyrate,in vitro,,,molecule,molecule,,butyrate",
)
FILES = {
    "library.yaml": "id: arrows\ntitle: Arrows\nedition: 2026-11-23\n",
    "SUMMARY.md": "- [Fibre](fibre.md)\n- [Butyrate](butyrate.md)\n- [Mood](mood.md)\n",
    "fibre.md": "# Fibre\n\nA food.\n\n## In people\n\nBran [@two].\n",
    "butyrate.md": "# Butyrate\n\nAn acid.\n\n## Where it is made\n\nIn the gut [@one].\n",
    "mood.md": "# Mood\n\nUp and down.\n",
    "glossary.csv": "term,definition,aliases\nGABA,A messenger,gamma-aminobutyric acid\n",
    "references.json": (
        '[{"id": "one", "title": "A", "author": [{"family": "Bravo"}, {"family": "Cryan"}],'
        ' "container-title": "Gut", "issued": {"date-parts": [[2011]]}},'
        ' {"id": "two", "title": "B", "author": [{"family": "Stephenson"}]}]'
    ),
    "relations.csv": HEAD + "\n".join(ROWS) + "\n",
}


@pytest.fixture(scope="session")
def arrows_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("arrows")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def arrows_cache(arrows_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("arrows-cache")
    build_library(arrows_folder, cache, report=lambda _: None)
    return cache


@pytest.fixture
def arrows(arrows_folder: Path, arrows_cache: Path) -> Iterator[Library]:
    library = Library.open(build_library(arrows_folder, arrows_cache, report=lambda _: None))
    yield library
    library.close()


@pytest.fixture
def map_window(
    arrows_folder: Path,
    arrows_cache: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> MainWindow:
    """A window on the library with arrows, at its topic on butyrate."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(arrows_cache)
    monkeypatch.setenv("GUTBRAIN_HOME", str(home))
    window = made_window(arrows_folder, Place("butyrate"))
    qtbot.addWidget(window)
    window.resize(1320, 860)
    window.show()
    qtbot.waitUntil(lambda: window.is_furnished)
    return window


@pytest.fixture
def page(map_window: MainWindow) -> AxisMapPage:
    """The map, open, with a box for each thing."""
    map_window.furnishing.actions["axis_map"].trigger()
    return map_window.furnishing.mapping.page


@pytest.fixture
def node(page: AxisMapPage) -> Callable[[str], int]:
    def numbered(label: str) -> int:
        drawing = page.canvas.drawing
        assert drawing is not None
        return [one.label for one in drawing.graph.nodes].index(label)

    return numbered


@pytest.fixture
def line(page: AxisMapPage) -> Callable[[int], int]:
    """The line that stands for a relation."""

    def numbered(relation: int) -> int:
        drawing = page.canvas.drawing
        assert drawing is not None
        lines = drawing.graph.lines
        return next(n for n, one in enumerate(lines) if relation in one.relations)

    return numbered
