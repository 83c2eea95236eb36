"""Limits: too much is plain text or is divided, and never holds anything up."""

import pytest

from tests.core.rendering.pages import Scan, page, rendered

# Each would take Markdown, the cleaner or Qt seconds or for ever.
TOO_MUCH = {
    "a long line": "word " * 5_000,
    "quotations": "> " * 60 + "x",
    "lists in a line": "- " * 60 + "x",
    "deep lists": "\n".join("    " * n + "- a" for n in range(60)),
    "deep lists of two spaces": "\n".join("  " * n + "- a" for n in range(150)),
    "deep quotations": "\n".join("> " * n + "a" for n in range(70)),
    "open divisions": "<div>" * 4_000,
    "divisions": "<div>\n" * 200 + "x\n" + "</div>\n" * 200,
    "open lists": "<ul><li>\n" * 4_000,
    "bold": "<b>" * 300 + "x",
    "nested tables": "<table><tr><td>" * 5 + "x",
    "much in nested tables": "<table><tr><td>" * 4 + "<p>x</p>\n" * 4_000,
    "cells": "<table>" + "<tr><td>a</td><td>b</td></tr>\n" * 12_000 + "</table>",
    "columns": "<table><tr>" + "<td>a</td>\n" * 2_000 + "</tr></table>",
    "row spans": "<table>" + '<tr><td rowspan="50">a</td></tr>\n' * 2_000 + "</table>",
    "nested call-outs": "\n".join("> " * n + "> [!note] x" for n in range(8)),
}


@pytest.mark.parametrize("markdown", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_too_much_ends_as_plain_text_under_a_sentence(markdown: str) -> None:
    found = rendered(markdown)
    assert found.article.fallback
    assert found.article.html.startswith(
        f'<p class="banner">This article is shown as plain text, because {found.article.fallback}.'
    )
    assert not Scan(found.article.html).wrong
    assert [problem.file for problem in found.problems] == ["note.md"]


# Each is much, and still a page.
MUCH = {
    "open brackets": "[" * 2_000,
    "open pictures": "![" * 2_000,
    "declarations": "<![" * 2_000,
    "comments": "<!--" * 4_000,
    "instructions": "<?" * 2_000,
    "angles": "<" * 2_000,
    "backticks": "`" * 2_000,
    "CDATA": "<![CDATA[" * 2_000,
    "stars": "*a " * 3_000,
    "open links": "[a](" * 300,
    "footnotes": "\n".join(f"[^{n}]" for n in range(300))
    + "\n\n"
    + "\n\n".join(f"[^{n}]: t" for n in range(300)),
    "the same heading": "## Same\n\n" * 1_000,
    "reference definitions": "\n".join(f"[{n}]: https://x.org" for n in range(2_000)),
    "fences": "```\n" * 999,
    "tabs": "\t" * 10_000 + "x",
    "empty lines": "\n" * 100_000 + "x",
    "backslashes": "\\" * 10_000,
    "entities": "&#" + "9" * 10_000 + ";",
    "rule": "- " * 40,
}


@pytest.mark.parametrize("markdown", MUCH.values(), ids=MUCH.keys())
def test_much_is_still_a_page(markdown: str) -> None:
    assert not rendered(markdown).article.fallback


def test_words_without_an_end_can_be_broken() -> None:
    html = page("a" * 9_000)
    assert max(map(len, html.split("\u200b"))) <= 2_010


def test_words_without_an_end_made_of_many_elements_can_be_broken() -> None:
    html = page("".join(f"**{'a' * 900}**{'b' * 900}" for _ in range(8)))
    assert html.count("\u200b") >= 3


def test_lines_of_code_are_cut() -> None:
    html = page("```\n" + "a" * 9_000 + "\n```")
    assert max(map(len, html.split("\n"))) <= 2_010


def test_a_long_list_is_divided_and_goes_on_counting() -> None:
    html = page("\n".join(f"{n}. x" for n in range(1, 2_502)))
    assert html.count("<ol") == 3
    assert '</ol><ol start="1001">' in html


def test_a_long_table_is_divided() -> None:
    html = page("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 6_000)
    assert html.count("<table") == html.count("</table>") == 4
    assert not Scan(html).wrong


def test_pictures_written_into_the_text_do_not_count_as_long_lines() -> None:
    found = rendered(f"![The words](data:image/png;base64,{'A' * 50_000})")
    assert found.article.html == "<p>The words</p>"


def test_plain_text_is_cut_where_qt_would_be_slow() -> None:
    latin = rendered("a" * 20_001 + "\n" + "a" * 900_000).article.html
    assert len(latin) < 210_000
    assert "more characters are left out here" in latin
    assert len(rendered("a" * 20_001 + "\n" + "漢" * 900_000).article.html) < 50_000


def test_plain_text_is_escaped() -> None:
    assert "&lt;script&gt;" in rendered("<script>" + "a" * 20_001 + "\n").article.html
