"""Writes the index: sections in, topic by topic; nothing is visible before the writer closes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
import tantivy

from gutbrain_app.core.index.folding import folded
from gutbrain_app.core.index.lexicon import OtherNames, write_lexicon
from gutbrain_app.core.index.names import Namer
from gutbrain_app.core.index.schema import LEXICON, index_schema, register, splitter, stemmer
from gutbrain_app.core.index.sections import IndexedSection
from gutbrain_app.core.index.stored import read_stored, shown_part

_GLOSSARY = "synonyms.json"
_HEAP = 128_000_000
_ALIASED = "aliased"


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
        self._writer = self._index.writer(_HEAP, 2)
        self._namer = Namer(splitter(), stemmer())
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
        path = self._folder / _GLOSSARY
        fresh = path.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(groups))
        fresh.replace(path)

    def _document(self, topic: str, section: IndexedSection, *, first: bool) -> tantivy.Document:
        document = tantivy.Document()
        add = document.add_text
        add("topic", topic)
        title, heading = folded(section.title), folded(section.heading)
        add("title", title)
        add("heading", heading)
        add("all", f"{title}\n{heading}")
        text = folded(section.text)
        add("all", text)
        about = "\n".join(map(folded, (section.summary, *section.tags)))
        aliases = "\n".join(map(folded, section.aliases))
        authors = "\n".join(map(folded, section.authors))
        add("words", f"{title}\n{heading}\n{aliases}\n{about}\n{authors}\n{text}")
        add("title_words", f"{title}\n{heading}\n{aliases}")
        add("about", about)
        for alias in aliases.splitlines():
            add("aliases", alias)
        if authors:
            add("names_of_authors", authors)
        self._add_names(document, section, first=first)
        self._add_filters(document, section)
        document.add_unsigned("position", section.position)
        document.add_bytes("stored", self._pack(shown_part(section)))
        return document

    def _add_names(
        self, document: tantivy.Document, section: IndexedSection, *, first: bool
    ) -> None:
        for name in (section.title, *section.aliases):
            for key in self._namer.keys(name):
                document.add_text("name" if first else "named", key)
        if section.heading:
            for key in self._namer.keys(section.heading):
                document.add_text("headed", key)
        if first and section.aliases:
            document.add_text("kind", _ALIASED)

    def _add_filters(self, document: tantivy.Document, section: IndexedSection) -> None:
        document.add_text("part", section.part)
        for level in section.evidence:
            document.add_text("evidence", level)
        for tag in section.tags:
            document.add_text("tag", tag)
        for author in section.authors:
            document.add_text("author", author)

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
            stored = read_stored(searcher.doc(address))
            yield (stored.title, *stored.aliases)


def _other_names(groups: Sequence[tuple[str, ...]]) -> Iterator[OtherNames]:
    """Each name of each group with the others; groups are not joined, since names are ambiguous."""
    stems = stemmer().analyze
    for group in dict.fromkeys(groups):
        for name in group:
            key = " ".join(stems(folded(name)))
            others = tuple(other for other in group if folded(other) != folded(name))
            if key and others:
                yield OtherNames(key, name, others)
