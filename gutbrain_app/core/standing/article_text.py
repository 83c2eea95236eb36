"""The words of an article in one text, in which passages are looked for."""

import hashlib
from bisect import bisect_right
from functools import cached_property

from gutbrain_app.core.articles.article import REFERENCES_SLUG
from gutbrain_app.core.bookmarks.bookmark import Quote
from gutbrain_app.core.bookmarks.quoting import Found, Words, find_quote, quote_of, words_of
from gutbrain_app.core.library import Article

BEGINNING = 200


def digest_of(text: str) -> str:
    """A short stand-in for a text, the same as long as its words and their order are."""
    plain = " ".join(text.split())
    return hashlib.blake2b(plain.encode(), digest_size=8).hexdigest() if plain else ""


def beginning_of(text: str) -> str:
    """The first words of a text, whole ones."""
    if len(text) <= BEGINNING:
        return text
    cut = text[:BEGINNING].rstrip()
    blank = max(cut.rfind(" "), cut.rfind("\n"))
    return cut[:blank] if blank > BEGINNING // 2 else cut


class ArticleText:
    """Headings and text, section after section."""

    def __init__(self, article: Article) -> None:
        self.topic = article.topic
        self.title = article.title
        self._sections = article.sections
        self._anchors = article.anchors
        self._starts: list[int] = []
        parts = []
        at = 0
        for section in article.sections:
            self._starts.append(at)
            parts.append(f"{section.heading}\n{section.text}\n")
            at += len(parts[-1])
        self.text = "".join(parts)

    @cached_property
    def words(self) -> Words:
        return words_of(self.text)

    def has(self, slug: str) -> bool:
        """Whether there is such a section or spot, or none is asked for."""
        known = (each.slug for each in self._sections)
        return slug in ("", REFERENCES_SLUG, *self._anchors) or slug in known

    def title_at(self, slug: str) -> str:
        """The section's heading; for the whole article, or a spot in it, the topic's title."""
        headings = (each.heading for each in self._sections if slug and each.slug == slug)
        return next(headings, self.title)

    def text_at(self, slug: str) -> str:
        """The text under a heading; without a slug that of the whole article; of a spot none."""
        if not slug:
            return "\n".join(each.text for each in self._sections if each.text)
        return next((each.text for each in self._sections if each.slug == slug), "")

    def slug_at(self, position: int) -> str:
        """The section in which a position of the text lies."""
        return self._sections[max(0, bisect_right(self._starts, position) - 1)].slug

    def slug_titled(self, heading: str) -> str:
        """The first section of that heading; empty where there is none."""
        return next((each.slug for each in self._sections if each.heading == heading), "")

    def find(self, quote: Quote, slug: str = "") -> Found | None:
        """Where a passage is: first in the section of that slug, if there is one."""
        inside = self._find_in_section(quote, slug)
        if inside is not None and inside.same:
            return inside
        anywhere = find_quote(self.text, quote, self.words)
        # What is only alike elsewhere says less than what is alike where it was.
        return anywhere if anywhere is not None and (anywhere.same or inside is None) else inside

    def quote(self, found: Found) -> Quote:
        """The selector of a passage as it is now."""
        return quote_of(self.text, found.start, found.end)

    def _find_in_section(self, quote: Quote, slug: str) -> Found | None:
        for number, section in enumerate(self._sections):
            if slug and section.slug == slug:
                start = self._starts[number]
                end = (*self._starts, len(self.text))[number + 1]
                found = find_quote(self.text[start:end], quote)
                return found and Found(start + found.start, start + found.end, found.same)
        return None
