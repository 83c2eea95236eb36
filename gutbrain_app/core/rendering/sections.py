"""Sections: an article's text cut at its headings, while the page is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from gutbrain_app.core.articles.article import Section
from gutbrain_app.core.references import Reference, strongest_primary
from gutbrain_app.core.rendering.slugs import Slugs, slug_of

_OWN_SLUG = re.compile(r"\s*\{:?\s*#([\w.:-]{1,200})[^{}]*\}\s*$")


@dataclass
class SectionCutter:
    """Takes text and citations as they come; a heading closes a section and opens the next.

    `citations` has the ids cited in each closed section.
    """

    slugs: Slugs
    references: Mapping[str, Reference]
    closed: list[Section] = field(default_factory=list)
    citations: list[tuple[str, ...]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    _slug: str = ""
    _heading: str = ""
    _level: int = 1

    def begin(self, heading: str, level: int, cited: list[str]) -> str:
        """Open a section and tell its slug; an author's own slug (`{#own}`) is kept."""
        self.finish()
        own = _OWN_SLUG.search(heading)
        self._heading = heading[: own.start()] if own else heading
        self._slug = self.slugs.unique(own[1] if own else heading)
        self._level = level
        self.cited = list(cited)
        return self._slug

    def begin_nested(self, heading: str) -> str:
        """The slug of a heading inside something else, which begins no section."""
        slug = self.slugs.unique(heading)
        self.anchors.append(slug)
        return slug

    def anchor(self, name: str) -> str:
        """The slug of a spot that the author has named; a heading may have the same."""
        slug = slug_of(name)
        if slug:
            self.anchors.append(slug)
        return slug

    def end(self) -> None:
        """Close the last section; an article without any words has one that is empty."""
        self.finish()
        if not self.closed:
            self.closed.append(Section("", "", 1, "", ""))
            self.citations.append(())

    def finish(self) -> None:
        text = "\n".join(
            line.rstrip() for line in "".join(self.text).split("\n") if line and not line.isspace()
        )
        if text or self._slug:
            levels = [self.references[key].evidence for key in self.cited]
            evidence = strongest_primary(levels)
            self.closed.append(Section(self._slug, self._heading, self._level, evidence, text))
            self.citations.append(tuple(dict.fromkeys(self.cited)))
        self.text = []
        self.cited = []


def without_own_slug(html: str) -> str:
    return _OWN_SLUG.sub("", html)
