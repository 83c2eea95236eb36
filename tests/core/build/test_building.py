"""A build: what it makes, what it makes again, and what a bad file does to it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gutbrain_app.core.build.building import FolderMissing, NotBuilt, build_library
from gutbrain_app.core.build.generations import built_library, is_stale, library_cache
from gutbrain_app.core.index.outcomes import Hits, IndexDamaged
from gutbrain_app.core.library import Library, PlaceMissing
from gutbrain_app.core.places import Place
from tests.core.build.libraries import (
    REFERENCES,
    build,
    opened,
    problems,
    rendered_count,
    write,
)

SMALL: dict[str, str | bytes] = {
    "SUMMARY.md": "# Routes\n- [Vagus](vagus.md)\n- [Serotonin](serotonin.md)\n",
    "vagus.md": "# Vagus\n\nA nerve [@one]. See [it](serotonin.md#made).\n",
    "serotonin.md": "# Serotonin\n\n## Made\n\nIn the gut.\n",
    "references.json": REFERENCES,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "library", SMALL)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def found(library: Library, query: str) -> list[str]:
    outcome = library.search(query, exact=True)
    return [hit.place for hit in outcome.hits] if isinstance(outcome, Hits) else []


def test_a_build_tells_how_far_it_is_and_ends_sealed(folder: Path, cache: Path) -> None:
    built, told = build(folder, cache)
    assert [one.stage for one in told if one.stage != "articles"] == [
        "tree",
        "article",
        "index",
        "done",
    ]
    assert built_library(folder, cache) == built
    assert not is_stale(folder, built)


def test_the_tree_can_be_opened_before_any_article_and_the_first_before_the_rest(
    folder: Path, cache: Path
) -> None:
    seen = []

    def look(progress: object) -> None:
        stage, built = progress.stage, progress.built  # type: ignore[attr-defined]
        library = Library.open(built)
        article = library.article("serotonin").title if stage == "article" else ""
        seen.append((stage, library.info.complete, library.tree[0].title, article))
        library.close()

    build_library(folder, cache, first="serotonin", report=look)
    assert seen[0] == ("tree", False, "Routes", "")
    assert ("article", False, "Routes", "Serotonin") in seen
    assert seen[-1] == ("done", True, "Routes", "")


def test_an_unchanged_library_is_not_built_again(folder: Path, cache: Path) -> None:
    built, _ = build(folder, cache)
    again, told = build(folder, cache)
    assert again == built
    assert [one.stage for one in told] == ["done"]


def test_only_a_changed_article_is_rendered_again(folder: Path, cache: Path) -> None:
    old, _ = build(folder, cache)
    write(folder, {"serotonin.md": "# Serotonin\n\n## Made\n\nMostly in the bowel.\n"})
    assert is_stale(folder, old)
    built, told = build(folder, cache)
    assert rendered_count(told) == 1
    library = Library.open(built)
    assert "Mostly in the bowel" in library.article("serotonin").html
    assert found(library, "bowel") == ["serotonin#made"]
    assert found(library, "nerve") == ["vagus"]
    assert not library.problems()
    library.close()


def test_a_changed_reference_is_shown_where_it_is_cited(folder: Path, cache: Path) -> None:
    build(folder, cache)
    write(folder, {"references.json": REFERENCES.replace('"One"', '"Won"')})
    built, told = build(folder, cache)
    assert rendered_count(told) == 1
    assert "Won" in Library.open(built).article("vagus").html


def test_a_reference_that_no_article_cites_changes_no_article(folder: Path, cache: Path) -> None:
    build(folder, cache)
    write(folder, {"references.json": REFERENCES.replace('"Two"', '"Too"')})
    assert rendered_count(build(folder, cache)[1]) == 0


def test_a_link_follows_an_article_that_goes_and_comes(folder: Path, cache: Path) -> None:
    build(folder, cache)
    (folder / "serotonin.md").unlink()
    built, told = build(folder, cache)
    library = Library.open(built)
    assert rendered_count(told) == 1
    assert "place:serotonin" not in library.article("vagus").html
    assert ("vagus.md", 3, "The link to serotonin.md#made leads to no article.") in problems(
        library
    )
    assert found(library, "gut") == []
    write(folder, {"serotonin.md": SMALL["serotonin.md"]})
    built, told = build(folder, cache)
    assert rendered_count(told) == 2
    assert "place:serotonin#made" in Library.open(built).article("vagus").html


def test_a_section_that_is_renamed_makes_the_links_to_it_problems(
    folder: Path, cache: Path
) -> None:
    build(folder, cache)
    write(folder, {"serotonin.md": "# Serotonin\n\n## Created\n\nIn the gut.\n"})
    assert problems(opened(folder, cache)) == [
        ("vagus.md", 3, "serotonin has no section named made.")
    ]


def test_a_changed_tree_moves_topics_in_the_tree_and_in_search(folder: Path, cache: Path) -> None:
    build(folder, cache)
    write(folder, {"SUMMARY.md": "# Molecules\n- [Sero](serotonin.md)\n- [V](vagus.md)\n"})
    built, told = build(folder, cache)
    library = Library.open(built)
    assert rendered_count(told) == 0
    assert library.first_topic() == "serotonin"
    outcome = library.search("nerve")
    assert isinstance(outcome, Hits)
    assert outcome.hits[0].path == ("Molecules", "V")


def test_a_changed_glossary_is_read_again(folder: Path, cache: Path) -> None:
    build(folder, cache)
    write(folder, {"glossary.csv": "term,definition,aliases\nserotonin,A messenger,5-HT\n"})
    library = opened(folder, cache)
    assert [term.aliases for term in library.terms()] == [("5-HT",)]
    assert isinstance(library.search("5-HT"), Hits)


def test_old_generations_go_unless_someone_reads_them(folder: Path, cache: Path) -> None:
    first = Library.open(build(folder, cache)[0])
    write(folder, {"vagus.md": "# Vagus\n\nTwo.\n"})
    build(folder, cache)
    place = library_cache(folder, cache)
    assert len(list(place.glob("g-*"))) == 2
    assert "A nerve" in first.article("vagus").html
    assert found(first, "nerve") == ["vagus"]
    first.close()
    write(folder, {"vagus.md": "# Vagus\n\nThree.\n"})
    build(folder, cache)
    assert len(list(place.glob("g-*"))) == 1


def test_the_same_folder_by_another_path_is_the_same_library(
    folder: Path, cache: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert build(folder, cache)[0] == build(tmp_path / "link", cache)[0]


def test_a_damaged_built_library_is_built_anew(folder: Path, cache: Path) -> None:
    built, _ = build(folder, cache)
    for path in built.rglob("*"):
        if path.is_file() and path.name != "built.json":
            path.write_bytes(b"damaged")
    write(folder, {"vagus.md": "# Vagus\n\nNew.\n"})
    library = opened(folder, cache)
    assert "New" in library.article("vagus").html
    assert found(library, "gut") == ["serotonin#made"]


def test_a_damaged_index_is_made_anew_without_rendering_again(folder: Path, cache: Path) -> None:
    built, _ = build(folder, cache)
    for path in (built / "index").glob("*.store"):
        path.write_bytes(b"damaged")
    library = Library.open(built)
    with pytest.raises(IndexDamaged, match="articles and bookmarks are safe"):
        library.search("gut")
    library.drop_index()
    assert is_stale(folder, built)
    rebuilt, reports = build(folder, cache)
    assert rebuilt != built
    assert rendered_count(reports) == 0
    assert found(Library.open(rebuilt), "gut") == ["serotonin#made"]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="There is no folder"):
        build(tmp_path / "nowhere", tmp_path / "cache")


def test_a_cache_that_cannot_be_written_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file is in the way")
    with pytest.raises(NotBuilt, match="its own files are untouched"):
        build(folder, tmp_path / "cache")


def test_a_folder_without_markdown_is_an_empty_library(tmp_path: Path) -> None:
    library = opened(write(tmp_path / "empty", {"a.txt": "x"}), tmp_path / "cache")
    assert library.info.title == "Empty"
    assert (library.tree, library.first_topic(), library.problems()) == ((), "", ())
    assert library.info.complete


def test_bad_files_are_problems_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "bad",
        {
            "good.md": "# Good\n\n![up](../secret.png) [out](file:///etc/passwd)\n",
            "large.md": "# Large\n\n" + "text\n" * 600_000,
            "latin.md": b"# Latin\n\ncaf\xe9\n",
            "python.md": "---\ntitle: !!python/object:os.system x\n---\n# Python\n",
            "hostile.md": "---\ntitle: '<img src=x>'\n---\n## <b>x</b>\n",
            "bomb.md": "# Bomb\n\n" + "<div>\n" * 5_000,
            "references.json": "{",
            "glossary.csv": "x",
            "relations.csv": "x",
            "library.yaml": "a: [",
        },
    )
    os.mkfifo(folder / "pipe.md")
    (folder / "out.md").symlink_to("/etc/passwd")
    (folder / "folder.md").mkdir()
    library = opened(folder, tmp_path / "cache")
    assert sorted(library.all_topics()) == [
        "bomb",
        "good",
        "hostile",
        "large",
        "latin",
        "python",
    ]
    assert library.article("hostile").title == "<img src=x>"
    assert "caf\ufffd" in library.article("latin").html
    assert library.article("python").title == "Python"
    assert library.article("large").fallback.startswith("its file has 3.0 MB")
    assert library.article("bomb").fallback
    assert {file for file, _, _ in problems(library)} == {
        "bomb.md",
        "folder.md",
        "glossary.csv",
        "good.md",
        "large.md",
        "latin.md",
        "library.yaml",
        "out.md",
        "pipe.md",
        "python.md",
        "references.json",
        "relations.csv",
    }
    assert library.info.problem_count == len(library.problems()) == 13


def test_two_files_of_one_topic_are_a_problem(tmp_path: Path) -> None:
    folder = write(tmp_path / "two", {"a.md": "# A\n", "a.markdown": "# B\n"})
    library = opened(folder, tmp_path / "cache")
    assert library.all_topics() == ("a",)
    assert [one.file for one in library.problems()] == ["a.md"]


def test_pictures_are_kept_by_opaque_names(tmp_path: Path) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><style>rect{fill:#f00}'
        "@media (prefers-color-scheme: dark){rect{fill:#0f0}}</style>"
        '<rect width="8" height="4"/></svg>'
    )
    folder = write(tmp_path / "pictures", {"a.md": "# A\n\n![x](p/a.svg)\n", "p/a.svg": svg})
    library = opened(folder, tmp_path / "cache")
    name = library.article("a").html.partition("picture:")[2].partition('"')[0]
    light, dark = library.picture(name, dark=False), library.picture(name, dark=True)
    assert light.startswith(b"\x89PNG")
    assert light != dark
    library.close()
    write(folder, {"p/a.svg": svg.replace("#f00", "#00f")})
    changed = opened(folder, tmp_path / "cache")
    assert changed.picture(name, dark=False) != light
    assert changed.picture(name, dark=True) == dark


def test_a_place_that_is_gone_names_the_nearest(folder: Path, cache: Path) -> None:
    library = opened(folder, cache)
    with pytest.raises(PlaceMissing) as missing:
        library.resolve(Place("serotonine"))
    assert missing.value.nearest == ((Place("serotonin"), "Serotonin"),)
    with pytest.raises(PlaceMissing) as missing:
        library.resolve(Place("serotonin", "maked"))
    assert missing.value.nearest[1] == (Place("serotonin", "made"), "Made")


def test_a_full_disk_is_one_sentence_and_leaves_the_old_library(folder: Path, cache: Path) -> None:
    built, _ = build(folder, cache)
    write(folder, {"vagus.md": "# Vagus\n\n" + "More text.\n" * 20_000})
    # No file may grow past this, as on a disk that is full.
    code = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from gutbrain_app.core.build.building import NotBuilt, build_library\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "try:\n    build_library(Path(sys.argv[1]), Path(sys.argv[2]), report=lambda told: None)\n"
        "except NotBuilt as error:\n    print(error)\n"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(cache)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert "could not be built" in outcome.stdout
    assert outcome.stdout.count("\n") == 1
    assert built_library(folder, cache) == built
    assert [one.name for one in built.parent.glob("g-*")] == [built.name]
    old = Library.open(built)
    assert "A nerve" in old.article("vagus").html
    old.close()
    assert "More text" in opened(folder, cache).article("vagus").html


@pytest.mark.parametrize("name", [b"a b", b"100% #1?", b"caf\xc3\xa9", b"not utf-8 \xff", b"-"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: bytes) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    folder.mkdir()
    write(folder, {"c# notes/a b?.md": "# A\n\n[x](<a b?.md>) ![p](%70.gif)\n"})
    (folder / "c# notes" / "p.gif").write_bytes(b"GIF89a\x05\0\x06\0\0\0\0")
    library = opened(folder, tmp_path / "cache")
    assert library.info.folder == folder
    assert library.all_topics() == ("c%23 notes/a b?",)
    html = library.article("c%23 notes/a b?").html
    assert '<img src="picture:' in html


def test_a_first_topic_that_is_not_there_gives_way_to_the_first_of_the_tree(
    folder: Path, cache: Path
) -> None:
    _, told = build(folder, cache, first="gone")
    assert [one.topic for one in told if one.stage == "article"] == ["vagus"]


def test_a_change_of_an_included_file_builds_the_page_that_includes_it_anew(
    folder: Path, cache: Path
) -> None:
    write(folder, {"vagus.md": "# Vagus\n\n{{#include code.rs}}\n", "code.rs": "old"})
    built, _ = build(folder, cache)
    write(folder, {"code.rs": "changed"})
    assert is_stale(folder, built)
    _, told = build(folder, cache)
    assert rendered_count(told) == 1
    library = opened(folder, cache)
    assert "changed" in library.article("vagus").html
