"""Tasks: what a worker process does. It renders articles and pictures within limits."""

import gc
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

import msgspec

from gutbrain_app.core.articles.reading import (
    LARGEST_ARTICLE,
    FileStamp,
    Unreadable,
    read_start,
)
from gutbrain_app.core.articles.source import ArticleSource, article_source
from gutbrain_app.core.build.store import Record
from gutbrain_app.core.rendering.pictures import store_picture
from gutbrain_app.core.rendering.rendering import Rendered, Renderer, plain_article
from gutbrain_app.core.rendering.surroundings import Surroundings

# An article is not begun in a task that has run this long.
_BATCH_SECONDS = 0.7
_OUT_OF_MEMORY = 3
_pack = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True)
class Limits:
    """What one article may take. `memory` is in bytes, above what a worker has at its start.

    A worker stops an article after `article_seconds` by itself; the pool ends a worker that cannot
    after `task_seconds`.
    """

    article_seconds: float = 4.0
    task_seconds: float = 5.0
    memory: int = 512_000_000


class _OutOfTime(BaseException):
    """Not an Exception, so that nothing between takes it for an error of its own."""


@dataclass(frozen=True)
class BuiltArticle:
    """A rendered article as the store takes it."""

    file: str
    topic: str
    title: str
    page: bytes
    record: bytes


class ArticleWorker:
    """Renders the articles of one library in this process."""

    def __init__(self, surroundings: Surroundings, limits: Limits) -> None:
        self._surroundings = surroundings
        self._limits = limits
        self._renderer = Renderer(surroundings)

    def build(self, stamp: FileStamp, title: str) -> BuiltArticle:
        """Every article ends as a page; what goes wrong makes it a plain one."""
        try:
            data, size = read_start(Path(self._surroundings.folder), stamp.path, LARGEST_ARTICLE)
        except Unreadable:
            reason = "its file cannot be read any more"
            return built_article(plain_article(article_source(stamp.path, b""), reason), stamp)
        source = article_source(stamp.path, data, title)
        if size > LARGEST_ARTICLE:
            most = LARGEST_ARTICLE // 1_000_000
            reason = f"its file has {size / 1e6:.1f} MB, and {most} MB can be laid out"
            return built_article(plain_article(source, reason), stamp)
        return built_article(self._rendered(source), stamp)

    def _rendered(self, source: ArticleSource) -> Rendered:
        try:
            with _time_limit(self._limits.article_seconds):
                return self._renderer.render(source)
        except _OutOfTime:
            reason = too_slow(self._limits.article_seconds)
        self._renderer = Renderer(self._surroundings)
        return plain_article(source, reason)


_worker: list[ArticleWorker] = []


def start_worker(surroundings: Surroundings, limits: Limits, builder: Connection) -> None:
    """Ready this process: with a limit on its memory, and ending when the builder ends."""
    threading.Thread(target=_end_with, args=(builder,), daemon=True).start()
    _worker[:] = [ArticleWorker(surroundings, limits)]
    # What is here stays to the end; looking through it for garbage takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    _limit_memory(limits.memory)


def build_articles(
    articles: tuple[tuple[FileStamp, str], ...],
) -> tuple[list[BuiltArticle], int]:
    """Render articles for a while, and tell how many of them are left for another task."""
    begun = time.monotonic()
    built = []
    for stamp, title in articles:
        try:
            built.append(_worker[0].build(stamp, title))
        except MemoryError:  # The pool starts another worker and finds the guilty article.
            os._exit(_OUT_OF_MEMORY)
        if time.monotonic() - begun > _BATCH_SECONDS:
            break
    return built, len(articles) - len(built)


def build_picture(folder: str, stamp: FileStamp, target: str) -> str:
    """Put a picture into the built library; the outcome is empty or says what is wrong."""
    return store_picture(folder, stamp, Path(target))


def built_article(rendered: Rendered, stamp: FileStamp) -> BuiltArticle:
    article = rendered.article
    record = Record(
        file=stamp.path,
        size=stamp.size,
        mtime_ns=stamp.mtime_ns,
        aliases=article.aliases,
        slugs=(*(section.slug for section in article.sections), *article.anchors),
        citations=rendered.citations,
        section_links=tuple((one.topic, one.section, one.line) for one in rendered.section_links),
        pictures=rendered.pictures,
        problems=rendered.problems,
        depends=rendered.depends,
        tags=article.tags,
        updated=article.updated,
        evidence=tuple(section.evidence for section in article.sections),
    )
    return BuiltArticle(stamp.path, article.topic, article.title, _pack(article), _pack(record))


def too_slow(seconds: float) -> str:
    return f"it takes more than {seconds:g} seconds to lay out"


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):  # Windows: the pool's own limit has to do.
        yield
        return
    signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _ring(number: int, frame: FrameType | None) -> None:
    raise _OutOfTime


def _limit_memory(more: int) -> None:
    try:
        import resource  # Not on Windows.

        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (ImportError, OSError, ValueError):
        return
    limit = pages * resource.getpagesize() + more
    with suppress(OSError, ValueError):  # A lower limit set from outside stays.
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with(builder: Connection) -> None:
    """A killed builder cannot end its workers; the pipe it held is closed by the system."""
    with suppress(EOFError, OSError):
        builder.recv_bytes()
    os._exit(1)
