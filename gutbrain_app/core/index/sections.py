"""A section as the index takes it in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IndexedSection:
    """One heading and the text under it, with what is said of the topic it belongs to."""

    place: str
    """Written `topic#section`."""
    topic: str
    part: str
    """Title of the part the topic stands in; empty outside any part."""
    title: str
    """Title of the topic."""
    heading: str
    """Empty for the text before the first heading."""
    path: tuple[str, ...]
    """Titles from the part down to the topic."""
    aliases: tuple[str, ...]
    """Other names of the topic."""
    summary: str
    """Summary of the topic."""
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    """Family names of the authors of the references cited in the section."""
    evidence: tuple[str, ...]
    """Levels of evidence cited in the section, strongest first."""
    text: str
    """Plain text, without the heading."""
    position: int
    """Order in the library."""
