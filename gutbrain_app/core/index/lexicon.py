"""The words and names that occur in a library: completes, corrects and finds other names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import tantivy

from gutbrain_app.core.index.engine import Engine
from gutbrain_app.core.index.schema import lexicon_schema
from gutbrain_app.core.index.small_words import SMALL_WORDS

_CORRECTIONS = 40  # candidates to weigh, commonest first
_HEAP = 50_000_000
_SHORT = 2  # starts so short have words by the thousand and are looked up, not walked


@dataclass(frozen=True)
class Known:
    """A word as it is written, folded, and the number of sections it is in."""

    word: str
    count: int


class OtherNames(msgspec.Struct, frozen=True, array_like=True):
    """A name, by its stems and as written, and the others for the same."""

    key: str
    name: str
    others: tuple[str, ...]
    chief: bool
    """Whether this is the name itself and the others are its aliases."""


_NAMES = msgspec.msgpack.Decoder(OtherNames)
_WORDS = msgspec.msgpack.Decoder(tuple[str, int])


def write_lexicon(
    folder: Path,
    words: Sequence[tuple[str, int]],
    title_words: frozenset[str],
    names: Iterable[OtherNames],
) -> None:
    """Replace the lexicon in `folder`, made when absent. `words` come commonest first."""
    folder.mkdir(exist_ok=True)
    index = tantivy.Index(lexicon_schema(), path=str(folder))
    # One thread: documents keep their order, which is their rank.
    writer = index.writer(_HEAP, 1)
    writer.delete_all_documents()
    pack = msgspec.msgpack.Encoder().encode
    for word, count in words:
        document = tantivy.Document()
        starts = [] if word in SMALL_WORDS else [word[:end] for end in range(1, _SHORT + 1)]
        document.add_text("word", word)
        for start in starts:
            document.add_text("start", start)
        if word in title_words:
            document.add_text("title_word", word)
            for start in starts:
                document.add_text("title_start", start)
        document.add_bytes("stored", pack((word, count)))
        writer.add_document(document)
    for name in names:
        document = tantivy.Document()
        document.add_text("key", name.key)
        document.add_bytes("stored", pack(name))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class Lexicon:
    """The lexicon in a folder; raises IndexDamaged when there is none that can be read."""

    def __init__(self, folder: Path) -> None:
        self._engine = Engine(folder)
        self._schema = self._engine.schema

    def completions(self, start: str, limit: int) -> list[Known]:
        """The commonest words that begin with `start`."""
        return self._starting("word", "start", start, limit)

    def title_completions(self, start: str, limit: int) -> list[Known]:
        """The commonest words that begin with `start` and stand in a title, heading or alias."""
        return self._starting("title_word", "title_start", start, limit)

    def neighbours(self, word: str, distance: int, *, prefix: bool) -> list[Known]:
        """The commonest words within `distance` (1 or 2) letters of `word`.

        With `prefix`, words that begin with something so near; swapped letters count as one.
        """
        query = _fuzzy(self._schema, "word", word, distance, prefix=prefix)
        return self._words(query, _CORRECTIONS)

    def other_names(self, key: str) -> list[OtherNames]:
        """What else is called so; `key` is stems with single spaces."""
        if not self._engine.frequency("key", key):
            return []  # most have none, and this is the quicker way to see it
        query = tantivy.Query.term_query(self._schema, "key", key, "basic")
        return [self._engine.stored(address, _NAMES) for _, address in self._engine.best(query, 8)]

    def _starting(self, words: str, starts: str, start: str, limit: int) -> list[Known]:
        if len(start) <= _SHORT:
            query = tantivy.Query.term_query(self._schema, starts, start, "basic")
            query = tantivy.Query.const_score_query(query, 1.0)
        else:
            query = _fuzzy(self._schema, words, start, 0, prefix=True)
        return self._words(query, limit)

    def _words(self, query: tantivy.Query, limit: int) -> list[Known]:
        # All match alike, so the first come first, and those are the commonest.
        found = self._engine.best(query, limit)
        return [Known(*self._engine.stored(address, _WORDS)) for _, address in found]


def _fuzzy(
    schema: tantivy.Schema, field: str, word: str, distance: int, *, prefix: bool
) -> tantivy.Query:
    return tantivy.Query.fuzzy_term_query(schema, field, word, distance, True, prefix)
