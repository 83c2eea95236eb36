"""Filters of the query line, and what is said when one has a value that nothing has."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import tantivy

from gutbrain_app.core.index.engine import Engine
from gutbrain_app.core.index.lexicon import Lexicon
from gutbrain_app.core.index.query_line import Filter
from gutbrain_app.core.index.ranking import Ranking
from gutbrain_app.core.index.spelling import distance
from gutbrain_app.core.index.vocabulary import Vocabulary

_SHOWN = 12
_TITLE_WORDS = 20
_NEAR = 2  # letters
_MOST_WORDS = 8
_NEAR_IS_FAR = 5  # letters; in a shorter word two slips make any other


@dataclass(frozen=True)
class WrongFilter:
    """A filter that can match nothing, in a sentence that says what could."""

    message: str


class Filters:
    """The filters that one index understands."""

    def __init__(
        self,
        engine: Engine,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        ranking: Ranking,
    ) -> None:
        self._engine = engine
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._ranking = ranking
        self._values: dict[str, dict[str, str]] = {}

    def query(self, filter_: Filter) -> tantivy.Query | WrongFilter:
        """The sections that `filter_` lets through."""
        if filter_.name == "title":
            return self._title(filter_)
        known = self._known(filter_.name)
        asked = " " + " ".join(self._vocabulary.words(filter_.value))
        values = [value for value, words in known.items() if asked.strip() and asked in words]
        if values:
            return self.one_of(filter_.name, values)
        return WrongFilter(_sentence(filter_, self._nearest(asked.strip(), known), bool(known)))

    def one_of(self, field: str, values: Collection[str]) -> tantivy.Query:
        """Sections that have one of `values`, exactly so written."""
        return tantivy.Query.term_set_query(self._engine.schema, field, sorted(values))

    def _title(self, filter_: Filter) -> tantivy.Query | WrongFilter:
        words = self._vocabulary.words(filter_.value)[:_MOST_WORDS]
        required = []
        for word in words:
            completions = self._lexicon.title_completions(word, _TITLE_WORDS)
            stems = {self._vocabulary.stem(known.word) for known in completions}
            if not stems:
                return WrongFilter(self._no_title(word))
            required.append((tantivy.Occur.Must, self._ranking.in_titles(sorted(stems))))
        if not required:
            return WrongFilter("After title: stands a word of a title, as in title:nerve.")
        return tantivy.Query.boolean_query(required)

    def _no_title(self, word: str) -> str:
        edits = 1 if len(word) < _NEAR_IS_FAR else 2
        near = (known.word for known in self._lexicon.neighbours(word, edits, prefix=True))
        titled = [word for word in near if self._lexicon.title_completions(word, 1)][:_SHOWN]
        nearest = f"; near it are {', '.join(titled)}" if titled else ""
        return f"No title has a word that begins with “{word[:60]}”{nearest}."

    def _known(self, name: str) -> dict[str, str]:
        """Each value that occurs, commonest first, with its words to compare by."""
        if name not in self._values:
            self._values[name] = {
                value: " " + " ".join(self._vocabulary.words(value))
                for value, _ in self._engine.terms(name)
                if value
            }
        return self._values[name]

    def _nearest(self, asked: str, known: dict[str, str]) -> list[str]:
        """The values that begin alike or nearly so, else the commonest."""
        if len(known) <= _SHOWN or not asked:
            return list(known)[:_SHOWN]
        near = [
            value
            for value, words in known.items()
            if words[1:2] == asked[:1] and distance(asked[:12], words[1:15], prefix=True) <= _NEAR
        ]
        return (near or list(known))[:_SHOWN]


def _sentence(filter_: Filter, values: Sequence[str], any_: bool) -> str:
    name = filter_.name
    if not any_:
        return f"Nothing in this library can be found by {name}."
    if not filter_.value:
        return f"After {name}: stands one of: {', '.join(values)}."
    known = f"; it knows {', '.join(values)}" if values else ""
    return f"The filter {name}: knows no “{filter_.value[:60]}”{known}."
