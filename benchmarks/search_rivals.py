"""The engines that the search benchmarks compare: ours, plain tantivy, SQLite FTS5 plain and tuned."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy

from gutbrain_app.core.index.outcomes import Hits
from gutbrain_app.core.index.search import SearchIndex
from gutbrain_app.core.index.sections import IndexedSection
from gutbrain_app.core.index.writer import IndexWriter

Engine = Callable[[str, int], list[tuple[str, float]]]
"""A query and a number of hits -> place and score of each, best first."""

_WORD = re.compile(r"\w+")


def ours(
    folder: Path, sections: Sequence[IndexedSection], synonyms: Sequence[tuple[str, ...]]
) -> Engine:
    """Our index, made in `folder`."""
    write(folder, sections, synonyms)
    index = SearchIndex(folder)

    def search(query: str, limit: int) -> list[tuple[str, float]]:
        found = index.search(query, limit=limit)
        return [(hit.place, hit.score) for hit in found.hits] if isinstance(found, Hits) else []

    return search


def write(
    folder: Path, sections: Sequence[IndexedSection], synonyms: Sequence[tuple[str, ...]] = ()
) -> None:
    """Index `sections`, which come topic by topic."""
    with IndexWriter(folder) as writer:
        writer.set_synonyms(synonyms)
        topic: list[IndexedSection] = []
        for section in sections:
            if topic and topic[0].topic != section.topic:
                writer.replace_topic(topic[0].topic, topic)
                topic = []
            topic.append(section)
        if topic:
            writer.replace_topic(topic[0].topic, topic)


def plain_tantivy(sections: Sequence[IndexedSection]) -> Engine:
    """Title, heading and body with the English stemmer; words ORed, BM25 as it comes."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("place", stored=True, tokenizer_name="raw")
    fields = ["title", "heading", "body"]
    for name in fields:
        schema.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(schema.build())
    writer = index.writer(100_000_000, 1)
    for section in sections:
        writer.add_document(
            tantivy.Document(
                place=section.place,
                title=section.title,
                heading=section.heading,
                body=section.text,
            )
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: str, limit: int) -> list[tuple[str, float]]:
        words = " ".join(_WORD.findall(query.lower()))
        parsed, _ = index.parse_query_lenient(words, fields)
        found = searcher.search(parsed, limit)
        return [
            (str(searcher.doc(address).get_first("place")), float(score))
            for score, address in found.hits
        ]

    return search


def fts5(sections: Sequence[IndexedSection]) -> Engine:
    """Porter stems, words ORed, bm25() as it comes."""
    base = fts5_base(":memory:", sections)

    def search(query: str, limit: int) -> list[tuple[str, float]]:
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(query))
        rows = base.execute(
            "SELECT place, -rank FROM sections WHERE sections MATCH ? ORDER BY rank LIMIT ?",
            (words, limit),
        )
        return list(rows)

    return search


def fts5_base(path: str, sections: Sequence[IndexedSection]) -> sqlite3.Connection:
    """An FTS5 table of place, title, heading and body."""
    base = sqlite3.connect(path)
    base.execute(
        "CREATE VIRTUAL TABLE sections USING fts5(place UNINDEXED, title, heading, body, "
        "tokenize='porter unicode61', prefix='2 3')"
    )
    base.executemany(
        "INSERT INTO sections VALUES (?, ?, ?, ?)",
        ((one.place, one.title, one.heading, one.text) for one in sections),
    )
    base.commit()
    return base
