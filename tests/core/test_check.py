"""The check of a library: what an author should mend, and where."""

import json
from pathlib import Path

import pytest

from gutbrain_app.core.check import library_problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library without a problem."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "SUMMARY.md").write_text("# Part\n\n- [One](one.md)\n- [Two](two.md)\n")
    (folder / "one.md").write_text("# One\n\nA nerve [@bravo2011].\n\n## Below\n\nText.\n")
    (folder / "two.md").write_text("# Two\n\nSee [below](one.md#below).\n")
    (folder / "glossary.csv").write_text("term,definition,aliases\nnerve,A cable.,nerves\n")
    references(folder, ("bravo2011", "10.1/a"))
    return folder


def references(folder: Path, *items: tuple[str, str]) -> None:
    written = [
        {"id": id, "title": id, "type": "book", "DOI": doi, "custom": {"evidence": "animal"}}
        for id, doi in items
    ]
    (folder / "references.json").write_text(json.dumps(written))


def found(folder: Path) -> list[str]:
    return [f"{one.file}:{one.line} {one.what}" for one in library_problems(folder)]


def test_a_library_in_order_has_no_problem(folder: Path) -> None:
    assert found(folder) == []


def test_checking_leaves_the_folder_as_it_was(folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    library_problems(folder)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_links_that_lead_nowhere_are_told_with_their_line(folder: Path) -> None:
    (folder / "two.md").write_text("# Two\n\n[a](gone.md)\n\n[b](one.md#gone)\n")
    first, second = found(folder)
    assert first.startswith("two.md:3 ")
    assert second.startswith("two.md:5 ")


def test_an_unknown_and_an_uncited_reference_are_told(folder: Path) -> None:
    references(folder, ("other2012", "10.1/b"))
    first, second = found(folder)
    assert "bravo2011" in first
    assert first.startswith("one.md:3 ")
    assert second == "references.json:1 other2012 is cited nowhere."


def test_one_paper_under_two_ids_is_told(folder: Path) -> None:
    references(folder, ("bravo2011", "10.1/A"), ("again2011", "10.1/a"))
    (folder / "two.md").write_text("# Two\n\nText [@again2011].\n")
    assert found(folder) == ["references.json:1 again2011 has the same DOI as bravo2011."]


def test_an_article_outside_the_tree_is_told(folder: Path) -> None:
    (folder / "three.md").write_text("# Three\n\nText.\n")
    assert found(folder) == ["three.md:0 The tree of topics does not lead to this article."]


def test_two_articles_of_one_title_are_told(folder: Path) -> None:
    (folder / "two.md").write_text("# one\n\nText.\n")
    assert found(folder) == ["two.md:1 It has the same title as one."]


def test_a_term_that_no_article_uses_is_told(folder: Path) -> None:
    (folder / "glossary.csv").write_text("term,definition\nnerve,A cable.\nspleen,An organ.\n")
    assert found(folder) == ["glossary.csv:3 The term “spleen” stands in no article."]


def test_a_missing_picture_and_broken_front_matter_are_told(folder: Path) -> None:
    (folder / "two.md").write_text("---\ntitle: [\n---\n\n# Two\n\n![p](gone.png)\n")
    told = found(folder)
    assert len(told) == 2
    assert all(one.startswith("two.md:") for one in told)
