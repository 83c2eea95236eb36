"""Workers: an article that takes too much falls alone."""

from pathlib import Path

import msgspec
import pytest

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.articles.reading import FileStamp, files_below
from gutbrain_app.core.build.tasks import Limits
from gutbrain_app.core.build.workers import Workers
from gutbrain_app.core.rendering.surroundings import surroundings_of
from tests.core.build.libraries import write

# Markdown takes more than ten seconds over this one, and no limit before it catches it.
SLOW = ("[" * 10_000 + "\n") * 20
GOOD = {f"good-{number:02}.md": f"# Good {number}\n\ntext" for number in range(20)}


def articles(folder: Path, limits: Limits) -> dict[str, Article]:
    stamps = [stamp for stamp in files_below(folder)[0] if stamp.path.endswith(".md")]
    known = [(stamp.path, stamp.path[:-3], stamp.path, ()) for stamp in stamps]
    with Workers(surroundings_of(str(folder), known, (), ()), 2, limits) as workers:
        wanted: list[tuple[FileStamp, str]] = [(stamp, stamp.path) for stamp in stamps]
        built = list(workers.articles(wanted))
    return {one.file: msgspec.msgpack.decode(one.page, type=Article) for one in built}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "library", {**GOOD, "good-07-slow.md": SLOW})


def check_only_the_slow_one_fell(found: dict[str, Article], reason: str) -> None:
    assert len(found) == 21
    fallen = {file: article.fallback for file, article in found.items() if article.fallback}
    assert fallen == {"good-07-slow.md": reason}
    assert "[[[" in found["good-07-slow.md"].html


def test_an_article_that_takes_too_long_becomes_plain_text_alone(folder: Path) -> None:
    found = articles(folder, Limits(article_seconds=0.4))
    check_only_the_slow_one_fell(found, "it takes more than 0.4 seconds to lay out")


def test_a_worker_that_cannot_stop_by_itself_is_ended(folder: Path) -> None:
    found = articles(folder, Limits(article_seconds=600, task_seconds=0.6))
    check_only_the_slow_one_fell(found, "it takes more than 0.6 seconds to lay out")


def test_an_article_that_takes_too_much_memory_becomes_plain_text_alone(tmp_path: Path) -> None:
    large = "".join(f"*word {number}*\n\n" for number in range(30_000))
    folder = write(tmp_path / "library", {**GOOD, "good-07-large.md": large})
    found = articles(folder, Limits(article_seconds=60, task_seconds=60, memory=12_000_000))
    fallen = {file: article.fallback for file, article in found.items() if article.fallback}
    assert fallen == {"good-07-large.md": "it takes too much memory to lay out"}


def test_a_drawing_that_takes_too_long_is_a_problem(tmp_path: Path) -> None:
    uses = "".join(
        f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * 10 + "</g>" for level in range(1, 9)
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><defs>'
        f'<rect id="g0" width="9" height="9"/>{uses}</defs><use href="#g8"/></svg>'
    )
    good = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    folder = write(tmp_path / "library", {"bomb.svg": svg, "good.svg": good})
    (tmp_path / "target").mkdir()
    stamps = files_below(folder)[0]
    limits = Limits(task_seconds=1.0)
    with Workers(surroundings_of(str(folder), (), stamps, ()), 2, limits) as workers:
        found = dict(workers.pictures(stamps, tmp_path / "target"))
    assert found["good.svg"] == ""
    assert found["bomb.svg"]
    assert len(list((tmp_path / "target").iterdir())) == 1
