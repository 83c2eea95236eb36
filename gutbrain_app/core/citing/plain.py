"""A plain citation, from nothing but what is known of a reference."""

from gutbrain_app.core.references import Reference, authors_line, source_line


def plain_citation(reference: Reference) -> str:
    """One line: authors, title, journal or publisher, year and pages, DOI or address."""
    where = " ".join(filter(None, (reference.journal, source_line(reference))))
    publisher = "" if reference.journal else reference.publisher
    pieces = [authors_line(reference), *map(_sentence, (reference.title, where, publisher))]
    if reference.doi:
        pieces.append(f"doi: {reference.doi}")
    elif reference.url:
        pieces.append(reference.url)
    return " ".join(filter(None, pieces)) or f"[{reference.id}]"


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".?!" else f"{text}."
