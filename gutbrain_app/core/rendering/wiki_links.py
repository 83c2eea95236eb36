"""Wiki links of Obsidian: `[[note#heading|words]]`, and embeds `![[picture.png|300]]`."""

import re
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

WIKI_SCHEME = "wiki:"
# `[[1]](https://…)` is an ordinary link whose words are in brackets.
_LINK = r"(!?)\[\[([^\[\]|\n]{1,500})(?:\\?\|([^\[\]\n]{0,500}))?\]\](?![(\[])"
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|avif)(?:#.*)?$", re.IGNORECASE)
_WIDTH = re.compile(r"\s*(\d{1,4})(?:x\d{1,4})?\s*")


class WikiLinkProcessor(InlineProcessor):
    """Leaves the finding of the note or picture to the page, which knows the library."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(_LINK, md)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        target = m[2].strip().rstrip("\\")
        words = (m[3] or "").strip()
        if not target:
            return None, None, None
        if m[1] and _PICTURE.search(target):
            return _picture(target, words), m.start(), m.end()
        link = Element("a")
        link.set("href", WIKI_SCHEME + quote(target))
        link.text = AtomicString(words or shown_target(target))
        return link, m.start(), m.end()


def shown_target(target: str) -> str:
    """`folder/note#heading` reads as `note > heading`, as Obsidian shows it."""
    note, _, heading = target.partition("#")
    name = note.rpartition("/")[2].removesuffix(".md")
    heading = heading.replace("#", " > ").removeprefix("^")
    return f"{name} > {heading}" if name and heading else name or heading


def _picture(target: str, words: str) -> Element:
    picture = Element("img")
    # The part behind # is a style of the picture, not a place in it.
    picture.set("src", WIKI_SCHEME + quote(target.partition("#")[0]))
    width = _WIDTH.fullmatch(words.rpartition("|")[2])
    if width:
        picture.set("width", width[1])
        words = words.rpartition("|")[0]
    picture.set("alt", words)
    return picture
