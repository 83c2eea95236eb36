"""The reader's choices and the shape of the last session, in one JSON file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from gutbrain_app.core.jsonfile.backups import keep_aside
from gutbrain_app.core.jsonfile.reading import Absent, Damaged, Read, TooNew, read_file
from gutbrain_app.core.jsonfile.text import check_format, parse_object, serialise
from gutbrain_app.core.jsonfile.writing import ChangedMeanwhile, NotWritten, write_file

FORMAT = "gutbrain-settings"
VERSION = 1
ATTEMPTS = 3
TEXT_SIZES = range(50, 301)  # percent, that a reader can choose

Theme = Literal["system", "light", "dark", "sepia", "contrast", "contrast-dark"]
Face = Literal["serif", "sans"]
BookmarkOrder = Literal["own", "newest", "title", "place"]


class Settings(msgspec.Struct, frozen=True):
    """Each field alone falls back to what stands here when the file holds nonsense for it."""

    window_geometry: str = ""  # as the window system's own text
    splitter_sizes: tuple[int, ...] = ()
    last_library: str = ""  # a folder
    recent_libraries: tuple[str, ...] = ()  # folders, newest first
    last_places: Mapping[str, str] = msgspec.field(
        default_factory=dict
    )  # library's folder -> place
    recent_searches: tuple[str, ...] = ()  # newest first
    keep_searches: bool = True
    theme: Theme = "system"
    text_size: Annotated[int, msgspec.Meta(ge=25, le=500)] = 100  # percent
    text_width: Annotated[int, msgspec.Meta(ge=20, le=400)] = 70  # characters
    line_spacing: Annotated[int, msgspec.Meta(ge=80, le=400)] = 152  # percent of a line's height
    text_face: Face = "serif"
    text_font: str = ""  # a family; empty: the first of the face's list that is installed
    keys: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)  # by action
    bookmark_order: BookmarkOrder = "own"
    group_bookmarks: bool = True  # shown in their folders
    cards: bool = True  # shown when the mouse rests on a link
    closed_folders: tuple[str, ...] = ()  # of bookmarks


class SettingsFile:
    """Settings as they were when the program started; `notices` tells what could not be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = Settings()
        self.notices: tuple[str, ...] = ()
        self._refusal = ""
        outcome = read_file(path, _fields_of)
        if isinstance(outcome, Read):
            self.settings, nonsense = _settings_of(outcome.data)
            if nonsense:
                names = ", ".join(nonsense)
                self._begin_anew(outcome.raw, f"does not say what it should of: {names}")
        elif isinstance(outcome, Damaged | TooNew):
            self._begin_anew(outcome.raw, f"cannot be used: {outcome.reason}")
        elif not isinstance(outcome, Absent):
            self._refusal = f"{path} cannot be read ({outcome.reason}), so settings are not kept."
            self.notices = (self._refusal,)

    def save(self, settings: Settings) -> None:
        """Write what differs from the settings as they were; raise NotWritten.

        What another window has changed meanwhile, and fields of a newer program, stay.
        """
        if self._refusal:
            raise NotWritten(self._refusal)
        before, after = _plain(self.settings), _plain(settings)
        changes = {name: value for name, value in after.items() if value != before[name]}
        if changes:
            self._write(changes)
        self.settings = settings

    def _write(self, changes: Mapping[str, object]) -> None:
        for _ in range(ATTEMPTS):
            there, expected = self._there_now()
            head = {"format": FORMAT, "version": VERSION}
            raw = serialise({**head, **there, **changes}, indent=2) + b"\n"
            try:
                write_file(self.path, raw, expected=expected)
                return
            except ChangedMeanwhile:
                continue
        raise NotWritten(f"{self.path} is changed by another program all the time.")

    def _there_now(self) -> tuple[dict[str, object], bytes | None]:
        """The fields to keep of the file as it is now, and its bytes."""
        outcome = read_file(self.path, _fields_of)
        if isinstance(outcome, Read):
            _, nonsense = _settings_of(outcome.data)
            kept = {name: value for name, value in outcome.data.items() if name not in nonsense}
            return kept, outcome.raw
        if isinstance(outcome, Damaged | TooNew):
            keep_aside(self.path, outcome.raw)
            return {}, outcome.raw
        if isinstance(outcome, Absent):
            return {}, None
        raise NotWritten(f"{self.path} cannot be read ({outcome.reason}), so nothing was saved.")

    def _begin_anew(self, raw: bytes, what: str) -> None:
        try:
            aside = keep_aside(self.path, raw)
        except (NotWritten, OSError):
            self._refusal = f"{self.path} {what}. It could not be kept aside, so it stays as it is."
            self.notices = (self._refusal,)
            return
        self.notices = (
            f"{self.path} {what}. It is kept as {aside.name}; the usual settings are used instead.",
        )


def _fields_of(raw: bytes) -> dict[str, object]:
    data = parse_object(raw)
    check_format(data, FORMAT, VERSION)
    return data


def _settings_of(data: Mapping[str, object]) -> tuple[Settings, list[str]]:
    """The settings, and the names of the fields that hold nonsense."""
    try:
        return msgspec.convert(data, Settings), []
    except msgspec.ValidationError:
        good, nonsense = {}, []
        for name in Settings.__struct_fields__:
            if name not in data:
                continue
            try:
                alone = msgspec.convert({name: data[name]}, Settings)
                good[name] = getattr(alone, name)
            except msgspec.ValidationError:
                nonsense.append(name)
        return Settings(**good), nonsense


def _plain(settings: Settings) -> dict[str, object]:
    return msgspec.structs.asdict(settings)
