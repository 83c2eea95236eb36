"""Anything: whatever the text, the page holds what it may and no error comes out."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gutbrain_app.core.articles.source import article_source
from gutbrain_app.core.rendering.cleaning import cleaned
from gutbrain_app.core.rendering.rendering import Renderer
from tests.core.rendering.pages import Scan, library

RENDERER = Renderer(library())
MARKS = [
    *re.findall(
        r"\S+",
        """# ## > - * 1. ``` ~~~ | |---| [ ] ( ) ![ ]( [[ ]] [^1] [^1]: [@bravo2011] [@x; : !!!
            ??? /// <div> </div> <table> <tr> <td> </td> <p> <b> </b> <a href= <img src= <script>
            <!-- --> <![ <? javascript: data: file:// https://x ../ \\ & &amp; &#106; " ' = ** __
            ~~ == ` $$ --- === +++ [!note] [!x]- %% ^ ^^ 漢 ا é""",
    ),
    *"\n\t\ufdd0\ufdd1\x00\x02\x03\u202e\u200d\ud800 ",
    *("\n\n", "\n    ", "\n  ", "  \n", "word"),
]
PIECES = st.sampled_from(MARKS)
MARKDOWN = st.lists(PIECES | st.text(max_size=8), max_size=60).map("".join)
SETTINGS = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def check(text: str) -> None:
    source = article_source("note.md", text.encode("utf-8", "surrogatepass"))
    found = RENDERER.render(source)
    scan = Scan(found.article.html)
    assert not scan.wrong
    assert "cannot be read" not in found.article.fallback
    assert len(found.citations) == len(found.article.sections)
    slugs = [section.slug for section in found.article.sections]
    assert len(set(slugs)) == len(slugs)


@SETTINGS
@given(MARKDOWN)
def test_any_markdown_gives_an_allowed_page(text: str) -> None:
    check(text)


@SETTINGS
@given(st.binary(max_size=300))
def test_any_bytes_give_an_allowed_page(data: bytes) -> None:
    found = RENDERER.render(article_source("note.md", data))
    assert not Scan(found.article.html).wrong


@SETTINGS
@given(MARKDOWN)
def test_cleaning_twice_changes_nothing(html: str) -> None:
    once = cleaned(html.encode("utf-8", "replace").decode())
    assert cleaned(once) == once


@pytest.mark.long
@settings(SETTINGS, max_examples=20_000)
@given(MARKDOWN)
def test_any_markdown_gives_an_allowed_page_for_long(text: str) -> None:
    check(text)
