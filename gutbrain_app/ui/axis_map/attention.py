"""What stands out on the map: pointed at, chosen, on a path, looked for, read or bookmarked."""

from collections.abc import Collection

from PySide6.QtCore import QObject

from gutbrain_app.ui.axis_map.canvas import MapCanvas
from gutbrain_app.ui.axis_map.content import MapContent
from gutbrain_app.ui.axis_map.drawing import MapDrawing
from gutbrain_app.ui.axis_map.painting import Marks


class Attention(QObject):
    """Tells the canvas what to light; what is nearest to the reader first."""

    def __init__(self, canvas: MapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._content: MapContent | None = None
        self._pointed: frozenset[int] = frozenset()
        self._path: frozenset[int] = frozenset()
        self._wanted: frozenset[int] = frozenset()
        self._is_looking = False
        self._read: frozenset[str] = frozenset()
        self._kept: frozenset[str] = frozenset()
        self._here = ""
        canvas.node_pointed.connect(self._point)

    def show_drawing(self, content: MapContent, drawing: MapDrawing) -> None:
        """Begin with a drawing in which nothing is chosen."""
        self._content = content
        self._pointed = frozenset()
        self._canvas.show_drawing(drawing)
        self._mark(drawing)
        self.relight()

    def set_marks(self, read: Collection[str], kept: Collection[str], here: str) -> None:
        """Topics that were read, topics with bookmarks, and the one being read."""
        self._read, self._kept, self._here = frozenset(read), frozenset(kept), here
        if self._canvas.drawing is not None:
            self._mark(self._canvas.drawing)

    def set_path(self, relations: Collection[int]) -> None:
        self._path = frozenset(relations)
        self.relight()

    def set_wanted(self, things: Collection[int], *, looking: bool) -> None:
        """What is found by name, while a name is looked for."""
        self._wanted, self._is_looking = frozenset(things), looking
        self.relight()

    def wanted_nodes(self) -> list[int]:
        """The nodes that are looked for, column by column."""
        drawing = self._canvas.drawing
        if drawing is None:
            return []
        found = drawing.nodes_with(self._wanted)
        return [node for column in drawing.columns for node in column if node in found]

    def relight(self) -> None:
        content, drawing, canvas = self._content, self._canvas.drawing, self._canvas
        if content is None or drawing is None:
            return
        if self._pointed:
            self._light_things(content, drawing, self._pointed)
        elif canvas.line >= 0:
            line = drawing.graph.lines[canvas.line]
            canvas.light((canvas.line,), (line.source, line.target))
        elif self._path:
            nodes = drawing.nodes_with(content.ends_of(self._path))
            canvas.light(drawing.lines_with(self._path), nodes)
        elif canvas.node >= 0:
            self._light_things(content, drawing, frozenset(drawing.graph.nodes[canvas.node].things))
        elif self._is_looking:
            canvas.light((), drawing.nodes_with(self._wanted))
        else:
            canvas.light(None)

    def _light_things(
        self, content: MapContent, drawing: MapDrawing, things: frozenset[int]
    ) -> None:
        """All paths that lead to some things and on from them."""
        relations = content.ways(self._canvas.kinds).through(things)
        nodes = drawing.nodes_with(content.ends_of(relations) | things)
        self._canvas.light(drawing.lines_with(relations), nodes)

    def _point(self, node: int) -> None:
        drawing = self._canvas.drawing
        things = drawing.graph.nodes[node].things if drawing is not None and node >= 0 else ()
        self._pointed = frozenset(things)
        self.relight()

    def _mark(self, drawing: MapDrawing) -> None:
        nodes = [(number, node.topic) for number, node in enumerate(drawing.graph.nodes)]
        self._canvas.set_marks(
            Marks(
                frozenset(number for number, topic in nodes if topic in self._read),
                frozenset(number for number, topic in nodes if topic in self._kept),
                frozenset(number for number, topic in nodes if topic and topic == self._here),
            )
        )
