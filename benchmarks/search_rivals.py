"""What the search benchmarks compare: ours, plain tantivy, SQLite FTS5 plain and tuned."""

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
        "tokenize='porter unicode61', prefix='1 2 3')"
    )
    base.executemany(
        "INSERT INTO sections VALUES (?, ?, ?, ?)",
        ((one.place, one.title, one.heading, one.text) for one in sections),
    )
    base.commit()
    return base


Keys = Callable[[str], list[tuple[str, ...]]]
"""What stands in the search box -> rows of place, title, heading and snippet."""

_SHOWN = "place, title, heading, snippet(sections, 3, '', '', '…', 24)"


def plain_fts5_keys(base: sqlite3.Connection, limit: int) -> Keys:
    """All words, the last a prefix, ordered by bm25()."""

    def search(query: str) -> list[tuple[str, ...]]:
        match = _prefix_match(query)
        if not match:
            return []
        sql = f"SELECT {_SHOWN} FROM sections WHERE sections MATCH ? ORDER BY rank LIMIT ?"
        return list(base.execute(sql, (match, limit)))

    return search


def tuned_fts5_keys(base: sqlite3.Connection, limit: int) -> Keys:
    """Common prefixes from a table made beforehand, else titles first, then unranked text."""
    _write_common(base, limit)

    def search(query: str) -> list[tuple[str, ...]]:
        match = _prefix_match(query)
        if not match:
            return []
        if rows := list(base.execute("SELECT row FROM common WHERE word = ?", (query.lower(),))):
            sql = f"SELECT {_SHOWN} FROM sections WHERE sections MATCH ? AND rowid = ?"
            return [shown for (row,) in rows for shown in base.execute(sql, (match, row))]
        sql = f"SELECT {_SHOWN} FROM sections WHERE sections MATCH ? LIMIT ?"
        found = list(base.execute(sql, (f"{{title heading}} : ({match})", limit)))
        if len(found) < limit:
            found += base.execute(sql, (match, limit - len(found)))
        return found

    return search


def _prefix_match(query: str) -> str:
    words = _WORD.findall(query)
    return " ".join(f'"{word}"' for word in words[:-1]) + f' "{words[-1]}"*' if words else ""


def _write_common(base: sqlite3.Connection, limit: int) -> None:
    """The best rows of each prefix of one to three letters that many sections have."""
    base.execute("CREATE TABLE common (word TEXT, row INTEGER)")
    base.execute("CREATE VIRTUAL TABLE words USING fts5vocab(sections, row)")
    counts: dict[str, int] = {}
    for word, count in base.execute("SELECT term, doc FROM words"):
        for length in (1, 2, 3):
            counts[word[:length]] = counts.get(word[:length], 0) + count
    for prefix, count in counts.items():
        if count > 2000 and prefix.isalpha():
            base.execute(
                "INSERT INTO common SELECT ?, rowid FROM sections "
                "WHERE sections MATCH ? ORDER BY rank LIMIT ?",
                (prefix, f'"{prefix}"*', limit),
            )
    base.execute("CREATE INDEX common_words ON common (word)")
    base.commit()
