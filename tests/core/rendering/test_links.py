"""Links and pictures: to what is in the library, and to nothing else."""

import struct
from pathlib import Path

import pytest

from gutbrain_app.core.articles.reading import files_below
from tests.core.rendering.pages import library, page, rendered

LINKS = {
    "an article": ("[x](vagus.md)", "place:vagus"),
    "a section": ("[x](vagus.md#a-b)", "place:vagus#a-b"),
    "a section named by its heading": ("[x](vagus.md#A%20b)", "place:vagus#a-b"),
    "a section of its own": ("[x](#here)", "place:note#here"),
    "an article in a folder": ("[x](deep/er/one%20two.md)", "place:deep/er/one%20two"),
    "an article between angles": ("[x](<deep/er/one two.md>)", "place:deep/er/one%20two"),
    "from the library's folder": ("[x](/vagus.md)", "place:vagus"),
    "with dots": ("[x](./deep/../vagus.md)", "place:vagus"),
    "in other letters": ("[x](Vagus.MD)", "place:vagus"),
    "without a suffix": ("[x](vagus)", "place:vagus"),
    "as a page of a site": ("[x](vagus.html)", "place:vagus"),
    "a folder": ("[x](deep/)", "place:deep/index"),
    "a wiki link": ("[[vagus]]", "place:vagus"),
    "a wiki link by title": ("[[The vagus nerve]]", "place:vagus"),
    "a wiki link by alias": ("[[Tenth cranial nerve]]", "place:vagus"),
    "a wiki link into a folder": ("[[one two]]", "place:deep/er/one%20two"),
    "a wiki link to a heading": ("[[vagus#How it works|x]]", "place:vagus#how-it-works"),
    "a wiki link to a block": ("[[vagus#^abc|x]]", "place:vagus#abc"),
    "an embedded note": ("![[vagus]]", "place:vagus"),
    "the web": ("[x](https://example.org/a?b=c&d=e#f)", "https://example.org/a?b=c&amp;d=e#f"),
    "the web by itself": ("see https://example.org/a_b.", "https://example.org/a_b"),
    "mail": ("[x](mailto:a@example.org)", "mailto:a@example.org"),
}
LEADING_NOWHERE = {
    "an article that is not there": "[x](gone.md)",
    "a file of another kind": "[x](data.xlsx)",
    "above the library": "[x](../vagus.md)",
    "far above the library": "[x](../../../etc/passwd)",
    "above by escapes": "[x](%2e%2e/vagus.md)",
    "a wiki link to nothing": "[[gone|x]]",
    "another scheme": "[x](obsidian://open?vault=x)",
}


@pytest.mark.parametrize(("markdown", "address"), LINKS.values(), ids=LINKS.keys())
def test_a_link_leads_to(markdown: str, address: str) -> None:
    found = rendered(markdown)
    assert f'<a href="{address}">' in found.article.html
    assert not found.problems


@pytest.mark.parametrize("markdown", LEADING_NOWHERE.values(), ids=LEADING_NOWHERE.keys())
def test_a_link_that_leads_nowhere_is_words_and_a_problem(markdown: str) -> None:
    found = rendered(f"one\n\ntwo {markdown}")
    assert found.article.html == "<p>one</p><p>two x</p>"
    assert [problem.line for problem in found.problems] == [3]


def test_a_wiki_link_without_words_shows_what_it_names() -> None:
    assert ">vagus &gt; Heading</a>" in page("[[vagus#Heading]]")


def test_links_to_sections_are_noted_for_the_build_to_check() -> None:
    (link,) = rendered("one\n\n[x](vagus.md#nothing)").section_links
    assert (link.topic, link.section, link.line) == ("vagus", "nothing", 3)


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0"


def rendered_in(folder: Path, markdown: str) -> tuple[str, list[str]]:
    files, _ = files_below(folder)
    found = rendered(markdown, library(str(folder), files))
    return found.article.html, [problem.what for problem in found.problems]


def test_a_picture_alone_is_a_figure_with_its_title_as_caption(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(300, 200))
    html, problems = rendered_in(tmp_path, '![Words](a.png "The *title*")')
    name = html.partition("picture:")[2].partition('"')[0]
    assert html == (
        f'<p class="figure"><img src="picture:{name}" alt="Words" width="300"></p>'
        '<p class="caption">The *title*</p>'
    )
    assert name.isalnum()
    assert not problems


def test_a_wide_picture_is_shown_no_wider_than_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(4000, 200))
    assert 'width="720"' in rendered_in(tmp_path, "text ![x](a.png)")[0]


def test_a_wiki_picture_is_found_by_its_name_and_shown_in_its_width(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "A b.png").write_bytes(png(300, 200))
    html, problems = rendered_in(tmp_path, "![[a b.png#outline|100]]")
    assert 'width="100"' in html
    assert not problems


def test_a_drawing_has_the_size_it_says(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 20"/>')
    assert 'width="50"' in rendered_in(tmp_path, "![x](a.svg)")[0]


@pytest.mark.parametrize(
    "data",
    [b"", b"<html>", b"\x89PNG", png(0, 10), png(30_000, 30_000), b"II*\0" + b"x" * 50],
    ids=["empty", "another file", "cut short", "no width", "huge", "TIFF"],
)
def test_a_file_that_is_no_picture_is_its_words_and_a_problem(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    html, problems = rendered_in(tmp_path, "![The words](a.png)")
    assert html == "<p>The words</p>"
    assert len(problems) == 1


def test_a_missing_picture_is_its_words_and_a_problem_with_a_line() -> None:
    found = rendered("one\n\n![The words](gone.png)")
    assert found.article.html == "<p>one</p><p>The words</p>"
    assert [problem.line for problem in found.problems] == [3]
