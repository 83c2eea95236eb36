"""Front matter: plain values, read with caps; anything else is refused with its line."""

import pytest

from gutbrain_app.core.articles.front_matter import (
    FrontMatter,
    YamlRefused,
    read_front_matter,
    split_front_matter,
)


def test_the_yaml_is_cut_from_the_markdown() -> None:
    assert split_front_matter("---\ntitle: T\n---\ntext\n") == ("---\ntitle: T\n", "text\n", 4)


@pytest.mark.parametrize(
    "text", ["text", "", "---\n", "---\ntitle: T\n", "\n---\ntitle: T\n---\n", "----\na\n---\n"]
)
def test_without_both_lines_of_dashes_all_is_markdown(text: str) -> None:
    assert split_front_matter(text) == ("", text, 1)


def test_dates_numbers_and_lists_become_words() -> None:
    assert read_front_matter(
        "title: 2024\nupdated: 2026-11-23\naliases: [a, 5]\ntags: one, two\ndescription: ' a\n b '"
    ) == FrontMatter("2024", "a b", ("a", "5"), ("one", "two"), "2026-11-23")


def test_a_time_becomes_its_day() -> None:
    assert read_front_matter("date: 2026-11-23T10:00:00Z").updated == "2026-11-23"


def test_marks_that_turn_the_direction_of_writing_are_taken_out() -> None:
    assert read_front_matter('title: "\\u202Egnp.exe\\u0007"').title == "gnp.exe"


def test_values_of_other_kinds_are_left_out() -> None:
    assert read_front_matter("title: {a: b}\naliases: {c: d}\ntags: [[x]]") == FrontMatter()


def test_a_number_too_long_to_be_written_is_left_out() -> None:
    assert read_front_matter("title: 0x" + "f" * 5_000) == FrontMatter()


REFUSED = {
    "python/object": "a: !!python/object:os.system x",
    "python/object/apply": "a: !!python/object/apply:os.system ['id']",
    "python/object/new": "a: !!python/object/new:subprocess.Popen [[id]]",
    "python/name": "a: !!python/name:os.system",
    "python/module": "a: !!python/module:os",
    "python/tuple": "a: !!python/tuple [1]",
    "own tag": "a: !mine x",
    "an anchor": "a: &x 1",
    "an alias": "a: &x [1]\nb: *x",
    "a bomb of aliases": "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]",
    "broken": "title: [a",
    "a tab": "a:\n\t- b",
    "two documents": "a: 1\n---\nb: 2",
    "a control": "a: \x00",
    "a list": "- a\n- b",
    "words": "just words",
    "too long": "a: " + "x" * 9_000,
    "too deep": "a: " + "[" * 4_000,
    "an impossible date": "a: 2026-13-45",
}


@pytest.mark.parametrize("yaml", REFUSED.values(), ids=REFUSED.keys())
def test_yaml_that_is_no_set_of_plain_values_is_refused(yaml: str) -> None:
    with pytest.raises(YamlRefused, match=r"\.$") as refused:
        read_front_matter(yaml)
    assert refused.value.line >= 1


def test_an_ampersand_in_words_is_no_anchor() -> None:
    assert read_front_matter("title: Salt & *vinegar*").title == "Salt & *vinegar*"


def test_the_line_of_a_mistake_is_told() -> None:
    with pytest.raises(YamlRefused) as refused:
        read_front_matter("title: T\ntags: [a\n")
    assert refused.value.line >= 2


TOML = '+++\ntitle = "T"\ndate = 2026-11-23T10:00:00Z\ntags = ["a", "b"]\n+++\ntext'


def test_toml_between_lines_of_pluses_is_read_too() -> None:
    head, body, line = split_front_matter(TOML)
    assert (body, line) == ("text", 6)
    assert read_front_matter(head) == FrontMatter("T", tags=("a", "b"), updated="2026-11-23")


@pytest.mark.parametrize("toml", ["a = ", "a = 1\na = 2", "a = " + "[" * 4_000, "x" * 9_000])
def test_toml_that_cannot_be_read_is_refused_with_its_line_in_the_file(toml: str) -> None:
    with pytest.raises(YamlRefused, match=r"\.$") as refused:
        read_front_matter(f"+++\n\n{toml}")
    assert refused.value.line >= 1


def test_the_line_of_a_mistake_in_toml_is_that_of_the_file() -> None:
    with pytest.raises(YamlRefused) as refused:
        read_front_matter('+++\ntitle = "T"\ntags = [a\n')
    assert refused.value.line == 3
