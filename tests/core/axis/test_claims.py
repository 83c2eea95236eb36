"""Where a relation is told of: the section that cites its references."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from gutbrain_app.core.axis.claims import claim, claim_place, relation_references
from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from tests.core.axis.graphs import relation

FILES = {
    "gaba.md": "# GABA\n\nFirst [@two].\n\n## In mice\n\nMice [@one].\n\n## Later\n\n[@one]\n",
    "mood.md": "# Mood\n\nNothing is cited.\n\n## More\n\nText.\n",
    "references.json": '[{"id": "one", "title": "A"}, {"id": "two", "title": "B"}]',
}
ROW = replace(relation("GABA", "mood", topics=("gaba", "mood")), references=("one", "gone"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    library = Library.open(build_library(folder, tmp_path / "cache", report=lambda _: None))
    yield library
    library.close()


def test_a_claim_is_the_row_as_a_sentence() -> None:
    assert claim(relation("serotonin", "mood")) == "Serotonin acts on mood."


def test_a_claim_is_at_the_first_section_of_either_topic_that_cites_it(library: Library) -> None:
    assert claim_place(library, ROW) == Place("gaba", "in-mice")


def test_a_claim_cited_nowhere_is_at_its_topic(library: Library) -> None:
    assert claim_place(library, replace(ROW, references=())) == Place("mood")


def test_a_claim_without_topics_of_the_library_has_no_place(library: Library) -> None:
    assert claim_place(library, replace(ROW, subject_topic="", object_topic="gone")) is None


def test_references_that_the_library_lacks_are_left_out(library: Library) -> None:
    assert [one.id for one in relation_references(library, ROW)] == ["one"]
