"""Project: how a folder is laid out, told by the files that mdBook and MkDocs keep."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass

from gutbrain_app.core.articles.front_matter import YamlRefused, read_yaml
from gutbrain_app.core.errors import Problem
from gutbrain_app.core.navigation.mkdocs import top_level

LARGEST_NAV = 1_000_000


@dataclass(frozen=True)
class Project:
    """`folder` holds the articles (empty: all of the library), `summary` is their SUMMARY.md.

    `nav` is what a MkDocs project gives in its `nav_file`, or None.
    """

    folder: str = ""
    title: str = ""
    summary: str = ""
    nav: object = None
    nav_file: str = ""
    problems: tuple[Problem, ...] = ()


def project_of(paths: frozenset[str], text_of: Callable[[str], str]) -> Project:
    """`paths` are the files of the folder; `text_of` reads one of them."""
    if "SUMMARY.md" in paths:
        return Project(summary="SUMMARY.md")
    if "book.toml" in paths:
        return _book("book.toml", paths, text_of("book.toml"))
    for file in ("mkdocs.yml", "mkdocs.yaml"):
        if file in paths:
            return _mkdocs(file, text_of(file))
    return Project()


def _book(file: str, paths: frozenset[str], text: str) -> Project:
    """A project of mdBook; its articles lie in `src` unless it says otherwise."""
    try:
        said = tomllib.loads(text).get("book", {})
    except (tomllib.TOMLDecodeError, RecursionError):
        said = {}
    said = said if isinstance(said, dict) else {}
    folder = _folder(said.get("src"), "src")
    summary = f"{folder}/SUMMARY.md" if folder else "SUMMARY.md"
    if summary not in paths:
        what = f"mdBook's {summary} is missing."
        remedy = f"Write it, or remove {file} to read the folder as it is."
        return Project(problems=(Problem(file, 0, what, remedy),))
    return Project(folder=folder, title=str(said.get("title", "")), summary=summary)


def _mkdocs(file: str, text: str) -> Project:
    """A project of MkDocs; its articles lie in `docs` unless it says otherwise."""
    said: dict[str, object] = {}
    problems = []
    for key in ("site_name", "docs_dir", "nav"):
        try:
            said.update(read_yaml(top_level(text, key), LARGEST_NAV))
        except YamlRefused as error:
            what = f"{key} cannot be read. {error}"
            problems.append(Problem(file, 0, what, "Mend the YAML."))
    return Project(
        folder=_folder(said.get("docs_dir"), "docs"),
        title=str(said.get("site_name") or ""),
        nav=said.get("nav"),
        nav_file=file,
        problems=tuple(problems),
    )


def _folder(said: object, usual: str) -> str:
    """A folder of the project, as a path of the library."""
    folder = (said if isinstance(said, str) else usual).strip().strip("/").removeprefix("./")
    return "" if folder == "." else folder
