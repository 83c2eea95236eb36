"""`gutbrain bookmarks`: what the panel does, without a window."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from gutbrain_app.core.bookmarks.bookmark import COLOURS, Bookmark
from gutbrain_app.core.bookmarks.folders import clean_folder, is_within
from gutbrain_app.core.bookmarks.quoting import Piece
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.jsonfile.backups import Backup, backup_folder
from gutbrain_app.core.jsonfile.reading import file_content
from gutbrain_app.core.jsonfile.writing import real_path, write_file
from gutbrain_app.core.library import Library
from gutbrain_app.core.paths import data_folder
from gutbrain_app.core.places import parse_place
from gutbrain_app.core.standing.keeping import accepted, bookmark_at, passage_in, placed
from gutbrain_app.core.standing.standing import Standing, State
from gutbrain_app.core.standing.standings import Standings

DONE, NOTHING, WRONG_USE, FAILED = 0, 1, 2, 3
OPEN_LIBRARY = Callable[[Path | None], Library]
BUILT_IN = "gutbrain"
_FORMS = (".json", ".md", ".html", ".csv", ".bib", ".ris")


@dataclass(frozen=True)
class _Asked:
    """One command: the store it is about, its words, and the way to a library."""

    store: BookmarkStore
    words: argparse.Namespace
    open_library: OPEN_LIBRARY

    def library(self) -> Library:
        return self.open_library(self.words.library)


class _WrongUse(GutbrainError):
    """What was asked for cannot be meant."""


def add_bookmark_commands(parser: argparse.ArgumentParser, open_library: OPEN_LIBRARY) -> None:
    """Add the deeds below `gutbrain bookmarks`; `open_library` takes a folder, or None."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--file", type=Path, help="a bookmarks file; else your own")
    shared.add_argument("--json", action="store_true", help="for programs")
    shared.add_argument("--library", type=Path, help="a folder; else the built-in library")
    deeds = parser.add_subparsers(dest="deed", required=True)

    def deed(name: str, do: Callable[[_Asked], int], about: str) -> argparse.ArgumentParser:
        made = deeds.add_parser(name, parents=[shared], help=about)
        made.set_defaults(run=lambda words: _run(do, words, open_library))
        return made

    listed = deed("list", _list, "the bookmarks, in your order")
    listed.add_argument("--folder", default="")
    listed.add_argument("--tag", default="")
    added = deed("add", _add, "keep a place")
    added.add_argument("place")
    added.add_argument("--quote", default="", help="the words to highlight in it")
    changed = deed("change", _change, "change some fields of bookmarks")
    changed.add_argument("--untag", action="append", default=[])
    for command in (added, changed):
        command.add_argument("--note", default=None, help="'-' reads it from standard input")
        command.add_argument("--folder", default=None)
        command.add_argument("--tag", action="append", default=[])
        command.add_argument("--colour", choices=COLOURS)
    moved = deed("move", _move, "put bookmarks before another one, or last")
    moved.add_argument("--before", default=None, metavar="ID")
    removed = deed("remove", _remove, "remove bookmarks")
    seen = deed("accept", _accept, "take the changed text of bookmarks as read")
    for command in (changed, moved, removed, seen):
        command.add_argument("ids", nargs="+", metavar="ID")
    again = deed("place", _place, "place a retired bookmark again")
    again.add_argument("id", metavar="ID")
    again.add_argument("place")
    folder = deed("rename-folder", _rename_folder, "rename or move a folder with all in it")
    folder.add_argument("old")
    folder.add_argument("new")
    out = deed("export", _export, "to a file, in the form that its ending names")
    out.add_argument("target", type=Path, metavar="FILE", help=", ".join(_FORMS))
    out.add_argument("ids", nargs="*", metavar="ID", help="these, in this order; else all")
    out.add_argument("--title", default="Bookmarks")
    out.add_argument("--texts", action="store_true", help="with the text of the sections")
    taken = deed("import", _import, "merge another machine's file")
    taken.add_argument("source", type=Path, metavar="FILE")
    deed("check", _check, "whether the file is well, and what became of the bookmarks")
    deed("backups", _backups, "the backups, newest first")
    back = deed("restore", _restore, "make the bookmarks what a backup holds")
    back.add_argument("number", type=int, help="as `backups` shows it")


def _run(do: Callable[[_Asked], int], words: argparse.Namespace, library: OPEN_LIBRARY) -> int:
    store = BookmarkStore(words.file or data_folder() / "bookmarks.json")
    for sentence in store.notices:
        print(sentence, file=sys.stderr)
    try:
        return do(_Asked(store, words, library))
    except _WrongUse as error:
        print(error, file=sys.stderr)
        return WRONG_USE


