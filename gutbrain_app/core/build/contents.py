"""Contents of a library's folder: what is known of it before any article is rendered."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from gutbrain_app.core.articles.front_matter import YamlRefused, read_yaml
from gutbrain_app.core.articles.reading import (
    PICTURE_SUFFIXES,
    FileStamp,
    Unreadable,
    decoded,
    files_below,
    is_article,
    read_file,
    read_start,
)
from gutbrain_app.core.articles.source import article_source, plain_title, topic_of
from gutbrain_app.core.build.facts import LibraryFacts
from gutbrain_app.core.build.generations import library_cache
from gutbrain_app.core.build.project import LARGEST_NAV, project_of
from gutbrain_app.core.build.relation_rows import row_problems
from gutbrain_app.core.errors import Problem
from gutbrain_app.core.glossary import Term, read_glossary
from gutbrain_app.core.navigation.docfx import TOC, toc_tree
from gutbrain_app.core.navigation.mkdocs import NavReader
from gutbrain_app.core.navigation.summary import summary_tree
from gutbrain_app.core.navigation.tree import TreeNode, folder_title, folder_tree
from gutbrain_app.core.references import LARGEST_REFERENCES, Reference, read_references
from gutbrain_app.core.relations import Relation, read_relations

_LONGEST_HEAD = 16_384
_LARGEST_TABLE = 16_000_000
_LARGEST_YAML = 65_536
# A list behind nothing but comments.
_BARE_LIST = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[ \t]*-\s")
# Beside a SUMMARY.md, files named like these speak of the folder and are not its articles.
_PAPERS = frozenset(
    [
        "changelog",
        "code_of_conduct",
        "contributing",
        "license",
        "licence",
        "readme",
        "review",
        "security",
    ]
)


class Head(NamedTuple):
    """What is known of an article by its first lines."""

    topic: str
    title: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """Everything about a library but its pages. `articles` leads from paths to heads."""

    folder: Path
    facts: LibraryFacts
    files: tuple[FileStamp, ...]
    articles: Mapping[str, Head]
    tree: tuple[TreeNode, ...]
    references: tuple[Reference, ...]
    terms: tuple[Term, ...]
    relations: tuple[Relation, ...]
    problems: tuple[Problem, ...]

    def stamps(self) -> dict[str, FileStamp]:
        return {stamp.path: stamp for stamp in self.files}

    def pictures(self) -> list[FileStamp]:
        return [one for one in self.files if one.path.lower().endswith(PICTURE_SUFFIXES)]


def read_contents(folder: Path, known: Mapping[FileStamp, Head]) -> Contents:
    """Read what a library's folder holds; `known` are the heads of files that have not changed."""
    return _Reader(folder).contents(known)


