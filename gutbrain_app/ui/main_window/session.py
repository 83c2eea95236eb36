"""What the next start finds again: the window's shape, its columns and the reader's places."""

import base64
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from gutbrain_app.core.places import Place, parse_place
from gutbrain_app.core.settings import Settings

FIRST_SIZE = (1320, 860)
FIRST_COLUMNS = (298, 742, 280)


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


def last_place(settings: Settings, folder: Path) -> Place:
    """Where the reader was in a library; no topic when it was never read."""
    return parse_place(settings.last_places.get(str(folder), ""))
