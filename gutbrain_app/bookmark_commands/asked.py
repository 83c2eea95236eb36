"""What every deed is given, and how it answers."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.library import Library

DONE, NOTHING, WRONG_USE, FAILED = 0, 1, 2, 3
OpenLibrary = Callable[[Path | None], Library]


@dataclass(frozen=True)
class Asked:
    """One command: the store it is about, its words, and the way to a library."""

    store: BookmarkStore
    words: argparse.Namespace
    open_library: OpenLibrary

    def library(self) -> Library:
        return self.open_library(self.words.library)


class WrongUse(GutbrainError):
    """What was asked for cannot be meant."""


def named_marks(store: BookmarkStore, ids: Sequence[str]) -> list[Bookmark] | None:
    """The bookmarks of these ids; None, which is told, when one is missing."""
    found = [(id, store.bookmark(id)) for id in ids]
    missing = [id for id, mark in found if mark is None]
    if missing:
        print(f"There is no bookmark {missing[0]}; nothing was changed.", file=sys.stderr)
        return None
    return [mark for _, mark in found if mark is not None]


def told(outcome: Saved | NotSaved) -> int:
    if isinstance(outcome, NotSaved):
        print(outcome.reason, file=sys.stderr)
        return FAILED
    return DONE


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2), flush=True)
