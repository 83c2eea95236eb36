"""Writes the index: sections in, topic by topic; nothing is visible before the writer closes."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self
from zlib import crc32

import msgspec
import tantivy

from gutbrain_app.core.index.folding import folded
from gutbrain_app.core.index.lexicon import OtherNames, write_lexicon
from gutbrain_app.core.index.names import Namer
from gutbrain_app.core.index.schema import LEXICON, index_schema, register, splitter, stemmer
from gutbrain_app.core.index.sections import IndexedSection
from gutbrain_app.core.index.stored import STORED, shown_part

_GLOSSARY = "synonyms.json"
_HEAP = 128_000_000
_KEPT_KEYS = 2000
_ALIASED = "aliased"
_TOPIC_BITS = 0xFFFFF  # that two topics of one number are among the best hits is rare and harmless


class IndexWriter:
    """Adds to the index in `folder`, made when absent; use it in a `with` block.

    A normal exit commits, an exception leaves the index as it was. No file is changed in place:
    an index may be copied by hard links and the copy written to.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._index = tantivy.Index(index_schema(), path=str(folder))
        register(self._index)
        # One thread makes one segment, which is smaller and asked quicker than two.
        self._writer = self._index.writer(_HEAP, 1)
        self._namer = Namer(splitter(), stemmer())
        # Titles come once for each section, and many headings are alike.
        self._key = lru_cache(maxsize=_KEPT_KEYS)(self._namer.key)
        self._groups: tuple[tuple[str, ...], ...] | None = None
        self._pack = msgspec.msgpack.Encoder().encode

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
            self._writer.wait_merging_threads()
            self._write_glossary()
            self._write_lexicon()
        else:
            self._writer.rollback()
            self._writer.wait_merging_threads()

    def replace_topic(self, topic: str, sections: Sequence[IndexedSection]) -> None:
        """Put `sections`, in reading order, in the place of all that is indexed for `topic`."""
        self.remove_topic(topic)
        for number, section in enumerate(sections):
            self._writer.add_document(self._document(topic, section, first=number == 0))

    def remove_topic(self, topic: str) -> None:
        """Forget every section of `topic`."""
        self._writer.delete_documents_by_term("topic", topic)

    def set_synonyms(self, groups: Sequence[tuple[str, ...]]) -> None:
        """Names that mean the same: each glossary term with its aliases.

        A topic's title and aliases need not be given; the sections bring them. Groups set before
        stay until others are set.
        """
        self._groups = tuple(groups)

    def _document(self, topic: str, section: IndexedSection, *, first: bool) -> tantivy.Document:
        document = tantivy.Document()
        add = document.add_text
        title, heading, text = map(folded, (section.title, section.heading, section.text))
        authors = "\n".join(map(folded, section.authors))
        add("topic", topic)
        add("title", title)
        add("heading", heading)
        add("all", f"{title}\n{heading}")
        add("all", text)
        if authors:
            add("names_of_authors", authors)
        add("words", f"{heading}\n{text}\n{authors}")
        add("title_words", heading)
        if heading:
            add("headed", self._key(section.heading))
        for name in (section.title, *section.aliases):
            add("named", self._key(name))
        for alias in section.aliases:
            add("aliases", folded(alias))
        add("part", section.part)
        for field, values in (
            ("evidence", section.evidence),
            ("tag", section.tags),
            ("author", section.authors),
        ):
            for value in values:
                add(field, value)
        document.add_unsigned("position", section.position)
        document.add_unsigned("topic_number", crc32(topic.encode()) & _TOPIC_BITS)
        document.add_bytes("stored", self._pack(shown_part(section)))
        if first:
            self._add_topic(document, section)
        return document

    def _add_topic(self, document: tantivy.Document, section: IndexedSection) -> None:
        """What the topic is found by as a whole stands in its first section."""
        names = (section.title, *section.aliases)
        for name in names:
            for key in self._namer.keys(name):
                document.add_text("name", key)
        shown = "\n".join(map(folded, names))
        about = "\n".join(map(folded, (section.summary, *section.tags)))
        document.add_text("about", about)
        document.add_text("words", f"{shown}\n{about}")
        document.add_text("title_words", shown)
        if section.aliases:
            document.add_text("kind", _ALIASED)

    def _write_lexicon(self) -> None:
        self._index.reload()
        searcher = self._index.searcher()
        words = [
            (word, count)
            for word, count in searcher.terms_with_prefix("words", "")
            if not word.isdecimal()
        ]
        title_words = frozenset(word for word, _ in searcher.terms_with_prefix("title_words", ""))
        groups = [*self._glossary(), *self._aliased(searcher)]
        names = _other_names(groups)
        write_lexicon(self._folder / LEXICON, words, title_words, names)

    def _write_glossary(self) -> None:
        if self._groups is not None:
            path = self._folder / _GLOSSARY
            fresh = path.with_suffix(".new")
            fresh.write_bytes(msgspec.json.encode(self._groups))
            fresh.replace(path)

    def _glossary(self) -> list[tuple[str, ...]]:
        path = self._folder / _GLOSSARY
        if not path.exists():
            return []
        return msgspec.json.decode(path.read_bytes(), type=list[tuple[str, ...]])

    def _aliased(self, searcher: tantivy.Searcher) -> Iterator[tuple[str, ...]]:
        """Title and aliases of each topic that has aliases."""
        query = tantivy.Query.term_query(self._index.schema, "kind", _ALIASED, "basic")
        found = searcher.search(query, max(1, searcher.num_docs), count=False)
        for _, address in found.hits:
            stored = STORED.decode(bytes(searcher.doc(address).get_first("stored") or b""))
            yield (stored.title, *stored.aliases)


def _other_names(groups: Sequence[tuple[str, ...]]) -> Iterator[OtherNames]:
    """The first name of each group with the others, and each of those with the first.

    What two aliases have in common is the name, not that they mean the same.
    """
    stems = stemmer().analyze
    for group in dict.fromkeys(groups):
        first, *aliases = [name for name in group if stems(folded(name))] or [""]
        different = tuple(alias for alias in aliases if folded(alias) != folded(first))
        if different:
            yield OtherNames(" ".join(stems(folded(first))), first, different, chief=True)
        for alias in different:
            yield OtherNames(" ".join(stems(folded(alias))), alias, (first,), chief=False)
