"""Edits of many bookmarks at once, which are one change each and can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gutbrain_app.core.bookmarks.bookmark import Bookmark, Quote, new_bookmark
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore, NotTaken
from gutbrain_app.core.places import Place


@pytest.fixture
def store(tmp_path: Path) -> BookmarkStore:
    """Five bookmarks, a to e, in two folders and one within."""
    store = BookmarkStore(tmp_path / "bookmarks.json")
    folders = {"a": "", "b": "Seminar", "c": "Seminar/Week 1", "d": "Seminars", "e": ""}
    store.add(*(made(note, folder) for note, folder in folders.items()))
    return store


def made(note: str, folder: str = "") -> Bookmark:
    mark = new_bookmark("small", Place("topic"), "Title", ("Part",), note=note, folder=folder)
    return replace(mark, id=note)


def notes(store: BookmarkStore) -> str:
    return "".join(mark.note for mark in store.bookmarks)


def folders(store: BookmarkStore) -> list[str]:
    return [mark.folder for mark in store.bookmarks]


def on_disk(store: BookmarkStore) -> tuple[Bookmark, ...]:
    return BookmarkStore(store.path).bookmarks


Deed = Callable[[BookmarkStore], Saved | NotSaved]
DEEDS: dict[str, Deed] = {
    "add": lambda store: store.add(made("f"), made("g")),
    "put": lambda store: store.put(made("b", "Else"), made("z")),
    "change": lambda store: store.change("a", "e", folder="Seminar", colour="pink"),
    "tag": lambda store: store.tag(["a", "b"], add=["x", "y"]),
    "remove": lambda store: store.remove("b", "d"),
    "restore": lambda store: store.restore(made("e"), 0),
    "move": lambda store: store.move(["e", "b"], before="a", folder="New/One"),
    "rename a folder": lambda store: store.rename_folder("Seminar", "Course/2026"),
    "list folders": lambda store: store.set_folders(["Empty", "Seminar"]),
    "remove a folder": lambda store: store.remove_folder("Seminar"),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_every_deed_is_saved_taken_back_and_made_again(store: BookmarkStore, deed: Deed) -> None:
    before, listed = store.bookmarks, store.folders

    assert deed(store) == Saved()
    edit, after = store.last_edit, store.bookmarks
    assert (after, store.folders) != (before, listed)
    assert on_disk(store) == after

    assert store.take_back(edit) == Saved()
    assert (store.bookmarks, store.folders) == (before, listed)
    assert on_disk(store) == before

    assert store.make_again(edit) == Saved()
    assert store.bookmarks == after
    assert on_disk(store) == after


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_taking_back_leaves_alone_what_others_did_meanwhile(
    store: BookmarkStore, deed: Deed
) -> None:
    other = BookmarkStore(store.path)
    other.add(made("other"))
    assert deed(store) == Saved()
    edit = store.last_edit
    other.refresh()
    other.change("c", note="c, by another")

    assert store.take_back(edit) == Saved()

    texts = [mark.note for mark in on_disk(store)]
    assert {"a", "b", "c, by another", "d", "e", "other"} <= set(texts)
    # Where c was removed here and changed there, both texts stay.
    assert set(texts) <= {"a", "b", "c", "c, by another", "d", "e", "other"}
    assert len(texts) == len(set(texts))


def test_a_refused_change_leaves_nothing_to_take_back(store: BookmarkStore) -> None:
    outcome = store.change("a", "nothing", note="x")

    assert isinstance(outcome, NotSaved)
    assert not outcome.kept
    assert notes(store) == "abcde"


def test_many_are_moved_in_the_order_they_are_given(store: BookmarkStore) -> None:
    store.move(["e", "b"], before="d")
    assert notes(store) == "acebd"

    store.move(["a"], before=None)
    assert notes(store) == "cebda"


def test_tags_come_once_and_go(store: BookmarkStore) -> None:
    store.tag(["a", "b"], add=[" x ", "y", "x", ""])
    store.tag(["b"], remove=["x"])

    assert [mark.tags for mark in store.bookmarks[:3]] == [("x", "y"), ("y",), ()]
    assert store.tags == ("x", "y")


def test_a_renamed_folder_takes_along_what_is_in_it_and_nothing_else(store: BookmarkStore) -> None:
    store.set_folders(["Seminar/Empty"])
    store.rename_folder("Seminar", "Course / 2026")

    assert folders(store) == ["", "Course/2026", "Course/2026/Week 1", "Seminars", ""]
    assert "Course/2026/Empty" in store.folders
    assert "Seminar" not in store.folders


def test_a_dissolved_folder_leaves_its_bookmarks_one_level_higher(store: BookmarkStore) -> None:
    store.rename_folder("Seminar", "")

    assert folders(store) == ["", "", "Week 1", "Seminars", ""]


def test_folders_are_listed_behind_those_that_hold_them(store: BookmarkStore) -> None:
    store.set_folders(["Z/Y", "A"])

    assert store.folders == ("Z", "Z/Y", "A", "Seminar", "Seminar/Week 1", "Seminars")
    assert BookmarkStore(store.path).folders == store.folders


def test_two_windows_list_folders_at_once(store: BookmarkStore) -> None:
    store.set_folders(["One", "Two"])
    other = BookmarkStore(store.path)
    store.set_folders(["One", "Two", "Mine"])
    other.set_folders(["Two", "Theirs"])

    listed = BookmarkStore(store.path).folders
    assert {"Two", "Mine", "Theirs"} <= set(listed)
    assert "One" not in listed


@pytest.mark.parametrize("folders", ['"text"', "{}", '[1, null, "A"]', "null"])
def test_a_strange_list_of_folders_does_no_harm(tmp_path: Path, folders: str) -> None:
    path = tmp_path / "bookmarks.json"
    head = '{"format": "gutbrain-bookmarks", "version": 1, "folders": '
    path.write_text(f'{head}{folders}, "bookmarks": []}}')
    store = BookmarkStore(path)

    assert store.folders in ((), ("A",))
    assert store.add(made("x", "B")) == Saved()
    assert f'"folders": {folders}' in path.read_text()


def other_file(folder: Path, *marks: Bookmark) -> bytes:
    store = BookmarkStore(folder / "other.json")
    store.add(*marks)
    return store.path.read_bytes()


def test_another_machines_file_is_merged_by_id(store: BookmarkStore, tmp_path: Path) -> None:
    raw = other_file(tmp_path, made("b", "Seminar"), made("new"), replace(made("a"), tags=("x",)))

    taken = store.take_in(raw, "other.json")

    assert (taken.outcome, taken.new, taken.changed, taken.notices) == (Saved(), 1, 1, ())
    assert notes(store) == "abnewcde"  # behind the one it follows there
    assert store.bookmarks[0].tags == ("x",)
    assert on_disk(store) == store.bookmarks


def test_a_file_taken_in_twice_brings_nothing_new(store: BookmarkStore, tmp_path: Path) -> None:
    different = replace(made("b", "Seminar"), note="another text")
    raw = other_file(tmp_path, different, made("new"))
    store.take_in(raw, "other.json")
    after = store.bookmarks

    taken = store.take_in(raw, "other.json")

    assert (taken.new, taken.changed) == (0, 0)
    assert store.bookmarks == after
    assert sorted(mark.note for mark in after) == ["a", "another text", "b", "c", "d", "e", "new"]


def test_two_texts_of_one_bookmark_are_both_kept_and_named(
    store: BookmarkStore, tmp_path: Path
) -> None:
    taken = store.take_in(other_file(tmp_path, replace(made("b"), note="theirs")), "other.json")

    assert "both texts were kept" in " ".join(taken.notices)
    assert {"b", "theirs"} <= {mark.note for mark in store.bookmarks}


def test_taking_in_can_be_taken_back(store: BookmarkStore, tmp_path: Path) -> None:
    before = store.bookmarks
    store.take_in(other_file(tmp_path, made("new"), replace(made("b"), note="theirs")), "o.json")

    store.take_back(store.last_edit)

    assert on_disk(store) == before


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b'{"format": "x"}', b'{"format": "gutbrain-bookmarks", "version": 99}']
)
def test_a_file_that_is_no_bookmarks_changes_nothing(store: BookmarkStore, raw: bytes) -> None:
    before = store.path.read_bytes()

    with pytest.raises(NotTaken, match=r"other\.json cannot be taken in"):
        store.take_in(raw, "other.json")

    assert store.path.read_bytes() == before


def test_backups_are_listed_looked_into_and_brought_back(store: BookmarkStore) -> None:
    again = BookmarkStore(store.path)
    again.remove("a", "b", "c")
    before = again.bookmarks
    newest = again.backups()[0]
    assert [mark.note for mark in again.look_into(newest).bookmarks] == list("abcde")

    assert again.bring_back(newest) == Saved()
    assert notes(again) == "abcde"
    edit = again.last_edit
    kept = [again.look_into(each).bookmarks for each in again.backups()]
    assert before in kept

    again.take_back(edit)
    assert on_disk(again) == before


def test_a_backup_that_cannot_be_read_is_not_brought_back(store: BookmarkStore) -> None:
    BookmarkStore(store.path).remove("a")
    backup = store.backups()[0]
    backup.path.write_bytes(b"{")

    with pytest.raises(NotTaken, match="your bookmarks are as they were"):
        store.bring_back(backup)

    store.refresh()
    assert notes(store) == "bcde"


def test_a_highlight_has_a_passage() -> None:
    assert replace(made("x"), quote=Quote("words")).is_highlight
    assert not replace(made("x"), quote=Quote("", "before", "after")).is_highlight
    assert not made("x").is_highlight
