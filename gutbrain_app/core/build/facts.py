"""Facts of a library: what its `library.yaml` says of it."""

import msgspec


class LibraryFacts(msgspec.Struct, frozen=True):
    """What `library.yaml` says, or what stands for it."""

    id: str
    title: str
    edition: str = ""
    description: str = ""
    language: str = ""
    notice: str = ""
