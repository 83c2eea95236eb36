"""Ten backups that no clock can put out of order, and copies of damaged files."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutbrain_app.core.jsonfile import backups as room
from gutbrain_app.core.jsonfile.backups import (
    Backup,
    backup_folder,
    backups_of,
    keep_aside,
    make_backup,
    superfluous,
)
from gutbrain_app.core.jsonfile.writing import NotWritten


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bookmarks.json"


def made(path: Path, *contents: bytes) -> None:
    for content in contents:
        assert make_backup(path, content)


def test_a_file_without_backups_has_none(path: Path) -> None:
    assert backups_of(path) == ()


def test_a_backup_holds_the_bytes_and_is_the_readers_alone(path: Path) -> None:
    made(path, b"one")
    (backup,) = backups_of(path)

    assert backup.path.read_bytes() == b"one"
    assert backup.path.stat().st_mode & 0o777 == 0o600
    assert backup_folder(path).stat().st_mode & 0o777 == 0o700


def test_the_newest_backup_comes_first(path: Path) -> None:
    made(path, b"one", b"two", b"three")

    assert [each.path.read_bytes() for each in backups_of(path)] == [b"three", b"two", b"one"]


def test_the_same_bytes_are_not_backed_up_twice(path: Path) -> None:
    made(path, b"one")

    assert not make_backup(path, b"one")


def test_ten_backups_stay(path: Path) -> None:
    made(path, *(b"%d" % number for number in range(14)))

    assert len(backups_of(path)) == 10
    assert backups_of(path)[0].path.read_bytes() == b"13"


def test_the_new_backup_is_there_before_an_older_one_goes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(path, *(b"%d" % number for number in range(10)))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten):
        make_backup(path, b"10")

    assert [each.path.read_bytes() for each in backups_of(path)] == [
        b"%d" % number for number in reversed(range(10))
    ]


def test_many_short_sessions_do_not_push_last_week_out(path: Path) -> None:
    made(path, b"last week")
    (first,) = backups_of(path)
    first.path.rename(first.path.with_name("bookmarks-000001-2020-01-01.json"))
    made(path, *(b"%d" % number for number in range(40)))

    assert backups_of(path)[-1].path.read_bytes() == b"last week"


def test_older_days_are_kept_longer_than_older_hours() -> None:
    days = ["01", "02", "03", "04", "04", "05", "05", "05", "05", "05", "05", "05"]
    backups = [Backup(n, f"2026-11-{day}", Path(str(n))) for n, day in enumerate(days)]

    assert [each.number for each in superfluous(backups[::-1])] == [3, 5]


@given(st.lists(st.dates(), min_size=1, max_size=40))
def test_whatever_the_clock_says_ten_stay_and_the_newest_five_among_them(
    dates: list[object],
) -> None:
    backups = [Backup(n, str(date), Path(str(n))) for n, date in enumerate(dates)]
    gone = superfluous(backups)

    assert len(backups) - len(gone) == min(10, len(backups))
    assert not set(gone) & set(backups[-5:])


@pytest.mark.parametrize("years", [-2, 12, 100])
def test_a_clock_that_jumps_makes_no_backup_older_than_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    made(path, b"before")
    now = room._now()
    monkeypatch.setattr(room, "_now", lambda: now.replace(year=now.year + years, day=1))
    made(path, *(b"%d" % number for number in range(12)))
    monkeypatch.undo()
    made(path, b"after")

    assert backups_of(path)[0].path.read_bytes() == b"after"
    assert backups_of(path)[1].path.read_bytes() == b"11"


def test_other_files_in_the_folder_are_let_be(path: Path) -> None:
    made(path, b"one")
    strange = backup_folder(path) / "bookmarks-last-2026.json"
    strange.touch()
    made(path, *(b"%d" % number for number in range(12)))

    assert strange.exists()


def test_backups_belong_to_the_file_a_link_leads_to(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path.symlink_to(elsewhere / "real.json")
    made(path, b"one")

    assert backups_of(elsewhere / "real.json") == backups_of(path)
    assert backup_folder(path).parent == elsewhere


class TestKeepingAside:
    def test_the_bytes_are_kept_under_a_dated_name(self, path: Path) -> None:
        aside = keep_aside(path, b"damaged")

        assert aside.read_bytes() == b"damaged"
        assert aside.name.startswith("bookmarks.damaged-20")
        assert aside.suffix == ".json"

    def test_the_same_bytes_are_kept_once(self, path: Path) -> None:
        assert keep_aside(path, b"damaged") == keep_aside(path, b"damaged")

    def test_nothing_is_written_over(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        moment = room._now()
        monkeypatch.setattr(room, "_now", lambda: moment)
        kept = [keep_aside(path, b"%d" % number) for number in range(5)]

        assert [each.read_bytes() for each in kept] == [b"%d" % number for number in range(5)]

    def test_a_copy_that_fails_leaves_nothing_behind(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(descriptor: int, raw: bytes) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "write", full)
        with pytest.raises(NotWritten):
            keep_aside(path, b"damaged")

        assert list(path.parent.iterdir()) == []