class _Reader:
    """Collects problems while it reads one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files, problems = files_below(folder)
        self._paths = frozenset(stamp.path for stamp in self._files)
        self._problems = list(problems)
        self._project = project_of(self._paths, lambda file: self._text(file, LARGEST_NAV))
        self._problems += self._project.problems

    def contents(self, known: Mapping[FileStamp, Head]) -> Contents:
        facts = self._facts()
        articles = self._articles(known)
        tree = self._tree(articles)
        references, problems = self._table("references.json", read_references, LARGEST_REFERENCES)
        terms, more = self._table("glossary.csv", read_glossary, _LARGEST_TABLE)
        relations, still_more = self._table("relations.csv", read_relations, _LARGEST_TABLE)
        topics = {head.topic for head in articles.values()}
        rows = row_problems(relations, references, topics)
        return Contents(
            self._folder,
            facts,
            self._files,
            articles,
            tree,
            references,
            terms,
            relations,
            (*self._problems, *problems, *more, *still_more, *rows),
        )

    def _text(self, file: str, limit: int) -> str:
        """The text of one of the library's own files; empty when it is absent or unreadable."""
        if file not in self._paths:
            return ""
        try:
            text, wrong_line = decoded(read_file(self._folder, file, limit))
        except Unreadable as error:
            self._problem(file, 0, str(error), "Mend the file or take it away.")
            return ""
        if wrong_line:
            self._problem(file, wrong_line, "The file is not UTF-8.", "Save it again as UTF-8.")
        return text

    def _table(self, file: str, read: Any, limit: int) -> Any:
        text = self._text(file, limit)
        return read(text, file) if text else ((), ())

    def _facts(self) -> LibraryFacts:
        said: Mapping[str, Any] = {}
        text = self._text("library.yaml", _LARGEST_YAML)
        if text:
            try:
                said = read_yaml(text, _LARGEST_YAML)
            except YamlRefused as error:
                self._problem("library.yaml", error.line, str(error), "Mend the YAML.")
        name = os.fsencode(Path(os.path.realpath(self._folder)).name).decode("utf-8", "replace")
        name = name or "library"
        own_id = f"{name}-{library_cache(self._folder, Path()).name[:6]}"
        words = {key: " ".join(str(value).split()) for key, value in said.items() if value}
        return LibraryFacts(
            id=words.get("id", own_id),
            title=words.get("title") or self._project.title or folder_title(name),
            edition=words.get("edition", ""),
            description=words.get("description", ""),
            language=words.get("language", ""),
            notice=words.get("notice", ""),
        )

    def _articles(self, known: Mapping[FileStamp, Head]) -> dict[str, Head]:
        heads: dict[str, Head] = {}
        topics: dict[str, str] = {}
        for stamp in self._files:
            if not is_article(stamp.path) or not self._is_wanted(stamp.path):
                continue
            head = known.get(stamp) or self._head(stamp.path)
            if head and head.topic in topics:
                what = f"{topics[head.topic]} has the same name but for its ending."
                self._problem(stamp.path, 0, what, "Rename one of the two.")
            elif head:
                topics[head.topic] = stamp.path
                heads[stamp.path] = head
        return heads

    def _is_wanted(self, path: str) -> bool:
        project = self._project
        is_outside = project.folder and not path.startswith(f"{project.folder}/")
        if path == project.summary or is_outside:
            return False
        stem = path.rpartition("/")[2].rpartition(".")[0]
        return not (project.summary and stem.isupper() and stem.lower() in _PAPERS)

    def _head(self, path: str) -> Head | None:
        try:
            start, _ = read_start(self._folder, path, _LONGEST_HEAD)
        except Unreadable as error:
            self._problem(path, 0, str(error), "Mend the file or take it away.")
            return None
        title = plain_title(start)
        if title:
            return Head(topic_of(path), title, ())
        source = article_source(path, start)
        return Head(topic_of(path), source.title, source.front_matter.aliases)

    def _tree(self, articles: Mapping[str, Head]) -> tuple[TreeNode, ...]:
        project = self._project
        topics = {path: head.topic for path, head in articles.items()}
        titles = {head.topic: head.title for head in articles.values()}

        def topic_at(path: str) -> str:
            return topics.get(path, "")

        tree: tuple[TreeNode, ...] = ()
        if project.summary:
            text = self._text(project.summary, _LARGEST_TABLE)
            tree, problems = summary_tree(text, project.summary, topic_at)
            self._problems += problems
        elif project.nav:
            reader = NavReader(project.nav_file, project.folder, titles, topic_at)
            tree = reader.tree(project.nav)
            self._problems += reader.problems
        elif tocs := self._tocs():
            tree = toc_tree(tocs, titles, topic_at)
        return tree or folder_tree(titles, project.folder)

    def _tocs(self) -> dict[str, object]:
        """What DocFX's files of contents say, by their paths."""
        found: dict[str, object] = {}
        for path in sorted(self._paths):
            if path.rpartition("/")[2] != TOC:
                continue
            text = self._text(path, LARGEST_NAV)
            # Either a mapping with a list, or the list alone.
            is_list = _BARE_LIST.match(text) is not None
            text = f"items:\n{text}" if is_list else text
            try:
                found[path] = read_yaml(text, LARGEST_NAV).get("items")
            except YamlRefused as error:
                self._problem(path, error.line - is_list, str(error), "Mend the YAML.")
        return found

    def _problem(self, file: str, line: int, what: str, remedy: str) -> None:
        self._problems.append(Problem(file, line, what, remedy))
