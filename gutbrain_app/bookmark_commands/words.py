"""The words after `gutbrain bookmarks`."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from gutbrain_app.bookmark_commands.asked import (
    WRONG_USE,
    Asked,
    OpenLibrary,
    WrongUse,
)
from gutbrain_app.bookmark_commands.changing import (
    accept,
    add,
    change,
    move,
    place_again,
    remove,
    rename_folder,
)
from gutbrain_app.bookmark_commands.files import FORMS, export, restore, show_backups, take_in
from gutbrain_app.bookmark_commands.listing import check, list_bookmarks
from gutbrain_app.core.bookmarks.bookmark import COLOURS
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.paths import data_folder


def add_bookmark_commands(parser: argparse.ArgumentParser, open_library: OpenLibrary) -> None:
    """Add the deeds below `gutbrain bookmarks`; `open_library` takes a folder, or None."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--file", type=Path, help="a bookmarks file; else your own")
    shared.add_argument("--json", action="store_true", help="for programs")
    shared.add_argument("--library", type=Path, help="a folder; else the built-in library")
    deeds = parser.add_subparsers(dest="deed", required=True)

    def deed(name: str, do: Callable[[Asked], int], about: str) -> argparse.ArgumentParser:
        made = deeds.add_parser(name, parents=[shared], help=about)
        made.set_defaults(run=lambda words: _run(do, words, open_library))
        return made

    listed = deed("list", list_bookmarks, "the bookmarks, in your order")
    listed.add_argument("--folder", default="")
    listed.add_argument("--tag", default="")
    added = deed("add", add, "keep a place")
    added.add_argument("place")
    added.add_argument("--quote", default="", help="the words to highlight in it")
    changed = deed("change", change, "change some fields of bookmarks")
    changed.add_argument("--untag", action="append", default=[])
    for command in (added, changed):
        command.add_argument("--note", default=None, help="'-' reads it from standard input")
        command.add_argument("--folder", default=None)
        command.add_argument("--tag", action="append", default=[])
        command.add_argument("--colour", choices=COLOURS)
    moved = deed("move", move, "put bookmarks before another one, or last")
    moved.add_argument("--before", default=None, metavar="ID")
    removed = deed("remove", remove, "remove bookmarks")
    seen = deed("accept", accept, "take the changed text of bookmarks as read")
    for command in (changed, moved, removed, seen):
        command.add_argument("ids", nargs="+", metavar="ID")
    again = deed("place", place_again, "place a retired bookmark again")
    again.add_argument("id", metavar="ID")
    again.add_argument("place")
    folder = deed("rename-folder", rename_folder, "rename or move a folder with all in it")
    folder.add_argument("old")
    folder.add_argument("new")
    out = deed("export", export, "to a file, in the form that its ending names")
    out.add_argument("target", type=Path, metavar="FILE", help=", ".join(FORMS))
    out.add_argument("ids", nargs="*", metavar="ID", help="these, in this order; else all")
    out.add_argument("--title", default="Bookmarks")
    out.add_argument("--texts", action="store_true", help="with the text of the sections")
    taken = deed("import", take_in, "merge another machine's file")
    taken.add_argument("source", type=Path, metavar="FILE")
    deed("check", check, "whether the file is well, and what became of the bookmarks")
    deed("backups", show_backups, "the backups, newest first")
    back = deed("restore", restore, "make the bookmarks what a backup holds")
    back.add_argument("number", type=int, help="as `backups` shows it")


def _run(do: Callable[[Asked], int], words: argparse.Namespace, library: OpenLibrary) -> int:
    store = BookmarkStore(words.file or data_folder() / "bookmarks.json")
    for sentence in store.notices:
        print(sentence, file=sys.stderr)
    try:
        return do(Asked(store, words, library))
    except WrongUse as error:
        print(error, file=sys.stderr)
        return WRONG_USE
