"""Whole names: under what a title, an alias or a heading is found by a query that is its name."""

from collections.abc import Sequence

import tantivy

from gutbrain_app.core.index.folding import folded
from gutbrain_app.core.index.small_words import SMALL_WORDS


class Namer:
    """Turns names into the keys under which the index keeps them."""

    def __init__(self, splitter: tantivy.TextAnalyzer, stemmer: tantivy.TextAnalyzer) -> None:
        self._splitter = splitter
        self._stemmer = stemmer

    def keys(self, name: str) -> tuple[str, ...]:
        """By its words as written, which half a name is looked for in, and by its stems."""
        return written_key(self._content(name)), self.key(name)

    def key(self, name: str) -> str:
        """By its stems alone."""
        return stems_key(self._stemmer.analyze(" ".join(self._content(name))))

    def _content(self, name: str) -> list[str]:
        return content_words(self._splitter.analyze(folded(name)))


def content_words(words: list[str]) -> list[str]:
    """Without the small words, unless there are no others."""
    return [word for word in words if word not in SMALL_WORDS] or words


def written_key(words: list[str]) -> str:
    """The key by words as written."""
    return " ".join(words)


def stems_key(stems: Sequence[str]) -> str:
    """The key by stems; the mark in front keeps it from half a name as written."""
    return "=" + " ".join(stems)
