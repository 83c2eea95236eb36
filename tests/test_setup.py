"""What ./run does before the program starts, tried on a copy whose python only echoes."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


class Checkout:
    """A copy of the script and the locks; its python only says what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "a folder with spaces"
        self.tools = folder / "tools"
        self.tools.mkdir()
        self.folder.mkdir()
        for name in ("run", "requirements.txt", "requirements-dev.txt"):
            shutil.copy(ROOT / name, self.folder / name)

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    def finish_set_up(self, python: str = 'echo "$@"') -> None:
        self.venv.joinpath("bin").mkdir(parents=True)
        script(self.venv / "bin" / "python", python)
        lock = (self.folder / "requirements.txt").read_bytes()
        checksum = subprocess.run("cksum", input=lock, capture_output=True, check=True).stdout
        (self.venv / "ready-requirements.txt").write_bytes(checksum)

    def allow(self, *tools: str) -> None:
        for tool in tools:
            (self.tools / tool).symlink_to(shutil.which(tool) or tool)

    def run(
        self,
        *arguments: str,
        program: str = "",
        cwd: Path | None = None,
        environment: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program or str(self.folder / "run"), *arguments],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            cwd=cwd or self.folder.parent,
            env={"PATH": str(self.tools), **(environment or {})},
        )


def script(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


@pytest.fixture
def finished(checkout: Checkout) -> Checkout:
    """Set up; and a start may use nothing but a checksum: no pip, no apt-get, no python3."""
    checkout.finish_set_up()
    checkout.allow("cksum")
    return checkout


def test_a_second_start_needs_nothing_but_a_checksum(finished: Checkout) -> None:
    done = finished.run("search", "second brain", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "-P -m gutbrain_app search second brain --json\n"


def test_it_starts_from_any_folder_and_by_a_relative_path(finished: Checkout) -> None:
    inside = finished.folder / "inside"
    inside.mkdir()
    for program, cwd in [("./run", finished.folder), ("../run", inside)]:
        assert finished.run("topics", program=program, cwd=cwd).stdout.endswith("topics\n")


def test_it_starts_through_a_symlink(finished: Checkout, tmp_path: Path) -> None:
    finished.allow("readlink")
    link = tmp_path / "gutbrain"
    link.symlink_to(finished.folder / "run")
    assert finished.run("topics", program=str(link), cwd=Path("/")).stdout.endswith("topics\n")


@pytest.mark.skipif(os.uname().sysname != "Linux", reason="elsewhere the display is always there")
@pytest.mark.parametrize(
    "arguments",
    [(), ("a library",), ("--place", "vagus-nerve"), ("--place", "show"), ("--debug",)],
    ids=" ".join,
)
def test_without_a_display_a_window_is_refused_in_one_sentence(
    finished: Checkout, arguments: tuple[str, ...]
) -> None:
    finished.allow("uname")
    done = finished.run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "./run show" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("show", "vagus-nerve"), ("--version",), ("-h",), ("--debug", "check", "."), ("index", ".")],
    ids=" ".join,
)
def test_without_a_display_the_commands_work(
    finished: Checkout, arguments: tuple[str, ...]
) -> None:
    assert finished.run(*arguments).returncode == 0


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_with_a_display_the_window_opens(finished: Checkout, name: str) -> None:
    assert finished.run(environment={name: "x"}).stdout == "-P -m gutbrain_app\n"


def test_the_exit_status_is_the_programs_own(checkout: Checkout) -> None:
    checkout.finish_set_up(python="exit 3")
    checkout.allow("cksum")
    assert checkout.run("check", ".").returncode == 3


def test_a_python_that_is_too_old_is_refused_in_one_sentence(checkout: Checkout) -> None:
    checkout.allow("cksum", "mkdir", "sed", "cat")
    script(checkout.tools / "python3", "echo old 3.9")
    done = checkout.run("topics")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Gutbrain: Python 3.11 or newer is needed, python3 is 3.9; nothing was changed.\n"
    )


def test_without_root_or_sudo_the_one_line_to_run_is_printed(checkout: Checkout) -> None:
    checkout.allow("cksum", "mkdir", "sed")
    script(checkout.tools / "python3", "echo /usr/bin/python3.11; echo libegl1; echo libgl1")
    script(checkout.tools / "id", "echo 1000")
    script(checkout.tools / "apt-get", 'echo "apt-get must not run" >&2; exit 9')
    done = checkout.run("topics")
    assert done.returncode == 2
    line = done.stderr.splitlines()[-1]
    assert line.startswith("su -c 'apt-get update && apt-get install")
    assert "libegl1 libgl1" in line


def test_packages_that_cannot_be_fetched_leave_a_finished_set_up_alone(
    checkout: Checkout,
) -> None:
    checkout.finish_set_up(python='[ "$3" != pip ] || { echo no network >&2; exit 1; }')
    checkout.allow("cksum", "mkdir", "sed", "ls", "rm")
    script(checkout.tools / "python3", "echo /usr/bin/python3.11")
    before = (checkout.venv / "ready-requirements.txt").read_bytes()
    with (checkout.folder / "requirements.txt").open("a", encoding="utf-8") as lock:
        lock.write("# a newer lock\n")
    done = checkout.run("topics")
    assert (done.returncode, done.stdout) == (3, "")
    assert "nothing installed was changed" in done.stderr.splitlines()[-1]
    assert "no network" in (checkout.venv / "set-up.log").read_text("utf-8")
    assert (checkout.venv / "ready-requirements.txt").read_bytes() == before


def test_an_installation_cut_short_is_not_taken_for_finished(checkout: Checkout) -> None:
    checkout.finish_set_up(python='case "$*" in *"pip install"*) exit 1 ;; esac')
    checkout.allow("cksum", "mkdir", "sed", "ls", "rm")
    script(checkout.tools / "python3", "echo /usr/bin/python3.11")
    with (checkout.folder / "requirements.txt").open("a", encoding="utf-8") as lock:
        lock.write("# a newer lock\n")
    assert checkout.run("topics").returncode == 3
    assert list(checkout.venv.glob("ready-*")) == []
