"""Building: a library's folder becomes a built library, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gutbrain_app.core.articles.reading import LARGEST_ARTICLE, read_start
from gutbrain_app.core.articles.source import article_source
from gutbrain_app.core.build.contents import Contents, read_contents
from gutbrain_app.core.build.generations import (
    INDEX_FOLDER,
    built_library,
    is_stale,
    library_cache,
    next_generation,
    point_to,
    remove_old_generations,
    seal_generation,
)
from gutbrain_app.core.build.indexing import TopicPaths, indexed_sections
from gutbrain_app.core.build.store import Record, Store
from gutbrain_app.core.errors import Problem


@dataclass(frozen=True)
class Progress:
    """How far a build is: `stage` is tree, article, articles, index or done.

    From `tree` on, the library in `built` can be opened; from `article` on it has its first topic.
    """

    stage: str
    done: int
    total: int
    topic: str
    built: Path


def build_library(
    folder: Path, cache: Path, *, first: str = "", report: Callable[[Progress], None]
) -> Path:
    """Build or refresh the library in `folder` and tell where it lies.

    Nothing is done when nothing has changed. `first` is the topic to be built before all others.
    """
    newest = built_library(folder, cache)
    if newest and not is_stale(folder, newest):
        report(Progress("done", 0, 0, "", newest))
        return newest
    from gutbrain_app.core.index.writer import IndexWriter
    from gutbrain_app.core.rendering.rendering import Renderer
    from gutbrain_app.core.rendering.surroundings import surroundings_of

    place = library_cache(folder, cache)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    built = next_generation(place)
    contents = read_contents(folder, {})
    store = Store.create(built)
    store.begin()
    set_facts(store, contents)
    store.commit()
    total = len(contents.articles)
    report(Progress("tree", 0, total, "", built))
    surroundings = surroundings_of(
        str(folder),
        ((path, *head) for path, head in contents.articles.items()),
        contents.pictures(),
        contents.references,
    )
    renderer = Renderer(surroundings)
    problems: list[Problem] = list(contents.problems)
    paths = TopicPaths(contents.tree)
    stamps = contents.stamps()
    order = sorted(
        contents.articles.items(),
        key=lambda item: (item[1].topic != first, paths.position(item[1].topic)),
    )
    with IndexWriter(built / INDEX_FOLDER) as index:
        for number, (path, head) in enumerate(order, start=1):
            data, _size = read_start(folder, path, LARGEST_ARTICLE)
            rendered = renderer.render(article_source(path, data))
            stamp = stamps[path]
            record = Record(
                path,
                stamp.size,
                stamp.mtime_ns,
                rendered.citations,
                tuple((link.topic, link.section, link.line) for link in rendered.section_links),
                rendered.pictures,
                rendered.problems,
                rendered.depends,
            )
            problems += rendered.problems
            store.begin()
            store.put_articles([(rendered.article, record)])
            store.commit()
            index.replace_topic(
                head.topic,
                list(
                    indexed_sections(
                        rendered.article, rendered.citations, paths, surroundings.references
                    )
                ),
            )
            report(
                Progress("article" if number == 1 else "articles", number, total, head.topic, built)
            )
        index.set_synonyms([(term.term, *term.aliases) for term in contents.terms if term.aliases])
        report(Progress("index", total, total, "", built))
    store.set_fact("problems", sorted(problems))
    store.set_fact("problem_count", len(problems))
    store.settle()
    store.close()
    seal_generation(built, contents.files)
    point_to(built)
    remove_old_generations(place, built)
    report(Progress("done", total, total, "", built))
    return built


def set_facts(store: Store, contents: Contents) -> None:
    store.set_fact("folder", str(contents.folder))
    store.set_fact("library", contents.facts)
    store.set_fact("tree", contents.tree)
    store.set_fact("references", contents.references)
    store.set_fact("terms", contents.terms)
    store.set_fact("relations", contents.relations)
