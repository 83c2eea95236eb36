"""Where the reader's things and the program's own are looked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from gutbrain_app.core import paths


def test_one_named_folder_holds_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GUTBRAIN_HOME", str(tmp_path))

    assert paths.data_folder() == tmp_path / "data"
    assert paths.cache_folder() == tmp_path / "cache"
    assert paths.config_folder() == tmp_path / "config"


def test_a_relative_named_folder_is_made_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUTBRAIN_HOME", "portable")

    assert paths.data_folder() == tmp_path / "portable" / "data"


def test_the_systems_folders_are_used_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUTBRAIN_HOME", raising=False)
    folders = {paths.data_folder(), paths.cache_folder(), paths.config_folder()}

    assert all(folder.is_absolute() for folder in folders)
    assert all("gutbrain" in folder.parts for folder in folders)


def test_asking_for_a_folder_does_not_make_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GUTBRAIN_HOME", str(tmp_path / "home"))
    paths.data_folder()

    assert not (tmp_path / "home").exists()


def test_the_built_in_library_is_found_from_a_checkout() -> None:
    assert paths.builtin_library().is_dir()
    assert paths.resource("library") == paths.builtin_library()


def test_an_installed_program_carries_its_resources_in_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "gutbrain_app"
    (package / "resources" / "library").mkdir(parents=True)
    (tmp_path / "resources" / "library").mkdir(parents=True)
    monkeypatch.setattr(paths, "PACKAGE", package)

    assert paths.builtin_library() == package / "resources" / "library"


def test_importing_paths_loads_nothing_heavy() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, gutbrain_app.core.paths; print('platformdirs' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "False"
