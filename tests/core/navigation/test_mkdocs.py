"""The tree of a MkDocs nav."""

from gutbrain_app.core.navigation.mkdocs import NavReader, top_level
from tests.core.navigation.test_tree import as_text

TITLES = {
    "docs/index": "Home",
    "docs/guide/index": "Guide",
    "docs/guide/one": "One",
    "docs/guide/two": "Two",
    "docs/about": "About",
}


def reader() -> NavReader:
    def topic_at(path: str) -> str:
        topic = path.removesuffix(".md")
        return topic if topic in TITLES else ""

    return NavReader("mkdocs.yml", "docs", TITLES, topic_at)


def tree(nav: object) -> str:
    return as_text(reader().tree(nav))


def test_pages_have_given_titles_or_their_own() -> None:
    assert tree(["index.md", {"On us": "about.md"}]) == "Home (docs/index)\nOn us (docs/about)\n"


def test_sections_nest_and_may_have_a_page_of_their_own() -> None:
    nav = [{"Guide": ["guide/index.md", {"First": "guide/one.md"}, {"More": ["guide/two.md"]}]}]
    assert tree(nav) == (
        "# Guide (docs/guide/index)\n"
        "  First (docs/guide/one)\n"
        "  More ()\n"
        "    Two (docs/guide/two)\n"
    )


def test_a_folder_stands_for_all_of_its_articles() -> None:
    assert tree([{"Guide": "guide/"}]) == (
        "# Guide ()\n  Guide (docs/guide/index)\n  One (docs/guide/one)\n  Two (docs/guide/two)\n"
    )


def test_links_to_the_web_are_left_out_and_missing_pages_are_problems() -> None:
    nav = reader()
    assert nav.tree([{"Web": "https://example.org"}, "gone.md", 5, {"x": None}, "../up.md"]) == ()
    assert [problem.what for problem in nav.problems] == [
        "gone.md is listed in nav, and there is no such article.",
        "../up.md is listed in nav, and there is no such article.",
    ]


def test_a_nav_that_is_none_is_an_empty_tree() -> None:
    assert tree("words") == tree(None) == tree({"a": 1}) == ""


def test_one_key_is_cut_out_of_a_file_with_tags_of_python() -> None:
    text = "site_name: X\nplugins:\n  - x: !!python/name:os.system\nnav:\n  - a.md\n# c\ntheme: y\n"
    assert top_level(text, "nav") == "nav:\n  - a.md\n# c\n"
    assert top_level(text, "docs_dir") == ""
