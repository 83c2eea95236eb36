"""The locked packages: names, versions and hashes, and nothing else."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PIN = re.compile(r"([a-z0-9-]+)==([0-9.]+)( ; [a-z_]+ (?:[!=]=|<|>=) '[\w.]+')? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")


def pins(lock: str) -> dict[str, str]:
    """Versions by name."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return {found[1]: found[2] for found in map(PIN.fullmatch, lines) if found}


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_holds_names_versions_and_hashes_and_no_address(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    assert [line for line in lines if not PIN.fullmatch(line) and not HASH.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["dependencies"]),
        ("requirements-dev.txt", PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_every_dependency_is_locked_at_a_version_the_project_allows(
    lock: str, wanted: list[str]
) -> None:
    locked = pins(lock)
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)])


def test_the_tests_run_with_the_very_packages_a_reader_gets() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()
