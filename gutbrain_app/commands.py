"""The commands that need no window: search, show, topics, bookmarks, check, export, new, index."""

import argparse
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from gutbrain_app.bookmark_commands.words import add_bookmark_commands
from gutbrain_app.core.build.building import Progress, build_library
from gutbrain_app.core.build.generations import built_library, is_stale
from gutbrain_app.core.check import library_problems
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.export import place_html, place_markdown, place_text
from gutbrain_app.core.index.outcomes import Hit, Hits, IndexDamaged, NoHits, NoQuery
from gutbrain_app.core.library import Library, PlaceMissing, TreeNode
from gutbrain_app.core.new_library import make_library
from gutbrain_app.core.paths import builtin_library, cache_folder
from gutbrain_app.core.places import parse_place

DONE, NOTHING, WRONG_USE, FAILED = 0, 1, 2, 3


def run(words: list[str]) -> int:
    """Run one command; the exit status. Errors are raised for the caller to tell."""
    chosen = _parser().parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show, such as half a character of a damaged file, is told by its
        # number, as JSON writes it too.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    status: int = chosen.run(chosen)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gutbrain")
    commands = parser.add_subparsers(dest="command", required=True)

    search = commands.add_parser("search", help="sections that a query finds")
    search.add_argument("query", nargs="+")
    search.add_argument("--limit", type=int, default=10)
    search.add_argument("--exact", action="store_true", help="the words as typed")
    show = commands.add_parser("show", help="an article or a section, in the terminal")
    show.add_argument("place")
    show.add_argument("--format", choices=("text", "markdown", "html"), default="text")
    topics = commands.add_parser("topics", help="the topic tree")
    bookmarks = commands.add_parser("bookmarks", help="the bookmarks")
    add_bookmark_commands(bookmarks, _library)
    check = commands.add_parser("check", help="what an author should mend")
    check.add_argument("folder", type=Path)
    export = commands.add_parser("export", help="places as one file, with their references")
    export.add_argument("places", nargs="+", help="topics, sections, or titles of parts")
    export.add_argument("-o", "--output", type=Path, required=True, help="FILE.{html,md,pdf}")
    export.add_argument("--title", default="", help="a title for several places")
    export.set_defaults(run=_export)
    new = commands.add_parser("new", help="a small library that teaches its format")
    new.add_argument("folder", type=Path)
    index = commands.add_parser("index", help="build a library, or refresh what changed in it")
    index.add_argument("folder", type=Path)
    index.add_argument("--first", default="", help="the topic to build first")

    for command, deed in (
        (search, _search),
        (show, _show),
        (topics, _topics),
        (check, _check),
        (new, _new),
        (index, _index),
    ):
        command.set_defaults(run=deed)
        if command is not show:
            command.add_argument("--json", action="store_true", help="for programs")
    for command in (search, show, topics, export):
        command.add_argument("--library", type=Path, help="a folder; else the built-in library")
    return parser


def _search(chosen: argparse.Namespace) -> int:
    outcome = _found(chosen)
    if chosen.json:
        hits = outcome.hits if isinstance(outcome, Hits) else ()
        _print_json([_hit_fields(hit) for hit in hits])
    elif isinstance(outcome, Hits):
        for number, hit in enumerate(outcome.hits, 1):
            _print_hit(number, hit)
    elif isinstance(outcome, NoHits):
        print(outcome.message)
        for word in outcome.words:
            print(f"  try: {word}")
        for place, title in outcome.topics:
            print(f"  near: {title} ({place})")
    else:
        print("There was no word to search for.")
    return DONE if isinstance(outcome, Hits) else NOTHING


def _found(chosen: argparse.Namespace) -> NoQuery | NoHits | Hits:
    """What a search answers, of a new index where the old one is damaged."""
    query = " ".join(chosen.query)
    library = _library(chosen.library)
    try:
        return library.search(query, limit=chosen.limit, exact=chosen.exact)
    except IndexDamaged:
        print("The search index was damaged and is made anew; nothing is lost.", file=sys.stderr)
        library.drop_index()
    return _library(chosen.library).search(query, limit=chosen.limit, exact=chosen.exact)


def _hit_fields(hit: Hit) -> dict[str, Any]:
    fields = ("place", "title", "heading", "path", "snippet", "evidence", "score", "why")
    return {name: getattr(hit, name) for name in fields}


