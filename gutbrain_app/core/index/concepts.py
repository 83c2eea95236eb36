"""What a query is about: for each word of it, all that may stand for it in a text."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One way a concept may stand in a text."""

    stems: tuple[str, ...]
    """One stem, or several that must follow each other."""
    weight: float = 1.0
    """What it is worth beside the word as typed."""
    reason: str = ""
    """Why it stands for the typed word; empty when it plainly does."""
    half: bool = False
    """Whether it completes a half-typed word, and so counts as common as all completions."""


@dataclass(frozen=True)
class Concept:
    """A word, a phrase, or a choice of them."""

    options: tuple[Option, ...]
    typed: tuple[str, ...]
    """The stems as typed; none where that is no single word."""
    required: bool = False
    joined: bool = False
    """Whether it was typed in one piece with the one before, like the brain of gut-brain."""

    @property
    def key(self) -> tuple[str, ...]:
        """The stems of what it most likely means."""
        return self.options[0].stems if self.options else self.typed


@dataclass(frozen=True)
class Synonym:
    """Another name for the words from `start` up to `end` of the concepts."""

    start: int
    end: int
    option: Option


@dataclass(frozen=True)
class Question:
    """All that is asked, ready to be looked for."""

    concepts: tuple[Concept, ...]
    synonyms: tuple[Synonym, ...]
    excluded: tuple[tuple[str, ...], ...]
    half_name: str
    """The words as typed, the last one perhaps half; empty when it is not plain words."""

    def options(self) -> list[Option]:
        """Every way any of it may stand in a text."""
        own = [option for concept in self.concepts for option in concept.options]
        return own + [synonym.option for synonym in self.synonyms]

    def indirect(self) -> Iterator[tuple[tuple[str, ...], Option]]:
        """Each option with a reason, after the stems as typed that it stands beside."""
        for concept in self.concepts:
            plain = next((option.stems for option in concept.options if not option.reason), ())
            for option in concept.options:
                if option.reason:
                    yield plain, option
        for synonym in self.synonyms:
            span = self.concepts[synonym.start : synonym.end]
            yield tuple(stem for concept in span for stem in concept.key), synonym.option
