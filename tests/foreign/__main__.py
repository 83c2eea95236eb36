"""Print what libraries that others wrote become here.

    python -m tests.foreign [--commonmark SPEC] [FOLDER …]

Nothing is fetched: each FOLDER is a book, project or vault that lies on this machine, SPEC the
specification's spec.txt. Exit status 1 when an article or example ends in an error.
"""

import argparse
import sys
from pathlib import Path

from gutbrain_app.core.rendering.markdown_engine import new_engine
from tests.foreign.commonmark import differing, examples, fallen
from tests.foreign.libraries import Row, built_row

_HEAD = (
    f"{'library':28} {'articles':>8} {'sections':>8} {'links':>7} {'resolve':>8} {'no incl':>7} "
)
_HEAD += f"{'plain':>5} {'errors':>6} {'seconds':>7} {'sect/s':>6} {'MB':>6}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.foreign")
    parser.add_argument("--commonmark", type=Path, metavar="SPEC")
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    wanted = parser.parse_args(arguments)
    errors = _print_commonmark(wanted.commonmark) if wanted.commonmark else 0
    if wanted.folders:
        print(_HEAD)
    for folder in wanted.folders:
        row = built_row(folder)
        _print_row(row)
        errors += row.crashes
    return 1 if errors else 0


def _print_commonmark(spec: Path) -> int:
    found = examples(spec)
    different, ended = differing(found, new_engine().render), fallen(found)
    share = 1 - len(different) / len(found)
    print(f"CommonMark: {len(found)} examples, {share:.1%} mean the same, {len(ended)} no page")
    return len(ended)


def _print_row(row: Row) -> None:
    print(
        f"{row.name[-28:]:28} {row.articles:8} {row.sections:8} {row.resolved + row.broken:7} "
        f"{row.share:8.2%} {row.missing:7} {len(row.fallen):5} {row.crashes:6} {row.seconds:7.1f} "
        f"{row.sections / row.seconds:6.0f} {row.size / 1e6:6.1f} {row.rival}",
        flush=True,
    )
    for one in row.fallen:
        print(f"    plain text: {one}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
