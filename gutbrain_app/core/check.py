"""Check: everything an author should mend in a library, from a build of its own."""

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.errors import Problem
from gutbrain_app.core.library import Article, Library
from gutbrain_app.core.navigation.tree import topics_in


def library_problems(folder: Path) -> tuple[Problem, ...]:
    """All problems of a library's folder, by file and line; the folder is only read."""
    with tempfile.TemporaryDirectory(prefix="gutbrain-check-") as cache:
        library = Library.open(build_library(folder, Path(cache), report=lambda _: None))
        try:
            found = {*library.problems(), *_found_in(library)}
        finally:
            library.close()
    return tuple(sorted(found))


def _found_in(library: Library) -> Iterator[Problem]:
    articles = [library.article(topic) for topic in library.all_topics()]
    yield from _same_titles(articles)
    yield from _orphans(library, articles)
    yield from _references(library, articles)
    yield from _unused_terms(library, articles)


def _same_titles(articles: list[Article]) -> Iterator[Problem]:
    by_title: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        by_title[article.title.casefold()].append(article.topic)
    for topics in by_title.values():
        for topic in topics[1:]:
            what = f"It has the same title as {topics[0]}."
            yield Problem(f"{topic}.md", 0, what, "Give one of them another title.")


def _orphans(library: Library, articles: list[Article]) -> Iterator[Problem]:
    reachable = set(topics_in(library.tree))
    for article in articles:
        if article.topic not in reachable:
            what = "The tree of topics does not lead to this article."
            yield Problem(f"{article.topic}.md", 0, what, "Add it to SUMMARY.md, or delete it.")


def _references(library: Library, articles: list[Article]) -> Iterator[Problem]:
    file = "references.json"
    cited = {id for article in articles for id in article.reference_ids}
    cited.update(id for relation in library.relations() for id in relation.references)
    by_doi: dict[str, str] = {}
    for reference in library.references():
        if reference.id not in cited:
            what = f"{reference.id} is cited nowhere."
            yield Problem(file, 0, what, "Cite it or take it out.")
        if not reference.evidence:
            what = f"{reference.id} does not say which kind of study it is."
            yield Problem(file, 0, what, "Set custom.evidence.")
        doi = reference.doi.casefold()
        if doi and doi in by_doi:
            what = f"{reference.id} has the same DOI as {by_doi[doi]}."
            yield Problem(file, 0, what, "Keep one and cite it in both places.")
        by_doi.setdefault(doi, reference.id)


def _unused_terms(library: Library, articles: list[Article]) -> Iterator[Problem]:
    """Terms whose words, and other names, stand in no article."""
    words = " ".join(section.text for article in articles for section in article.sections)
    text = f" {_plain(words)}"
    for term in library.terms():
        names = (_plain(name) for name in (term.term, *term.aliases))
        if not any(name and f" {name}" in text for name in names):
            what = f"The term “{term.term}” stands in no article."
            yield Problem("glossary.csv", 0, what, "Use the word in an article or take it out.")


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
