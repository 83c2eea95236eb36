"""Answers a query from the index."""

import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import msgspec
import tantivy

from gutbrain_app.core.index.outcomes import Hit, Hits, IndexDamaged, NoHits, NoQuery
from gutbrain_app.core.index.sections import IndexedSection

_WEIGHTS = {"title": 3.0, "heading": 2.0, "aliases": 2.0, "text": 1.0}


class SearchIndex:
    """The index in a folder, open for searching.

    Raises IndexDamaged when the folder does not hold a readable index.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._index = tantivy.Index.open(str(folder))
            self._searcher = self._index.searcher()
        except (ValueError, OSError) as error:
            raise IndexDamaged(
                f"The search index in {folder} cannot be read."
            ) from error

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        exact: bool = False,
        parts: Collection[str] = (),
        evidence: Collection[str] = (),
    ) -> NoQuery | NoHits | Hits:
        """Find the sections nearest to `query`, best first."""
        words = re.findall(r"\w+", query[:1000].lower())
        if not words:
            return NoQuery()
        parsed, _ = self._index.parse_query_lenient(
            " ".join(words), list(_WEIGHTS), _WEIGHTS
        )
        found = self._searcher.search(parsed, 1000)
        hits: list[Hit] = []
        by_part: Counter[str] = Counter()
        by_level: Counter[str] = Counter()
        total = 0
        for score, address in found.hits:
            stored = self._searcher.doc(address).get_first("stored")
            section = msgspec.msgpack.decode(bytes(stored or b""), type=IndexedSection)
            if parts and section.part not in parts:
                continue
            if evidence and not set(evidence) & set(section.evidence):
                continue
            total += 1
            by_part[section.part] += 1
            by_level.update(section.evidence)
            if len(hits) < limit:
                hits.append(_hit(section, float(score), words))
        if not hits:
            return NoHits((), (), f"Nothing was found for “{query[:80]}”.")
        return Hits(
            tuple(hits),
            total,
            (),
            tuple(words),
            tuple(by_part.most_common()),
            tuple(by_level.most_common()),
        )


def _hit(section: IndexedSection, score: float, words: list[str]) -> Hit:
    pattern = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)
    first = pattern.search(section.text)
    start = max(0, first.start() - 60) if first else 0
    snippet = section.text[start : start + 180]
    shown = section.heading or section.title
    return Hit(
        section.place,
        section.title,
        section.heading,
        section.path,
        snippet,
        tuple(match.span() for match in pattern.finditer(snippet)),
        tuple(match.span() for match in pattern.finditer(shown)),
        section.evidence[0] if section.evidence else "",
        score,
        (),
    )
