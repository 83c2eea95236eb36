"""Pictures of the built-in library: told in words, whole in themselves, and legible."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.library.content import Written, read_content

CONTENT = read_content()
SHORTEST_ALTERNATIVE = 40
# Drawings are 960 units wide, the text column is about as many pixels less a quarter.
# On a grid 960 wide, drawn 664 pixels wide, this is the 16 pixels of the text around it.
SMALLEST_TEXT = 23.1
BROWSERS_SIZE = 16
SIZE = re.compile(r"font-size:\s*([\d.]+)px")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SCALE = re.compile(r"scale\(\s*([\d.]+)")
every_article = pytest.mark.parametrize(
    "article", CONTENT.articles.values(), ids=list(CONTENT.articles)
)
every_drawing = pytest.mark.parametrize(
    "drawing",
    [figure for figure in CONTENT.figures if figure.suffix == ".svg"],
    ids=lambda drawing: drawing.name,
)


@every_article
def test_each_picture_is_there_and_is_told_in_words(article: Written) -> None:
    wrong = [
        article.at(line, file)
        for line, alternative, file in article.pictures
        if not (CONTENT.folder / file).is_file() or len(alternative) < SHORTEST_ALTERNATIVE
    ]
    assert wrong == []


@every_article
def test_each_picture_has_a_caption(article: Written) -> None:
    figures = [block for block in article.blocks if block.kind == "figure"]
    bare = [article.at(one.line, one.text) for one in figures if not one.text.endswith('")')]
    assert bare == []


@every_drawing
def test_a_drawing_has_a_title_and_a_description(drawing: Path) -> None:
    told = {_name(part): "".join(part.itertext()).strip() for part in _root(drawing)}
    assert told.get("title")
    assert told.get("desc")


@every_drawing
def test_a_drawing_is_whole_in_itself_and_runs_nothing(drawing: Path) -> None:
    text = drawing.read_text("utf-8")
    assert re.findall(r"<!DOCTYPE|<!ENTITY|<\?xml-|@import|javascript:|data:", text) == []
    assert re.findall(r"url\(\s*[^#\s]", text) == []
    for part in _root(drawing).iter():
        assert _name(part) not in ("script", "foreignObject", "image", "animate", "set")
        for name, value in part.attrib.items():
            assert not name.startswith("on")
            assert not name.endswith("href") or value.startswith("#")


@every_drawing
def test_no_text_in_a_drawing_is_smaller_than_twenty_units(drawing: Path) -> None:
    root = _root(drawing)
    css = "".join(part.text or "" for part in root.iter() if _name(part) == "style")
    rules = {
        selector.strip(): float(size[1])
        for selectors, rule in RULE.findall(css)
        if (size := SIZE.search(rule))
        for selector in selectors.split(",")
    }
    sizes = dict(_text_sizes(root, BROWSERS_SIZE, 1, rules))
    assert sizes
    assert {text: size for text, size in sizes.items() if size < SMALLEST_TEXT} == {}


def _text_sizes(
    part: Element, size: float, scale: float, rules: dict[str, float]
) -> Iterator[tuple[str, float]]:
    """Each text with its size on the drawing's own grid."""
    if shrunk := SCALE.search(part.get("transform", "")):
        scale *= float(shrunk[1])
    size = float(part.get("font-size", size))
    size = rules.get(_name(part), size)
    for name in part.get("class", "").split():
        size = rules.get(f".{name}", size)
    if own := SIZE.search(part.get("style", "")):
        size = float(own[1])
    if _name(part) in ("text", "tspan") and (part.text or "").strip():
        yield " ".join((part.text or "").split()), round(size * scale, 1)
    for inner in part:
        yield from _text_sizes(inner, size, scale, rules)


def _root(drawing: Path) -> Element:
    return ElementTree.parse(drawing).getroot()


def _name(part: Element) -> str:
    return part.tag.rpartition("}")[2]
