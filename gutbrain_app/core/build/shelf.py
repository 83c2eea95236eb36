"""Shelves: where articles and pictures are put as the workers bring them."""

import time
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.articles.reading import FileStamp
from gutbrain_app.core.build.indexing import TopicPaths, indexed_sections
from gutbrain_app.core.build.store import Record, Store
from gutbrain_app.core.build.tasks import BuiltArticle
from gutbrain_app.core.index.writer import IndexWriter
from gutbrain_app.core.references import Reference

_COMMIT_SECONDS = 0.5


class Shelf:
    """Puts articles into the store and their sections into the index."""

    def __init__(
        self,
        store: Store,
        index: IndexWriter,
        paths: TopicPaths,
        references: Mapping[str, Reference],
    ) -> None:
        self._store = store
        self._index = index
        self._paths = paths
        self._references = references
        self._decode_page = msgspec.msgpack.Decoder(Article).decode
        self._decode_record = msgspec.msgpack.Decoder(Record).decode
        self._committed = time.monotonic()

    def put(self, built: BuiltArticle) -> Record:
        self._store.put_article(built.file, built.topic, built.title, built.page, built.record)
        record = self._decode_record(built.record)
        self._add_to_index(self._decode_page(built.page), record)
        if time.monotonic() - self._committed > _COMMIT_SECONDS:
            self.commit()
        return record

    def commit(self) -> None:
        """Let readers see what has been put."""
        self._store.commit()
        self._committed = time.monotonic()

    def remove(self, topics: Iterable[str]) -> None:
        for topic in topics:
            self._index.remove_topic(topic)
            self._store.remove_article(topic)
        self.commit()

    def index_again(self, records: Mapping[str, Record], before: TopicPaths | None) -> None:
        """Index stored articles, by topic, that have moved in the tree (None: all of them)."""
        for topic, record in records.items():
            if before is None or not before.agrees(self._paths, topic):
                article = self._store.article(topic)
                if article is not None:
                    self._add_to_index(article, record)

    def _add_to_index(self, article: Article, record: Record) -> None:
        sections = indexed_sections(article, record.citations, self._paths, self._references)
        self._index.replace_topic(article.topic, list(sections))


class PictureShelf:
    """Knows which pictures are in the built library, and what was wrong with the others."""

    def __init__(self, store: Store, stamps: Mapping[str, FileStamp], target: Path) -> None:
        target.mkdir(mode=0o700, exist_ok=True)
        self.target = target
        self._store = store
        self._stamps = stamps
        self._known = {
            path: found
            for path, found in store.pictures().items()
            if path in stamps and stamps[path] == FileStamp(path, *found[:2])
        }

    def missing(self, paths: Iterable[str]) -> list[FileStamp]:
        """Which of the pictures must be put here; each is told once."""
        wanted = [self._stamps[path] for path in dict.fromkeys(paths) if path not in self._known]
        for stamp in wanted:
            self._known[stamp.path] = (stamp.size, stamp.mtime_ns, "")
        return wanted

    def note(self, path: str, wrong: str) -> None:
        size, mtime_ns, _ = self._known[path]
        self._known[path] = (size, mtime_ns, wrong)

    def save(self, used: Collection[str]) -> dict[str, str]:
        """Keep the account of the pictures in use, and tell what is wrong with them, by path."""
        found = {path: known for path, known in self._known.items() if path in used}
        self._store.put_pictures(found)
        return {path: known[2] for path, known in found.items()}
