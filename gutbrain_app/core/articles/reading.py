"""Reading a folder that a stranger may have filled: never a hang, never a file outside of it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gutbrain_app.core.errors import GutbrainError, Problem

ARTICLE_SUFFIXES = (".md", ".markdown")
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
LIBRARY_FILES = (
    "library.yaml",
    "SUMMARY.md",
    "book.toml",
    "mkdocs.yml",
    "mkdocs.yaml",
    "references.json",
    "glossary.csv",
    "relations.csv",
)
LARGEST_ARTICLE = 2_000_000
DEEPEST_FOLDER = 64
_IGNORED_FOLDERS = frozenset({"node_modules", "__pycache__"})
# O_NONBLOCK keeps a FIFO from holding the reader for ever; both flags are missing on Windows.
_SAFELY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_SAFELY |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Unreadable(GutbrainError):
    """A file of a library that cannot or must not be read; the rest of the library opens."""


class FileStamp(NamedTuple):
    """A file of a library as it was when looked at; `path` is relative, with slashes.

    A tuple, because every start makes and sorts one for each file of the library.
    """

    path: str
    size: int
    mtime_ns: int


def is_inside(folder: str, path: str) -> bool:
    """Whether `path` is in `folder`; both must be real paths (no links left in them)."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def read_file(folder: Path, relative: str, limit: int) -> bytes:
    """The bytes of a regular file that lies in `folder` after all links are followed.

    Raises Unreadable, with the reason and without the file's name.
    """
    data, size = read_start(folder, relative, limit)
    if size > limit:
        raise Unreadable(f"The file has {size / 1e6:.1f} MB; {limit / 1e6:.0f} MB can be read.")
    return data


def read_start(folder: Path, relative: str, most: int) -> tuple[bytes, int]:
    """At most the first `most` bytes of such a file, and the size of the whole."""
    root = os.path.realpath(folder)
    path = os.path.realpath(os.path.join(root, relative))  # noqa: PTH118 (Path drops `..` late)
    if not is_inside(root, path):
        raise Unreadable("The file is a link that leads out of the library's folder.")
    try:
        descriptor = os.open(path, _SAFELY)
    except OSError as error:
        raise Unreadable(f"The file cannot be opened ({error.strerror}).") from error
    kind = os.fstat(descriptor)
    if not stat.S_ISREG(kind.st_mode):
        os.close(descriptor)
        raise Unreadable("This is not an ordinary file.")
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(most)
        except OSError as error:
            raise Unreadable(f"The file cannot be read ({error.strerror}).") from error
    return data, max(kind.st_size, len(data))


def decoded(data: bytes) -> tuple[str, int]:
    """The text with `\\n` line ends, and the line of the first byte that is not UTF-8 (0: none)."""
    line = 0
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), line


def files_below(folder: Path) -> tuple[tuple[FileStamp, ...], tuple[Problem, ...]]:
    """All files of a library that Gutbrain reads, in order of path, and what could not be read.

    Hidden folders are left out, and a folder that is a link is not entered.
    """
    root = os.path.realpath(folder)
    stamps: list[FileStamp] = []
    problems: list[Problem] = []
    for path, outcome in _walk(root, "", 0):
        if isinstance(outcome, str):
            problems.append(Problem(_printable(path), 0, outcome, "Move it away or mend it."))
        else:
            stamps.append(FileStamp(path, outcome.st_size, outcome.st_mtime_ns))
    return tuple(sorted(stamps)), tuple(sorted(problems))


def is_wanted(path: str) -> bool:
    """Whether a file of this name says something to Gutbrain."""
    name = path.rpartition("/")[2]
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 (called for every file of a folder)
    is_content = suffix in ARTICLE_SUFFIXES or suffix in PICTURE_SUFFIXES
    return is_content or path in LIBRARY_FILES or name == "toc.yml"


def _walk(root: str, inner: str, depth: int) -> Iterator[tuple[str, os.stat_result | str]]:
    folder = f"{root}/{inner}" if inner else root
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield inner or ".", f"The folder cannot be read ({error.strerror})."
        return
    for entry in entries:
        path = f"{inner}/{entry.name}" if inner else entry.name
        if entry.name.startswith(".") or entry.name in _IGNORED_FOLDERS:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(root, path, depth + 1)
        elif is_wanted(path):
            yield path, _stamp(root, entry)


def _folder(root: str, path: str, depth: int) -> Iterator[tuple[str, os.stat_result | str]]:
    if is_article(path):
        yield path, "This is a folder with the name of an article."
    if depth > DEEPEST_FOLDER:
        yield path, f"The folder lies more than {DEEPEST_FOLDER} folders deep."
    else:
        yield from _walk(root, path, depth)


def is_article(path: str) -> bool:
    return path.lower().endswith(ARTICLE_SUFFIXES)


def _stamp(root: str, entry: os.DirEntry[str]) -> os.stat_result | str:
    """What is known of a file without opening it, or why it is left out."""
    try:
        entry.name.encode()
    except UnicodeEncodeError:
        return "The file's name is not UTF-8."
    try:
        if entry.is_symlink() and not is_inside(root, os.path.realpath(entry.path)):
            return "The file is a link that leads out of the library's folder."
        found = entry.stat()
    except OSError as error:
        return f"The file cannot be read ({error.strerror})."
    return found if stat.S_ISREG(found.st_mode) else "This is not an ordinary file."


def _printable(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
