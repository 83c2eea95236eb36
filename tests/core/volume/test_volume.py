"""Volumes: several places as one document with one list of references."""

import base64
import json
import re
from pathlib import Path

import pytest

from gutbrain_app.core.library import Library, PlaceMissing
from gutbrain_app.core.places import Place
from gutbrain_app.core.volume.files import (
    NotExported,
    volume_html,
    volume_markdown,
    write_whole,
)
from gutbrain_app.core.volume.volume import Entry, bound_volume, named_places, part_of
from tests.core.build.libraries import opened, write

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FILES: dict[str, str | bytes] = {
    "library.yaml": "id: x\ntitle: X & Y\nedition: 2026-11\nnotice: Read <with> care.\n",
    "SUMMARY.md": (
        "# Summary\n\n# Routes\n\n- [Alpha](a.md)\n- [Beta](b.md)\n\n# More\n\n- [End](c.md)\n"
    ),
    "a.md": (
        "# Alpha\n\nFirst [@two], see [beta](b.md#deep) and [end](c.md).\n\n## Own\n\n"
        "Own words [@one; @two]. A note[^n]. [Out](https://example.org)\n\n"
        "![A dot](dot.png)\n\n### Below\n\nBelow.\n\n## Last\n\nEnd.\n\n[^n]: The note.\n"
    ),
    "b.md": "# Beta\n\n## Deep\n\nDeep [@one] GABA [[a|alpha]].\n",
    "c.md": "# End\n\nNothing.\n\n```sh\n# [[a]] [x](b.md) [@one]\n```\n\nSee [b](b.md).\n",
    "dot.png": PNG,
    "glossary.csv": "term,definition\nGABA,A messenger\n",
    "references.json": json.dumps(
        [
            {"id": "one", "title": "One", "custom": {"evidence": "human RCT"}},
            {"id": "two", "title": "Two", "custom": {"evidence": "animal", "caution": "Beware"}},
        ]
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("volume")
    return opened(write(folder / "library", FILES), folder / "cache")


def test_places_are_named_by_themselves_or_by_the_title_of_a_part(library: Library) -> None:
    routes = (Place("a"), Place("b"))
    assert named_places(library, ["routes"]) == routes
    assert named_places(library, ["c", "Routes", "c", "a#own"]) == (
        Place("c"),
        *routes,
        Place("a", "own"),
    )
    with pytest.raises(PlaceMissing):
        named_places(library, ["nowhere"])


def test_a_topic_knows_its_part(library: Library) -> None:
    part = part_of(library, "b")
    assert part is not None
    assert part.title == "Routes"
    assert part_of(library, "nothing") is None


def test_citations_are_numbered_through_and_listed_once(library: Library) -> None:
    volume = bound_volume(library, (Place("b"), Place("a")))
    assert [one.id for one in volume.references] == ["one", "two"]
    first, second = volume.pages
    assert '<a href="#ref-1">1</a>' in first
    assert '<sup class="cite"><a href="#ref-2">2</a></sup>' in second
    assert '<a href="#ref-1">1</a>,<a href="#ref-2">2</a>' in second
    assert volume.reference_list.count('class="reference"') == 2
    assert "Beware" in volume.reference_list


def test_links_lead_to_spots_of_the_volume_or_nowhere(library: Library) -> None:
    volume = bound_volume(library, (Place("a"), Place("b")), "Both")
    html = "".join((*volume.pages, volume.reference_list))
    assert '<a href="#t2--deep">beta</a> and end.' in html
    assert '<a href="#t1">alpha</a>' in html
    assert '<a href="https://example.org">Out</a>' in html
    assert "term:" not in html
    names = re.findall(r'name="([^"]*)"', html)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(names)


def test_the_contents_name_topics_and_their_sections(library: Library) -> None:
    volume = bound_volume(library, (Place("a"), Place("b")), "Both")
    assert volume.contents == (
        Entry(1, "Alpha", "t1"),
        Entry(2, "Own", "t1--own"),
        Entry(2, "Last", "t1--last"),
        Entry(1, "Beta", "t2"),
        Entry(2, "Deep", "t2--deep"),
        Entry(1, "References", "references"),
    )


def test_one_article_alone_is_titled_once_and_lists_its_sections(library: Library) -> None:
    volume = bound_volume(library, (Place("a"),))
    assert volume.title == "Alpha"
    assert "<h1>" not in volume.pages[0]
    assert [(one.level, one.title) for one in volume.contents] == [
        (1, "Own"),
        (1, "Last"),
        (1, "References"),
    ]
    assert volume.byline == "X & Y, edition 2026-11 · a"


def test_a_section_alone_has_what_is_below_it_and_its_own_references(library: Library) -> None:
    volume = bound_volume(library, (Place("a", "own"),))
    assert volume.title == "Own"
    assert "Own words" in volume.pages[0]
    assert "Below." in volume.pages[0]
    assert "First" not in volume.pages[0]
    assert "<h2>" not in volume.pages[0]
    assert [one.id for one in volume.references] == ["one", "two"]


def test_an_article_without_references_has_no_list(library: Library) -> None:
    volume = bound_volume(library, (Place("c"),))
    assert volume.reference_list == ""
    assert volume.contents == ()


def test_the_html_file_stands_alone(library: Library) -> None:
    html = volume_html(bound_volume(library, (Place("a"), Place("b")), "A <b>"), library)
    assert html.startswith("<!DOCTYPE html>")
    assert "<title>A &lt;b&gt;</title>" in html
    assert "X &amp; Y, edition 2026-11" in html
    assert "Read &lt;with&gt; care." in html
    assert '<img src="data:image/png;base64,' in html
    assert '<span class="badge">human RCT</span>' in html
    assert re.findall(r'(?:src|href)="(?!data:|#|https://example\.org)', html) == []
    assert "<script" not in html


def test_markdown_has_numbers_and_the_list_they_lead_to(library: Library) -> None:
    text = volume_markdown(bound_volume(library, (Place("a"), Place("b")), "Both"), library)
    assert text.startswith("# Both\n\nX & Y, edition 2026-11\n")
    assert "\n## Alpha\n\nFirst [1], see beta and end.\n\n### Own\n\nOwn words [2, 1]." in text
    assert "[Out](https://example.org)" in text
    assert "*A dot*" in text
    assert "Deep [2] GABA alpha." in text
    assert "## References\n\n1. Two. (animal) **Caution:** Beware\n2. One. (human RCT)\n" in text


def test_code_in_markdown_stays_as_it_is(library: Library) -> None:
    text = volume_markdown(bound_volume(library, (Place("c"), Place("b")), "Both"), library)
    assert "\n```sh\n# [[a]] [x](b.md) [@one]\n```\n\nSee b.\n" in text


def test_one_article_in_markdown_keeps_its_headings(library: Library) -> None:
    text = volume_markdown(bound_volume(library, (Place("b"),)), library)
    assert text.startswith("# Beta\n\n## Deep\n")
    assert "X & Y, edition 2026-11 · b" in text


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "kept.html"
    write_whole(file, b"first")
    (tmp_path / "gone").write_text("")
    with pytest.raises(NotExported, match="could not be written"):
        write_whole(tmp_path / "gone" / "new.html", b"second")
    write_whole(file, b"second")
    assert file.read_bytes() == b"second"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["gone", "kept.html"]
