"""How the index changes."""

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gutbrain_app.core.index.outcomes import Hits, IndexDamaged, NoHits
from gutbrain_app.core.index.search import SearchIndex
from gutbrain_app.core.index.sections import IndexedSection
from gutbrain_app.core.index.writer import IndexWriter

Write = Callable[..., Path]


@pytest.fixture
def changed() -> IndexedSection:
    return IndexedSection(
        place="fibre",
        topic="fibre",
        part="Daily life",
        title="Fibre",
        heading="",
        path=("Daily life", "Fibre"),
        aliases=("roughage",),
        summary="",
        tags=(),
        authors=(),
        evidence=(),
        text="Inulin is a fibre.",
        position=6,
    )


def _places(folder: Path, query: str) -> list[str]:
    found = SearchIndex(folder).search(query)
    return [hit.place for hit in found.hits] if isinstance(found, Hits) else []


def test_a_replaced_topic_is_found_by_its_new_text_alone(
    write: Write, changed: IndexedSection
) -> None:
    folder = write()
    write([changed])
    assert _places(folder, "inulin") == ["fibre"]
    assert "fibre" not in _places(folder, "butyrate")
    assert _places(folder, "roughage")[0] == "fibre"
    assert _places(folder, "tryptophan")


def test_a_removed_topic_is_not_found(write: Write) -> None:
    folder = write()
    with IndexWriter(folder) as writer:
        writer.remove_topic("fibre")
    assert "fibre" not in _places(folder, "fibre")


def test_synonyms_stay_until_others_are_set(write: Write) -> None:
    folder = write()
    with IndexWriter(folder) as writer:
        writer.remove_topic("depression")
    assert "fibre" in _places(folder, "SCFA")
    with IndexWriter(folder) as writer:
        writer.set_synonyms([])
    assert _places(folder, "SCFA") == []


def test_an_open_index_answers_from_what_was_there(write: Write, changed: IndexedSection) -> None:
    index = SearchIndex(write())
    write([changed])
    assert isinstance(index.search("butyrate"), Hits)
    assert isinstance(index.search("inulin"), NoHits)


def test_nothing_is_seen_before_the_writer_is_done(write: Write, changed: IndexedSection) -> None:
    folder = write()
    with IndexWriter(folder) as writer:
        writer.replace_topic("fibre", [changed])
        assert _places(folder, "inulin") == []
    assert _places(folder, "inulin") == ["fibre"]


def test_an_error_leaves_the_index_as_it_was(write: Write, changed: IndexedSection) -> None:
    folder = write()
    with contextlib.suppress(KeyboardInterrupt), IndexWriter(folder) as writer:
        writer.set_synonyms([])
        writer.replace_topic("fibre", [changed])
        raise KeyboardInterrupt
    assert _places(folder, "inulin") == []
    with IndexWriter(folder) as writer:
        writer.remove_topic("depression")
    assert "fibre" in _places(folder, "SCFA")


def test_a_copy_by_hard_links_can_be_changed_alone(write: Write, changed: IndexedSection) -> None:
    folder = write()
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy, copy_function=os.link)
    write([changed], copy)
    assert _places(folder, "inulin") == []
    assert _places(folder, "butyrate")[0] == "fibre"
    assert _places(copy, "inulin") == ["fibre"]


def test_an_absent_index_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="nowhere"):
        SearchIndex(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "pattern", ["meta.json", "*.store", "*.term", "*.idx", "lexicon/meta.json"]
)
def test_a_file_cut_short_is_damage(write: Write, pattern: str) -> None:
    folder = write()
    for path in folder.glob(pattern):
        path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(IndexDamaged):
        SearchIndex(folder).search("serotonin")


@pytest.mark.parametrize("pattern", ["*.store", "*.pos", "*.fast", "lexicon"])
def test_a_lost_file_is_damage(write: Write, pattern: str) -> None:
    folder = write()
    for path in folder.glob(pattern):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(IndexDamaged):
        SearchIndex(folder).search("serotonin")
