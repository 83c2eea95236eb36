"""Turns what the engine raises over broken files into IndexDamaged."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from gutbrain_app.core.index.outcomes import IndexDamaged


@contextmanager
def damage_told(folder: Path) -> Iterator[None]:
    """Raise IndexDamaged for whatever the engine raises within."""
    sentence = (
        f"The search index in {folder} is damaged; articles and bookmarks are safe, "
        "and building the library again makes a new index."
    )
    try:
        yield
    except (ValueError, OSError, msgspec.DecodeError) as error:
        raise IndexDamaged(sentence) from error
    except BaseException as error:
        # A panic of the engine is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexDamaged(sentence) from error
