"""Writes the index: sections in, topic by topic; nothing is visible before the writer closes."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
import tantivy

from gutbrain_app.core.index.schema import SYNONYMS, index_schema
from gutbrain_app.core.index.sections import IndexedSection


class IndexWriter:
    """Adds to the index in `folder`, made when absent; use it in a `with` block.

    A normal exit commits, an exception leaves the index as it was.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._index = tantivy.Index(index_schema(), path=str(folder))
        self._writer = self._index.writer(64_000_000, 1)
        self._synonyms: list[tuple[str, ...]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._writer.commit()
            (self._folder / SYNONYMS).write_bytes(msgspec.json.encode(self._synonyms))
        else:
            self._writer.rollback()
        self._writer.wait_merging_threads()

    def replace_topic(self, topic: str, sections: Sequence[IndexedSection]) -> None:
        """Put `sections` in the place of all that is indexed for `topic`."""
        self.remove_topic(topic)
        for section in sections:
            document = tantivy.Document()
            document.add_text("topic", topic)
            document.add_text("title", section.title)
            document.add_text("heading", section.heading)
            for alias in section.aliases:
                document.add_text("aliases", alias)
            document.add_text("text", section.text)
            document.add_text("part", section.part)
            for level in section.evidence:
                document.add_text("evidence", level)
            document.add_bytes("stored", msgspec.msgpack.encode(section))
            self._writer.add_document(document)

    def remove_topic(self, topic: str) -> None:
        """Forget every section of `topic`."""
        self._writer.delete_documents_by_term("topic", topic)

    def set_synonyms(self, groups: Sequence[tuple[str, ...]]) -> None:
        """Words that mean the same: each glossary term with its aliases.

        A topic's title and aliases need not be given; the sections bring them.
        """
        self._synonyms = list(groups)
