"""An article's source: where its title comes from and what is wrong with its file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutbrain_app.core.articles.source import article_source, file_title, plain_title

TITLES = {
    "front matter": ("---\ntitle: From YAML\n---\n# Heading", "From YAML"),
    "first heading": ("## A *heading* `x`\n\ntext\n", "A heading x"),
    "first heading of the first level": ("text\n\n# A *heading* `x`\n", "A heading x"),
    "no heading that comes after words": ("text\n\n## Below\n", "Vagus nerve"),
    "underlined heading": ("A heading\n=====\n", "A heading"),
    "heading with a link": ("# See [this](x.md) {#own}", "See this"),
    "heading with marks of HTML": ("# <img src=x>", "<img src=x>"),
    "no heading in code": ("```\n# no\n```\n# Yes", "Yes"),
    "no heading in front of a table": ("a | b\n--- | ---\n", "Vagus nerve"),
    "broken front matter": ("---\ntitle: [x\n---\n# Heading", "Heading"),
    "nothing": ("", "Vagus nerve"),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES.keys())
def test_the_title_comes_from(text: str, title: str) -> None:
    assert article_source("deep/vagus-nerve.md", text.encode()).title == title


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("vagus-nerve.md", "Vagus nerve"),
        ("My notes.md", "My notes"),
        ("course-one/index.md", "Course one"),
        ("README.md", "README"),
        ("-.md", "-"),
    ],
)
def test_a_file_without_headings_is_titled_by_its_name(file: str, title: str) -> None:
    assert file_title(file) == title


def test_a_number_sign_in_a_files_name_begins_no_section() -> None:
    assert article_source("c#/a.md", b"").topic == "c%23/a"


def test_bytes_that_are_not_utf8_are_a_problem_with_their_line() -> None:
    source = article_source("a.md", b"one\ntwo \xff\n")
    assert source.body == "one\ntwo \ufffd\n"
    assert [(one.file, one.line, one.what) for one in source.problems] == [
        ("a.md", 2, "The file is not UTF-8.")
    ]


def test_front_matter_that_cannot_be_read_is_a_problem_with_its_line() -> None:
    source = article_source("a.md", b"---\ntitle: T\nx: !!python/object:os.system x\n---\ntext")
    assert source.body == "text"
    assert source.body_line == 5
    (problem,) = source.problems
    assert (problem.file, problem.line) == ("a.md", 3)


PLAIN = st.text(st.sampled_from("abc XYZ01 -,.()/é\"'#:&*!|><%@`[]{}?~=+\\\t\x85"), max_size=14)


@settings(max_examples=2000, derandomize=True, database=None, deadline=None)
@given(
    PLAIN | st.sampled_from(["no", "Yes", "null", "a: b", "a #b", "a:", "2020", "1e5"]),
    st.sampled_from(["tags: [a]\n", "", "  more\n", "# x\n", "summary: s\n"]),
)
def test_a_plain_title_is_what_yaml_says(title: str, rest: str) -> None:
    data = f"---\nid: x\ntitle: {title}\n{rest}---\ntext".encode()
    quick = plain_title(data)
    assert quick in ("", article_source("a.md", data).front_matter.title)


def test_most_titles_are_plain() -> None:
    assert plain_title(b"---\ntitle: The vagus nerve\nx: y\n---\n") == "The vagus nerve"
    assert plain_title(b'---\ntitle: "The vagus nerve"\nx: y\n---\n') == "The vagus nerve"
