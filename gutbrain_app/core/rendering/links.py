"""Links and pictures of an article, resolved in its library; what leads nowhere is a problem."""

import posixpath
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from html import escape, unescape
from urllib.parse import quote, unquote

from gutbrain_app.core.articles.source import ArticleSource, topic_of
from gutbrain_app.core.errors import Problem
from gutbrain_app.core.rendering.picture_sizes import PictureUnusable, picture_size
from gutbrain_app.core.rendering.slugs import slug_of
from gutbrain_app.core.rendering.surroundings import Surroundings
from gutbrain_app.core.rendering.wiki_links import WIKI_SCHEME

WIDEST_PICTURE = 720
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LINE_END = re.compile("\n")
_EXTERNAL = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])[^\s]*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class SectionLink:
    """A link whose section can be checked only when its target has been rendered."""

    topic: str
    section: str
    line: int


@dataclass
class LinkResolver:
    """Turns what an author wrote into addresses of ours, and keeps account of it.

    `depends` says what the outcome rests on: a change of any of it means rendering again.
    """

    source: ArticleSource
    surroundings: Surroundings
    problems: list[Problem] = field(default_factory=list)
    section_links: list[SectionLink] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)
    depends: dict[str, str] = field(default_factory=dict)
    # The notes whose Markdown is being written into the page, the innermost last.
    embedded: list[str] = field(default_factory=list)

    def address(self, href: str) -> str:
        """The address for the page, escaped; empty when the words must stand without a link."""
        if href.startswith(WIKI_SCHEME):
            return self._wiki(unquote(href.removeprefix(WIKI_SCHEME)))
        if _EXTERNAL.match(href):
            return escape(href)
        if not href or _SCHEME.match(href) or href.startswith("//") or "\\" in href:
            self._problem(href, f"The link to {_shown(href)} leads out of the library.")
            return ""
        path, _, section = href.partition("#")
        path = unquote(path.partition("?")[0])
        section = unquote(section)
        topic = self._value(f"path:{self._joined(path)}") if path else self._topic
        return self._place(topic, slug_of(section), href)

    def picture(self, src: str, width: str) -> tuple[str, int]:
        """The id of a picture and its width on the page; ("", 0) when it cannot be shown."""
        wiki = src.startswith(WIKI_SCHEME)
        path = unquote(src.removeprefix(WIKI_SCHEME)).partition("#")[0].partition("?")[0]
        if not wiki:
            if not path or _SCHEME.match(path) or path.startswith("//") or "\\" in path:
                what = (
                    f"The picture {_shown(src) or 'without a source'} is not a file of the library."
                )
                self._problem(src, what, "Keep the picture in the library's folder.")
                return "", 0
            path = self._joined(path)
        self._value(f"picture:{path}")
        stamp = self.surroundings.picture_at(path)
        if stamp is None:
            self._problem(src, f"There is no picture {_shown(path)}.", "Add it or mend its path.")
            return "", 0
        try:
            natural = picture_size(self.surroundings.folder, stamp)[0]
        except PictureUnusable as error:
            self._problem(src, f"{_shown(path)}: {error}", "Replace the picture.")
            return "", 0
        name = picture_name(stamp.path)
        self.pictures[name] = stamp.path
        wanted = int(width) if width.isascii() and width.isdecimal() else natural
        return name, max(1, min(wanted or natural, WIDEST_PICTURE))

    def note(self, name: str) -> str:
        """The path of the note that a wiki link names, or an empty text."""
        topic = self._value(f"name:{name.strip().removesuffix('.md')}")
        return self.surroundings.file_of(topic) if topic else ""

    def not_included(self, written: str) -> None:
        what = f"What {_shown(written)} includes is not a text in the library's folder."
        self._problem(written, what, "Mend the path, or write the text here.")

    def refused(self, words: str) -> None:
        """Note a link whose address the cleaning has taken away."""
        self._problem(unescape(words), f"The link on “{_shown(unescape(words))}” is not allowed.")

    def line_of(self, *texts: str) -> int:
        """The line of the article's file where the first of the texts stands that does."""
        for text in texts:
            at = self.source.body.find(text) if text else -1
            if at >= 0:
                return self.source.body_line + bisect_right(self._line_ends, at - 1)
        return 0

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in _LINE_END.finditer(self.source.body)]

    def _wiki(self, target: str) -> str:
        note, _, section = target.partition("#")
        section = section.rpartition("#")[2].strip()
        topic = self._topic
        if note.strip():
            topic = self._value(f"name:{note.strip().removesuffix('.md')}")
        return self._place(topic, slug_of(section), target)

    @property
    def _topic(self) -> str:
        """The topic whose Markdown is being written: the page's, or one embedded in it."""
        return topic_of(self.embedded[-1]) if self.embedded else self.source.topic

    @property
    def _file(self) -> str:
        return self.embedded[-1] if self.embedded else self.source.file

    def _value(self, key: str) -> str:
        value = self.surroundings.value(key, self._file)
        self.depends[key] = value
        return value

    def _joined(self, path: str) -> str:
        """A path of the library; one that begins with `/` begins at the library's folder."""
        if path.startswith("/"):
            return posixpath.normpath(path.lstrip("/") or ".")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._file), path))

    def _place(self, topic: str, section: str, written: str) -> str:
        if not topic:
            remedy = "Write the article, or mend the link."
            self._problem(written, f"The link to {_shown(written)} leads to no article.", remedy)
            return ""
        if section:
            self.section_links.append(SectionLink(topic, section, self.line_of(written, section)))
        return place_address(topic, section)

    def _problem(self, written: str, what: str, remedy: str = "") -> None:
        if self.embedded:  # The problem is told where it stands.
            return
        written = written.removeprefix(WIKI_SCHEME)
        line = self.line_of(written, unquote(written), escape(written))
        remedy = remedy or "Link to an article, to https:// or to mailto:, or remove the link."
        self.problems.append(Problem(self.source.file, line, what, remedy))


def place_address(topic: str, section: str) -> str:
    """`place:topic#section`, percent-encoded so that it is safe in HTML as it is."""
    address = "place:" + quote(topic, safe="/")
    return f"{address}#{quote(section)}" if section else address


def picture_name(path: str) -> str:
    """The opaque id of the picture at a path of the library."""
    return blake2b(path.encode(), digest_size=12).hexdigest()


def _shown(written: str) -> str:
    return written if len(written) <= 120 else f"{written[:117]}…"
