"""B4: what is no ordinary file is left out with a reason, and the rest of the library opens."""

import os
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gutbrain_app.core.library import Library
from tests.core.build.libraries import opened
from tests.faults.tally import Tally, expect

_LONGEST_SECONDS = 20.0


def play(tally: Tally, long: bool) -> None:
    for name, (make, is_told) in _CASES.items():
        with tally.run(name), tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "library"
            folder.mkdir()
            (folder / "good.md").write_text("# Good\n\nWords.\n")
            make(folder)
            begun = time.monotonic()
            library = opened(folder, Path(place) / "cache")
            try:
                _check(library, is_told)
            finally:
                library.close()
            expect(time.monotonic() - begun < _LONGEST_SECONDS, "it held the build up")


def _check(library: Library, is_told: bool) -> None:
    expect("Words." in library.article("good").html, "the good article is gone")
    pages = "".join(library.article(topic).html for topic in library.all_topics())
    expect("root:" not in pages, "a file outside is shown")
    if is_told:
        expect(library.problems(), "nothing is said of it")


def _socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(folder)  # A socket's path has at most 107 letters.
        one.bind("socket.md")
        os.chdir(here)


def _deep(folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)
    for _ in range(500):
        os.mkdir("d")  # noqa: PTH102 (the path as a whole is longer than any call takes)
        os.chdir("d")
    os.chdir(here)


def _many(folder: Path) -> None:
    for number in range(2_000):
        (folder / f"{number}.txt").write_text("")


def _sparse(folder: Path) -> None:
    with (folder / "sparse.md").open("wb") as file:
        file.truncate(10_000_000_000)


def _linked(target: str, name: str = "link.md") -> Callable[[Path], None]:
    return lambda folder: (folder / name).symlink_to(target)


# Whether a problem is told of it too.
_CASES: dict[str, tuple[Callable[[Path], object], bool]] = {
    "a pipe": (lambda folder: os.mkfifo(folder / "pipe.md"), True),
    "a pipe for a picture": (lambda folder: os.mkfifo(folder / "pipe.png"), True),
    "a pipe for the facts": (lambda folder: os.mkfifo(folder / "library.yaml"), True),
    "a pipe for the references": (lambda folder: os.mkfifo(folder / "references.json"), True),
    "a socket": (_socket, True),
    "a link to a device": (_linked("/dev/zero"), True),
    "a link to the kernel's log": (_linked("/proc/kmsg"), True),
    "a link to a file outside": (_linked("/etc/passwd"), True),
    "a link to a folder outside": (_linked("/etc", "etc"), False),
    "a picture outside": (_linked("/etc/passwd", "a.png"), True),
    "a summary outside": (_linked("/etc/passwd", "SUMMARY.md"), True),
    "a link to itself": (_linked("link.md"), True),
    "a link to nothing": (_linked("gone.md"), True),
    "a link to its own folder": (_linked(".", "again"), False),
    "a folder with an article's name": (lambda folder: (folder / "folder.md").mkdir(), True),
    "a file of ten gigabytes": (_sparse, True),
    "a name of 255 bytes": (lambda folder: (folder / ("é" * 126 + ".md")).write_text("x"), False),
    "a name that is not UTF-8": (
        lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md")).write_text("x"),
        True,
    ),
    "a name with a line end": (lambda folder: (folder / "a\nb.md").write_text("x"), False),
    "folders 500 deep": (_deep, True),
    "2,000 other files": (_many, False),
}
