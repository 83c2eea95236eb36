"""The store of a built library: one SQLite file of articles and of what belongs to them all."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.errors import GutbrainError, Problem

STORE = "library.sqlite"
_SCHEMA = """
CREATE TABLE facts(name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE articles(
    number INTEGER PRIMARY KEY, file TEXT UNIQUE NOT NULL, topic TEXT UNIQUE NOT NULL,
    title TEXT NOT NULL, page BLOB NOT NULL, record BLOB NOT NULL);
"""
_T = TypeVar("_T")
_pack = msgspec.msgpack.Encoder().encode


class StoreDamaged(GutbrainError):
    """A store that cannot be read; the library's folder is untouched, so it can be built again."""


class Record(msgspec.Struct, frozen=True, array_like=True):
    """What the next build must know of an article beside its page."""

    file: str
    size: int
    mtime_ns: int
    citations: tuple[tuple[str, ...], ...]
    section_links: tuple[tuple[str, str, int], ...]
    pictures: dict[str, str]
    problems: tuple[Problem, ...]
    depends: dict[str, str]


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

    def begin(self) -> None:
        self._connection.execute("BEGIN")

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

    def set_fact(self, name: str, value: object) -> None:
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES(?, ?)", (name, _pack(value)))

    def fact(self, name: str, kind: type[_T], default: _T) -> _T:
        """A fact by its name; `default` where the build has not come so far."""
        row = self._row("SELECT value FROM facts WHERE name=?", name)
        return default if row is None else self._unpacked(row[0], kind)

    def put_articles(self, articles: Iterable[tuple[Article, Record]]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO articles(file, topic, title, page, record) VALUES(?,?,?,?,?)",
            (
                (record.file, one.topic, one.title, _pack(one), _pack(record))
                for one, record in articles
            ),
        )

    def remove_articles(self, files: Iterable[str]) -> None:
        self._connection.executemany(
            "DELETE FROM articles WHERE file=?", ((file,) for file in files)
        )

    def article(self, topic: str) -> Article | None:
        row = self._row("SELECT page FROM articles WHERE topic=?", topic)
        return None if row is None else self._unpacked(row[0], Article)

    def titles(self) -> dict[str, str]:
        """The title of each topic."""
        return dict(self._connection.execute("SELECT topic, title FROM articles"))

    def records(self) -> Iterator[tuple[str, Record]]:
        """Each article's topic and record."""
        rows = self._connection.execute("SELECT topic, record FROM articles")
        decode = msgspec.msgpack.Decoder(Record).decode
        for topic, record in rows:
            yield topic, decode(record)

    def articles(self) -> Iterator[tuple[Article, Record]]:
        rows = self._connection.execute("SELECT page, record FROM articles")
        page, record = msgspec.msgpack.Decoder(Article), msgspec.msgpack.Decoder(Record)
        for one, other in rows:
            yield page.decode(one), record.decode(other)

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
