"""What the map shows of a library: its relations as things, drawings, paths and names."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property

from gutbrain_app.core.axis.graph import KINDS, Kind, grouped_graph, read_axis, whole_graph
from gutbrain_app.core.axis.names import Names
from gutbrain_app.core.axis.paths import Ways
from gutbrain_app.core.library import Library, TreeNode
from gutbrain_app.ui.axis_map.drawing import NARROW, WIDE, Layout, MapDrawing, laid_out

MOST_NODES = 60  # more things than this are shown grouped by topic at first


class MapContent:
    """Relations and things by number; each drawing is made when it is first asked for."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.relations = library.relations()
        self.axis = read_axis(self.relations)
        self._drawings: dict[tuple[bool, bool], MapDrawing] = {}
        self._ways: dict[frozenset[Kind], Ways] = {}

    @property
    def can_group(self) -> bool:
        return any(thing.topic for thing in self.axis.things)

    @property
    def is_large(self) -> bool:
        return self.can_group and len(self.axis.things) > MOST_NODES

    @cached_property
    def names(self) -> Names:
        return Names(self.axis, self.library.terms())

    @cached_property
    def _whole(self) -> Layout:
        return laid_out(whole_graph(self.axis))

    @cached_property
    def _grouped(self) -> Layout:
        return laid_out(grouped_graph(self.axis, dict(_titles(self.library.tree))))

    def drawing(self, *, grouped: bool, narrow: bool) -> MapDrawing:
        key = grouped, narrow
        if key not in self._drawings:
            layout = self._grouped if grouped else self._whole
            self._drawings[key] = MapDrawing(layout, NARROW if narrow else WIDE)
        return self._drawings[key]

    def ways(self, kinds: Collection[Kind] = KINDS) -> Ways:
        """The ways along relations of some kinds of evidence."""
        key = frozenset(kinds)
        if key not in self._ways:
            self._ways[key] = Ways(self.axis, self.relations, key)
        return self._ways[key]

    def relations_at(self, things: AbstractSet[int]) -> frozenset[int]:
        """The relations that begin or end at some things."""
        return frozenset(n for n, ends in enumerate(self.axis.ends) if not things.isdisjoint(ends))

    def ends_of(self, relations: Iterable[int]) -> frozenset[int]:
        """The things at which some relations begin and end."""
        return frozenset(end for number in relations for end in self.axis.ends[number])


def _titles(nodes: Iterable[TreeNode]) -> Iterable[tuple[str, str]]:
    for node in nodes:
        if node.topic:
            yield node.topic, node.title
        yield from _titles(node.children)
