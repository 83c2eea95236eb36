"""The store of a built library: one SQLite file of articles and of what belongs to them all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.build.facts import Neighbours
from gutbrain_app.core.build.generations import STORE, begin_generation
from gutbrain_app.core.errors import GutbrainError, Problem
from gutbrain_app.core.navigation.tree import TreeNode

if TYPE_CHECKING:  # Reading a store needs nothing of what reads a folder.
    from gutbrain_app.core.build.connections import Connections
    from gutbrain_app.core.build.contents import Contents

_SCHEMA = """
CREATE TABLE facts(name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE articles(
    number INTEGER PRIMARY KEY, file TEXT UNIQUE NOT NULL, topic TEXT UNIQUE NOT NULL,
    title TEXT NOT NULL, page BLOB NOT NULL, record BLOB NOT NULL);
CREATE TABLE neighbours(topic TEXT PRIMARY KEY, value BLOB NOT NULL);
"""
_T = TypeVar("_T")
_pack = msgspec.msgpack.Encoder().encode


class StoreDamaged(GutbrainError):
    """A store that cannot be read; the library's folder is untouched, so it can be built again."""


class Record(msgspec.Struct, frozen=True, array_like=True):
    """What the next build must know of an article beside its page.

    `citations` and `evidence` have one entry for each section, as the first of `slugs` do.
    """

    file: str
    size: int
    mtime_ns: int
    aliases: tuple[str, ...]
    slugs: tuple[str, ...]
    citations: tuple[tuple[str, ...], ...]
    section_links: tuple[tuple[str, str, int], ...]
    pictures: dict[str, str]
    problems: tuple[Problem, ...]
    depends: dict[str, str]
    tags: tuple[str, ...]
    updated: str
    evidence: tuple[str, ...]


class Store:
    """An open store, for reading or for writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def create(cls, built: Path) -> "Store":
        connection = sqlite3.connect(built / STORE, isolation_level=None)
        # Readers open the library while it is built; a killed build is thrown away, not mended.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.executescript(_SCHEMA)
        begin_generation(built)
        return cls(connection)

    @classmethod
    def change(cls, built: Path) -> "Store":
        """Open the copy of an older generation's store for changing it."""
        connection = sqlite3.connect(built / STORE, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        return cls(connection)

    @classmethod
    def read(cls, built: Path, *, complete: bool) -> "Store":
        """Raises StoreDamaged. A complete store never changes, which spares locks and checks."""
        path = (built / STORE).absolute().as_uri()
        address = f"{path}?immutable=1" if complete else f"{path}?mode=ro"
        try:
            connection = sqlite3.connect(address, uri=True, isolation_level=None)
            connection.execute("SELECT name FROM facts LIMIT 1")
        except sqlite3.Error as error:
            raise StoreDamaged(
                f"The built library in {built} cannot be read; the library's own folder is "
                "untouched, and it can be built again."
            ) from error
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def commit(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")

    def settle(self) -> None:
        """Bring everything into the one file, for good."""
        self.commit()
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # Refused while a window reads the unfinished library; the file is whole all the same.
        with suppress(sqlite3.OperationalError):
            self._connection.execute("PRAGMA journal_mode=DELETE")

    def fact(self, name: str, kind: type[_T], default: _T) -> _T:
        """A fact by its name; `default` where the build has not come so far."""
        row = self._row("SELECT value FROM facts WHERE name=?", name)
        return default if row is None else self._unpacked(row[0], kind)

    def put_article(self, file: str, topic: str, title: str, page: bytes, record: bytes) -> None:
        """Stays unseen by readers until `commit`."""
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN")
        self._connection.execute(
            "INSERT OR REPLACE INTO articles(file, topic, title, page, record) VALUES(?,?,?,?,?)",
            (file, topic, title, page, record),
        )

    def remove_article(self, topic: str) -> None:
        self._connection.execute("DELETE FROM articles WHERE topic=?", (topic,))

    def put_contents(self, contents: "Contents") -> None:
        """What belongs to the library as a whole."""
        self._connection.execute("BEGIN")
        self._set_fact("folder", os.fsencode(contents.folder))
        self._set_fact("library", contents.facts)
        self._set_fact("tree", contents.tree)
        self._set_fact("references", contents.references)
        self._set_fact("terms", contents.terms)
        self._set_fact("relations", contents.relations)
        self.commit()

    def put_problems(self, problems: tuple[Problem, ...]) -> None:
        self._set_fact("problems", problems)
        self._set_fact("problem_count", len(problems))

    def put_connections(self, connections: "Connections") -> None:
        """How the articles hang together, when all are known."""
        self._connection.execute("BEGIN")
        self._set_fact("citing", connections.citing)
        self._set_fact("ages", connections.ages)
        self._connection.execute("DELETE FROM neighbours")
        self._connection.executemany(
            "INSERT INTO neighbours VALUES(?, ?)",
            ((topic, _pack(found)) for topic, found in connections.neighbours.items()),
        )
        self.commit()

    def neighbours(self, topic: str) -> Neighbours:
        row = self._row("SELECT value FROM neighbours WHERE topic=?", topic)
        return Neighbours() if row is None else self._unpacked(row[0], Neighbours)

    def put_pictures(self, pictures: dict[str, tuple[int, int, str]]) -> None:
        """By path: size, time of change, and what is wrong with it."""
        self._set_fact("pictures", pictures)

    def pictures(self) -> dict[str, tuple[int, int, str]]:
        return self.fact("pictures", dict[str, tuple[int, int, str]], {})

    def tree(self) -> tuple[TreeNode, ...]:
        return self.fact("tree", tuple[TreeNode, ...], ())

    def article(self, topic: str) -> Article | None:
        try:
            row = self._row("SELECT page FROM articles WHERE topic=?", topic)
        except UnicodeEncodeError:  # half a character, from a damaged bookmark, names no topic
            return None
        return None if row is None else self._unpacked(row[0], Article)

    def titles(self) -> dict[str, str]:
        """The title of each topic, in the order of their ids."""
        query = "SELECT topic, title FROM articles ORDER BY topic"
        return dict(self._connection.execute(query))

    def records(self) -> Iterator[tuple[str, Record]]:
        """Each article's topic and record."""
        rows = self._connection.execute("SELECT topic, record FROM articles")
        decode = msgspec.msgpack.Decoder(Record).decode
        for topic, record in rows:
            yield topic, decode(record)

    def _set_fact(self, name: str, value: object) -> None:
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES(?, ?)", (name, _pack(value)))

    def _row(self, query: str, *values: str) -> tuple[bytes] | None:
        try:
            row: tuple[bytes] | None = self._connection.execute(query, values).fetchone()
        except sqlite3.Error as error:
            raise StoreDamaged(
                "The built library cannot be read; the library's own folder is untouched, and it "
                "can be built again."
            ) from error
        return row

    @staticmethod
    def _unpacked(data: bytes, kind: type[_T]) -> _T:
        try:
            return msgspec.msgpack.decode(data, type=kind)
        except msgspec.DecodeError as error:
            raise StoreDamaged(
                "The built library is damaged; the library's own folder is untouched, and it can "
                "be built again."
            ) from error
