"""What the next start finds again: the window's shape, its columns and the reader's places."""

import base64
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from gutbrain_app.core.paths import builtin_library
from gutbrain_app.core.places import Place, parse_place
from gutbrain_app.core.settings import Settings

FIRST_SIZE = (1320, 860)
FIRST_COLUMNS = (298, 742, 280)
MOST_LIBRARIES = 12


def restore_shape(window: QMainWindow, columns: QSplitter, settings: Settings) -> None:
    """The shape of the last session, or the first one's."""
    window.resize(*FIRST_SIZE)
    if settings.window_geometry:
        window.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode()))
    sizes: Sequence[int] = settings.splitter_sizes
    columns.setSizes(list(sizes if len(sizes) == len(FIRST_COLUMNS) else FIRST_COLUMNS))


def with_shape(settings: Settings, window: QMainWindow, columns: QSplitter) -> Settings:
    """The settings with the window's shape as it is now."""
    geometry = base64.b64encode(bytes(window.saveGeometry().data())).decode("ascii")
    before = settings.splitter_sizes or FIRST_COLUMNS
    # A column that is hidden has no width; it keeps the one it had.
    sizes = tuple(now or old for now, old in zip(columns.sizes(), before, strict=False))
    return replace(settings, window_geometry=geometry, splitter_sizes=sizes)


def with_place(settings: Settings, folder: Path, place: Place) -> Settings:
    """The settings with the place being read in a library."""
    return replace(settings, last_places={**settings.last_places, str(folder): str(place)})


def with_library(settings: Settings, folder: Path) -> Settings:
    """The settings with a library as the one open last.

    The built-in one is not listed: it has its own entry, and no folder means it.
    """
    if folder == builtin_library():
        return replace(settings, last_library="")
    others = (one for one in settings.recent_libraries if one != str(folder))
    recent = (str(folder), *others)[:MOST_LIBRARIES]
    return replace(settings, last_library=str(folder), recent_libraries=recent)


def last_library(settings: Settings) -> Path:
    """The folder with which a session begins when none is named; it may be gone."""
    return Path(settings.last_library) if settings.last_library else builtin_library()


def last_place(settings: Settings, folder: Path) -> Place:
    """Where the reader was in a library; no topic when it was never read."""
    return parse_place(settings.last_places.get(str(folder), ""))
