"""Reading the reader's files without guessing, and writing them to outlast a power cut."""

import errno
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutbrain_app.core.jsonfile import writing
from gutbrain_app.core.jsonfile.reading import (
    Absent,
    Damaged,
    Read,
    TooNew,
    Unreadable,
    read_file,
)
from gutbrain_app.core.jsonfile.text import (
    NewerVersion,
    NotUnderstood,
    check_format,
    parse_object,
    parse_value,
    serialise,
)
from gutbrain_app.core.jsonfile.writing import ChangedMeanwhile, NotWritten, write_file

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)  # fmt: skip


@given(values)
def test_data_come_back_from_their_text(value: object) -> None:
    # Not `== value`: JSON joins two lone surrogates that make up one character.
    assert parse_value(serialise(value)) == json.loads(json.dumps(value))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="cut off"),
        pytest.param(b"{} {}", id="two values"),
        pytest.param(b'{"a": 1, "a": 2}', id="a name twice"),
        pytest.param(b'{"b": [{"a": 1, "a": 2}]}', id="a name twice inside"),
        pytest.param(b'{"a": NaN}', id="not a number"),
        pytest.param(b'{"a": -Infinity}', id="infinity"),
        pytest.param(b'{"a": 1e999}', id="a number beyond measure"),
        pytest.param(b'{"a": ' + b"9" * 5000 + b"}", id="an endless number"),
        pytest.param(b"[" * 100_000, id="depth without end"),
        pytest.param(b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", id="depth"),
        pytest.param(b'{"a": "\xff"}', id="not UTF-8"),
        pytest.param('{"a": 1}'.encode("utf-16"), id="UTF-16"),
        pytest.param(b'{"a": "line\nbreak"}', id="a raw line break"),
        pytest.param(b"\0" * 100, id="zeros"),
    ],
)
def test_what_json_would_pass_or_choke_on_is_refused(text: bytes) -> None:
    with pytest.raises(NotUnderstood):
        parse_value(text)


def test_only_an_object_is_an_object() -> None:
    with pytest.raises(NotUnderstood, match="object"):
        parse_object(b"[1, 2]")


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse_object(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"bytes", {1, 2}])
def test_what_json_has_no_words_for_is_not_written(value: object) -> None:
    with pytest.raises(NotUnderstood):
        serialise(value)


@pytest.mark.parametrize("version", [0, -1, True, 1.0, "1", None])
def test_a_version_that_never_was_is_damage(version: object) -> None:
    with pytest.raises(NotUnderstood, match="version"):
        check_format({"format": "x", "version": version}, "x", 1)


def test_a_newer_version_is_not_damage() -> None:
    with pytest.raises(NewerVersion, match="version 2"):
        check_format({"format": "x", "version": 2}, "x", 1)


def parse(raw: bytes) -> dict[str, object]:
    data = parse_object(raw)
    check_format(data, "test", 1)
    return data


GOOD = b'{"format": "test", "version": 1}'


