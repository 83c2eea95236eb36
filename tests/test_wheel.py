"""The wheel: what `pip install .` installs, tried outside the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("gutbrain-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_carries_every_resource(installed: Path) -> None:
    files = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert {path for path in files if not (installed / "gutbrain_app" / path).is_file()} == set()


def test_the_wheel_brings_the_command_and_both_licences(installed: Path) -> None:
    (information,) = installed.glob("gutbrain-*.dist-info")
    entry_points = (information / "entry_points.txt").read_text("utf-8")
    assert "gutbrain = gutbrain_app.cli:main" in entry_points
    licences = information / "licenses"
    assert "MIT License" in (licences / "LICENSE").read_text("utf-8")
    assert "CC-BY-4.0" in (licences / "resources/library/LICENSE").read_text("utf-8")


def test_an_installed_program_opens_the_library_it_brought_along(
    installed: Path, tmp_path: Path
) -> None:
    code = "from gutbrain_app.core.paths import builtin_library as found; print(found())"
    printed = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert Path(printed.strip()) == installed / "gutbrain_app" / "resources" / "library"
