"""What was read lately, and where the reader was in each article, in one JSON file."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from gutbrain_app.core.jsonfile.backups import keep_aside
from gutbrain_app.core.jsonfile.reading import Absent, Damaged, Read, TooNew, read_file
from gutbrain_app.core.jsonfile.text import NotUnderstood, check_format, parse_object, serialise
from gutbrain_app.core.jsonfile.writing import ChangedMeanwhile, NotWritten, write_file
from gutbrain_app.core.places import Place

FORMAT = "gutbrain-history"
VERSION = 1
MOST = 500
ATTEMPTS = 3


@dataclass(frozen=True)
class Visit:
    """An article that was read, and the first line that was on the screen then."""

    library: str  # its folder
    topic: str
    title: str
    section: str = ""
    letters: int = 0  # from the beginning of the section's heading to the line
    read: str = ""  # UTC, as ISO 8601 writes it

    @property
    def place(self) -> Place:
        return Place(self.topic, self.section)


@dataclass(frozen=True)
class _Content:
    articles: tuple[Visit, ...] = ()
    wiped: str = ""  # nothing read before that moment is kept, whoever still remembers it


class History:
    """Several windows share the file: of one article the latest visit stays."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notices: tuple[str, ...] = ()
        self._content = _Content()
        self._pending: dict[tuple[str, str], Visit] = {}
        self._forgotten: dict[tuple[str, str], str] = {}  # and when
        self._content = self._there_now()[0]

    @property
    def visits(self) -> tuple[Visit, ...]:
        """The latest first."""
        return self._merged(self._content).articles

    def visit_of(self, library: str, topic: str) -> Visit | None:
        there = (v for v in self.visits if (v.library, v.topic) == (library, topic))
        return next(there, None)

    def note(self, visit: Visit) -> None:
        """Remember a visit, now; `save` keeps it."""
        self._pending[visit.library, visit.topic] = replace(visit, read=now())

    def forget(self, visit: Visit) -> None:
        self._pending.pop((visit.library, visit.topic), None)
        self._forgotten[visit.library, visit.topic] = now()

    def wipe(self) -> None:
        """Forget all that was read until now, in every window; raise NotWritten."""
        self._pending.clear()
        self._forgotten.clear()
        self._content = _Content((), now())
        self._write()

    def save(self) -> None:
        """Write what was noted since the last time; raise NotWritten."""
        if self._pending or self._forgotten:
            self._write()
            self._pending.clear()
            self._forgotten.clear()

    def _write(self) -> None:
        wiped = self._content.wiped
        for _ in range(ATTEMPTS):
            there, expected = self._there_now()
            content = self._merged(replace(there, wiped=max(there.wiped, wiped)))
            raw = serialise({"format": FORMAT, "version": VERSION, **asdict(content)}, indent=1)
            try:
                write_file(self.path, raw + b"\n", expected=expected)
            except ChangedMeanwhile:
                continue
            self._content = content
            return
        raise NotWritten(f"{self.path} is changed by another program all the time.")

    def _there_now(self) -> tuple[_Content, bytes | None]:
        """What the file holds, and its bytes; one that cannot be used is kept aside."""
        outcome = read_file(self.path, _content_of)
        if isinstance(outcome, Read):
            return outcome.data, outcome.raw
        if isinstance(outcome, Absent):
            return _Content(), None
        if isinstance(outcome, Damaged | TooNew):
            try:
                aside = keep_aside(self.path, outcome.raw)
            except (NotWritten, OSError):
                reason = f"{self.path} cannot be used ({outcome.reason}) nor kept aside."
            else:
                self._tell(
                    f"{self.path} cannot be used: {outcome.reason}. It is kept as {aside.name}; "
                    "what was read lately begins anew."
                )
                return _Content(), outcome.raw
        else:
            reason = f"{self.path} cannot be read ({outcome.reason})."
        if self._pending or self._forgotten or self._content.wiped:
            raise NotWritten(f"{reason} What you read now is not remembered.")
        self._tell(f"{reason} What you read is not remembered.")
        return _Content(), None

    def _tell(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices = (*self.notices, sentence)

    def _merged(self, content: _Content) -> _Content:
        latest: dict[tuple[str, str], Visit] = {}
        for visit in (*content.articles, *self._pending.values()):
            key = visit.library, visit.topic
            forgotten = max(content.wiped, self._forgotten.get(key, ""))
            if visit.read > forgotten and visit.read >= latest.get(key, visit).read:
                latest[key] = visit
        return replace(content, articles=_newest(latest.values()))


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _newest(visits: Iterable[Visit]) -> tuple[Visit, ...]:
    return tuple(sorted(visits, key=lambda visit: visit.read, reverse=True)[:MOST])


def _content_of(raw: bytes) -> _Content:
    data: Mapping[str, object] = parse_object(raw)
    check_format(data, FORMAT, VERSION)
    try:
        return msgspec.convert(data, _Content)
    except msgspec.ValidationError as error:
        raise NotUnderstood(str(error)) from error
