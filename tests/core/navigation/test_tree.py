"""The tree of a library without a summary: its folders and titles."""

from gutbrain_app.core.navigation.tree import TreeNode, folder_tree, topics_in


def as_text(tree: tuple[TreeNode, ...], indent: str = "") -> str:
    lines = ""
    for node in tree:
        kind = "# " if node.part else ""
        lines += f"{indent}{kind}{node.title} ({node.topic})\n" + as_text(
            node.children, indent + "  "
        )
    return lines


def test_folders_are_parts_and_pages_come_before_them() -> None:
    titles = {
        "week-10": "Week 10",
        "week-2": "Week 2",
        "index": "Start",
        "gut/a": "Acids",
        "gut/index": "The gut",
        "brain_parts/deep/x": "X",
    }
    assert as_text(folder_tree(titles)) == (
        "Start (index)\n"
        "Week 2 (week-2)\n"
        "Week 10 (week-10)\n"
        "# Brain parts ()\n"
        "  Deep ()\n"
        "    X (brain_parts/deep/x)\n"
        "# The gut (gut/index)\n"
        "  Acids (gut/a)\n"
    )


def test_an_empty_library_has_an_empty_tree() -> None:
    assert folder_tree({}) == ()


def test_a_folder_with_an_index_and_a_readme_has_one_page_of_its_own() -> None:
    tree = folder_tree({"a/README": "Read me", "a/index": "Index"})
    assert as_text(tree) == "# Index (a/index)\n  Read me (a/README)\n"


def test_titles_alike_and_odd_ones_are_no_error() -> None:
    titles = {"a": "", "b": "", "c": "9" * 30, "d": "٣", "e": "²"}
    assert sorted(topics_in(folder_tree(titles))) == ["a", "b", "c", "d", "e"]
