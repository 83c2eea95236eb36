"""The tree of a SUMMARY.md."""

from gutbrain_app.core.navigation.summary import summary_tree
from tests.core.navigation.test_tree import as_text

KNOWN = ("a.md", "b.md", "deep/c d.md", "e.md")


def topic_at(path: str) -> str:
    return path.removesuffix(".md") if path in KNOWN else ""


def tree(text: str) -> str:
    return as_text(summary_tree(text, "SUMMARY.md", topic_at)[0])


def problems(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.what) for one in summary_tree(text, "SUMMARY.md", topic_at)[1]]


def test_headings_are_parts_and_nesting_is_by_indentation() -> None:
    text = (
        "# Summary\n\n[A](a.md)\n\n# Part\n\n"
        "- [B `x`](./b.md)\n  - [C](<deep/c d.md>)\n* [E](e.md)\n"
    )
    assert tree(text) == "A (a)\n# Part ()\n  B x (b)\n    C (deep/c d)\n  E (e)\n"
    assert not problems(text)


def test_a_first_heading_with_topics_under_it_is_a_part() -> None:
    assert tree("# Foundations\n- [A](a.md)\n") == "# Foundations ()\n  A (a)\n"


def test_what_follows_a_rule_stands_outside_the_parts() -> None:
    assert tree("# P\n- [A](a.md)\n\n---\n\n[B](b.md)\n") == "# P ()\n  A (a)\nB (b)\n"


def test_drafts_and_words_lead_to_what_is_below_them() -> None:
    assert tree("- [Draft]()\n- Group\n  - [A](a.md)\n") == "Group ()\n  A (a)\n"


def test_escapes_and_sections_in_a_link_are_understood() -> None:
    assert tree("- [C](deep/c%20d.md#part)\n") == "C (deep/c d)\n"


def test_an_article_that_is_missing_or_listed_twice_is_a_problem_with_its_line() -> None:
    text = "- [A](a.md)\n- [X](x.md)\n- [A again](a.md)\n- [Up](../a.md)\n"
    assert tree(text) == "A (a)\n"
    assert problems(text) == [
        (2, "x.md is listed, and there is no such article."),
        (3, "a.md is listed twice."),
        (4, "../a.md is listed, and there is no such article."),
    ]


def test_a_list_as_deep_as_you_like_is_no_error() -> None:
    text = "".join("  " * n + f"- g{n}\n" for n in range(3_000)) + " " * 6_000 + "- [A](a.md)\n"
    assert "A (a)" in tree(text)
