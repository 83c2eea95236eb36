"""What to offer when nothing was found: the nearest words and the nearest topics."""

import tantivy

from gutbrain_app.core.index.concepts import Question
from gutbrain_app.core.index.engine import Engine
from gutbrain_app.core.index.lexicon import Lexicon
from gutbrain_app.core.index.outcomes import NoHits
from gutbrain_app.core.index.query_line import QueryLine
from gutbrain_app.core.index.spelling import distance
from gutbrain_app.core.index.stored import STORED
from gutbrain_app.core.index.vocabulary import Vocabulary

_WORDS = 6
_TOPICS = 5
_LOOKED_AT = 40  # sections
_SHOWN = 60  # characters of the query in the sentence


class Nearest:
    """Looks for what is near in one index."""

    def __init__(
        self,
        engine: Engine,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
    ) -> None:
        self._engine = engine
        self._vocabulary = vocabulary
        self._lexicon = lexicon

    def instead(self, line: QueryLine, question: Question, *, exact: bool) -> NoHits:
        """The answer when nothing was found for `line`."""
        typed = " ".join(text.text for clause in line.clauses for text in clause)
        typed_words = dict.fromkeys(self._vocabulary.words(typed))
        words = [word for word in typed_words if not self._vocabulary.count(word)]
        near = [found for word in words[:8] for found in self._words(word)][:_WORDS]
        return NoHits(
            tuple(dict.fromkeys(near)),
            self.topics(question, near),
            _sentence(typed, line, exact=exact),
        )

    def topics(
        self, question: Question, words: list[str] | None = None
    ) -> tuple[tuple[str, str], ...]:
        """Place and title of the topics nearest to what was asked; the first ones failing that."""
        stems = [stem for option in question.options() for stem in option.stems]
        stems += [self._vocabulary.stem(word) for word in words or ()]
        term = tantivy.Query.term_query
        clauses = [
            (tantivy.Occur.Should, term(self._engine.schema, field, stem, "freq"))
            for stem in dict.fromkeys(stems)
            for field in ("title", "aliases", "heading", "all")
        ]
        found: list[tantivy.DocAddress] = []
        if clauses:
            best = self._engine.best(tantivy.Query.boolean_query(clauses), _LOOKED_AT)
            found = [address for _, address in best]
        found = found or self._engine.first(tantivy.Query.all_query(), _LOOKED_AT, "position")
        read = (self._engine.stored(address, STORED) for address in found)
        titles = {section.place.partition("#")[0]: section.title for section in read}
        return tuple(titles.items())[:_TOPICS]

    def _words(self, word: str) -> list[str]:
        """Words that occur and are near to `word`: by a slip or two, else by how they begin."""
        for edits in (1, 2):
            near = self._lexicon.neighbours(word, edits, prefix=False)
            near += self._lexicon.neighbours(word, edits, prefix=True)
            if near:
                near.sort(key=lambda known: distance(word, known.word) - known.count / 1000)
                return [known.word for known in near if known.word != word]
        for length in range(len(word) - 1, 0, -1):
            if found := self._lexicon.completions(word[:length], _WORDS):
                return [known.word for known in found]
        return []


def _sentence(typed: str, line: QueryLine, *, exact: bool) -> str:
    shown = typed if len(typed) <= _SHOWN else typed[:_SHOWN] + "…"
    if exact:
        return f"No section has all of “{shown}” exactly as typed."
    if line.filters or line.excluded:
        return (
            f"Nothing was found for “{shown}” within the filters."
            if typed
            else "Nothing was found within the filters."
        )
    return f"Nothing was found for “{shown}”."
