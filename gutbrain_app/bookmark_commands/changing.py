"""Deeds that change bookmarks."""

import sys
from dataclasses import asdict, replace
from typing import Any

from gutbrain_app.bookmark_commands.asked import (
    DONE,
    NOTHING,
    Asked,
    WrongUse,
    named_marks,
    print_json,
    told,
)
from gutbrain_app.core.bookmarks.bookmark import COLOURS
from gutbrain_app.core.bookmarks.folders import clean_folder
from gutbrain_app.core.places import parse_place
from gutbrain_app.core.standing.keeping import accepted, bookmark_at, passage_in, placed
from gutbrain_app.core.standing.standings import Standings


def add(asked: Asked) -> int:
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
    status = told(asked.store.add(mark))
    if status == DONE:
        print_json(asdict(mark)) if words.json else print(mark.id)
    return status


def change(asked: Asked) -> int:
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
        raise WrongUse("Say what to change: --note, --folder, --tag, --untag or --colour.")
    marks = named_marks(asked.store, words.ids)
    if marks is None:
        return NOTHING
    tags = [tuple(dict.fromkeys((*mark.tags, *words.tag))) for mark in marks]
    kept = [tuple(tag for tag in each if tag not in words.untag) for each in tags]
    changed = (replace(m, **fields, tags=each) for m, each in zip(marks, kept, strict=True))
    return told(asked.store.put(*changed))


def move(asked: Asked) -> int:
    words = asked.words
    if named_marks(asked.store, [*words.ids, *filter(None, [words.before])]) is None:
        return NOTHING
    return told(asked.store.move(words.ids, before=words.before))


def remove(asked: Asked) -> int:
    if named_marks(asked.store, asked.words.ids) is None:
        return NOTHING
    return told(asked.store.remove(*asked.words.ids))


def accept(asked: Asked) -> int:
    marks = named_marks(asked.store, asked.words.ids)
    if marks is None:
        return NOTHING
    library = asked.library()
    standings = Standings(library).of(marks)
    if any(mark.id not in standings for mark in marks):
        print(f"Not all of these are of {library.info.title}; nothing changed.", file=sys.stderr)
        return NOTHING
    return told(asked.store.put(*(accepted(library, m, standings[m.id]) for m in marks)))


def place_again(asked: Asked) -> int:
    marks = named_marks(asked.store, [asked.words.id])
    if marks is None:
        return NOTHING
    library = asked.library()
    place = library.resolve(parse_place(asked.words.place))
    return told(asked.store.put(placed(library, marks[0], place)))


def rename_folder(asked: Asked) -> int:
    old, new = (clean_folder(each) for each in (asked.words.old, asked.words.new))
    if old not in asked.store.folders:
        print(f"There is no folder {asked.words.old}; nothing was changed.", file=sys.stderr)
        return NOTHING
    return told(asked.store.rename_folder(old, new))


def _note(given: str | None) -> str | None:
    return sys.stdin.read() if given == "-" else given
