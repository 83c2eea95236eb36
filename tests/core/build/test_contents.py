"""Contents: how folders of other tools are read."""

from pathlib import Path

from gutbrain_app.core.build.contents import Contents, read_contents
from tests.core.build.libraries import write
from tests.core.navigation.test_tree import as_text


def contents(folder: Path, files: dict[str, str | bytes]) -> Contents:
    return read_contents(write(folder, files), {})


def test_a_book_of_mdbook_is_read_from_its_source_folder(tmp_path: Path) -> None:
    found = contents(
        tmp_path / "book",
        {
            "book.toml": '[book]\ntitle = "The book"\n',
            "README.md": "# About this repository\n",
            "src/SUMMARY.md": "# Summary\n\n- [One](one.md)\n  - [Two](deep/two.md)\n",
            "src/one.md": "# One\n",
            "src/deep/two.md": "# Two\n",
        },
    )
    assert found.facts.title == "The book"
    assert as_text(found.tree) == "One (src/one)\n  Two (src/deep/two)\n"
    assert sorted(found.articles) == ["src/deep/two.md", "src/one.md"]


def test_a_book_without_a_summary_is_a_folder_with_a_problem(tmp_path: Path) -> None:
    found = contents(tmp_path / "book", {"book.toml": "[", "a.md": "# A\n"})
    assert as_text(found.tree) == "A (a)\n"
    assert [problem.file for problem in found.problems] == ["book.toml"]


def test_a_project_of_mkdocs_is_read_from_its_nav(tmp_path: Path) -> None:
    found = contents(
        tmp_path / "site",
        {
            "mkdocs.yml": "site_name: The site\nmarkdown_extensions:\n  - x: !!python/name:os.x\n"
            "nav:\n  - Start: index.md\n  - Guide:\n    - guide/a.md\n",
            "docs/index.md": "# Home\n",
            "docs/guide/a.md": "# A\n",
            "other/b.md": "# B\n",
        },
    )
    assert found.facts.title == "The site"
    assert as_text(found.tree) == "Start (docs/index)\n# Guide ()\n  A (docs/guide/a)\n"
    assert not found.problems


def test_a_project_of_mkdocs_without_a_nav_is_its_folders(tmp_path: Path) -> None:
    found = contents(
        tmp_path / "site",
        {"mkdocs.yml": "docs_dir: ./text\n", "text/index.md": "# Home\n", "text/g/a.md": "# A\n"},
    )
    assert as_text(found.tree) == "Home (text/index)\n# G ()\n  A (text/g/a)\n"


def test_papers_about_the_folder_are_no_articles_beside_a_summary(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "REVIEW.md": "# Review\n",
        "LICENSE.md": "x",
        "DNA.md": "# DNA\n",
    }
    beside = contents(tmp_path / "with", {**files, "SUMMARY.md": "- [DNA](DNA.md)\n"})
    assert list(beside.articles) == ["DNA.md"]
    assert len(contents(tmp_path / "without", files).articles) == 3


def test_two_folders_of_one_name_are_two_libraries(tmp_path: Path) -> None:
    one = contents(tmp_path / "a" / "notes", {"a.md": "x"})
    two = contents(tmp_path / "b" / "notes", {"a.md": "x"})
    assert one.facts.title == two.facts.title == "Notes"
    assert one.facts.id != two.facts.id


def test_what_the_library_says_of_itself_is_one_line_each(tmp_path: Path) -> None:
    found = contents(
        tmp_path / "library",
        {"library.yaml": "id: x\ntitle: T\nedition: 2026-11-23\nnotice: |\n  one\n  two\n"},
    )
    assert (found.facts.id, found.facts.edition, found.facts.notice) == (
        "x",
        "2026-11-23",
        "one two",
    )


def test_a_list_of_docfx_may_begin_with_a_comment(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "toc.yml": "### YamlMime:TableOfContent\n- name: Second\n  href: b.md\n- href: a.md\n",
        "a.md": "# A\n",
        "b.md": "# B\n",
    }
    found = contents(tmp_path / "docs", files)
    assert [(node.title, node.topic) for node in found.tree] == [("Second", "b"), ("A", "a")]


def test_a_list_of_docfx_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    found = contents(tmp_path / "docs", {"toc.yml": "- name: A\n- name: *b\n", "a.md": "# A\n"})
    assert [(one.file, one.line) for one in found.problems] == [("toc.yml", 2)]