def _print_hit(number: int, hit: Hit) -> None:
    heading = f"{hit.title} › {hit.heading}" if hit.heading else hit.title
    evidence = f"  [{hit.evidence}]" if hit.evidence else ""
    print(f"{number}. {heading}{evidence}\n   {hit.place}\n   {hit.snippet}")
    if hit.why:
        print(f"   {', '.join(hit.why)}")


def _show(chosen: argparse.Namespace) -> int:
    library = _library(chosen.library)
    place = parse_place(chosen.place)
    try:
        library.resolve(place)
    except PlaceMissing as missing:
        return _told_missing(missing)
    written = {"text": place_text, "markdown": place_markdown, "html": place_html}
    print(written[chosen.format](library, place), end="")
    return DONE


def _told_missing(missing: PlaceMissing) -> int:
    print(missing, file=sys.stderr)
    for near, title in missing.nearest:
        print(f"  near: {title} ({near})", file=sys.stderr)
    return NOTHING


def _export(chosen: argparse.Namespace) -> int:
    # Imported here: no other command needs a volume.
    from gutbrain_app.core.volume.volume import named_places
    from gutbrain_app.ui.printing.saving import save_volume

    library = _library(chosen.library)
    try:
        save_volume(library, named_places(library, chosen.places), chosen.output, chosen.title)
    except PlaceMissing as missing:
        return _told_missing(missing)
    print(f"{chosen.output} was written.")
    return DONE


def _topics(chosen: argparse.Namespace) -> int:
    library = _library(chosen.library)
    if chosen.json:
        _print_json([_node_fields(node) for node in library.tree])
    else:
        _print_tree(library.tree, 0)
    return DONE if library.tree else NOTHING


def _node_fields(node: TreeNode) -> dict[str, Any]:
    below = [_node_fields(child) for child in node.children]
    return {"title": node.title, "topic": node.topic, "part": node.part, "topics": below}


def _print_tree(nodes: Iterable[TreeNode], depth: int) -> None:
    for node in nodes:
        topic = f"  ({node.topic})" if node.topic else ""
        print(f"{'  ' * depth}{node.title}{topic}")
        _print_tree(node.children, depth + 1)


def _check(chosen: argparse.Namespace) -> int:
    problems = library_problems(_folder(chosen.folder))
    if chosen.json:
        _print_json(msgspec.to_builtins(problems))
        return NOTHING if problems else DONE
    for problem in problems:
        line = f":{problem.line}" if problem.line else ""
        print(f"{problem.file}{line}: {problem.what} {problem.remedy}")
    print(f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in {chosen.folder}")
    return NOTHING if problems else DONE


def _new(chosen: argparse.Namespace) -> int:
    make_library(chosen.folder)
    if chosen.json:
        _print_json({"folder": str(chosen.folder.resolve())})
    else:
        print(f"A library is in {chosen.folder}; writing-an-article.md says how to go on.")
    return DONE


def _index(chosen: argparse.Namespace) -> int:
    def report(progress: Progress) -> None:
        if chosen.json:
            _print_json(
                {**msgspec.structs.asdict(progress), "built": str(progress.built)}, indent=None
            )
        elif sys.stderr.isatty() and progress.total:
            end = "\n" if progress.stage == "done" else ""
            print(f"\r{progress.done} of {progress.total} articles", end=end, file=sys.stderr)

    built = build_library(_folder(chosen.folder), cache_folder(), first=chosen.first, report=report)
    if not chosen.json:
        library = Library.open(built)
        count = len(library.problems())
        print(f"{library.info.title}: built, {count} problem{'s' if count != 1 else ''}.")
    return DONE


def _library(folder: Path | None) -> Library:
    """The built library of a folder, built or refreshed first where that is needed."""
    folder = _folder(folder or builtin_library())
    built = built_library(folder, cache_folder())
    if built is None or is_stale(folder, built):
        built = build_library(folder, cache_folder(), report=lambda _: None)
    return Library.open(built)


def _folder(folder: Path) -> Path:
    if not folder.is_dir():
        raise GutbrainError(f"There is no folder {folder}; nothing was opened or changed.")
    return folder.resolve()


def _print_json(value: Any, indent: int | None = 2) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=indent), flush=True)
