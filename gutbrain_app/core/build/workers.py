"""Workers: processes that render what may be hostile, ended when they take too long."""

import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from multiprocessing.context import BaseContext
from pathlib import Path
from types import TracebackType
from typing import Self

from gutbrain_app.core.articles.reading import FileStamp, Unreadable, read_start
from gutbrain_app.core.articles.source import article_source
from gutbrain_app.core.build import tasks
from gutbrain_app.core.build.tasks import (
    BuiltArticle,
    Limits,
    built_article,
    too_slow,
)
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.rendering.plain import LONGEST_PLAIN
from gutbrain_app.core.rendering.rendering import plain_article
from gutbrain_app.core.rendering.surroundings import Surroundings

# Pebble brings asyncio, and that brings ssl where it finds it; offline, nobody wants it.
_WITHOUT_SSL = "ssl" not in sys.modules
if _WITHOUT_SSL:
    sys.modules["ssl"] = None  # type: ignore[assignment]
try:
    from pebble import ProcessExpired, ProcessPool
finally:
    if _WITHOUT_SSL:
        del sys.modules["ssl"]

_Task = Future[tuple[list[BuiltArticle], int]]
Batch = tuple[tuple[FileStamp, str], ...]
_BATCH_BYTES = 64_000
_BATCH_ARTICLES = 32
_AHEAD = 3


class NoWorkers(GutbrainError):
    """Worker processes that cannot be started; what was built before can still be read."""


class Workers:
    """Two or more worker processes for one library; use it in a `with` block."""

    def __init__(
        self, surroundings: Surroundings, count: int = 0, limits: Limits | None = None
    ) -> None:
        self._limits = limits or Limits()
        self._folder = surroundings.folder
        self._count = count or max(1, min(os.cpu_count() or 1, 8))
        context = _context()
        ending, self._held = context.Pipe(duplex=False)
        self._pool = ProcessPool(
            max_workers=self._count,
            initializer=tasks.start_worker,
            initargs=(surroundings, self._limits, ending),
            context=context,
        )
        self._ending = ending

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._held.close()
        self._ending.close()
        if isinstance(error, BrokenExecutor):
            raise NoWorkers(
                "The processes that read articles cannot be started; the library's files are "
                "untouched."
            ) from error

    def articles(self, wanted: Iterable[tuple[FileStamp, str]]) -> Iterator[BuiltArticle]:
        """Render articles (each with its title), in no strict order; every one comes back."""
        batches = _batches(wanted)
        running: dict[_Task, Batch] = {}
        again: list[Batch] = []
        while True:
            while len(running) < self._count * _AHEAD:
                batch = again.pop() if again else next(batches, None)
                if batch is None:
                    break
                task: _Task = self._pool.schedule(
                    tasks.build_articles, args=(batch,), timeout=self._limits.task_seconds
                )
                running[task] = batch
            if not running:
                return
            for task in wait(running, return_when=FIRST_COMPLETED).done:
                built, left = self._outcome(task, running.pop(task))
                again += left
                yield from built

    def pictures(self, stamps: Iterable[FileStamp], target: Path) -> Iterator[tuple[str, str]]:
        """Store pictures; yields each path with what is wrong with it (empty: nothing)."""
        running = {
            self._pool.schedule(
                tasks.build_picture,
                args=(self._folder, stamp, str(target)),
                timeout=self._limits.task_seconds,
            ): stamp.path
            for stamp in stamps
        }
        for task, path in running.items():
            try:
                yield path, task.result()
            except TimeoutError:
                yield path, f"It takes more than {self._limits.task_seconds:g} seconds to draw."
            except (ProcessExpired, MemoryError):
                yield path, "It takes too much memory to draw."

    def _outcome(self, task: _Task, batch: Batch) -> tuple[list[BuiltArticle], list[Batch]]:
        """What a task has built, and what has to be done again in smaller tasks."""
        try:
            built, left = task.result()
        except TimeoutError:
            reason = too_slow(self._limits.task_seconds)
        except (ProcessExpired, MemoryError):
            reason = "it takes too much memory to lay out"
        else:
            return built, [batch[-left:]] if left else []
        if len(batch) == 1:
            return [self._plain(*batch[0], reason)], []
        half = len(batch) // 2
        return [], [batch[half:], batch[:half]]

    def _plain(self, stamp: FileStamp, title: str, reason: str) -> BuiltArticle:
        try:
            data, _ = read_start(Path(self._folder), stamp.path, 4 * LONGEST_PLAIN)
        except Unreadable:
            data = b""
        return built_article(plain_article(article_source(stamp.path, data, title), reason), stamp)


def prepare_workers() -> None:
    """Let what the workers need be imported meanwhile; it takes them a third of a second."""
    if _context().get_start_method() == "forkserver":
        # Imported here: Windows has none.
        from multiprocessing import forkserver

        forkserver.ensure_running()


def _context() -> BaseContext:
    # Never a plain fork: this process may have threads and open stores.
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _batches(wanted: Iterable[tuple[FileStamp, str]]) -> Iterator[Batch]:
    """The first article alone, since someone waits for it; the others some at a time."""
    batch: list[tuple[FileStamp, str]] = []
    size = _BATCH_BYTES
    for stamp, title in wanted:
        batch.append((stamp, title))
        size += stamp.size
        if size > _BATCH_BYTES or len(batch) == _BATCH_ARTICLES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
