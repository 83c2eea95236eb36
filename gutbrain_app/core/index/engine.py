"""One index of the engine, open for reading; whatever it raises over broken files is damage."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import msgspec
import tantivy

from gutbrain_app.core.index.outcomes import IndexDamaged
from gutbrain_app.core.index.schema import register

Scored = tuple[float, tantivy.DocAddress]

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")
_Asked = TypeVar("_Asked")


class Engine:
    """Reads what was committed before it was opened. Every method may raise IndexDamaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        index = self._ask(tantivy.Index.open, str(folder))
        register(index)
        self.schema = index.schema
        self._searcher = self._ask(index.searcher)
        self.sections = self._searcher.num_docs

    def best(self, query: tantivy.Query, limit: int) -> list[Scored]:
        """The best documents with their scores; equal ones in the order they were added."""
        found = self._ask(self._searcher.search, query, limit, count=False)
        return [(float(score), address) for score, address in found.hits]

    def first(self, query: tantivy.Query, limit: int, field: str) -> list[tantivy.DocAddress]:
        """The documents with the lowest values of a number."""
        found = self._ask(
            self._searcher.search,
            query,
            limit,
            count=False,
            order_by_field=field,
            order=tantivy.Order.Asc,
        )
        return [address for _, address in found.hits]

    def count(self, query: tantivy.Query) -> int:
        """How many documents the query finds."""
        found = self._ask(self._searcher.search, query, 1)
        count: int = found.count  # type: ignore[attr-defined]  # the engine's stubs lack it
        return count

    def frequency(self, field: str, term: str) -> int:
        """How many documents have the term."""
        return self._ask(self._searcher.doc_freq, field, term)

    def terms(self, field: str) -> list[tuple[str, int]]:
        """Every term of a field and how many documents have it, most first."""
        return self._ask(self._searcher.terms_with_prefix, field, "")

    def numbers(
        self, field: str, addresses: Sequence[tantivy.DocAddress]
    ) -> list[int | float | bool | None]:
        """The value of a number in each of some documents."""
        return self._ask(self._searcher.fast_field_values, field, list(addresses))

    def aggregate(self, query: tantivy.Query, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """The engine's own counting, asked and answered in its own words."""
        return self._ask(self._searcher.aggregate, query, dict(wanted))

    def stored(self, address: tantivy.DocAddress, decoder: msgspec.msgpack.Decoder[_Read]) -> _Read:
        """What was stored with a document."""
        kept = self._ask(self._searcher.doc, address).get_first("stored")
        try:
            return decoder.decode(bytes(kept or b""))
        except msgspec.DecodeError as error:
            raise self._damaged() from error

    def _ask(
        self, ask: Callable[_Given, _Asked], *given: _Given.args, **named: _Given.kwargs
    ) -> _Asked:
        try:
            return ask(*given, **named)
        except (ValueError, OSError) as error:
            raise self._damaged() from error
        except BaseException as error:
            # A panic of the engine is no Exception, and its class cannot be imported.
            if type(error).__name__ != "PanicException":
                raise
            raise self._damaged() from error

    def _damaged(self) -> IndexDamaged:
        return IndexDamaged(
            f"The search index in {self._folder} is damaged; articles and bookmarks are safe, "
            "and building the library again makes a new index."
        )
