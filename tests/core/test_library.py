"""The library as the window asks it."""

import subprocess
import sys
from pathlib import Path

import pytest

from gutbrain_app.core.build.building import Progress, build_library
from gutbrain_app.core.build.generations import built_library, is_stale, library_cache
from gutbrain_app.core.index.outcomes import Hits, NoHits
from gutbrain_app.core.library import Library, LibraryDamaged, PictureMissing, PlaceMissing
from gutbrain_app.core.places import Place
from tests.core.build.libraries import build, opened, write

FILES: dict[str, str | bytes] = {
    "library.yaml": "id: small\ntitle: Small\nnotice: Read with care.\n",
    "SUMMARY.md": (
        "# Routes\n- [Nerves](nerves.md)\n  - [Vagus](vagus.md)\n# More\n- [End](end.md)\n"
    ),
    "nerves.md": "# Nerves\n\nText.\n",
    "vagus.md": "# Vagus\n\nText [@one].\n\n> ## Inside\n\n## How it works\n\nText.\n",
    "end.md": "# End\n",
    "outside.md": "# Outside\n",
    "references.json": '[{"id": "one", "title": "One"}]',
    "relations.csv": "subject,relation,object\na,b,c\n",
    "glossary.csv": "term,definition\nvagus,A nerve\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("small")
    return opened(write(folder / "library", FILES), folder / "cache")


def test_it_says_what_it_is(library: Library) -> None:
    info = library.info
    assert (info.id, info.title, info.notice) == ("small", "Small", "Read with care.")
    assert info.complete
    assert info.folder.name == "library"


def test_topics_are_walked_in_the_order_of_the_tree(library: Library) -> None:
    assert library.first_topic() == "nerves"
    assert library.neighbours("nerves") == ("", "vagus")
    assert library.neighbours("vagus") == ("nerves", "end")
    assert library.neighbours("end") == ("vagus", "")
    assert library.neighbours("outside") == ("", "")
    assert library.neighbours("nothing") == ("", "")


def test_a_topic_has_the_titles_above_it(library: Library) -> None:
    assert library.path_of("vagus") == ("Routes", "Nerves")
    assert library.path_of("outside") == ()


def test_an_article_outside_the_tree_can_be_read(library: Library) -> None:
    assert library.article("outside").title == "Outside"


@pytest.mark.parametrize(
    ("place", "title"),
    [
        (Place("vagus"), "Vagus"),
        (Place("vagus", "how-it-works"), "How it works"),
        (Place("vagus", "inside"), "Vagus"),
        (Place("vagus", "references"), "Vagus"),
    ],
)
def test_a_place_has_a_title(library: Library, place: Place, title: str) -> None:
    assert library.resolve(place) == place
    assert library.title_of(place) == title


@pytest.mark.parametrize("place", [Place("gone"), Place("vagus", "gone"), Place(""), Place("../x")])
def test_a_place_that_is_not_there_is_told(library: Library, place: Place) -> None:
    with pytest.raises(PlaceMissing) as missing:
        library.resolve(place)
    assert missing.value.place == place


def test_references_terms_and_relations_are_kept(library: Library) -> None:
    assert library.reference("one").title == "One"
    with pytest.raises(KeyError):
        library.reference("two")
    assert [term.term for term in library.terms()] == ["vagus"]
    assert [relation.object for relation in library.relations()] == ["c"]


@pytest.mark.parametrize("name", ["", "gone", "../library.sqlite", "/etc/passwd", "a/b", "é", "."])
def test_a_picture_that_is_not_there_is_told(library: Library, name: str) -> None:
    with pytest.raises(PictureMissing):
        library.picture(name, dark=True)


def test_a_built_library_that_is_damaged_or_gone_is_told(tmp_path: Path) -> None:
    built, _ = build(write(tmp_path / "library", FILES), tmp_path / "cache")
    (built / "library.sqlite").write_bytes(b"damaged " * 1000)
    with pytest.raises(LibraryDamaged, match="can be built again"):
        Library.open(built)
    with pytest.raises(LibraryDamaged):
        Library.open(tmp_path / "nowhere")


def test_the_pointer_leads_only_to_generations(tmp_path: Path) -> None:
    folder = write(tmp_path / "library", FILES)
    cache = tmp_path / "cache"
    built, _ = build(folder, cache)
    pointer = library_cache(folder, cache) / "current"
    for name in ("", "../..", "/", "g-../..", "g-9", "\0", "x" * 5000):
        pointer.write_text(name)
        assert built_library(folder, cache) is None
    pointer.write_bytes(b"\xff")
    assert built_library(folder, cache) is None
    pointer.write_text(built.name)
    assert built_library(folder, cache) == built


def test_a_library_built_by_another_version_is_stale(tmp_path: Path) -> None:
    folder = write(tmp_path / "library", FILES)
    built, _ = build(folder, tmp_path / "cache")
    assert not is_stale(folder, built)
    (built / "built.json").write_text('{"format": 0}')
    assert is_stale(folder, built)
    assert built_library(folder, tmp_path / "cache") is None


def test_titles_can_be_searched_before_the_first_build_ends(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"a{number}.md": f"# Title {number}\n\nNothing.\n" for number in range(250)
    }
    folder = write(tmp_path / "library", {**files, "z.md": "# Enteric nerves\n"})
    found = []

    def look(progress: Progress) -> None:
        library = Library.open(progress.built)
        outcome = library.search("enteric")
        found.append((progress.stage, type(outcome)))
        library.close()

    build_library(folder, tmp_path / "cache", report=look)
    assert found[0] == ("tree", NoHits)
    assert Hits in [kind for stage, kind in found if stage in ("articles", "index")]
    assert found[-1] == ("done", Hits)


def test_opening_a_library_imports_nothing_heavy() -> None:
    code = (
        "import sys, gutbrain_app.core.library, gutbrain_app.core.build.building\n"
        "heavy = 'yaml markdown nh3 pebble filelock platformdirs tantivy multiprocessing "
        "resvg_py asyncio ssl socket PySide6'\n"
        "print(*[name for name in heavy.split() if name in sys.modules])"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert outcome.stdout.split() == []


def test_building_loads_nothing_that_opens_a_connection(tmp_path: Path) -> None:
    write(tmp_path / "library", FILES)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from gutbrain_app.core.build.building import build_library\n"
        "build_library(Path(sys.argv[1]), Path(sys.argv[2]), report=lambda told: None)\n"
        "never = 'ssl http.client urllib.request ftplib smtplib PySide6.QtNetwork'\n"
        "print(*[name for name in never.split() if name in sys.modules])"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library"), str(tmp_path / "cache")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert outcome.stdout.split() == []
