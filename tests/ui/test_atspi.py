"""The program as a screen reader of this desktop meets it: under Xvfb, over the session's bus."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("atspi_reader.py")
NEEDED = ("xvfb-run", "dbus-run-session")


def missing() -> str:
    """Why the test cannot run here; empty where it can."""
    for program in NEEDED:
        if shutil.which(program) is None:
            return f"{program} is not installed"
    if not any(Path("/usr/libexec").glob("at-spi-bus-launcher")):
        return "at-spi2-core is not installed"
    check = "import gi; gi.require_version('Atspi', '2.0')"
    tried = subprocess.run([SYSTEM_PYTHON, "-c", check], check=False, capture_output=True)
    return "" if tried.returncode == 0 else "gir1.2-atspi-2.0 or python3-gi is not installed"


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is what Linux desktops have")
def test_a_screen_reader_finds_the_article_the_tree_and_every_control(
    home: Path, library_folder: Path
) -> None:
    if reason := missing():
        pytest.skip(reason)
    program = f'"{sys.executable}" -m gutbrain_app "$0" --place vagus & '
    script = f'{program} "{SYSTEM_PYTHON}" "{READER}"; status=$?; kill $!; exit $status'
    run = subprocess.run(
        ["dbus-run-session", "--", "xvfb-run", "-a", "sh", "-c", script, str(library_folder)],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_ACCESSIBILITY": "1",
        },
    )
    assert run.returncode == 0, run.stderr
    # The registry's own words come first.
    facts = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    names = {fact["name"] for fact in facts}
    assert {"Search the reference", "Article", "On this page", "Serotonin"} <= names
    article = next(fact for fact in facts if fact["name"] == "Article")
    assert "It runs from gut to brain" in article["text"]
    rows = ("tree item", "table cell", "list item", "filler", "panel", "scroll bar")
    silent = [
        fact
        for fact in facts
        if fact["focusable"] and fact["showing"] and not fact["name"] and fact["role"] not in rows
    ]
    assert not silent
