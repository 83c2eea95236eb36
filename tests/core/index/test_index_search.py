"""Behaviour of the search."""

from pathlib import Path

from gutbrain_app.core.index.outcomes import Hits
from gutbrain_app.core.index.search import SearchIndex
from gutbrain_app.core.index.sections import IndexedSection
from gutbrain_app.core.index.writer import IndexWriter


def test_a_word_finds_its_section(tmp_path: Path) -> None:
    section = IndexedSection(
        "a#b", "a", "P", "The vagus nerve", "How", ("P",), (), "", (), (), ("animal",),
        "A signal travels.", 0,
    )  # fmt: skip
    with IndexWriter(tmp_path / "index") as writer:
        writer.replace_topic("a", [section])
    found = SearchIndex(tmp_path / "index").search("signals")
    assert isinstance(found, Hits)
    assert found.hits[0].place == "a#b"
