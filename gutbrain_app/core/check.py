"""Check: everything an author should mend in a library, from a build of its own."""

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gutbrain_app.core.articles.reading import (
    Unreadable,
    decoded,
    files_below,
    is_article,
    read_file,
)
from gutbrain_app.core.articles.source import topic_of
from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.errors import Problem
from gutbrain_app.core.library import Article, Library
from gutbrain_app.core.navigation.tree import topics_in
from gutbrain_app.core.references import LARGEST_REFERENCES


def library_problems(folder: Path) -> tuple[Problem, ...]:
    """All problems of a library's folder, by file and line; the folder is only read."""
    with tempfile.TemporaryDirectory(prefix="gutbrain-check-") as cache:
        library = Library.open(build_library(folder, Path(cache), report=lambda _: None))
        try:
            found = {*library.problems(), *_found_in(library, _Files(folder))}
        finally:
            library.close()
    return tuple(sorted(found))


class _Files:
    """The library's files, for telling where in them something stands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        stamps = files_below(folder)[0]
        self._articles = {topic_of(one.path): one.path for one in stamps if is_article(one.path)}
        self._texts: dict[str, str] = {}

    def article(self, topic: str) -> str:
        return self._articles.get(topic, topic)

    def line(self, file: str, words: str) -> int:
        """The first line that holds the words, in any letters; 0 where none does."""
        if file not in self._texts:
            try:
                text, _ = decoded(read_file(self._folder, file, LARGEST_REFERENCES))
            except Unreadable:
                text = ""
            self._texts[file] = text.casefold()
        at = self._texts[file].find(words.casefold())
        return self._texts[file].count("\n", 0, at) + 1 if at >= 0 else 0


def _found_in(library: Library, files: _Files) -> Iterator[Problem]:
    articles = [library.article(topic) for topic in library.all_topics()]
    yield from _same_titles(articles, files)
    yield from _orphans(library, articles, files)
    yield from _references(library, articles, files)
    yield from _unused_terms(library, articles, files)


def _same_titles(articles: list[Article], files: _Files) -> Iterator[Problem]:
    by_title: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_title[article.title.casefold()].append(article)
    for first, *others in by_title.values():
        for article in others:
            file = files.article(article.topic)
            what = f"It has the same title as {first.topic}."
            line = files.line(file, article.title)
            yield Problem(file, line, what, "Give one of them another title.")


def _orphans(library: Library, articles: list[Article], files: _Files) -> Iterator[Problem]:
    reachable = set(topics_in(library.tree))
    for article in articles:
        if article.topic not in reachable:
            what = "The tree of topics does not lead to this article."
            file = files.article(article.topic)
            yield Problem(file, 0, what, "Add it to SUMMARY.md, or delete it.")


def _references(library: Library, articles: list[Article], files: _Files) -> Iterator[Problem]:
    file = "references.json"
    cited = {id for article in articles for id in article.reference_ids}
    cited.update(id for relation in library.relations() for id in relation.references)
    by_doi: dict[str, str] = {}

    def problem(id: str, what: str, remedy: str) -> Problem:
        return Problem(file, files.line(file, f'"{id}"'), f"{id} {what}", remedy)

    for reference in library.references():
        if reference.id not in cited:
            yield problem(reference.id, "is cited nowhere.", "Cite it or take it out.")
        if not reference.evidence:
            what = "does not say which kind of study it is."
            yield problem(reference.id, what, "Set custom.evidence.")
        doi = reference.doi.casefold()
        if doi and doi in by_doi:
            what = f"has the same DOI as {by_doi[doi]}."
            yield problem(reference.id, what, "Keep one and cite it in both places.")
        by_doi.setdefault(doi, reference.id)


def _unused_terms(library: Library, articles: list[Article], files: _Files) -> Iterator[Problem]:
    """Terms whose words, and other names, stand in no article."""
    words = " ".join(section.text for article in articles for section in article.sections)
    text = f" {_plain(words)}"
    for term in library.terms():
        names = (_plain(name) for name in (term.term, *term.aliases))
        if not any(name and f" {name}" in text for name in names):
            what = f"The term “{term.term}” stands in no article."
            line = files.line("glossary.csv", term.term)
            remedy = "Use the word in an article or take it out."
            yield Problem("glossary.csv", line, what, remedy)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
