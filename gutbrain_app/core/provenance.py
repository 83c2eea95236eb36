"""Provenance: a copied passage with its library, edition, place and sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from gutbrain_app.core.citing.plain import plain_citation
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.core.references import Reference


@dataclass(frozen=True)
class Passage:
    """Words of a page, in which `[1]` stands for the first of `references`.

    `cited` is False where the passage itself names none and these are its section's.
    """

    text: str
    markdown: str
    references: tuple[Reference, ...]
    cited: bool = True


def text_with_source(passage: Passage, library: Library, place: Place) -> str:
    """Raises PlaceMissing."""
    parts = [passage.text, f"— {source_line(library, place)}"]
    if passage.references:
        lines = _numbered(passage.references)
        parts.append("\n".join([f"{_sources_word(passage)}:", *lines]))
    return "\n\n".join(parts) + "\n"


def markdown_with_source(passage: Passage, library: Library, place: Place) -> str:
    """The passage as a quotation. Raises PlaceMissing."""
    quoted = "\n".join(f"> {line}" if line else ">" for line in passage.markdown.splitlines())
    parts = [f"{quoted}\n>\n> — {markdown_words(source_line(library, place))}"]
    if passage.references:
        lines = [markdown_words(line) for line in _numbered(passage.references)]
        parts.append(f"{_sources_word(passage)}:\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def source_line(library: Library, place: Place) -> str:
    """`The vagus nerve › How a report travels. Gutbrain, edition 2026-11 (vagus#how)`."""
    titles = (library.title_of(Place(place.topic)), library.title_of(place))
    return f"{' › '.join(dict.fromkeys(titles))}. {library.info.title_and_edition} ({place})"


def markdown_words(text: str) -> str:
    """Text in which nothing is taken for a mark."""
    for mark in "\\`*_[]<>":
        text = text.replace(mark, f"\\{mark}")
    return text


def _sources_word(passage: Passage) -> str:
    return "Sources" if passage.cited else "Sources of the section"


def _numbered(references: Sequence[Reference]) -> list[str]:
    lines = []
    for number, reference in enumerate(references, 1):
        kind = f" ({reference.evidence})" if reference.evidence else ""
        caution = f" Caution: {reference.caution}" if reference.caution else ""
        lines.append(f"{number}. {plain_citation(reference)}{kind}{caution}")
    return lines
