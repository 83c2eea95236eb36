"""A volume: places in their order, with citations numbered through and one list of references."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from gutbrain_app.core.articles.article import REFERENCES_SLUG, Article
from gutbrain_app.core.export import place_html
from gutbrain_app.core.library import Library, LibraryInfo, TreeNode
from gutbrain_app.core.navigation.tree import topics_in
from gutbrain_app.core.places import Place, parse_place
from gutbrain_app.core.references import Reference
from gutbrain_app.core.rendering.foot import reference_list
from gutbrain_app.core.rendering.numbering import Citations

_FOOT = '<h2 class="references">'
_CITE = re.compile(r'<sup class="cite">(.*?)</sup>')
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r'<a name="([^"]*)">')
_OWN_SPOT = re.compile(r'<a href="#([^"]*)">')
_PLACE_LINK = re.compile(r'<a href="place:([^"]*)">(.*?)</a>', re.DOTALL)
_TERM_LINK = re.compile(r'<a href="term:[^"]*">(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r'<h2><a name="([^"]*)"></a>(.*?)</h2>')
_FIRST_HEADING = re.compile(r"\A\s*<h\d>.*?</h\d>\s*", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Entry:
    """A line of the contents; `anchor` is in the page.

    Level 1 is a topic and 2 a section of it; of one place alone its sections are level 1.
    """

    level: int
    title: str
    anchor: str


@dataclass(frozen=True)
class Volume:
    """Several places, or one, whose own heading is the volume's title.

    `pages` has the HTML of each place: addresses as in an article's page, but those that lead
    elsewhere lead to spots of the volume; `reference_list` is their common foot.
    """

    title: str
    info: LibraryInfo
    places: tuple[Place, ...]
    pages: tuple[str, ...]
    reference_list: str
    contents: tuple[Entry, ...]
    references: tuple[Reference, ...]

    @property
    def byline(self) -> str:
        """The library, its edition and where the volume is from."""
        place = f" · {self.places[0]}" if len(self.places) == 1 else ""
        return f"{self.info.title_and_edition}{place}"


def named_places(library: Library, names: Iterable[str]) -> tuple[Place, ...]:
    """What is meant by places, or by titles of parts and groups. Raises PlaceMissing."""
    found: dict[Place, None] = {}
    for name in names:
        place = parse_place(name)
        group = _group_titled(library.tree, name.strip().casefold())
        if place.topic in library.all_topics() or group is None:
            found[library.resolve(place)] = None
        else:
            found.update(dict.fromkeys(map(Place, topics_in((group,)))))
    return tuple(found)


def part_of(library: Library, topic: str) -> TreeNode | None:
    """The part of the tree, or the outermost group, in which a topic stands."""
    return next(
        (node for node in library.tree if topic in topics_in((node,)) and node.children), None
    )


def bound_volume(library: Library, places: Sequence[Place], title: str = "") -> Volume:
    """Raises PlaceMissing. Without a title it is that of its only place, or the library's."""
    places = tuple(library.resolve(place) for place in places)
    if not title:
        title = library.title_of(places[0]) if len(places) == 1 else library.info.title
    binder = _Binder(library, places)
    for number, place in enumerate(places, 1):
        binder.add(number, place)
    contents = binder.contents
    if binder.citations.numbers:
        contents.append(Entry(1, "References", REFERENCES_SLUG))
    known = binder.citations.references
    references = tuple(known[key] for key in binder.citations.numbers)
    foot = reference_list(binder.citations)
    pages, lines = tuple(binder.pages), tuple(contents)
    return Volume(title, library.info, places, pages, foot, lines, references)


def _group_titled(nodes: Iterable[TreeNode], title: str) -> TreeNode | None:
    """The first part or group of that title, letters' case forgiven."""
    for node in nodes:
        if node.children:
            found = node if node.title.casefold() == title else None
            found = found or _group_titled(node.children, title)
            if found is not None:
                return found
    return None


class _Binder:
    """Takes one place after the other; anchors of the third begin with `t3`."""

    def __init__(self, library: Library, places: Sequence[Place]) -> None:
        self._library = library
        self._numbers = {place: number for number, place in enumerate(places, 1)}
        self.citations = Citations({one.id: one for one in library.references()})
        self._is_alone = len(places) == 1
        self.pages: list[str] = []
        self.contents: list[Entry] = []

    def add(self, number: int, place: Place) -> None:
        article = self._library.article(place.topic)
        html = place_html(self._library, place).partition(_FOOT)[0]
        html = html.removeprefix(f"<h1>{escape(article.title)}</h1>\n")
        html = _OWN_SPOT.sub(lambda link: f'<a href="#t{number}--{link[1]}">', html)
        html = _NAME.sub(lambda name: f'<a name="t{number}--{name[1]}">', html)
        html = _CITE.sub(lambda mark: self._cited(mark[1], article), html)
        html = _PLACE_LINK.sub(self._link, _TERM_LINK.sub(r"\1", html))
        self._list(number, place, article, html)
        if self._is_alone:
            html = _FIRST_HEADING.sub("", html, count=1) if place.section else html
            self.pages.append(f'<a name="t{number}"></a>{html}')
        else:
            self.pages.append(f"{self._head(number, place, article)}\n{html}")

    def _head(self, number: int, place: Place, article: Article) -> str:
        path = self._library.path_of(place.topic)
        above = (*path, article.title) if place.section else path
        crumb = f'<p class="breadcrumb">{escape(" › ".join(above))}</p>\n' if above else ""
        title = "" if place.section else escape(article.title)
        heading = (
            f'<h1><a name="t{number}"></a>{title}</h1>' if title else f'<a name="t{number}"></a>'
        )
        return crumb + heading

    def _list(self, number: int, place: Place, article: Article, html: str) -> None:
        title = self._library.title_of(place) if place.section else article.title
        if not self._is_alone:
            self.contents.append(Entry(1, title, f"t{number}"))
        for found in _HEADING.finditer(html):
            words = unescape(_TAG.sub("", found[2])).strip()
            if found[1] != f"t{number}--{place.section}":
                self.contents.append(Entry(1 if self._is_alone else 2, words, found[1]))

    def _cited(self, mark: str, article: Article) -> str:
        """A mark with the numbers of the volume."""
        ids = article.reference_ids
        links = []
        for old in _NUMBER.findall(_TAG.sub("", mark)):
            key = ids[int(old) - 1]
            number = self.citations.numbers.setdefault(key, len(self.citations.numbers) + 1)
            links.append(f'<a href="#ref-{number}">{number}</a>' if "<a" in mark else str(number))
        return f'<sup class="cite">{",".join(links)}</sup>'

    def _link(self, link: re.Match[str]) -> str:
        """A link to a place that is in the volume; the words alone for any other."""
        place = parse_place(unquote(link[1]))
        topic = self._numbers.get(Place(place.topic))
        own = self._numbers.get(place)
        if topic and place.section:
            return f'<a href="#t{topic}--{place.section}">{link[2]}</a>'
        found = topic or own
        return f'<a href="#t{found}">{link[2]}</a>' if found else link[2]
