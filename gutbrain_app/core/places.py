"""A place: a topic and, optionally, a section in it."""

import msgspec


class Place(msgspec.Struct, frozen=True, order=True):
    """Written `topic#section`; `section` is empty for the topic as a whole."""

    topic: str
    section: str = ""

    def __str__(self) -> str:
        return f"{self.topic}#{self.section}" if self.section else self.topic


def parse_place(text: str) -> Place:
    """Read `topic` or `topic#section`; a topic's id may hold slashes and spaces."""
    topic, _, section = text.strip().partition("#")
    return Place(topic, section)
