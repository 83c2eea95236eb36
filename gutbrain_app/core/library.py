"""The library: what the window and the commands ask, read from what the build made."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from gutbrain_app.core.articles.article import REFERENCES_SLUG, Article, Section
from gutbrain_app.core.build.facts import LibraryFacts, Neighbours
from gutbrain_app.core.build.generations import (
    INDEX_FOLDER,
    PICTURES_FOLDER,
    TITLES_FOLDER,
    drop_index,
    hold_open,
    read_seal,
)
from gutbrain_app.core.build.store import Store, StoreDamaged
from gutbrain_app.core.errors import GutbrainError, Problem
from gutbrain_app.core.navigation.tree import TreeNode
from gutbrain_app.core.places import Place

if TYPE_CHECKING:  # What the first article does without is imported when it is asked for.
    from gutbrain_app.core.build.facts import TopicAge
    from gutbrain_app.core.glossary import Term
    from gutbrain_app.core.index.outcomes import Hits, NoHits, NoQuery
    from gutbrain_app.core.index.search import SearchIndex
    from gutbrain_app.core.references import Reference
    from gutbrain_app.core.relations import Relation

# All that a panel needs in order to show a library.
__all__ = [
    "Article",
    "Library",
    "LibraryDamaged",
    "LibraryInfo",
    "Neighbours",
    "PictureMissing",
    "PlaceMissing",
    "Section",
    "TreeNode",
]

_MOST_NEAREST = 5


class LibraryDamaged(GutbrainError):
    """A built library that cannot be read; it can be built again from its folder."""


class PictureMissing(GutbrainError):
    """A picture that the built library does not hold."""


class PlaceMissing(GutbrainError):
    """A place that is not in the library; `nearest` are places that are, with their titles."""

    def __init__(self, place: Place, nearest: tuple[tuple[Place, str], ...]) -> None:
        super().__init__(f"{place} is not in this library; bookmarks to it are kept as they are.")
        self.place = place
        self.nearest = nearest


class LibraryInfo(msgspec.Struct, frozen=True):
    """What a library says of itself; `folder` is the author's, `complete` is False in a build."""

    id: str
    title: str
    edition: str
    description: str
    language: str
    notice: str
    folder: Path
    complete: bool
    problem_count: int

    @property
    def title_and_edition(self) -> str:
        return f"{self.title}, edition {self.edition}" if self.edition else self.title


