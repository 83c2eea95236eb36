"""Indexing: the sections of a library's articles, as the index takes them."""

from collections.abc import Iterable, Iterator, Mapping

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.build.contents import Head
from gutbrain_app.core.index.sections import IndexedSection
from gutbrain_app.core.navigation.tree import TreeNode
from gutbrain_app.core.places import Place
from gutbrain_app.core.references import Reference, strongest

SECTIONS_TO_A_TOPIC = 10_000
# Sections that only lead elsewhere: a hit in one would be a detour to what it links to.
_LINK_LISTS = frozenset(("see also", "further reading", "related topics", "external links"))


class TopicPaths:
    """Where each topic stands in the tree: its part, the titles that lead to it, its position."""

    def __init__(self, tree: Iterable[TreeNode]) -> None:
        self._paths: dict[str, tuple[str, ...]] = {}
        self._parts: dict[str, str] = {}
        self._positions: dict[str, int] = {}
        for node in tree:
            self._add(node, (), node.title if node.part else "")

    def first(self) -> str:
        """The topic with which reading begins."""
        return next(iter(self._positions), "")

    def agrees(self, other: "TopicPaths", topic: str) -> bool:
        """Whether a topic stands in the same part, under the same titles."""
        same_part = self._parts.get(topic) == other._parts.get(topic)
        return same_part and self._paths.get(topic) == other._paths.get(topic)

    def path(self, topic: str, title: str) -> tuple[str, ...]:
        return self._paths.get(topic, (title,))

    def part(self, topic: str) -> str:
        return self._parts.get(topic, "")

    def position(self, topic: str) -> int:
        """A topic outside the tree comes after all others."""
        return self._positions.get(topic, len(self._positions))

    def _add(self, node: TreeNode, above: tuple[str, ...], part: str) -> None:
        path = (*above, node.title)
        if node.topic:
            self._positions[node.topic] = len(self._positions)
            self._paths[node.topic] = path
            self._parts[node.topic] = part
        for child in node.children:
            self._add(child, path, child.title if child.part else part)


def title_section(head: Head, paths: TopicPaths) -> IndexedSection:
    """A topic by its title alone."""
    return IndexedSection(
        place=head.topic,
        topic=head.topic,
        part=paths.part(head.topic),
        title=head.title,
        heading="",
        path=paths.path(head.topic, head.title),
        aliases=head.aliases,
        summary="",
        tags=(),
        authors=(),
        evidence=(),
        text="",
        position=paths.position(head.topic),
    )


def indexed_sections(
    article: Article,
    citations: tuple[tuple[str, ...], ...],
    paths: TopicPaths,
    references: Mapping[str, Reference],
) -> Iterator[IndexedSection]:
    """The sections of an article; `citations` has the ids cited in each."""
    first = paths.position(article.topic) * SECTIONS_TO_A_TOPIC
    for number, section in enumerate(article.sections[:SECTIONS_TO_A_TOPIC]):
        if section.heading.casefold() in _LINK_LISTS:
            continue
        cited = [references[key] for key in citations[number] if key in references]
        yield IndexedSection(
            place=str(Place(article.topic, section.slug)),
            topic=article.topic,
            part=paths.part(article.topic),
            title=article.title,
            heading=section.heading,
            path=paths.path(article.topic, article.title),
            aliases=article.aliases,
            summary=article.summary,
            tags=article.tags,
            authors=tuple(dict.fromkeys(name for one in cited for name in one.family_names)),
            evidence=strongest(tuple(one.evidence for one in cited)),
            text=section.text,
            position=first + number,
        )
