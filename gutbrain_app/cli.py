"""The commands; a window is imported only for opening one."""

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from gutbrain_app.version import VERSION

DONE, NOTHING, WRONG_USE, FAILED = 0, 1, 2, 3
_COMMANDS = ("search", "show", "topics", "bookmarks", "check", "export", "new", "index")

USAGE = """\
Gutbrain, an offline reference on the gut-brain axis.

gutbrain [LIBRARY] [--place topic#section]           open the window, by itself where it was last
gutbrain search QUERY [--library DIR] [--limit N] [--json]
gutbrain show PLACE [--library DIR] [--format text|markdown|html]
gutbrain topics [--library DIR] [--json]
gutbrain bookmarks list|add PLACE|change ID|move ID|remove ID|rename-folder OLD NEW
gutbrain bookmarks export FILE|import FILE|check|accept ID|place ID PLACE|backups|restore N
                   [--library DIR] [--json] [--file FILE]   (DEED --help says more)
gutbrain check DIR [--json]                          what an author should mend
gutbrain export PLACE... -o FILE.{html,md,pdf} [--library DIR] [--title TITLE]
gutbrain new DIR [--json]                            a small library that teaches its format
gutbrain index DIR                                   build or refresh a library
gutbrain --version | --help

Exit status: 0 done, 1 nothing found or problems found, 2 wrong use, 3 could not read or write.
--debug before a command shows the program's own trace when something fails.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status. Errors are one sentence on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    if words[:1] == ["--version"]:
        print(f"gutbrain {VERSION}")
        return DONE
    if words[:1] in (["--help"], ["-h"], ["help"]):
        print(USAGE, end="")
        return DONE
    try:
        return _command(words)(words)
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does; there is no one left to tell.
        sys.stderr.close()
        return DONE
    except Exception as error:
        if debug:
            raise
        return _told(error)


def _command(words: list[str]) -> Callable[[list[str]], int]:
    if words and words[0] in _COMMANDS:
        from gutbrain_app import commands

        return commands.run
    return _open


def _open(words: list[str]) -> int:
    from gutbrain_app.core.paths import builtin_library
    from gutbrain_app.core.places import parse_place

    library, place = _wanted(words) if words else (None, None)
    # A place alone is one of the built-in library, as it is for `gutbrain show`.
    folder = library or (builtin_library() if place else None)
    if folder is not None and not folder.is_dir():
        print(f"There is no folder {folder}; nothing was opened or changed.", file=sys.stderr)
        return FAILED
    # Nothing of a start is garbage, and looking for it takes a twentieth of one; the window turns
    # it on again when it stands.
    gc.disable()
    # The one import of a window, so that every other command starts without Qt.
    from gutbrain_app.app import run_window

    return run_window(folder.resolve() if folder else None, parse_place(place) if place else None)


def _wanted(words: list[str]) -> tuple[Path | None, str | None]:
    import argparse

    parser = argparse.ArgumentParser(prog="gutbrain", usage=USAGE, add_help=False)
    parser.add_argument("library", nargs="?", type=Path)
    parser.add_argument("--place")
    chosen = parser.parse_args(words)
    return chosen.library, chosen.place


def _told(error: Exception) -> int:
    from gutbrain_app.core.errors import GutbrainError

    if isinstance(error, GutbrainError):
        print(error, file=sys.stderr)
    else:
        print(
            f"Gutbrain failed ({type(error).__name__}: {error}); your bookmarks and the library "
            "are as they were. Run it again with --debug to see the trace.",
            file=sys.stderr,
        )
    return FAILED
