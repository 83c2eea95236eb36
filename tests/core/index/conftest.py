"""A small library to search in."""

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import pytest

from gutbrain_app.core.index.outcomes import Hits, NoHits, NoQuery
from gutbrain_app.core.index.search import SearchIndex
from gutbrain_app.core.index.sections import IndexedSection
from gutbrain_app.core.index.writer import IndexWriter

Write = Callable[..., Path]
Outcome = NoQuery | NoHits | Hits
SYNONYMS = [
    ("serotonin", "5-HT", "5-hydroxytryptamine"),
    ("short-chain fatty acid", "SCFA"),
    ("fermented food", "kefir", "kimchi"),
]


def section(place: str, text: str, **other: object) -> IndexedSection:
    """A section in which everything but its place and text may be left out."""
    topic = place.partition("#")[0]
    part = str(other.get("part", "Messengers"))
    title = str(other.get("title", topic.capitalize()))
    plain: dict[str, object] = {
        "topic": topic,
        "part": part,
        "title": title,
        "heading": place.partition("#")[2].replace("-", " ").capitalize(),
        "path": (part, title),
        "aliases": (),
        "summary": "",
        "tags": (),
        "authors": (),
        "evidence": (),
        "position": 0,
    }
    return IndexedSection(place=place, text=text, **{**plain, **other})  # type: ignore[arg-type]


LIBRARY = [
    section(
        "serotonin",
        "Serotonin carries messages. Most of it is made in the gut.",
        aliases=("happy hormone",),
        summary="What serotonin does.",
        tags=("messenger",),
        evidence=("review",),
        position=1,
    ),
    section(
        "serotonin#where-it-is-made",
        "Enterochromaffin cells of the gut wall make serotonin from tryptophan.",
        aliases=("happy hormone",),
        authors=("Gershon",),
        evidence=("animal", "review"),
        position=2,
    ),
    section(
        "vagus-nerve",
        "The vagus nerve links the gut and the brain. The gut–brain axis runs along it.",
        title="The vagus nerve",
        part="Routes",
        aliases=("tenth cranial nerve",),
        tags=("nerve",),
        position=3,
    ),
    section(
        "vagus-nerve#how-a-signal-travels",
        "In mice, cutting it stops the effect of the strain JB-1 on anxiety. Cells that hold "
        "5-HT lie near its endings.",
        title="The vagus nerve",
        part="Routes",
        aliases=("tenth cranial nerve",),
        authors=("Bravo",),
        evidence=("animal",),
        position=4,
    ),
    section(
        "parkinsons",
        "Parkinson’s disease may begin in the gut. Misfolded α-synuclein is found there, and "
        "TNFα with it. Naïve patients were studied. CO₂ was measured.",
        title="Parkinson's disease",
        part="Conditions",
        evidence=("human observational",),
        position=5,
    ),
    section(
        "fibre",
        "Bacteria turn fibre into short-chain fatty acids such as butyrate.",
        title="Fibre",
        part="Daily life",
        evidence=("human RCT",),
        position=6,
    ),
    section(
        "depression",
        "Depression is common. Gut bacteria of patients differ. A trial of fibre changed mood.",
        part="Conditions",
        evidence=("meta-analysis", "human RCT"),
        position=7,
    ),
]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Indexes sections in a folder, which is made anew each time but for a name that is given."""

    def write_sections(
        sections: Sequence[IndexedSection] = LIBRARY, folder: Path = tmp_path / "index"
    ) -> Path:
        with IndexWriter(folder) as writer:
            writer.set_synonyms(SYNONYMS)
            for topic, own in groupby(sections, key=lambda one: one.topic):
                writer.replace_topic(topic, list(own))
        return folder

    return write_sections


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The small library, open; nobody writes to it."""
    folder = tmp_path_factory.mktemp("library")
    with IndexWriter(folder) as writer:
        writer.set_synonyms(SYNONYMS)
        for topic, own in groupby(LIBRARY, key=lambda one: one.topic):
            writer.replace_topic(topic, list(own))
    return SearchIndex(folder)


@pytest.fixture(scope="session")
def hits(library: SearchIndex) -> Callable[..., Hits]:
    """Searches the small library for something that is there."""

    def found(query: str, **how: object) -> Hits:
        outcome = library.search(query, **how)  # type: ignore[arg-type]
        assert isinstance(outcome, Hits), outcome
        return outcome

    return found


@pytest.fixture(scope="session")
def places(hits: Callable[..., Hits]) -> Callable[..., list[str]]:
    """The same, but only where it was found, best first."""
    return lambda query, **how: [hit.place for hit in hits(query, **how).hits]
