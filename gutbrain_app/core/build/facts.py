"""Facts of a library: what its `library.yaml` says of it, and how its articles hang together."""

import msgspec


class LibraryFacts(msgspec.Struct, frozen=True):
    """What `library.yaml` says, or what stands for it."""

    id: str
    title: str
    edition: str = ""
    description: str = ""
    language: str = ""
    notice: str = ""


class Neighbours(msgspec.Struct, frozen=True):
    """The topics that link to one, by title, and those nearest to it: (topic, title) each."""

    linked_from: tuple[tuple[str, str], ...] = ()
    related: tuple[tuple[str, str], ...] = ()


class TopicAge(msgspec.Struct, frozen=True, array_like=True):
    """How fresh and how well supported a topic is.

    `strongest` and `weakest` are kinds of study, empty without any; `weakest_section` is the slug
    of the section that rests on the weakest. `updated` is as the author wrote it.
    """

    topic: str
    title: str
    updated: str
    references: int
    strongest: str
    weakest: str
    weakest_section: str
