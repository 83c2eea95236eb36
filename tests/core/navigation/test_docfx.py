"""The tree of DocFX's `toc.yml`."""

from gutbrain_app.core.navigation.docfx import toc_tree
from gutbrain_app.core.navigation.tree import TreeNode

TITLES = {"a/one": "One", "a/two": "Two", "b/three": "Three"}


def topic_at(path: str) -> str:
    topic = path.removesuffix(".md")
    return topic if topic in TITLES else ""


def test_items_nest_and_a_page_of_the_same_name_is_the_sections_own() -> None:
    toc = [
        {"name": "First", "items": [{"name": "First", "href": "one.md"}, {"href": "two.md"}]},
        {"name": "Gone", "href": "gone.md"},
        {"name": "Far", "href": "https://example.org/x.md"},
        "words",
    ]
    assert toc_tree({"a/toc.yml": toc}, TITLES, topic_at) == (
        TreeNode("First", "a/one", (TreeNode("Two", "a/two"),)),
    )


def test_a_file_that_another_names_stands_where_it_is_named() -> None:
    tocs = {
        "toc.yml": [{"name": "A", "href": "a/"}, {"name": "B", "href": "b/toc.yml"}],
        "a/toc.yml": [{"name": "One", "href": "one.md"}],
        "b/toc.yml": [{"name": "Three", "href": "three.md"}, {"name": "Me", "href": "toc.yml"}],
    }
    assert toc_tree(tocs, TITLES, topic_at) == (
        TreeNode("A", "", (TreeNode("One", "a/one"),)),
        TreeNode("B", "", (TreeNode("Three", "b/three"),)),
    )


def test_files_that_nobody_names_are_parts() -> None:
    tocs = {
        "standard-library/toc.yml": [{"name": "One", "href": "../a/one.md"}],
        "b/toc.yml": [{"name": "Three", "href": "three.md"}],
        "breadcrumb/toc.yml": [{"name": "Docs", "tocHref": "/"}],
    }
    assert [(node.title, node.part) for node in toc_tree(tocs, TITLES, topic_at)] == [
        ("Standard library", True),
        ("B", True),
    ]


def test_files_that_name_each_other_come_to_an_end() -> None:
    tocs = {"toc.yml": [{"name": "A", "href": "a/"}], "a/toc.yml": [{"name": "B", "href": "../"}]}
    assert toc_tree(tocs, TITLES, topic_at) == ()