class TestReading:
    def test_a_good_file_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "file.json"
        path.write_bytes(GOOD)

        assert read_file(path, parse) == Read({"format": "test", "version": 1}, GOOD)

    def test_no_file_is_absent(self, tmp_path: Path) -> None:
        assert read_file(tmp_path / "no folder" / "file.json", parse) == Absent()

    def test_a_file_of_zero_bytes_is_damaged(self, tmp_path: Path) -> None:
        path = tmp_path / "file.json"
        path.touch()

        assert isinstance(read_file(path, parse), Damaged)

    def test_a_newer_file_is_too_new(self, tmp_path: Path) -> None:
        path = tmp_path / "file.json"
        path.write_bytes(GOOD.replace(b"1", b"7"))

        assert isinstance(read_file(path, parse), TooNew)

    @pytest.mark.parametrize(
        "make",
        [
            pytest.param(Path.mkdir, id="a folder"),
            pytest.param(os.mkfifo, id="a pipe"),
            pytest.param(lambda path: path.symlink_to(path), id="a link to itself"),
            pytest.param(lambda path: path.symlink_to("/dev/zero"), id="a device"),
        ],
    )
    def test_what_is_no_file_is_unreadable(
        self, tmp_path: Path, make: Callable[[Path], None]
    ) -> None:
        path = tmp_path / "file.json"
        make(path)

        assert isinstance(read_file(path, parse), Unreadable)

    def test_a_file_under_a_file_is_unreadable_not_absent(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()

        assert isinstance(read_file(tmp_path / "file" / "file.json", parse), Unreadable)

    def test_a_file_beyond_all_measure_is_unreadable(self, tmp_path: Path) -> None:
        path = tmp_path / "file.json"
        path.touch()
        os.truncate(path, 10 << 30)

        assert isinstance(read_file(path, parse), Unreadable)

    def test_an_error_of_the_disk_is_unreadable(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "file.json"
        path.write_bytes(GOOD)
        monkeypatch.setattr(os, "open", _failing(errno.EIO))

        assert isinstance(read_file(path, parse), Unreadable)


class TestWriting:
    def test_a_new_file_is_the_readers_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "folder" / "file.json"
        write_file(path, b"new", expected=None)

        assert path.read_bytes() == b"new"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_a_file_keeps_its_mode(self, path: Path) -> None:
        path.chmod(0o640)
        write_file(path, b"new", expected=b"old")

        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    def test_links_are_followed_and_stay(self, path: Path) -> None:
        link = path.with_name("link.json")
        link.symlink_to(path.name)
        write_file(link, b"new", expected=b"old")

        assert link.is_symlink()
        assert path.read_bytes() == b"new"

    @pytest.mark.parametrize("found", [None, b"other"])
    def test_a_file_changed_by_another_is_left_alone(self, path: Path, found: bytes | None) -> None:
        path.unlink() if found is None else path.write_bytes(found)
        with pytest.raises(ChangedMeanwhile):
            write_file(path, b"new", expected=b"old")

        assert (path.read_bytes() if path.exists() else None) == found
        assert _names(path) == ([path.name] if found else [])

    def test_the_file_and_its_folder_are_synced_in_this_order(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calls: list[str] = []
        fsync, replace = os.fsync, os.replace

        def noted_fsync(descriptor: int) -> None:
            folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
            calls.append("sync folder" if folder else "sync file")
            fsync(descriptor)

        def noted_replace(source: Path, target: Path) -> None:
            calls.append("replace")
            replace(source, target)

        monkeypatch.setattr(os, "fsync", noted_fsync)
        monkeypatch.setattr(os, "replace", noted_replace)
        write_file(path, b"new", expected=b"old")

        assert calls == ["sync file", "replace", "sync folder"]

    @pytest.mark.parametrize("step", ["open", "write", "fsync", "close", "replace"])
    @pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS])
    def test_a_step_that_fails_before_the_replacement_leaves_the_old_file_alone(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: int
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(os, step, _failing(error, getattr(os, step)))
            with pytest.raises(NotWritten, match="could not be saved"):
                write_file(path, b"new", expected=b"old")

        assert path.read_bytes() == b"old"
        assert _names(path) == [path.name]

    def test_a_folder_that_is_not_durable_is_a_failure(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "fsync", _failing_for_folders(errno.EIO))
        with pytest.raises(NotWritten):
            write_file(path, b"new", expected=b"old")

        assert path.read_bytes() == b"new"

    @pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOTSUP])
    def test_a_file_system_that_cannot_sync_folders_is_no_failure(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, error: int
    ) -> None:
        monkeypatch.setattr(os, "fsync", _failing_for_folders(error))
        write_file(path, b"new", expected=b"old")

        assert path.read_bytes() == b"new"

    def test_short_writes_are_continued(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write = os.write
        monkeypatch.setattr(os, "write", lambda descriptor, raw: write(descriptor, raw[:3]))
        write_file(path, b"more than three bytes", expected=b"old")

        assert path.read_bytes() == b"more than three bytes"

    def test_a_replacement_refused_for_a_moment_is_tried_again(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        replace, refusals = os.replace, [errno.EACCES, errno.EACCES]

        def scanned(source: Path, target: Path) -> None:
            if refusals:
                raise OSError(refusals.pop(), "Permission denied")
            replace(source, target)

        monkeypatch.setattr(writing, "REPLACE_ATTEMPTS", 3)
        monkeypatch.setattr(writing, "REPLACE_PAUSE", 0)
        monkeypatch.setattr(os, "replace", scanned)
        write_file(path, b"new", expected=b"old")

        assert path.read_bytes() == b"new"

    def test_what_killed_writers_left_is_swept(self, path: Path) -> None:
        for name in (".file.json.00.tmp", ".file.json.ff.tmp", ".other.json.00.tmp", "file.tmp"):
            path.with_name(name).touch()
        writing.sweep_temporaries(path)

        assert _names(path) == [".other.json.00.tmp", "file.json", "file.tmp"]

    def test_a_name_with_brackets_sweeps_its_own(self, tmp_path: Path) -> None:
        path = tmp_path / "[a]*.json"
        for name in (".[a]*.json.00.tmp", ".a.json.00.tmp"):
            path.with_name(name).touch()
        writing.sweep_temporaries(path)

        assert _names(path) == [".a.json.00.tmp"]

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "file.json"
        write_file(path, b"old", expected=None)
        return path


def _names(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def _failing(error: int, close: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Fails each time; a close that fails has closed all the same."""

    def fail(*arguments: Any, **named: Any) -> Any:
        if close is os_close:
            os_close(*arguments)
        raise OSError(error, os.strerror(error))

    return fail


os_close = os.close


def _failing_for_folders(error: int) -> Callable[[int], None]:
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(error, os.strerror(error))
        fsync(descriptor)

    return fail
