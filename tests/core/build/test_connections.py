"""Connections: what links to an article, what is near it, and what rests on a reference."""

import json
from pathlib import Path

from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from tests.core.build.libraries import build, opened, write

FILES: dict[str, str | bytes] = {
    "a.md": (
        "---\ntitle: Alpha\ntags: [one, common]\nupdated: 2026-01-01\n---\n\nSee [b](b.md), "
        "[b](b.md#x) and [itself](a.md) [@r1].\n\n## Weak\n\nText [@r2; @r3].\n"
    ),
    "b.md": "---\ntitle: beta\ntags: [One]\n---\n\nBack to [[a]] [@r1].\n",
    "c.md": "---\ntitle: Gamma\n---\n\nTo [b](b.md) [@r3] and [nowhere](gone.md).\n",
    "d.md": "# Delta\n",
    "references.json": json.dumps(
        [
            {"id": "r1", "title": "1", "custom": {"evidence": "human RCT"}},
            {"id": "r2", "title": "2", "custom": {"evidence": "review"}},
            {"id": "r3", "title": "3", "custom": {"evidence": "animal"}},
            {"id": "r4", "title": "4"},
        ]
    ),
}


def made(tmp_path: Path) -> Library:
    return opened(write(tmp_path / "library", FILES), tmp_path / "cache")


def test_an_article_knows_what_links_to_it_by_title(tmp_path: Path) -> None:
    library = made(tmp_path)
    assert library.around("b").linked_from == (("a", "Alpha"), ("c", "Gamma"))
    assert library.around("a").linked_from == (("b", "beta"),)
    assert library.around("d").linked_from == ()


def test_related_topics_share_references_and_tags_the_nearest_first(tmp_path: Path) -> None:
    library = made(tmp_path)
    assert library.around("a").related == (("b", "beta"), ("c", "Gamma"))
    assert library.around("c").related == (("a", "Alpha"),)
    assert library.around("d").related == ()
    assert library.around("nothing") == library.around("d")


def test_a_reference_knows_the_sections_that_rest_on_it(tmp_path: Path) -> None:
    library = made(tmp_path)
    assert library.citing("r3") == (Place("a", "weak"), Place("c"))
    assert library.citing("r1") == (Place("a"), Place("b"))
    assert library.citing("r4") == ()


def test_each_topic_tells_its_age_and_its_weakest_section(tmp_path: Path) -> None:
    ages = {age.topic: age for age in made(tmp_path).ages()}
    alpha = ages["a"]
    assert (alpha.title, alpha.updated, alpha.references) == ("Alpha", "2026-01-01", 3)
    assert (alpha.strongest, alpha.weakest, alpha.weakest_section) == (
        "human RCT",
        "animal",
        "weak",
    )
    delta = ages["d"]
    assert (delta.updated, delta.references, delta.weakest) == ("", 0, "")


def test_a_refreshed_library_forgets_links_that_are_gone(tmp_path: Path) -> None:
    folder = write(tmp_path / "library", FILES)
    build(folder, tmp_path / "cache")
    (folder / "c.md").unlink()
    write(folder, {"a.md": "---\ntitle: New name\n---\n\nSee [b](b.md).\n"})
    library = opened(folder, tmp_path / "cache")
    assert library.around("b").linked_from == (("a", "New name"),)
    assert library.citing("r3") == ()


def test_a_library_of_nothing_has_no_connections(tmp_path: Path) -> None:
    library = opened(write(tmp_path / "empty", {"x.txt": "no"}), tmp_path / "cache")
    assert library.ages() == ()
    assert library.citing("r1") == ()
