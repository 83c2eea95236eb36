"""Makes hits of what the engine found: snippet, marks and the reasons."""

from collections.abc import Iterable

from gutbrain_app.core.index.concepts import Question
from gutbrain_app.core.index.engine import Engine, Scored
from gutbrain_app.core.index.marking import Found, Marker
from gutbrain_app.core.index.outcomes import Hit
from gutbrain_app.core.index.snippets import snippet
from gutbrain_app.core.index.stored import STORED, Stored
from gutbrain_app.core.index.vocabulary import Vocabulary

_LOOKED_THROUGH = 20_000  # characters of a section in which matches are looked for
_BEGINNING = 1500
_MOST_REASONS = 3


class Answers:
    """Shows what was found for one question."""

    def __init__(self, engine: Engine, vocabulary: Vocabulary, question: Question) -> None:
        self._engine = engine
        self._indirect = list(question.indirect())
        self._looked_for = dict.fromkeys(option.stems for option in question.options())
        self._enough = len(question.concepts)
        self._marker = Marker(self._looked_for, vocabulary.split_to_stems)
        self._in_titles: dict[str, set[str]] = {}

    def hits(self, found: Iterable[Scored]) -> tuple[Hit, ...]:
        """The hits, best first; equal ones in the order of the library."""
        read = [(score, self._engine.stored(address, STORED)) for score, address in found]
        read.sort(key=lambda pair: (-pair[0], pair[1].position))
        return tuple(self._hit(section, score) for score, section in read)

    def words(self) -> tuple[str, ...]:
        """What to mark in an opened article."""
        return tuple(" ".join(stems) for stems in self._looked_for)

    def why(self, hits: Iterable[Hit]) -> tuple[str, ...]:
        """How the question was read beyond the words as typed, as far as `hits` came of it."""
        reasons = dict.fromkeys(option.reason for _, option in self._indirect)
        seen = {reason for hit in hits for reason in hit.why}
        return tuple(reason for reason in reasons if reason in seen)

    def _hit(self, section: Stored, score: float) -> Hit:
        found = self._found(section.text)
        shown, marks = snippet(section.text, found)
        in_heading = self._marker.found(section.heading or section.title)
        words = {one.stem for one in (*found, *in_heading)} | self._stems_of(section.title)
        return Hit(
            place=section.place,
            title=section.title,
            heading=section.heading,
            path=section.path,
            snippet=shown,
            marks=marks,
            heading_marks=tuple(one.mark for one in in_heading),
            evidence=section.evidence,
            score=score,
            why=tuple(self._reasons(section, words))[:_MOST_REASONS],
        )

    def _found(self, text: str) -> list[Found]:
        """The matches at the beginning where they are enough, else in as much as is read."""
        found = self._marker.found(text[:_BEGINNING])
        if len(text) > _BEGINNING and len({one.stem for one in found}) < self._enough:
            found = self._marker.found(text[:_LOOKED_THROUGH])
        return found

    def _stems_of(self, title: str) -> set[str]:
        """The stems looked for that are in a title, which several hits may share."""
        if title not in self._in_titles:
            self._in_titles[title] = {one.stem for one in self._marker.found(title)}
        return self._in_titles[title]

    def _reasons(self, section: Stored, words: set[str]) -> Iterable[str]:
        """Why this section was found, where that is not plain from the words as typed."""
        given = set()
        for typed, option in self._indirect:
            plain = typed and words.issuperset(typed)
            if not plain and option.reason not in given and words.issuperset(option.stems):
                given.add(option.reason)
                yield option.reason
        if not words:
            yield from (f"also called {name}" for name in self._named(section.aliases))
            yield from (f"cites {name}" for name in self._named(section.authors))

    def _named(self, names: Iterable[str]) -> Iterable[str]:
        return (name for name in names if self._marker.marks(name))
