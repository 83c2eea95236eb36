"""Handouts: chosen bookmarks, their notes and one list of references."""

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.handout.forms import ENDINGS, exported
from gutbrain_app.core.handout.handout import HandoutEntry, make_handout
from gutbrain_app.core.handout.notes import note_html
from gutbrain_app.core.handout.page import handout_page
from gutbrain_app.core.handout.text import handout_markdown
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.core.standing.keeping import bookmark_at, passage_in
from tests.core.build.libraries import opened, write

FILES: dict[str, str | bytes] = {
    "library.yaml": "id: small\ntitle: Small <b>\n",
    "references.json": (
        '[{"id": "one", "title": "First <i>x</i>"}, {"id": "two", "title": "Second"},'
        ' {"id": "three", "title": "Third"}]'
    ),
    "a.md": (
        "# Topic A\n\n## Part\n\nIt was seen in mice [@two]. In people 0.5 of it was found, as "
        "they say [@one; @two]. No one knows.\n\n| x | y |\n|---|---|\n| 1 | 2 [@three] |\n"
    ),
    "b.md": "# Topic B\n\n## Part\n\nMore of it [@three]. Also [@two].\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("handout")
    return opened(write(folder / "library", FILES), folder / "cache")


def passage(library: Library, words: str) -> Bookmark:
    place = Place("a", "part")
    return bookmark_at(library, place, quote=passage_in(library, place, words))


def only(library: Library, mark: Bookmark, *, texts: bool = False) -> HandoutEntry:
    (entry,) = make_handout(library, [mark], "T", texts=texts).entries
    return entry


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("seen in mice", ["Second"]),
        ("It was seen in mice.", ["Second"]),
        ("In people", ["First x", "Second"]),
        ("mice. In people", ["Second", "First x"]),
        ("No one knows", []),
    ],
)
def test_a_passage_rests_on_what_its_sentences_cite(
    library: Library, words: str, titles: list[str]
) -> None:
    handout = make_handout(library, [passage(library, words)], "T")

    assert [each.title for each in handout.references] == titles


def test_the_references_of_all_are_one_list(library: Library) -> None:
    marks = [bookmark_at(library, Place("b", "part")), bookmark_at(library, Place("a", "part"))]

    handout = make_handout(library, marks, "T", texts=True)

    assert [each.title for each in handout.references] == ["Third", "Second", "First x"]
    assert [each.sources for each in handout.entries] == [(1, 2), (1, 2, 3)]
    assert "found, as they say.[3][2]" in handout.entries[1].text
    assert handout.entries[0].text.startswith("More of it.[1]")


def test_a_bookmark_of_another_library_comes_as_it_was_kept(library: Library) -> None:
    mark = replace(passage(library, "seen in mice"), library="other")

    handout = make_handout(library, [mark], "T", texts=True)

    assert handout.references == ()
    assert handout.entries[0].passage == "seen in mice"
    assert "From another library (other)." in handout_markdown(handout)


def test_a_retired_one_keeps_its_words_and_says_so(library: Library) -> None:
    mark = replace(passage(library, "seen in mice"), place="gone", path=("Gone",))
    mark = replace(mark, quote=replace(mark.quote, exact="words that went away for good"))  # type: ignore[type-var]

    page = handout_page(make_handout(library, [mark], "T"))

    assert "no longer in the library" in page
    assert "words that went away for good" in page


def test_folders_are_headings_that_stand_once(library: Library) -> None:
    mark = bookmark_at(library, Place("b"))
    folders = ["", "A", "A/B", "A/B", "C", "A"]
    marks = [replace(mark, id=str(n), folder=each) for n, each in enumerate(folders)]

    text = handout_markdown(make_handout(library, marks, "T"))

    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# T", "### Topic B", "## A", "### Topic B", "### B", "### Topic B", "### Topic B",
        "## C", "### Topic B", "## A", "### Topic B", "## References",
    ]  # fmt: skip


HOSTILE = '<img src=x onerror=y>&amp;"<script>'


@pytest.mark.parametrize("ending", [".html", ".md"])
def test_no_words_become_markup(library: Library, ending: str) -> None:
    mark = replace(
        passage(library, "seen in mice"), library="other", title=HOSTILE, path=(HOSTILE,),
        folder=HOSTILE, tags=(HOSTILE,), note=HOSTILE, place=HOSTILE,
    )  # fmt: skip

    written = exported(ending, library, [mark], HOSTILE).decode()

    if ending == ".html":
        assert "<img" not in written
        assert "<script" not in written
    else:
        # The note stands as it was typed.
        assert len(re.findall(r"(?<!\\)<img", written)) == 1


def test_a_table_has_all_that_was_kept(library: Library) -> None:
    mark = replace(passage(library, "seen in mice"), note='two\nlines, "quoted"', tags=("a", "b"))

    raw = exported(".csv", library, [mark], "T")
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))

    assert (row["note"], row["tags"]) == ('two\nlines, "quoted"', "a, b")
    assert (row["quote"], row["place"]) == ("seen in mice", "a#part")


@pytest.mark.parametrize("ending", ENDINGS)
def test_half_a_character_stops_no_export(library: Library, ending: str) -> None:
    mark = replace(bookmark_at(library, Place("a")), note="\ud800", title="\udfff")

    assert exported(ending, library, [mark, mark], "T\ud800") is not None


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_chosen_is_an_empty_file_and_no_error(library: Library, ending: str) -> None:
    assert exported(ending, library, [], "T") is not None


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


def tags(html: str) -> _Tags:
    reader = _Tags()
    reader.feed(html)
    return reader


@pytest.mark.parametrize(
    ("note", "html"),
    [
        ("**strong** and *soft*", "<p><strong>strong</strong> and <em>soft</em></p>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("# Big", "<p><strong>Big</strong></p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("![x](file:///etc/passwd)", None),
        ("[x](file:///etc/passwd) [y](javascript:1) [z](data:text/html,x) [w](other.md)", None),
    ],
)
def test_a_note_is_read_as_markdown(note: str, html: str | None) -> None:
    written = note_html(note)

    assert html in (None, written)
    assert "img" not in tags(written).seen
    assert all(each.startswith(("http", "mailto")) for each in tags(written).addresses)


def test_a_note_that_would_take_long_is_shown_as_it_is() -> None:
    assert note_html("[" * 60_000).startswith("<pre>[[")


@given(st.text(st.characters(codec="utf-8")))
def test_any_note_is_safe(note: str) -> None:
    seen = tags(note_html(note)).seen

    assert seen <= {
        *["p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "a", "hr"]
    }


def test_a_page_stands_by_itself(library: Library) -> None:
    page = handout_page(make_handout(library, [passage(library, "In people")], "A <title>"))

    assert page.startswith("<!DOCTYPE html>")
    assert "<title>A &lt;title&gt;</title>" in page
    assert tags(page).addresses == []


def test_a_handout_says_where_it_comes_from(library: Library, tmp_path: Path) -> None:
    text = handout_markdown(make_handout(library, [], "T"))

    assert "From Small \\<b\\>" in text
