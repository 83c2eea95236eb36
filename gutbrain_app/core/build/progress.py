"""Progress of a build, as it is told to whoever waits for it."""

from pathlib import Path

import msgspec


class Progress(msgspec.Struct, frozen=True):
    """How far a build is: `stage` is tree, article, articles, index or done.

    From `tree` on, the library in `built` can be opened; from `article` on it has its first topic.
    """

    stage: str
    done: int
    total: int
    topic: str
    built: Path
