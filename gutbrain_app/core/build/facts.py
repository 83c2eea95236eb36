"""Facts of a library: what its `library.yaml` says of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LibraryFacts:
    """What `library.yaml` says, or what stands for it."""

    id: str
    title: str
    edition: str = ""
    description: str = ""
    language: str = ""
    notice: str = ""