class Library:
    """A built library, open for reading; it never changes, a rebuild makes another one."""

    def __init__(self, built: Path, store: Store, *, complete: bool) -> None:
        self._built = built
        self._store = store
        self._held = hold_open(built)
        self._index: SearchIndex | None = None
        facts = store.fact("library", LibraryFacts, LibraryFacts("", ""))
        self.info = LibraryInfo(
            facts.id,
            facts.title,
            facts.edition,
            facts.description,
            facts.language,
            facts.notice,
            Path(os.fsdecode(store.fact("folder", bytes, b""))),
            complete,
            store.fact("problem_count", int, 0),
        )
        self.tree = store.tree()
        self._order: list[str] = []
        self._titles: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, str] = {}  # of topics, as the tree has them
        self._references: dict[str, Reference] | None = None
        self._citing: dict[str, tuple[Place, ...]] | None = None
        self._terms: dict[str, Term] | None = None

    @classmethod
    def open(cls, built: Path) -> Self:
        """Raises LibraryDamaged."""
        complete = bool(read_seal(built))
        try:
            return cls(built, Store.read(built, complete=complete), complete=complete)
        except StoreDamaged as error:
            raise LibraryDamaged(str(error)) from error

    def close(self) -> None:
        self._store.close()
        self._index = None
        if self._held >= 0:
            os.close(self._held)
            self._held = -1

    def article(self, topic: str) -> Article:
        """Raises PlaceMissing."""
        article = self._store.article(topic)
        if article is None:
            raise self._missing(Place(topic))
        return article

    def resolve(self, place: Place) -> Place:
        """The place itself where it exists. Raises PlaceMissing."""
        self.title_of(place)
        return place

    def title_of(self, place: Place) -> str:
        """The topic's title, or the section's heading. Raises PlaceMissing.

        A spot that is no section has the title of its topic.
        """
        article = self.article(place.topic)
        if not place.section:
            return article.title
        for section in article.sections:
            if section.slug == place.section:
                return section.heading
        if place.section in (*article.anchors, REFERENCES_SLUG):
            return article.title
        raise self._missing(place, article)

    def first_topic(self) -> str:
        """The topic with which reading begins; empty in a library without any."""
        return next(iter(self._topics()), "")

    def neighbours(self, topic: str) -> tuple[str, str]:
        """The topics before and after, in reading order; empty at the ends."""
        order = self._topics()
        if topic not in order:
            return "", ""
        at = order.index(topic)
        return order[at - 1] if at else "", order[at + 1] if at + 1 < len(order) else ""

    def name_of(self, topic: str) -> str:
        """A topic's title in the tree; empty for one that the tree does not lead to."""
        self._topics()
        return self._names.get(topic, "")

    def all_topics(self) -> tuple[str, ...]:
        """Every topic, also those that the tree does not lead to."""
        return tuple(self._store.titles())

    def path_of(self, topic: str) -> tuple[str, ...]:
        """Titles of the part and the groups above a topic, outermost first."""
        self._topics()
        return self._titles.get(topic, ())

    def titles_to(self, topic: str) -> tuple[str, ...]:
        """Titles from the part down to the topic itself. Raises PlaceMissing."""
        return (*self.path_of(topic), self.title_of(Place(topic)))

    def references(self) -> "tuple[Reference, ...]":
        from gutbrain_app.core.references import Reference

        return self._store.fact("references", tuple[Reference, ...], ())

    def reference(self, key: str) -> "Reference":
        """Raises KeyError for a reference that is not in the library."""
        if self._references is None:
            self._references = {reference.id: reference for reference in self.references()}
        return self._references[key]

    def citing(self, key: str) -> tuple[Place, ...]:
        """All sections that rest on a reference; known when the build is complete."""
        if self._citing is None:
            found = self._store.fact("citing", dict[str, tuple[tuple[str, str], ...]], {})
            self._citing = {id: tuple(Place(*one) for one in ones) for id, ones in found.items()}
        return self._citing.get(key, ())

    def around(self, topic: str) -> Neighbours:
        """What links to a topic, and what is related to it; known when the build is complete."""
        return self._store.neighbours(topic)

    def ages(self) -> "tuple[TopicAge, ...]":
        """Of each topic, how fresh and how well supported it is, in no order of worth."""
        from gutbrain_app.core.build.facts import TopicAge

        return self._store.fact("ages", tuple[TopicAge, ...], ())

    def term(self, name: str) -> "Term":
        """Raises KeyError for a term that is not in the glossary."""
        if self._terms is None:
            self._terms = {term.term: term for term in self.terms()}
        return self._terms[name]

    def terms(self) -> "tuple[Term, ...]":
        from gutbrain_app.core.glossary import Term

        return self._store.fact("terms", tuple[Term, ...], ())

    def relations(self) -> "tuple[Relation, ...]":
        from gutbrain_app.core.relations import Relation

        return self._store.fact("relations", tuple[Relation, ...], ())

    def problems(self) -> tuple[Problem, ...]:
        """Known when the build is complete."""
        return self._store.fact("problems", tuple[Problem, ...], ())

    def picture(self, name: str, dark: bool) -> bytes:
        """The bytes of a picture, PNG, JPEG, GIF or WebP. Raises PictureMissing."""
        if name.isascii() and name.isalnum():  # An id of ours holds nothing else.
            for variant in (f"{name}-dark", name) if dark else (name,):
                path = self._built / PICTURES_FOLDER / variant
                if path.is_file():
                    return path.read_bytes()
        raise PictureMissing(f"The picture {name} is not in the built library.")

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        exact: bool = False,
        parts: Collection[str] = (),
        evidence: Collection[str] = (),
    ) -> "NoQuery | NoHits | Hits":
        """Find sections. Raises IndexDamaged, see `drop_index`."""
        if self._index is None:
            # Imported here: the window is painted before anything is searched.
            from gutbrain_app.core.index.outcomes import NoHits
            from gutbrain_app.core.index.search import SearchIndex

            if not self.info.complete and not (self._built / TITLES_FOLDER).is_dir():
                return NoHits((), (), "The library is being built; its titles come first.")
            folder = INDEX_FOLDER if self.info.complete else TITLES_FOLDER
            self._index = SearchIndex(self._built / folder)
        return self._index.search(query, limit=limit, exact=exact, parts=parts, evidence=evidence)

    def drop_index(self) -> None:
        """Give up an index that IndexDamaged told of; the next build makes a new one."""
        self._index = None
        if self.info.complete:
            drop_index(self._built)

    def _topics(self) -> list[str]:
        if not self._order:
            self._note_topics(self.tree, ())
        return self._order

    def _note_topics(self, nodes: tuple[TreeNode, ...], above: tuple[str, ...]) -> None:
        for node in nodes:
            if node.topic:
                self._order.append(node.topic)
                self._titles[node.topic] = above
                self._names[node.topic] = node.title
            if node.children:
                self._note_topics(node.children, (*above, node.title))

    def _missing(self, place: Place, article: Article | None = None) -> PlaceMissing:
        from difflib import get_close_matches

        if article is not None:
            slugs = {section.slug: section.heading for section in article.sections if section.slug}
            near = get_close_matches(place.section, slugs, _MOST_NEAREST, 0.5)
            nearest = [(Place(place.topic, slug), slugs[slug]) for slug in near]
            return PlaceMissing(place, ((Place(place.topic), article.title), *nearest))
        titles = self._store.titles()
        near = get_close_matches(place.topic, titles, _MOST_NEAREST, 0.5)
        return PlaceMissing(place, tuple((Place(topic), titles[topic]) for topic in near))
