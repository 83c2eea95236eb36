"""Generations: where built libraries lie, and which is the newest. Cheap to import and to ask."""

import json
import os
import shutil

# Not from hashlib, which loads OpenSSL: 3 ms of a start and a megabyte.
from _blake2 import blake2b
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from gutbrain_app.core.articles.reading import FileStamp, files_below

# Raise it whenever what is built from the same files would be different.
FORMAT = 16
SEAL = "built.json"
BEGUN = "begun"
STORE = "library.sqlite"
INDEX_FOLDER = "index"
PICTURES_FOLDER = "pictures"
TITLES_FOLDER = "titles"
_POINTER = "current"


def library_cache(folder: Path, cache: Path) -> Path:
    """Where the generations of one library lie; the same folder by any path has the same."""
    real = os.path.realpath(folder)
    return cache / blake2b(os.fsencode(real), digest_size=12).hexdigest()


def built_library(folder: Path, cache: Path) -> Path | None:
    """The newest complete generation, of this or an older format that can still be read."""
    place = library_cache(folder, cache)
    try:
        name = (place / _POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    built = place / name
    is_ours = name.startswith("g-") and "/" not in name and os.sep not in name
    return built if is_ours and read_seal(built).get("format") == FORMAT else None


def is_stale(folder: Path, built: Path) -> bool:
    """Whether a file was added, removed or changed since, or the program builds otherwise now.

    So is one without its index.
    """
    seal = read_seal(built)
    if seal.get("format") != FORMAT or not (built / INDEX_FOLDER).is_dir():
        return True
    others = seal.get("others")
    included = stamps_of(folder, others) if isinstance(others, list) else ()
    return seal.get("files") != fingerprint((*files_below(folder)[0], *included))


def stamps_of(folder: Path, others: Iterable[str]) -> Iterator[FileStamp]:
    """Files that articles include and that are otherwise none of the library's."""
    for path in others:
        with suppress(OSError, ValueError):
            found = os.lstat(folder / path)
            yield FileStamp(path, found.st_size, found.st_mtime_ns)


def fingerprint(files: tuple[FileStamp, ...]) -> str:
    """Changes with any path, size or time of change."""
    digest = blake2b(digest_size=16)
    for stamp in files:
        digest.update(f"{stamp.path}\0{stamp.size}\0{stamp.mtime_ns}\n".encode())
    return digest.hexdigest()


def read_seal(built: Path) -> dict[str, object]:
    """What was written when the generation was complete; empty for one that is not."""
    try:
        seal = json.loads((built / SEAL).read_bytes())
    except (OSError, ValueError):
        return {}
    return seal if isinstance(seal, dict) else {}


def seal_generation(built: Path, files: tuple[FileStamp, ...], others: list[str]) -> None:
    """Say that the generation is complete; `others` are the paths of other files it rests on."""
    seal = {"format": FORMAT, "files": fingerprint(files), "others": others}
    _replace(built / SEAL, json.dumps(seal))


def point_to(built: Path) -> None:
    """Make it the newest; whoever reads the older one goes on reading it."""
    _replace(built.parent / _POINTER, built.name)


def next_generation(place: Path) -> Path:
    """A new folder for a generation, its number above all that were."""
    numbers = [int(one.name[2:]) for one in place.glob("g-*") if one.name[2:].isdecimal()]
    built = place / f"g-{max(numbers, default=0) + 1}"
    built.mkdir(mode=0o700)
    return built


def begin_generation(built: Path) -> None:
    """Say that the store has been made: from here on, a killed build can be gone on with."""
    (built / BEGUN).write_text(str(FORMAT), encoding="utf-8")


def copied_generation(newest: Path) -> Path:
    """A new generation that holds what the newest holds, and is not sealed."""
    built = next_generation(newest.parent)
    shutil.copyfile(newest / STORE, built / STORE)
    # The index and the pictures never change a file in place: links to their files will do.
    for folder in (INDEX_FOLDER, PICTURES_FOLDER):
        if (newest / folder).is_dir():
            shutil.copytree(newest / folder, built / folder, copy_function=_link)
    return built


def unfinished_generation(place: Path) -> Path | None:
    """The newest generation, of this format, of a build that was killed before its end."""
    for built in sorted(place.glob("g-*"), key=lambda one: (len(one.name), one.name), reverse=True):
        try:
            begun = (built / BEGUN).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if begun == str(FORMAT) and not read_seal(built):
            shutil.rmtree(built / INDEX_FOLDER, ignore_errors=True)
            return built
    return None


def drop_index(built: Path) -> None:
    """Remove a damaged index; the next build makes it anew from what is stored."""
    shutil.rmtree(built / INDEX_FOLDER, ignore_errors=True)


def forget_generation(built: Path) -> None:
    """Remove a generation that is not sealed and turned out to be damaged."""
    shutil.rmtree(built, ignore_errors=True)


def remove_unsealed_generations(place: Path) -> None:
    """Give back the room that a failed build has taken."""
    for built in place.glob("g-*"):
        if not read_seal(built) and not _is_open(built):
            shutil.rmtree(built, ignore_errors=True)


def remove_old_generations(place: Path, keep: Path) -> None:
    """Remove all but `keep`, except those that someone has open."""
    for old in place.glob("g-*"):
        if old != keep and not _is_open(old):
            shutil.rmtree(old, ignore_errors=True)


def hold_open(built: Path) -> int:
    """Keep the generation from being removed; close the descriptor to let it go (-1: no need)."""
    try:
        import fcntl
    except ImportError:  # On Windows a folder with an open file cannot be removed anyway.
        return -1
    descriptor = os.open(built, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:  # A file system without locks: what is open stays readable on most of them.
        os.close(descriptor)
        return -1
    return descriptor


def _is_open(built: Path) -> bool:
    try:
        import fcntl
    except ImportError:
        return False
    descriptor = os.open(built, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # A file system without links.
        shutil.copyfile(source, target)


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
