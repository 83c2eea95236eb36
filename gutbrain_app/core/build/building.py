"""Building: the one door to it, cheap to import."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from gutbrain_app.core.build.generations import (
    built_library,
    is_stale,
    library_cache,
    remove_old_generations,
)
from gutbrain_app.core.build.progress import Progress
from gutbrain_app.core.errors import GutbrainError

__all__ = ["FolderMissing", "Progress", "build_library"]


class FolderMissing(GutbrainError):
    """A library's folder that is not there; nothing is changed."""


def build_library(
    folder: Path, cache: Path, *, first: str = "", report: Callable[[Progress], None]
) -> Path:
    """Build or refresh the library in `folder` and tell where it lies.

    Nothing is done when nothing has changed. `first` is the topic to be built before all others.
    Raises FolderMissing. It may be killed at any moment: the next build goes on from there.
    """
    folder = Path(os.path.realpath(folder))
    if not folder.is_dir():
        raise FolderMissing(f"There is no folder {folder}; nothing was changed.")
    newest = built_library(folder, cache)
    if newest and not is_stale(folder, newest):
        report(Progress("done", 0, 0, "", newest))
        return newest
    # Imported here: Markdown, the index and the worker processes, which most starts do not need.
    from gutbrain_app.core.build.exclusion import only_builder
    from gutbrain_app.core.build.steps import BuildSteps

    place = library_cache(folder, cache)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with only_builder(place), ExitStack() as stack:
        newest = built_library(folder, cache)
        if newest and not is_stale(folder, newest):  # Somebody else has built it meanwhile.
            report(Progress("done", 0, 0, "", newest))
            return newest
        steps = BuildSteps(folder, place, newest, report, stack)
        steps.run(first)
        remove_old_generations(place, steps.built)
        return steps.built
