"""Building: the one door to it, cheap to import."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from gutbrain_app.core.build.generations import (
    built_library,
    copied_generation,
    forget_generation,
    is_stale,
    library_cache,
    remove_old_generations,
    remove_unsealed_generations,
    unfinished_generation,
)
from gutbrain_app.core.build.progress import Progress
from gutbrain_app.core.build.store import StoreDamaged
from gutbrain_app.core.errors import GutbrainError

__all__ = ["FolderMissing", "NotBuilt", "Progress", "build_library"]


class FolderMissing(GutbrainError):
    """A library's folder that is not there; nothing is changed."""


class NotBuilt(GutbrainError):
    """A build that could not be finished; what was built before can still be read."""


def build_library(
    folder: Path, cache: Path, *, first: str = "", report: Callable[[Progress], None]
) -> Path:
    """Build or refresh the library in `folder` and tell where it lies.

    Nothing is done when nothing has changed. `first` is the topic to be built before all others.
    It may be killed at any moment: the next build goes on from there. Raises FolderMissing and
    NotBuilt.
    """
    folder = Path(os.path.realpath(folder))
    if not folder.is_dir():
        raise FolderMissing(f"There is no folder {folder}; nothing was changed.")
    newest = built_library(folder, cache)
    if newest and not is_stale(folder, newest):
        report(Progress("done", 0, 0, "", newest))
        return newest
    place = library_cache(folder, cache)
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        return _built(folder, place, newest, first, report)
    except (OSError, ValueError, sqlite3.Error) as error:
        remove_unsealed_generations(place)
        raise NotBuilt(
            f"The library in {folder} could not be built ({error}); its own files are untouched."
        ) from error


def _built(
    folder: Path,
    place: Path,
    newest: Path | None,
    first: str,
    report: Callable[[Progress], None],
) -> Path:
    # Imported here: Markdown, the index and the worker processes, which most starts do not need.
    from gutbrain_app.core.build.exclusion import only_builder
    from gutbrain_app.core.build.steps import BuildSteps

    with only_builder(place):
        before, newest = newest, built_library(folder, place.parent)
        # Somebody else may have built it meanwhile.
        if newest and newest != before and not is_stale(folder, newest):
            report(Progress("done", 0, 0, "", newest))
            return newest
        base = copied_generation(newest) if newest else unfinished_generation(place)
        for start in (base, None) if base else (None,):
            try:
                with ExitStack() as stack:
                    steps = BuildSteps(folder, place, start, report, stack)
                    steps.run(first)
            except (OSError, ValueError, sqlite3.Error, StoreDamaged):
                if start is None:
                    raise
                forget_generation(start)  # What was there before is damaged: build it all anew.
            else:
                remove_old_generations(place, steps.built)
                return steps.built
    raise AssertionError("a build from nothing returns or raises")
