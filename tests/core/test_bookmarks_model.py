"""The store against a plain model: two windows, an editor, crashes and failing disks."""

import errno
import json
import os
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from gutbrain_app.core.bookmarks.bookmark import new_bookmark
from gutbrain_app.core.bookmarks.folders import moved_folder, with_those_above
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.places import Place

numbers = st.integers(min_value=0, max_value=50)
windows = st.integers(min_value=0, max_value=1)
texts = st.text(max_size=20)
folders = st.sampled_from(["A", "A/B", "B", "B/C", "D"])


class TwoWindows(RuleBasedStateMachine):
    """The model is the file as it must be: id -> note, in the reader's order.

    Windows refresh before they change, so no conflict arises; those have tests of their own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "bookmarks.json"
        self.windows = [BookmarkStore(self.path), BookmarkStore(self.path)]
        self.saved: dict[str, str] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(window=windows, note=texts)
    def add(self, window: int, note: str) -> None:
        bookmark = new_bookmark("gutbrain", Place("topic"), "Title", (), note=note)
        assert self._fresh(window).add(bookmark) == Saved()
        self.saved[bookmark.id] = note

    @precondition(lambda self: self.saved)
    @rule(window=windows, which=numbers, note=texts)
    def change(self, window: int, which: int, note: str) -> None:
        key = self._key(which)
        assert self._fresh(window).change(key, note=note) == Saved()
        self.saved[key] = note

    @precondition(lambda self: self.saved)
    @rule(window=windows, which=numbers)
    def remove(self, window: int, which: int) -> None:
        key = self._key(which)
        assert self._fresh(window).remove(key) == Saved()
        del self.saved[key]

    @precondition(lambda self: self.saved)
    @rule(window=windows, which=numbers)
    def remove_and_undo(self, window: int, which: int) -> None:
        store = self._fresh(window)
        at = which % len(self.saved)
        bookmark = store.bookmarks[at]
        assert store.remove(bookmark.id) == Saved()
        assert store.restore(bookmark, at) == Saved()

    @precondition(lambda self: self.saved)
    @rule(window=windows, which=numbers, to=numbers)
    def move(self, window: int, which: int, to: int) -> None:
        store = self._fresh(window)
        bookmark = store.bookmarks[which % len(self.saved)]
        position = to % len(self.saved)
        assert store.restore(bookmark, position) == Saved()
        others = [key for key in self.saved if key != bookmark.id]
        order = [*others[:position], bookmark.id, *others[position:]]
        self.saved = {key: self.saved[key] for key in order}

    @precondition(lambda self: self.saved)
    @rule(window=windows, which=st.lists(numbers, max_size=4), to=numbers)
    def move_many(self, window: int, which: list[int], to: int) -> None:
        store = self._fresh(window)
        keys = list(dict.fromkeys(self._key(each) for each in which))
        before = self._key(to) if self._key(to) not in keys else None
        assert store.move(keys, before=before, folder="A/B") == Saved()
        others = [key for key in self.saved if key not in keys]
        at = others.index(before) if before else len(others)
        order = [*others[:at], *keys, *others[at:]]
        self.saved = {key: self.saved[key] for key in order}

    @rule(window=windows, old=folders, new=folders)
    def rename_a_folder(self, window: int, old: str, new: str) -> None:
        store = self._fresh(window)
        store.set_folders([*store.folders, "A", "B/C"])
        before = store.folders
        assert store.rename_folder(old, new) == Saved()
        # A folder inside of the same name may take its place: B/C/C becomes B/C.
        assert set(store.folders) == set(
            with_those_above(moved_folder(each, old, new) for each in before)
        )

    @precondition(lambda self: self.saved)
    @rule(window=windows, which=numbers, note=texts, by_another=texts)
    def take_back_after_another(self, window: int, which: int, note: str, by_another: str) -> None:
        """What is taken back is gone, and what the other window did meanwhile is there."""
        store = self._fresh(window)
        mark = next(each for each in store.bookmarks if each.id == self._key(which))
        assert store.remove(mark.id) == Saved()
        edit = store.last_edit
        other = new_bookmark("gutbrain", Place("topic"), "Title", (), note=by_another)
        assert self._fresh(1 - window).add(other) == Saved()
        assert store.take_back(edit) == Saved()
        assert next(each for each in store.bookmarks if each.id == mark.id) == mark
        self._take_the_order_of(store, {**self.saved, other.id: by_another})
        assert store.make_again(edit) == Saved()
        del self.saved[mark.id]

    @rule(window=windows, note=texts)
    def take_in_a_file_twice(self, window: int, note: str) -> None:
        store = self._fresh(window)
        mark = new_bookmark("gutbrain", Place("topic"), "Title", (), note=note)
        elsewhere = BookmarkStore(self.folder / "other.json")
        elsewhere.remove(*(each.id for each in elsewhere.bookmarks))
        assert elsewhere.add(*store.bookmarks, mark) == Saved()
        raw = elsewhere.path.read_bytes()
        assert store.take_in(raw, "other.json").new == 1
        again = store.take_in(raw, "other.json")
        assert (again.outcome, again.new, again.changed) == (Saved(), 0, 0)
        self.saved[mark.id] = note

    @precondition(lambda self: self.windows[0].backups())
    @rule(window=windows, which=numbers)
    def bring_a_backup_back_and_take_that_back(self, window: int, which: int) -> None:
        store = self._fresh(window)
        backups = store.backups()
        backup = backups[which % len(backups)]
        wanted = store.look_into(backup).bookmarks
        assert store.bring_back(backup) == Saved()
        assert BookmarkStore(self.path).bookmarks == wanted
        assert store.take_back(store.last_edit) == Saved()

    @precondition(lambda self: self.saved)
    @rule(window=windows, which=numbers, note=texts, error=st.sampled_from([5, 28, 30, 122]))
    def change_while_the_disk_fails(self, window: int, which: int, note: str, error: int) -> None:
        key = self._key(which)
        store = self._fresh(window)
        with patch("os.fsync", side_effect=OSError(error, os.strerror(error))):
            result = store.change(key, note=note)
        if isinstance(result, NotSaved):
            assert result.kept
            assert next(each.note for each in store.bookmarks if each.id == key) == note
            assert store.retry() == Saved()
        self.saved[key] = note

    @precondition(lambda self: self.saved)
    @rule(window=windows, which=numbers, note=texts)
    def crash_before_the_replacement(self, window: int, which: int, note: str) -> None:
        store = self._fresh(window)
        with patch("os.replace", side_effect=OSError(errno.EIO, "")):
            store.change(self._key(which), note=note)
        self.windows[window] = BookmarkStore(self.path)

    @rule(window=windows)
    def start_again(self, window: int) -> None:
        self.windows[window] = BookmarkStore(self.path)

    @precondition(lambda self: self.saved)
    @rule(which=numbers, note=texts, indent=st.sampled_from([None, 2]))
    def edit_by_hand(self, which: int, note: str, indent: int | None) -> None:
        key = self._key(which)
        data = json.loads(self.path.read_bytes())
        for entry in data["bookmarks"]:
            if entry["id"] == key:
                entry["note"] = note
        self.path.write_text(json.dumps(data, indent=indent))
        self.saved[key] = note

    @precondition(lambda self: self.path.exists())
    @rule(window=windows, cut=numbers)
    def damage_while_a_window_has_it_open(self, window: int, cut: int) -> None:
        store = self._fresh(window)
        raw = self.path.read_bytes()
        self.path.write_bytes(raw[:cut])
        os.utime(self.path, (0, 0))
        store.refresh()
        assert store.retry() == Saved()
        assert any(each.read_bytes() == raw[:cut] for each in self.folder.glob("*.damaged-*"))

    @rule(window=windows)
    def refresh(self, window: int) -> None:
        store = self.windows[window]
        store.refresh()
        assert {each.id: each.note for each in store.bookmarks} == self.saved

    @invariant()
    def the_file_says_what_was_saved(self) -> None:
        store = BookmarkStore(self.path)
        assert [(each.id, each.note) for each in store.bookmarks] == list(self.saved.items())
        assert not list(self.folder.glob(".*.tmp"))

    def _take_the_order_of(self, store: BookmarkStore, saved: dict[str, str]) -> None:
        assert {each.id: each.note for each in store.bookmarks} == saved
        self.saved = {each.id: each.note for each in store.bookmarks}

    def _fresh(self, window: int) -> BookmarkStore:
        self.windows[window].refresh()
        return self.windows[window]

    def _key(self, which: int) -> str:
        return list(self.saved)[which % len(self.saved)]


TestTwoWindows = TwoWindows.TestCase
TestTwoWindows.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
