"""The bookmark store: what it says is saved is there, and what it cannot read it leaves alone."""

import errno
import json
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from gutbrain_app.core.bookmarks.bookmark import Bookmark, new_bookmark
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.jsonfile.backups import backups_of
from gutbrain_app.core.jsonfile.locking import locked
from gutbrain_app.core.jsonfile.reading import Absent, Damaged, Read, TooNew, Unreadable
from gutbrain_app.core.places import Place
from tests.faults.children import as_nobody

NEWER = b'{"format": "gutbrain-bookmarks", "version": 2, "bookmarks": [{"id": "a", "note": "x"}]}'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "bookmarks.json"


def bookmark(note: str = "") -> Bookmark:
    return new_bookmark("gutbrain", Place("vagus-nerve"), note or "Vagus", ("Routes",), note=note)


def filled(path: Path, *notes: str) -> BookmarkStore:
    store = BookmarkStore(path)
    for note in notes:
        assert store.add(bookmark(note)) == Saved()
    return store


def notes(path: Path) -> list[str]:
    """What a window that starts now would show."""
    return [each.note for each in BookmarkStore(path).bookmarks]


def damage(path: Path, raw: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(raw)
    long_ago = time.time() - 60  # what was written just now would be read again for a moment
    os.utime(path, (long_ago, long_ago))


def asides(path: Path) -> list[bytes]:
    return [each.read_bytes() for each in path.parent.glob("*.damaged-*")]


class TestOpening:
    def test_no_file_is_an_empty_store_that_can_be_written(self, path: Path) -> None:
        store = BookmarkStore(path)

        assert isinstance(store.opened, Absent)
        assert (store.bookmarks, store.writable, store.notices) == ((), True, ())
        assert not path.parent.exists()

    def test_a_good_file_is_read(self, path: Path) -> None:
        filled(path, "one", "two")
        store = BookmarkStore(path)

        assert isinstance(store.opened, Read)
        assert [each.note for each in store.bookmarks] == ["one", "two"]
        assert (store.writable, store.pending, store.notices) == (True, False, ())

    @pytest.mark.parametrize("raw", [b"", b"{", b"\0" * 999, b"[" * 100_000], ids=len)
    def test_a_damaged_file_is_kept_aside_and_a_backup_opened(self, path: Path, raw: bytes) -> None:
        filled(path, "one", "two")
        filled(path, "three")  # whose first save backs up one and two
        damage(path, raw)
        store = BookmarkStore(path)

        assert isinstance(store.opened, Damaged)
        assert asides(path) == [raw]
        assert [each.note for each in store.bookmarks] == ["one", "two"]
        assert "kept as" in store.notices[0]
        assert "backup" in store.notices[1]
        assert path.read_bytes() == raw

    def test_what_was_opened_from_a_backup_is_pending_and_can_be_saved(self, path: Path) -> None:
        filled(path, "one")
        filled(path, "two")
        damage(path, b"damaged")
        store = BookmarkStore(path)

        assert store.pending
        assert store.retry() == Saved()
        assert notes(path) == ["one"]

    def test_the_newest_backup_that_can_be_read_is_opened(self, path: Path) -> None:
        for note in ("one", "two", "three"):
            filled(path, note)
        damage(backups_of(path)[0].path, b"damaged too")
        damage(path, b"damaged")
        store = BookmarkStore(path)

        assert [each.note for each in store.bookmarks] == ["one"]
        assert str(backups_of(path)[1].path) in store.notices[1]

    def test_a_damaged_file_without_a_backup_is_never_taken_for_empty(self, path: Path) -> None:
        damage(path, b"damaged")
        store = BookmarkStore(path)

        assert not store.writable
        assert isinstance(store.add(bookmark()), NotSaved)
        assert store.bookmarks == ()
        assert (path.read_bytes(), asides(path)) == (b"damaged", [b"damaged"])

    def test_with_the_readers_consent_it_begins_anew_and_the_damaged_file_stays(
        self, path: Path
    ) -> None:
        damage(path, b"damaged")
        store = BookmarkStore(path)
        store.start_afresh()
        assert store.retry() == Saved()

        assert store.add(bookmark("new")) == Saved()
        assert notes(path) == ["new"]
        assert asides(path) == [b"damaged"]

    def test_the_same_damage_is_kept_aside_once(self, path: Path) -> None:
        damage(path, b"damaged")
        for _ in range(3):
            BookmarkStore(path)

        assert asides(path) == [b"damaged"]

    def test_a_newer_file_is_shown_and_never_written(self, path: Path) -> None:
        damage(path, NEWER)
        store = BookmarkStore(path)

        assert isinstance(store.opened, TooNew)
        assert [each.note for each in store.bookmarks] == ["x"]
        assert not store.writable
        assert "newer Gutbrain" in store.notices[0]
        refused = (store.add(bookmark()), store.change("a", note="y"), store.remove("a"))
        for result in (*refused, store.retry()):
            assert isinstance(result, NotSaved)
            assert not result.kept
        assert path.read_bytes() == NEWER
        assert [each.name for each in path.parent.iterdir()] == ["bookmarks.json"]

    @pytest.mark.parametrize(
        "make",
        [
            pytest.param(Path.mkdir, id="a folder"),
            pytest.param(os.mkfifo, id="a pipe"),
            pytest.param(lambda path: path.symlink_to(path), id="a link to itself"),
        ],
    )
    def test_what_cannot_be_read_is_not_taken_for_empty(
        self, path: Path, make: Callable[[Path], None]
    ) -> None:
        path.parent.mkdir()
        make(path)
        store = BookmarkStore(path)

        assert isinstance(store.opened, Unreadable)
        assert not store.writable
        assert "cannot be read" in store.notices[0]
        assert isinstance(store.add(bookmark()), NotSaved)
        assert [each.name for each in path.parent.iterdir()] == ["bookmarks.json"]

    def test_backups_without_a_file_are_told_of(self, path: Path) -> None:
        filled(path, "one")
        filled(path, "two")
        path.unlink()
        store = BookmarkStore(path)

        assert store.writable
        assert "backups of it are in" in store.notices[0]

    def test_entries_that_cannot_be_read_are_told_of_and_kept(self, path: Path) -> None:
        damage(path, NEWER.replace(b"2", b"1").replace(b'"x"', b"5"))
        store = BookmarkStore(path)
        store.add(bookmark("mine"))

        assert len(store.unreadable) == 1
        assert "1 entry of" in store.notices[0]
        assert json.loads(path.read_bytes())["bookmarks"][0] == {"id": "a", "note": 5}

    def test_what_a_killed_window_left_is_swept_at_the_next_start(self, path: Path) -> None:
        filled(path, "one")
        path.with_name(".bookmarks.json.0123.tmp").touch()
        BookmarkStore(path)

        assert not list(path.parent.glob(".*.tmp"))

    def test_what_an_editor_is_writing_just_now_is_given_a_moment(self, path: Path) -> None:
        filled(path, "one")
        whole = path.read_bytes()
        path.write_bytes(whole[:50])
        reads = _whole_at_second_reading(path, whole)
        with reads:
            store = BookmarkStore(path)

        assert isinstance(store.opened, Read)
        assert asides(path) == []


class TestChanging:
    def test_each_change_is_there_for_the_next_window(self, path: Path) -> None:
        store = filled(path, "one", "two")
        first, second = store.bookmarks
        assert store.change(first.id, note="new", tags=("slides",)) == Saved()
        assert store.remove(second.id) == Saved()

        (left,) = BookmarkStore(path).bookmarks
        assert left == replace(first, note="new", tags=("slides",))

    def test_a_removal_is_undone_where_it_was(self, path: Path) -> None:
        store = filled(path, "one", "two", "three")
        removed = store.bookmarks[1]
        store.remove(removed.id)
        store.restore(removed, 1)

        assert notes(path) == ["one", "two", "three"]

    def test_a_change_is_undone(self, path: Path) -> None:
        store = filled(path, "one", "two")
        before = store.bookmarks
        store.change(before[0].id, note="new", folder="F")
        store.restore(before[0], 0)

        assert BookmarkStore(path).bookmarks == before

    def test_undone_unknown_fields_are_there_again(self, path: Path) -> None:
        damage(path, NEWER.replace(b"2", b"1").replace(b'"x"', b'"x", "aura": [1.50]'))
        store = BookmarkStore(path)
        (kept,) = store.bookmarks
        store.remove(kept.id)
        store.restore(kept, 0)
        assert b'"aura": [1.5]' in path.read_bytes()

        store.change("a", note="y")
        assert b'"aura": [1.5' in path.read_bytes()

    def test_a_bookmark_is_moved_among_those_that_can_be_read(self, path: Path) -> None:
        store = filled(path, "one", "two", "three")
        store.restore(store.bookmarks[2], 0)

        assert notes(path) == ["three", "one", "two"]

    def test_removing_what_is_not_there_is_no_failure(self, path: Path) -> None:
        assert filled(path, "one").remove("elsewhere") == Saved()

    def test_changing_what_never_was_is_refused(self, path: Path) -> None:
        assert isinstance(filled(path, "one").change("elsewhere", note="x"), NotSaved)

    @pytest.mark.parametrize(
        "note", ["half \ud83d", "\0\x01\x7f", "\u2028\u2029\u00a0\r\n", "e\u0301"]
    )
    def test_any_text_is_kept_as_it_is(self, path: Path, note: str) -> None:
        filled(path, note)

        assert notes(path) == [note]

    def test_a_text_that_json_would_alter_is_refused(self, path: Path) -> None:
        store = filled(path, "one")
        result = store.add(bookmark("\ud83d" + "\ude00"))

        assert isinstance(result, NotSaved)
        assert notes(path) == ["one"]

    def test_the_files_mode_and_link_stay(self, path: Path) -> None:
        filled(path, "one")
        link = path.parent.parent / "link.json"
        link.symlink_to(path)
        filled(link, "two")

        assert link.is_symlink()
        assert notes(path) == ["one", "two"]
        assert path.stat().st_mode & 0o777 == 0o600
        assert BookmarkStore(link).folder == path.parent

    def test_a_first_save_backs_up_what_was_there(self, path: Path) -> None:
        filled(path, "one")
        before = path.read_bytes()
        filled(path, "two", "three")

        assert [each.path.read_bytes() for each in backups_of(path)] == [before]

    def test_a_backup_that_fails_warns_and_does_not_block(self, path: Path) -> None:
        filled(path, "one")
        path.with_name("bookmarks-backups").touch()
        store = filled(path, "two")

        assert "No backup" in store.notices[0]
        assert notes(path) == ["one", "two"]


class TestFailing:
    @pytest.mark.parametrize("step", ["write", "fsync", "close", "replace"])
    @pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EROFS])
    def test_a_failed_save_is_kept_and_tried_again(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: int
    ) -> None:
        store = filled(path, "one")
        with monkeypatch.context() as patched:
            patched.setattr(os, step, _failing(path, step, error))
            result = store.add(bookmark("two"))

        assert isinstance(result, NotSaved)
        assert result.kept
        assert store.pending
        assert [each.note for each in store.bookmarks] == ["one", "two"]
        assert notes(path) == ["one"]
        assert not list(path.parent.glob(".*.tmp"))
        assert store.retry() == Saved()
        assert not store.pending
        assert notes(path) == ["one", "two"]

    def test_a_folder_that_was_not_durable_is_written_again(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = filled(path, "zero", "one")  # and so the backup is made
        synced: list[int] = []
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", _failing_for_folders(errno.EIO))
            assert isinstance(store.add(bookmark("two")), NotSaved)
        assert store.pending
        monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(descriptor))
        assert store.retry() == Saved()

        assert len(synced) == 2  # a new file and its folder, although the bytes were there

    def test_what_is_undone_before_the_folder_was_durable_is_undone(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = filled(path, "one", "two")
        kept = store.bookmarks[0]
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", _failing_for_folders(errno.EIO))
            assert isinstance(store.remove(kept.id), NotSaved)
        assert store.restore(kept, 0) == Saved()

        assert notes(path) == ["one", "two"]

    def test_several_changes_wait_together(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = filled(path, "one")
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", _failing(path, "fsync", errno.ENOSPC))
            store.add(bookmark("two"))
            store.change(store.bookmarks[0].id, note="changed")
        assert store.add(bookmark("three")) == Saved()

        assert notes(path) == ["changed", "two", "three"]

    def test_a_held_lock_keeps_the_change_for_later(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gutbrain_app.core.bookmarks.file.LOCK_TIMEOUT", 0.05)
        store = filled(path, "one")
        with locked(path, timeout=0):
            result = store.add(bookmark("two"))
        assert isinstance(result, NotSaved)
        assert "another program" in result.reason
        assert store.retry() == Saved()

        assert notes(path) == ["one", "two"]

    def test_damage_that_cannot_be_kept_aside_is_not_written_over(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        filled(path, "one")
        filled(path, "two")
        damage(path, b"damaged")
        with monkeypatch.context() as patched:
            patched.setattr(os, "write", _failing(path, "write", errno.ENOSPC))
            store = BookmarkStore(path)

        assert not store.writable
        assert [*store.bookmarks] == []
        assert path.read_bytes() == b"damaged"
        assert store.refresh()
        assert [each.note for each in store.bookmarks] == ["one"]


class TestSharing:
    def test_two_windows_keep_each_others_bookmarks(self, path: Path) -> None:
        one, other = BookmarkStore(path), BookmarkStore(path)
        one.add(bookmark("one"))
        other.add(bookmark("two"))
        one.add(bookmark("three"))

        assert notes(path) == ["one", "two", "three"]
        assert other.refresh()
        assert other.bookmarks == one.bookmarks
        assert not other.refresh()

    def test_removed_here_and_untouched_there_it_goes(self, path: Path) -> None:
        one = filled(path, "one", "two")
        other = BookmarkStore(path)
        one.remove(one.bookmarks[0].id)
        other.add(bookmark("three"))

        assert notes(path) == ["two", "three"]

    def test_removed_there_and_edited_here_it_stays(self, path: Path) -> None:
        one = filled(path, "one")
        other = BookmarkStore(path)
        (kept,) = one.bookmarks
        one.remove(kept.id)
        assert other.change(kept.id, note="edited") == Saved()

        assert notes(path) == ["edited"]
        assert "kept" in other.notices[0]

    def test_an_edit_of_what_a_refresh_took_away_brings_it_back(self, path: Path) -> None:
        one = filled(path, "one")
        other = BookmarkStore(path)
        (kept,) = one.bookmarks
        one.remove(kept.id)
        assert other.refresh()
        assert other.bookmarks == ()
        assert other.change(kept.id, note="edited") == Saved()

        assert notes(path) == ["edited"]

    def test_removed_here_and_edited_there_it_stays(self, path: Path) -> None:
        one = filled(path, "one")
        other = BookmarkStore(path)
        (kept,) = one.bookmarks
        other.change(kept.id, note="edited")
        one.remove(kept.id)

        assert notes(path) == ["edited"]
        assert one.bookmarks[0].note == "edited"

    def test_one_note_edited_in_two_windows_is_there_twice(self, path: Path) -> None:
        one = filled(path, "old")
        other = BookmarkStore(path)
        (kept,) = one.bookmarks
        one.change(kept.id, note="mine")
        other.change(kept.id, note="yours")

        assert sorted(notes(path)) == ["mine", "yours"]
        assert "both texts" in other.notices[0]

    def test_different_fields_edited_in_two_windows_are_both_there(self, path: Path) -> None:
        one = filled(path, "old")
        other = BookmarkStore(path)
        (kept,) = one.bookmarks
        one.change(kept.id, note="new")
        other.change(kept.id, folder="Seminar")

        (merged,) = BookmarkStore(path).bookmarks
        assert (merged.note, merged.folder) == ("new", "Seminar")

    def test_pending_changes_survive_what_others_do(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = filled(path, "one")
        other = BookmarkStore(path)
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", _failing(path, "fsync", errno.ENOSPC))
            other.add(bookmark("waiting"))
        one.add(bookmark("two"))
        assert other.refresh()
        assert other.pending
        other.retry()

        assert notes(path) == ["one", "two", "waiting"]

    def test_a_file_replaced_while_saving_is_merged_too(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = filled(path, "one")
        by_hand = json.loads(path.read_bytes())
        by_hand["bookmarks"].append({"id": "hand", "note": "by hand"})
        fsync, edits = os.fsync, [json.dumps(by_hand).encode()]

        def edit_meanwhile(descriptor: int) -> None:
            fsync(descriptor)
            if edits:
                path.write_bytes(edits.pop())

        monkeypatch.setattr(os, "fsync", edit_meanwhile)
        assert store.add(bookmark("two")) == Saved()

        assert notes(path) == ["one", "by hand", "two"]

    def test_a_file_that_never_holds_still_is_not_written_over(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = filled(path, "one")
        raw = path.read_bytes()
        fsync = os.fsync
        edits = iter([raw + b" " * times for times in range(1, 99)])

        def edit_meanwhile(descriptor: int) -> None:
            fsync(descriptor)
            path.write_bytes(next(edits))

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", edit_meanwhile)
            result = store.add(bookmark("two"))
        assert isinstance(result, NotSaved)
        assert result.kept
        assert path.read_bytes().rstrip() == raw.rstrip()
        assert store.retry() == Saved()


class TestWhileOpen:
    """What happens to the file from outside while a window is open."""

    def test_a_file_that_vanished_is_written_again(self, path: Path) -> None:
        store = filled(path, "one")
        path.unlink()
        assert store.refresh()

        assert store.pending
        assert [each.note for each in store.bookmarks] == ["one"]
        assert store.retry() == Saved()
        assert notes(path) == ["one"]

    def test_a_file_that_was_damaged_is_kept_aside_and_written_again(self, path: Path) -> None:
        store = filled(path, "one")
        damage(path, b"damaged")
        assert store.refresh()

        assert asides(path) == [b"damaged"]
        assert [each.note for each in store.bookmarks] == ["one"]
        assert store.add(bookmark("two")) == Saved()
        assert notes(path) == ["one", "two"]

    def test_a_damaged_file_that_appears_is_never_taken_for_empty(self, path: Path) -> None:
        store = BookmarkStore(path)
        damage(path, b"damaged")
        assert store.refresh()

        assert not store.writable
        assert isinstance(store.retry(), NotSaved)
        assert path.read_bytes() == b"damaged"

    def test_a_newer_file_that_appears_does_not_cost_what_waits(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path.parent.mkdir()
        store = BookmarkStore(path)
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", _failing(path, "fsync", errno.ENOSPC))
            store.add(bookmark("waiting"))
        damage(path, NEWER)
        store.refresh()

        assert [each.note for each in store.bookmarks] == ["waiting"]
        assert store.pending
        assert path.read_bytes() == NEWER

    def test_damage_found_while_saving_is_kept_aside_first(self, path: Path) -> None:
        store = filled(path, "one")
        damage(path, b"damaged")
        assert store.add(bookmark("two")) == Saved()

        assert asides(path) == [b"damaged"]
        assert notes(path) == ["one", "two"]

    def test_a_file_that_became_newer_is_left_alone(self, path: Path) -> None:
        store = filled(path, "one")
        damage(path, NEWER)
        assert store.refresh()

        assert not store.writable
        assert [each.note for each in store.bookmarks] == ["one"]
        assert isinstance(store.add(bookmark("two")), NotSaved)
        assert path.read_bytes() == NEWER

    def test_a_file_that_can_be_read_again_can_be_written_again(self, path: Path) -> None:
        store = filled(path, "one")
        good = path.read_bytes()
        path.unlink()
        path.mkdir()
        store.refresh()
        assert isinstance(store.add(bookmark("refused")), NotSaved)
        path.rmdir()
        path.write_bytes(good)
        assert store.add(bookmark("two")) == Saved()

        assert notes(path) == ["one", "two"]

    def test_an_older_copy_put_in_its_place_costs_nothing_that_was_saved_here(
        self, path: Path
    ) -> None:
        store = filled(path, "one")
        older = path.read_bytes()
        store.add(bookmark("two"))
        newer = path.read_bytes()
        path.write_bytes(older)
        assert store.refresh()

        assert [each.note for each in store.bookmarks] == ["one"]
        assert newer in [each.path.read_bytes() for each in backups_of(path)]

    def test_what_another_program_removed_is_in_the_backups(self, path: Path) -> None:
        filled(path, "one", "two", "three")
        before = path.read_bytes()
        store = BookmarkStore(path)
        path.write_bytes(b'{"format": "gutbrain-bookmarks", "version": 1, "bookmarks": []}')
        assert store.refresh()

        assert store.bookmarks == ()
        assert before in [each.path.read_bytes() for each in backups_of(path)]

    def test_an_editors_additions_are_taken_in(self, path: Path) -> None:
        store = filled(path, "one")
        data = json.loads(path.read_bytes())
        data["bookmarks"].insert(0, {"id": "hand", "note": "by hand"})
        path.write_text(json.dumps(data, indent=4))
        assert store.refresh()

        assert [each.note for each in store.bookmarks] == ["by hand", "one"]
        assert not store.refresh()


@pytest.mark.skipif(os.name == "nt", reason="folders are not protected by modes there")
class TestProtected:
    def test_a_protected_folder_is_read_only_from_the_start(self, path: Path) -> None:
        filled(path, "one")
        path.chmod(0o644)
        path.parent.chmod(0o555)

        def check() -> None:
            store = BookmarkStore(path)
            assert [each.note for each in store.bookmarks] == ["one"]
            assert not store.writable
            assert "write-protected" in store.notices[0]
            result = store.add(bookmark("two"))
            assert isinstance(result, NotSaved)
            assert not result.kept
            assert not store.pending

        as_nobody(check)
        path.parent.chmod(0o755)
        assert notes(path) == ["one"]

    def test_a_protected_file_is_respected(self, path: Path) -> None:
        filled(path, "one")
        path.chmod(0o444)
        path.parent.chmod(0o777)

        def check() -> None:
            assert not BookmarkStore(path).writable

        as_nobody(check)

    def test_a_file_that_may_not_be_read_is_not_taken_for_empty(self, path: Path) -> None:
        filled(path, "one")
        path.parent.chmod(0o777)

        def check() -> None:
            store = BookmarkStore(path)
            assert isinstance(store.opened, Unreadable) or os.geteuid() == path.stat().st_uid
            if isinstance(store.opened, Unreadable):
                assert not store.writable

        as_nobody(check)
        assert notes(path) == ["one"]

    @pytest.fixture
    def path(self, path: Path, tmp_path: Path) -> Iterator[Path]:
        for folder in (tmp_path, *tmp_path.parents[:-2]):
            if folder.stat().st_uid == os.geteuid():
                folder.chmod(0o755)
        yield path
        path.parent.chmod(0o755)


def _failing(path: Path, step: str, error: int) -> Callable[..., object]:
    """The call of `os`, failing for the files beside the bookmarks but their lock."""
    real = getattr(os, step)
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("the names of open files cannot be had here")

    def fail(what: object, *others: object) -> object:
        name = str(Path(f"/proc/self/fd/{what}").readlink() if isinstance(what, int) else what)
        if not name.startswith(str(path.parent)) or name.endswith(".lock"):
            return real(what, *others)
        if step == "close":
            real(what)
            if not name.endswith(".tmp"):
                return None
        raise OSError(error, os.strerror(error))

    return fail


def _failing_for_folders(error: int) -> Callable[[int], None]:
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(error, os.strerror(error))
        fsync(descriptor)

    return fail


@contextmanager
def _whole_at_second_reading(path: Path, whole: bytes) -> Iterator[None]:
    """An editor that truncates the file and writes it whole a moment later."""
    import threading

    writer = threading.Timer(0.06, path.write_bytes, [whole])
    writer.start()
    try:
        yield
    finally:
        writer.join()
