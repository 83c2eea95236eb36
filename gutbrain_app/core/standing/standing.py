"""What became of a bookmark's text: unchanged, edited, moved or retired."""

from dataclasses import dataclass
from enum import StrEnum

from gutbrain_app.core.bookmarks.bookmark import Quote
from gutbrain_app.core.bookmarks.quoting import Piece
from gutbrain_app.core.places import Place


class State(StrEnum):
    """Moved ones may have been edited too; retired ones keep all that the reader had."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    RETIRED = "retired"


@dataclass(frozen=True)
class Standing:
    """`place`, `title` and `path` are where it stands now; a retired one may have no place.

    `quote` selects a highlight's passage as it is now. `changes` say what became of the words
    that were kept; they are empty where those are the same, as when a section was edited further
    down.
    """

    state: State
    place: Place | None
    title: str
    path: tuple[str, ...]
    quote: Quote | None = None
    changes: tuple[Piece, ...] = ()
