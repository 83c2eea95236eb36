"""Deeds with other files: export, import, backups."""

import sys
from pathlib import Path

from gutbrain_app.bookmark_commands.asked import (
    DONE,
    NOTHING,
    Asked,
    WrongUse,
    named_marks,
    print_json,
    told,
)
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.jsonfile.backups import Backup, backup_folder
from gutbrain_app.core.jsonfile.reading import file_content
from gutbrain_app.core.jsonfile.writing import real_path, write_file

FORMS = (".json", ".md", ".html", ".csv", ".bib", ".ris")


def export(asked: Asked) -> int:
    target: Path = asked.words.target
    ending = target.suffix.lower()
    if ending not in FORMS:
        raise WrongUse(f"Name a file that ends in {', '.join(FORMS)}; nothing was written.")
    _check_target(asked.store, target)
    marks = list(asked.store.bookmarks)
    if asked.words.ids:
        found = named_marks(asked.store, asked.words.ids)
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
        raise WrongUse(f"{target} holds your bookmarks themselves; export to another file.")


def take_in(asked: Asked) -> int:
    source: Path = asked.words.source
    raw = _content(source)
    if raw is None:
        raise GutbrainError(f"There is no file {source}; your bookmarks are as they were.")
    taken = asked.store.take_in(raw, str(source))
    status = told(taken.outcome)
    for sentence in taken.notices:
        print(sentence, file=sys.stderr)
    if asked.words.json:
        print_json({"new": taken.new, "changed": taken.changed, "notices": taken.notices})
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


def show_backups(asked: Asked) -> int:
    backups = _backups_of(asked.store)
    shown = [(each, _count(asked.store, each)) for each in backups]
    if asked.words.json:
        print_json(
            [
                {"number": b.number, "date": b.date, "path": str(b.path), "bookmarks": count}
                for b, count in shown
            ]
        )
    else:
        for backup, count in shown:
            holds = (
                "cannot be read"
                if count is None
                else f"{count} bookmark{'s' if count != 1 else ''}"
            )
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


def restore(asked: Asked) -> int:
    number = asked.words.number
    backup = next((each for each in _backups_of(asked.store) if each.number == number), None)
    if backup is None:
        print(f"There is no backup {number}; nothing was changed.", file=sys.stderr)
        return NOTHING
    return told(asked.store.bring_back(backup))