def _list(asked: _Asked) -> int:
    words = asked.words
    marks = [
        mark
        for mark in asked.store.bookmarks
        if is_within(mark.folder, words.folder) and (not words.tag or words.tag in mark.tags)
    ]
    if words.json:
        _print_json([asdict(mark) for mark in marks])
    else:
        for mark in marks:
            print(_line(mark))
    return DONE if marks else NOTHING


def _line(mark: Bookmark) -> str:
    where = " › ".join((*mark.path, mark.title))
    folder = f"  [{clean_folder(mark.folder)}]" if mark.folder else ""
    tags = "".join(f" #{tag}" for tag in mark.tags)
    quote = f" “{_short(mark.quote.exact)}”" if mark.quote and mark.is_highlight else ""
    note = f" — {_short(mark.note)}" if mark.note else ""
    return f"{mark.id}  {where}  ({mark.place}){folder}{tags}{quote}{note}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"


def _add(asked: _Asked) -> int:
    words, library = asked.words, asked.library()
    place = library.resolve(parse_place(words.place))
    quote = passage_in(library, place, words.quote) if words.quote else None
    if words.quote and quote is None:
        print(f"“{words.quote}” does not stand in {place}; nothing was kept.", file=sys.stderr)
        return NOTHING
    mark = bookmark_at(
        library,
        place,
        folder=clean_folder(words.folder or ""),
        tags=tuple(words.tag),
        note=_note(words.note) or "",
        quote=quote,
        colour=words.colour or (COLOURS[0] if quote else None),
    )
    status = _told(asked.store.add(mark))
    if status == DONE:
        _print_json(asdict(mark)) if words.json else print(mark.id)
    return status


def _change(asked: _Asked) -> int:
    words = asked.words
    fields: dict[str, Any] = {}
    note = _note(words.note)
    if note is not None:
        fields["note"] = note
    if words.folder is not None:
        fields["folder"] = clean_folder(words.folder)
    if words.colour:
        fields["colour"] = words.colour
    if not (fields or words.tag or words.untag):
        raise _WrongUse("Say what to change: --note, --folder, --tag, --untag or --colour.")
    marks = _marks(asked.store, words.ids)
    if marks is None:
        return NOTHING
    tags = [tuple(dict.fromkeys((*mark.tags, *words.tag))) for mark in marks]
    kept = [tuple(tag for tag in each if tag not in words.untag) for each in tags]
    changed = (replace(m, **fields, tags=each) for m, each in zip(marks, kept, strict=True))
    return _told(asked.store.put(*changed))


def _move(asked: _Asked) -> int:
    words = asked.words
    if _marks(asked.store, [*words.ids, *filter(None, [words.before])]) is None:
        return NOTHING
    return _told(asked.store.move(words.ids, before=words.before))


def _remove(asked: _Asked) -> int:
    if _marks(asked.store, asked.words.ids) is None:
        return NOTHING
    return _told(asked.store.remove(*asked.words.ids))


def _accept(asked: _Asked) -> int:
    marks = _marks(asked.store, asked.words.ids)
    if marks is None:
        return NOTHING
    library = asked.library()
    standings = Standings(library).of(marks)
    if any(mark.id not in standings for mark in marks):
        print(f"Not all of these are of {library.info.title}; nothing changed.", file=sys.stderr)
        return NOTHING
    return _told(asked.store.put(*(accepted(library, m, standings[m.id]) for m in marks)))


def _place(asked: _Asked) -> int:
    marks = _marks(asked.store, [asked.words.id])
    if marks is None:
        return NOTHING
    library = asked.library()
    place = library.resolve(parse_place(asked.words.place))
    return _told(asked.store.put(placed(library, marks[0], place)))


def _rename_folder(asked: _Asked) -> int:
    old, new = (clean_folder(each) for each in (asked.words.old, asked.words.new))
    if old not in asked.store.folders:
        print(f"There is no folder {asked.words.old}; nothing was changed.", file=sys.stderr)
        return NOTHING
    return _told(asked.store.rename_folder(old, new))


def _export(asked: _Asked) -> int:
    target: Path = asked.words.target
    ending = target.suffix.lower()
    if ending not in _FORMS:
        raise _WrongUse(f"Name a file that ends in {', '.join(_FORMS)}; nothing was written.")
    _check_target(asked.store, target)
    marks = list(asked.store.bookmarks)
    if asked.words.ids:
        found = _marks(asked.store, asked.words.ids)
        if found is None:
            return NOTHING
        marks = found
    if ending == ".json":
        raw = asked.store.text_of(*(mark.id for mark in marks))
    else:
        # Imported here: no other command needs Markdown and the styles of citations.
        from gutbrain_app.core.handout.forms import exported

        words = asked.words
        raw = exported(ending, asked.library(), marks, words.title, texts=words.texts)
    write_file(target, raw, expected=_content(target))
    return DONE if marks else NOTHING


