"""The reader's choices: kept, and never a reason not to start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gutbrain_app.core import settings as room
from gutbrain_app.core.jsonfile.writing import NotWritten
from gutbrain_app.core.settings import Settings, SettingsFile

CHOSEN = Settings(
    window_geometry="AdnQywADAAAA",
    splitter_sizes=(272, 768, 280),
    last_library="/libraries/gut",
    recent_libraries=("/libraries/gut", "/libraries/brain"),
    last_places={"/libraries/gut": "vagus-nerve#signals"},
    recent_searches=("serotonin", "5-HT"),
    theme="sepia",
    text_size=120,
    text_width=60,
    line_spacing=170,
    text_face="sans",
    text_font="Charter",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def written(path: Path, content: bytes | dict[str, object]) -> bytes:
    path.parent.mkdir(exist_ok=True)
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(raw)
    return raw


def test_without_a_file_the_usual_settings_hold(path: Path) -> None:
    file = SettingsFile(path)

    assert file.settings == Settings()
    assert file.notices == ()
    assert not path.exists()


def test_every_setting_is_there_at_the_next_start(path: Path) -> None:
    SettingsFile(path).save(CHOSEN)

    assert SettingsFile(path).settings == CHOSEN
    assert SettingsFile(path).notices == ()


def test_the_file_is_the_readers_alone(path: Path) -> None:
    SettingsFile(path).save(CHOSEN)

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_nothing_is_written_when_nothing_changed(path: Path) -> None:
    SettingsFile(path).save(CHOSEN)
    before = path.stat()
    file = SettingsFile(path)
    file.save(file.settings)

    assert path.stat().st_ino == before.st_ino


def test_fields_of_a_newer_program_stay(path: Path) -> None:
    written(path, {"format": "gutbrain-settings", "version": 1, "aura": {"of": "tomorrow"}})
    SettingsFile(path).save(CHOSEN)

    assert json.loads(path.read_bytes())["aura"] == {"of": "tomorrow"}


def test_two_windows_keep_each_others_choices(path: Path) -> None:
    one, other = SettingsFile(path), SettingsFile(path)
    one.save(replace(one.settings, theme="dark"))
    other.save(replace(other.settings, text_size=150))

    assert SettingsFile(path).settings == Settings(theme="dark", text_size=150)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut off"),
        pytest.param(b"\0" * 400, id="zeros"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param('{"format": "gutbrain-settings", "version": 1}'.encode("utf-16"), id="UTF-16"),
        pytest.param(b'{"format": "other", "version": 1}', id="another program's"),
        pytest.param(b'{"format": "gutbrain-settings", "version": 2}', id="newer"),
        pytest.param(b'{"format": "gutbrain-settings"}', id="without a version"),
    ],
)
def test_a_file_that_cannot_be_used_is_kept_aside(path: Path, content: bytes) -> None:
    written(path, content)
    file = SettingsFile(path)
    file.save(replace(file.settings, theme="dark"))

    (aside,) = path.parent.glob("settings.damaged-*.json")
    assert aside.read_bytes() == content
    (notice,) = file.notices
    assert aside.name in notice
    assert SettingsFile(path).settings == Settings(theme="dark")


@pytest.mark.parametrize(
    ("name", "nonsense"),
    [
        ("theme", "pink"),
        ("text_size", "large"),
        ("text_size", 0),
        ("text_width", 10_000),
        ("line_spacing", 5),
        ("text_face", "gothic"),
        ("splitter_sizes", "272,768"),
        ("splitter_sizes", [1.5]),
        ("last_places", ["vagus-nerve"]),
        ("window_geometry", None),
    ],
)
def test_nonsense_in_one_field_leaves_the_others(path: Path, name: str, nonsense: object) -> None:
    raw = written(
        path, {"format": "gutbrain-settings", "version": 1, "text_font": "Charter", name: nonsense}
    )
    file = SettingsFile(path)

    assert file.settings == Settings(text_font="Charter")
    assert name in file.notices[0]
    file.save(replace(file.settings, text_face="sans"))
    assert SettingsFile(path).notices == ()
    (aside,) = path.parent.glob("settings.damaged-*.json")
    assert aside.read_bytes() == raw


def test_a_file_damaged_while_the_window_is_open_is_kept_aside_too(path: Path) -> None:
    file = SettingsFile(path)
    file.save(CHOSEN)
    written(path, b"damaged")
    file.save(replace(CHOSEN, theme="dark"))

    (aside,) = path.parent.glob("settings.damaged-*.json")
    assert aside.read_bytes() == b"damaged"


def test_what_cannot_be_read_is_not_written_over(path: Path) -> None:
    path.mkdir(parents=True)
    file = SettingsFile(path)

    assert file.settings == Settings()
    assert "cannot be read" in file.notices[0]
    with pytest.raises(NotWritten, match="not kept"):
        file.save(CHOSEN)
    assert path.is_dir()


def test_what_cannot_be_kept_aside_is_not_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(path, b"damaged")

    def refuse(path: Path, raw: bytes) -> Path:
        raise NotWritten("The disk is full.")

    monkeypatch.setattr(room, "keep_aside", refuse)
    file = SettingsFile(path)

    assert "stays as it is" in file.notices[0]
    with pytest.raises(NotWritten):
        file.save(CHOSEN)
    assert path.read_bytes() == b"damaged"


def test_a_failed_save_says_so_and_can_be_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SettingsFile(path)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", _full_disk)
        with pytest.raises(NotWritten, match="No space left"):
            file.save(CHOSEN)
    file.save(CHOSEN)

    assert SettingsFile(path).settings == CHOSEN
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def _full_disk(descriptor: int) -> None:
    raise OSError(28, "No space left on device")


@given(st.dictionaries(st.text(), st.text()), st.text(), st.lists(st.text()))
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    places: dict[str, str],
    font: str,
    searches: list[str],
) -> None:
    path = tmp_path_factory.mktemp("any") / "settings.json"
    settings = Settings(last_places=places, text_font=font, recent_searches=tuple(searches))
    SettingsFile(path).save(settings)

    assert SettingsFile(path).settings == settings


def test_reading_settings_loads_nothing_heavy() -> None:
    program = (
        "import sys, gutbrain_app.core.settings\n"
        "print([name for name in ('filelock', 'platformdirs', 'asyncio') if name in sys.modules])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert loaded.stdout.strip() == "[]"
