"""Deeds that show bookmarks and what became of them."""

from dataclasses import asdict
from typing import Any

from gutbrain_app.bookmark_commands.asked import DONE, NOTHING, Asked, print_json
from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.folders import clean_folder, is_within
from gutbrain_app.core.bookmarks.quoting import Piece
from gutbrain_app.core.standing.standing import Standing, State
from gutbrain_app.core.standing.standings import Standings

BUILT_IN = "gutbrain"


def list_bookmarks(asked: Asked) -> int:
    words = asked.words
    marks = [
        mark
        for mark in asked.store.bookmarks
        if is_within(mark.folder, words.folder) and (not words.tag or words.tag in mark.tags)
    ]
    if words.json:
        print_json([asdict(mark) for mark in marks])
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


def check(asked: Asked) -> int:
    store = asked.store
    standings = _standings(asked)
    changed = {id: each for id, each in standings.items() if each.state is not State.UNCHANGED}
    if asked.words.json:
        print_json(
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


def _standings(asked: Asked) -> dict[str, Standing]:
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
