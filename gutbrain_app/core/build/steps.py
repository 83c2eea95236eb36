"""The steps of a build: contents, articles, pictures, index, problems, seal."""

import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from gutbrain_app.core.articles.reading import FileStamp
from gutbrain_app.core.build.changes import unchanged_files
from gutbrain_app.core.build.connections import connections
from gutbrain_app.core.build.contents import Head, read_contents
from gutbrain_app.core.build.generations import (
    INDEX_FOLDER,
    PICTURES_FOLDER,
    TITLES_FOLDER,
    next_generation,
    point_to,
    seal_generation,
    stamps_of,
)
from gutbrain_app.core.build.indexing import TopicPaths, title_section
from gutbrain_app.core.build.mending import all_problems
from gutbrain_app.core.build.progress import Progress
from gutbrain_app.core.build.shelf import PictureShelf, Shelf
from gutbrain_app.core.build.store import Store
from gutbrain_app.core.build.workers import Workers, prepare_workers
from gutbrain_app.core.index.writer import IndexWriter
from gutbrain_app.core.rendering.surroundings import surroundings_of

_TELL_SECONDS = 0.1
# So few are indexed before anyone has typed a word.
_FEW_ARTICLES = 200


class BuildSteps:
    """One build of one library; it goes on from `base`, an unsealed generation, if there is one."""

    def __init__(
        self,
        folder: Path,
        place: Path,
        base: Path | None,
        report: Callable[[Progress], None],
        stack: ExitStack,
    ) -> None:
        prepare_workers()
        self.built = base or next_generation(place)
        self._report = report
        self._stack = stack
        self._is_indexed = (self.built / INDEX_FOLDER).is_dir()
        self._store = Store.change(self.built) if base else Store.create(self.built)
        stack.callback(self._store.close)
        self._records = dict(self._store.records())
        self._paths_before = TopicPaths(self._store.tree())
        self._contents = read_contents(folder, self._known_heads())
        self._stamps = self._contents.stamps()
        self._paths = TopicPaths(self._contents.tree)
        self._surroundings = surroundings_of(
            str(folder),
            ((path, *head) for path, head in self._contents.articles.items()),
            self._contents.pictures(),
            self._contents.references,
            self._contents.terms,
        )
        self._pictures = PictureShelf(self._store, self._stamps, self.built / PICTURES_FOLDER)
        self._pool: Workers | None = None
        self._done = self._total = 0
        self._told = 0.0

    def run(self, first: str) -> None:
        self._store.put_contents(self._contents)
        articles = self._contents.articles
        kept = unchanged_files(self._records.values(), self._stamps, self._surroundings)
        kept &= articles.keys()
        wanted = [file for file in articles if file not in kept]
        self._total = len(wanted)
        self._tell("tree")
        if first not in {head.topic for head in articles.values()}:
            first = self._paths.first()
        with IndexWriter(self.built / INDEX_FOLDER) as index:
            shelf = Shelf(self._store, index, self._paths, self._surroundings.references)
            self._forget(shelf)
            if first in self._records and self._records[first].file in kept:
                self._tell("article", first)
            shelf.index_again(
                {topic: one for topic, one in self._records.items() if one.file in kept},
                self._paths_before if self._is_indexed else None,
            )
            self._render(wanted, first, shelf)
            self._store_pictures(self._used_pictures())
            terms = self._contents.terms
            index.set_synonyms([(term.term, *term.aliases) for term in terms if term.aliases])
            shelf.commit()
            self._tell("index")
        self._finish()

    def _known_heads(self) -> dict[FileStamp, Head]:
        titles = self._store.titles()
        return {
            FileStamp(one.file, one.size, one.mtime_ns): Head(topic, titles[topic], one.aliases)
            for topic, one in self._records.items()
        }

    def _forget(self, shelf: Shelf) -> None:
        """Take out the articles whose files are gone."""
        articles = self._contents.articles
        gone = [topic for topic, one in self._records.items() if one.file not in articles]
        for topic in gone:
            del self._records[topic]
        shelf.remove(gone)

    def _render(self, files: list[str], first: str, shelf: Shelf) -> None:
        articles = self._contents.articles

        def order(file: str) -> tuple[bool, int]:
            topic = articles[file].topic
            return topic != first, self._paths.position(topic)

        wanted = [(self._stamps[file], articles[file].title) for file in sorted(files, key=order)]
        for built in self._workers().articles(wanted) if wanted else ():
            self._records[built.topic] = shelf.put(built)
            self._done += 1
            if built.topic == first:
                self._store_pictures(self._records[first].pictures.values())
                shelf.commit()
                self._tell("article", first)
                if not self._is_indexed:
                    self._index_titles()
            else:
                self._tell("articles", built.topic)

    def _index_titles(self) -> None:
        """Until all is indexed, titles can be searched."""
        if len(self._contents.articles) < _FEW_ARTICLES:
            return
        fresh = self.built / f"{TITLES_FOLDER}.new"
        with IndexWriter(fresh) as index:
            for head in self._contents.articles.values():
                index.replace_topic(head.topic, [title_section(head, self._paths)])
        fresh.rename(self.built / TITLES_FOLDER)

    def _used_pictures(self) -> set[str]:
        return {path for record in self._records.values() for path in record.pictures.values()}

    def _store_pictures(self, paths: Iterable[str]) -> None:
        missing = self._pictures.missing(paths)
        if missing:
            for path, wrong in self._workers().pictures(missing, self._pictures.target):
                self._pictures.note(path, wrong)

    def _workers(self) -> Workers:
        if self._pool is None:
            self._pool = self._stack.enter_context(Workers(self._surroundings))
        return self._pool

    def _finish(self) -> None:
        wrong = self._pictures.save(self._used_pictures())
        self._store.put_problems(all_problems(self._contents.problems, self._records, wrong))
        self._store.put_connections(connections(self._records, self._store.titles()))
        self._store.settle()
        others = sorted(self._included() - self._stamps.keys())
        files = (*self._contents.files, *stamps_of(self._contents.folder, others))
        seal_generation(self.built, files, others)
        point_to(self.built)
        shutil.rmtree(self.built / TITLES_FOLDER, ignore_errors=True)
        self._tell("done")

    def _included(self) -> set[str]:
        """The files of which an article shows a part."""
        keys = (key for record in self._records.values() for key in record.depends)
        return {key.removeprefix("file:") for key in keys if key.startswith("file:")}

    def _tell(self, stage: str, topic: str = "") -> None:
        now = time.monotonic()
        if stage != "articles" or now - self._told > _TELL_SECONDS:
            self._told = now
            self._report(Progress(stage, self._done, self._total, topic, self.built))
