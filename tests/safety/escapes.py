"""B2: sixty addresses in six places, built under strace: no file outside, no connection.

What a build of an innocent library opens is what Python and the program need; a hostile one of the
same shape may open nothing more.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.tally import Skipped, Tally, expect

_BUILD = """
import sys
from pathlib import Path
from gutbrain_app.core.build.building import build_library
if __name__ == "__main__":
    build_library(Path(sys.argv[1]), Path(sys.argv[2]), report=lambda told: None)
"""
_OPENED = re.compile(r'open(?:at)?\((?:AT_FDCWD, |\d+, )?"([^"]*)".*\) = \d')
_CONNECTED = re.compile(r"connect\(\d+, \{sa_family=(\w+)")
_WORDS = "words\n\n```xml\n<x/>\n```\n"  # Code loads what colours it.
_ROOT = Path(__file__).resolve().parents[2]
_WAYS = (
    "{0}/decoy.{1}", "../decoy.{1}", "../../decoy.{1}", "..%2fdecoy.{1}", "%2e%2e/decoy.{1}",
    "file://{0}/decoy.{1}", "file:{0}/decoy.{1}", "FILE://{0}/decoy.{1}", "./../decoy.{1}",
    "link.{1}", "a/../../decoy.{1}", "//{0}/decoy.{1}", "..\\decoy.{1}", "/../decoy.{1}",
)  # fmt: skip
_ADDRESSES = (
    "/etc/passwd", "/etc/hostname", "file:///etc/passwd", "/proc/self/environ", "/dev/zero",
    "http://127.0.0.1:9/x", "https://127.0.0.1:9/x.png", "//127.0.0.1/x.png", "ftp://127.0.0.1/x",
    "\\\\127.0.0.1\\share\\x.png", "smb://127.0.0.1/x", "data:text/html,<b>", "javascript:1",
    "qrc:/x", "http://127.0.0.1:9/?u=place:x", "ghelp:/proc/self/environ", "jar:file:///etc/passwd!",
    "~/.bashrc", "$HOME/.bashrc",
)  # fmt: skip
_PLACES = {
    "picture": "![x](<{0}>)\n\n<img src=\"{0}\">\n\n![[{0}]]",
    "link": "[x](<{0}>) [[{0}]] <a href=\"{0}\">x</a>",
    "include": "{{{{#include {0}}}}}\n\n--8<-- \"{0}\"\n\n[!INCLUDE[x]({0})]\n\n{{* {0} *}}",
    "style": "<style>@import url('{0}'); p {{background: url({0})}}</style><p style=\"{0}\">x</p>",
    "table": "<table background=\"{0}\"><tr><td background='{0}'>x</td></tr></table>",
    "frame": "<iframe src=\"{0}\"></iframe><object data=\"{0}\"></object><link href=\"{0}\">",
}  # fmt: skip


def play(tally: Tally, long: bool) -> None:
    strace = shutil.which("strace")
    if not strace:
        raise Skipped("strace is not installed")
    with tempfile.TemporaryDirectory() as place:
        home = Path(place).resolve()
        cases = _cases(home)[:: 1 if long else 6]
        hostile = _library(home, "hostile", dict(cases))
        innocent = _library(home, "innocent", {name: _WORDS for name, _ in cases})
        usual, _ = _traced(strace, home, innocent)
        opened, connected = _traced(strace, home, hostile)
    seen = sum(path.startswith(str(hostile)) and path.endswith(".md") for path in opened)
    expect(seen >= len(cases), "the trace does not see the workers")
    usual = {path for path in usual if "decoy" not in path}
    outside = {path for path in opened - usual if not _is_ours(path, home)}
    for name, text in cases:
        with tally.run(name):
            bad = sorted(path for path in outside if Path(path).name in text or "decoy" in path)
            expect(not bad, f"{bad} was opened")
    with tally.run("any other file"):
        expect(not outside, f"{sorted(outside)[:5]} was opened")
    with tally.run("a connection"):
        expect(connected <= {"AF_UNIX"}, f"{connected} was connected to")


def _cases(home: Path) -> list[tuple[str, str]]:
    suffixes = ("png", "md", "svg")
    forms = [way.format(home, suffix) for way in _WAYS for suffix in suffixes] + list(_ADDRESSES)
    return [
        (f"{place}-{number}", text.format(form))
        for place, text in _PLACES.items()
        for number, form in enumerate(forms)
    ]


def _library(home: Path, name: str, articles: dict[str, str]) -> Path:
    folder = home / name / "library"
    folder.mkdir(parents=True)
    for suffix in ("png", "md", "svg"):
        for outside in (home, home / name):
            (outside / f"decoy.{suffix}").write_text("<svg>decoy</svg>")
        (folder / f"link.{suffix}").symlink_to(home / f"decoy.{suffix}")
    for title, text in articles.items():
        (folder / f"{title}.md").write_text(text, encoding="utf-8")
    return folder


def _traced(strace: str, home: Path, folder: Path) -> tuple[set[str], set[str]]:
    """The files that a build opens, and the kinds of address it connects to."""
    script, logs, place = home / "build.py", home / f"logs-{folder.parent.name}", home / "tmp"
    script.write_text(_BUILD)
    logs.mkdir()
    place.mkdir(exist_ok=True)
    command = [
        strace,
        "-ff",
        "-qq",
        "-s",
        "4096",
        "-e",
        "trace=open,openat,connect",
        "-o",
        f"{logs}/of",
    ]
    command += [sys.executable, str(script), str(folder), str(home / f"cache-{folder.parent.name}")]
    environment = {"PYTHONPATH": str(_ROOT), "PATH": "/usr/bin:/bin", "TMPDIR": str(place)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd="/")
    expect(done.returncode == 0, f"the build failed: {done.stderr[-300:]}")
    # A log for each thread: in a common one, a call may be cut in two by another.
    text = "\n".join(one.read_text(errors="replace") for one in logs.iterdir())
    return set(_OPENED.findall(text)), set(_CONNECTED.findall(text))


def _is_ours(path: str, home: Path) -> bool:
    """In the library, in its cache, or a process's own account and temporary files."""
    inside = (
        f"{home}/hostile/library",
        f"{home}/cache-hostile",
        f"{home}/tmp/",
        "/proc/",
        "/dev/shm",
    )
    own = path.startswith(inside) and "environ" not in path
    return own or path.endswith(".pyc") or not path.startswith("/")
