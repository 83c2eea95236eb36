"""Exclusion: one build at a time for each library."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOCK = "building.lock"


@contextmanager
def only_builder(place: Path) -> Iterator[None]:
    """Wait until no other process builds the library whose cache is `place`."""
    # Imported here: reading a built library needs none of it. It brings asyncio and that ssl,
    # which offline nobody wants.
    without_ssl = "ssl" not in sys.modules
    if without_ssl:
        sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        from filelock import FileLock
    finally:
        if without_ssl:
            del sys.modules["ssl"]
    with FileLock(place / _LOCK, mode=0o600):
        yield