def _check_target(store: BookmarkStore, target: Path) -> None:
    real = real_path(target)
    if real == real_path(store.path) or real.parent == backup_folder(store.path):
        raise _WrongUse(f"{target} holds your bookmarks themselves; export to another file.")


def _import(asked: _Asked) -> int:
    source: Path = asked.words.source
    raw = _content(source)
    if raw is None:
        raise GutbrainError(f"There is no file {source}; your bookmarks are as they were.")
    taken = asked.store.take_in(raw, str(source))
    status = _told(taken.outcome)
    for sentence in taken.notices:
        print(sentence, file=sys.stderr)
    if asked.words.json:
        _print_json({"new": taken.new, "changed": taken.changed, "notices": taken.notices})
    elif status == DONE:
        print(f"{taken.new} new, {taken.changed} changed.")
    return status


def _content(path: Path) -> bytes | None:
    try:
        return file_content(path)
    except OSError as error:
        raise GutbrainError(
            f"{path} cannot be read ({error.strerror or error}); your bookmarks are as they were."
        ) from error


def _check(asked: _Asked) -> int:
    store = asked.store
    standings = _standings(asked)
    changed = {id: each for id, each in standings.items() if each.state is not State.UNCHANGED}
    if asked.words.json:
        _print_json(
            {
                "file": str(store.path),
                "bookmarks": len(store.bookmarks),
                "unreadable": len(store.unreadable),
                "writable": store.writable,
                "notices": store.notices,
                "standings": {id: _standing_fields(each) for id, each in standings.items()},
            }
        )
    else:
        count = len(store.bookmarks)
        print(f"{store.path}: {count} bookmark{'s' if count != 1 else ''} can be read.")
        for mark in store.bookmarks:
            if mark.id in changed:
                _print_standing(mark, changed[mark.id])
    return NOTHING if changed or store.notices or not store.writable else DONE


def _standings(asked: _Asked) -> dict[str, Standing]:
    """Of the library that is named; the built-in one is opened if there are bookmarks of it."""
    marks = asked.store.bookmarks
    if asked.words.library is None and all(mark.library != BUILT_IN for mark in marks):
        return {}
    return Standings(asked.library()).of(marks)


def _standing_fields(standing: Standing) -> dict[str, Any]:
    place = str(standing.place) if standing.place else None
    return {**asdict(standing), "place": place}


def _print_standing(mark: Bookmark, standing: Standing) -> None:
    now = f" {standing.place}" if standing.state is State.MOVED else ""
    print(f"{mark.id}  {mark.title}  ({mark.place}): {standing.state}{now}")
    if standing.changes:
        print(f"    {''.join(map(_piece, standing.changes))}")


def _piece(piece: Piece) -> str:
    text = " ".join(piece.text.split("\n"))
    return {"same": text, "removed": f"[-{text}-]", "added": f"{{+{text}+}}"}[piece.kind]


def _backups(asked: _Asked) -> int:
    backups = _backups_of(asked.store)
    shown = [(each, _count(asked.store, each)) for each in backups]
    if asked.words.json:
        _print_json(
            [
                {"number": b.number, "date": b.date, "path": str(b.path), "bookmarks": count}
                for b, count in shown
            ]
        )
    else:
        for backup, count in shown:
            holds = "cannot be read" if count is None else f"{count} bookmarks"
            print(f"{backup.number}  {backup.date}  {holds}  {backup.path}")
    return DONE if backups else NOTHING


def _backups_of(store: BookmarkStore) -> tuple[Backup, ...]:
    try:
        return store.backups()
    except OSError as error:
        folder = backup_folder(store.path)
        raise GutbrainError(f"{folder} cannot be read ({error.strerror or error}).") from error


def _count(store: BookmarkStore, backup: Backup) -> int | None:
    try:
        return len(store.look_into(backup).bookmarks)
    except GutbrainError:
        return None


def _restore(asked: _Asked) -> int:
    number = asked.words.number
    backup = next((each for each in _backups_of(asked.store) if each.number == number), None)
    if backup is None:
        print(f"There is no backup {number}; nothing was changed.", file=sys.stderr)
        return NOTHING
    return _told(asked.store.bring_back(backup))


def _note(given: str | None) -> str | None:
    return sys.stdin.read() if given == "-" else given


def _marks(store: BookmarkStore, ids: Sequence[str]) -> list[Bookmark] | None:
    """The bookmarks of these ids; None, which is told, when one is missing."""
    found = [(id, store.bookmark(id)) for id in ids]
    missing = [id for id, mark in found if mark is None]
    if missing:
        print(f"There is no bookmark {missing[0]}; nothing was changed.", file=sys.stderr)
        return None
    return [mark for _, mark in found if mark is not None]


def _told(outcome: Saved | NotSaved) -> int:
    if isinstance(outcome, NotSaved):
        print(outcome.reason, file=sys.stderr)
        return FAILED
    return DONE


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2), flush=True)
