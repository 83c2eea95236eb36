"""Export: a place of the library as text, Markdown or HTML."""

import re
from html import escape
from html.parser import HTMLParser

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.articles.reading import ARTICLE_SUFFIXES, LARGEST_ARTICLE, read_file
from gutbrain_app.core.articles.source import article_source
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place

_HEADING = re.compile(r'<h(\d)[^>]*><a name="([^"]*)">')
_LINE_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")


def place_html(library: Library, place: Place) -> str:
    """The place's part of its article's page, with a title. Raises PlaceMissing."""
    article = library.article(library.resolve(place).topic)
    body = article.html
    if place.section:
        return _section_html(body, place.section)
    return f"<h1>{escape(article.title)}</h1>\n{body}"


def place_text(library: Library, place: Place) -> str:
    """The place as plain text: evidence in brackets, list items with dots."""
    reader = _PageText()
    reader.feed(place_html(library, place))
    return reader.text.strip() + "\n"


def place_markdown(library: Library, place: Place) -> str:
    """The author's own Markdown of the place, without the front matter.

    Raises PlaceMissing, and Unreadable when the article's file has gone since it was built.
    """
    article = library.article(library.resolve(place).topic)
    body = _source_body(library, article)
    if not place.section:
        return body
    heading = library.title_of(place)
    return _section_markdown(body, heading)


def _source_body(library: Library, article: Article) -> str:
    file = article.topic.replace("%23", "#")
    folder = library.info.folder
    names = (f"{file}{suffix}" for suffix in ARTICLE_SUFFIXES)
    name = next((name for name in names if (folder / name).is_file()), f"{file}.md")
    data = read_file(folder, name, LARGEST_ARTICLE)
    return article_source(name, data).body.lstrip("\n")


def _section_html(body: str, slug: str) -> str:
    """From the section's heading to the next one that is not below it."""
    start, level = -1, 0
    for found in _HEADING.finditer(body):
        if start >= 0 and int(found[1]) <= level:
            return body[start : found.start()]
        if start < 0 and found[2] == slug:
            start, level = found.start(), int(found[1])
    return body[start:] if start >= 0 else ""


def _section_markdown(body: str, heading: str) -> str:
    taken: list[str] = []
    level = 0
    for line in body.splitlines(keepends=True):
        found = _LINE_HEADING.match(line.rstrip("\n"))
        if found and level and len(found[1]) <= level:
            break
        if found and not level and _plain(found[2]) == _plain(heading):
            level = len(found[1])
        if level:
            taken.append(line)
    return "".join(taken)


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", " ", heading).strip().casefold()


class _PageText(HTMLParser):
    """Reads the clean HTML of the build as lines of text."""

    BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd", "table"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        source = values.get("src") or ""
        if tag == "li":
            self.text += "• "
        elif tag == "img" and source.startswith("badge:"):
            self.text += f" ({source.removeprefix('badge:').replace('-', ' ')})"
        elif tag == "img":
            self.text += f"[{values.get('alt')}]"
        elif tag == "sup":
            self.text += "["

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self.text = self.text.rstrip() + "\n\n"
        elif tag in ("li", "tr"):
            self.text = self.text.rstrip(" |\n") + "\n"
        elif tag in ("td", "th"):
            self.text = self.text.rstrip("\n") + "  |  "
        elif tag == "sup":
            self.text += "]"

    def handle_data(self, data: str) -> None:
        self.text += data
