"""What is chosen on the map or in its table: its card, and the place it opens."""

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Signal
from PySide6.QtWidgets import QStackedWidget

from gutbrain_app.core.axis.claims import claim_place
from gutbrain_app.core.places import Place
from gutbrain_app.ui.axis_map.attention import Attention
from gutbrain_app.ui.axis_map.canvas import MapCanvas
from gutbrain_app.ui.axis_map.card import Card, CardText
from gutbrain_app.ui.axis_map.content import MapContent
from gutbrain_app.ui.axis_map.drawing import MapDrawing
from gutbrain_app.ui.axis_map.relation_table import RelationTable
from gutbrain_app.ui.axis_map.wording import line_cards, node_card, relation_card

AIR = 14


class Choosing(QObject):
    """Shows the card of a node, a line or a row, and opens what is told of it."""

    place_requested = Signal(object)  # Place
    notice_raised = Signal(str, bool)

    def __init__(
        self,
        canvas: MapCanvas,
        table: RelationTable,
        card: Card,
        attention: Attention,
        views: QStackedWidget,
    ) -> None:
        super().__init__(views)
        self._canvas = canvas
        self._table = table
        self._card = card
        self._attention = attention
        self._views = views
        self._content: MapContent | None = None
        canvas.node_chosen.connect(self._choose_node)
        canvas.line_chosen.connect(self._choose_line)
        canvas.node_opened.connect(self._open_node)
        canvas.line_opened.connect(self._open_line)
        table.relation_chosen.connect(self._choose_relation)
        table.relation_opened.connect(self._open_relation)
        card.place_requested.connect(self.place_requested)

    def set_content(self, content: MapContent) -> None:
        self._content = content
        self._show([])

    def show_path(self, relations: tuple[int, ...]) -> None:
        """Light a path, with a card for each of its steps."""
        self._canvas.choose_node(-1)
        self._attention.set_path(relations)
        if self._content is not None:
            self._show([relation_card(self._content, number) for number in relations])

    def close_card(self) -> None:
        self._canvas.choose_node(-1)

    def place_card(self) -> None:
        """Put the card where it hides the least of what stands out, at the foot if it can."""
        if self._card.isHidden():
            return
        self._card.adjust()
        room = self._views.geometry().adjusted(AIR, 3 * AIR, -AIR, -AIR)
        size = self._card.size()
        tops = room.bottom() - size.height(), room.top()
        lefts = (
            room.center().x() - size.width() // 2,
            room.right() - size.width(),
            room.left(),
        )
        spots = [QRect(QPoint(left, top), size) for top in tops for left in lefts]
        if self._views.currentWidget() is self._canvas:
            corner, hidden = self._views.pos(), self._canvas.hidden_under
            spots.sort(key=lambda spot: hidden(QRectF(spot.translated(-corner))))
        self._card.setGeometry(spots[0])
        self._card.raise_()

    def _show(self, cards: list[CardText]) -> None:
        self._card.show_cards(cards)
        self._canvas.setAccessibleDescription(self._card.words if cards else "")
        self.place_card()

    def _shown(self) -> tuple[MapContent, MapDrawing]:
        content, drawing = self._content, self._canvas.drawing
        # Nothing can be chosen before there is something to choose.
        assert content is not None
        assert drawing is not None
        return content, drawing

    def _choose_node(self, node: int) -> None:
        self._attention.relight()
        self._show([node_card(*self._shown(), node)] if node >= 0 else [])

    def _choose_line(self, line: int) -> None:
        self._attention.relight()
        self._show(line_cards(*self._shown(), line))

    def _choose_relation(self, relation: int) -> None:
        if self._table.isVisible():
            self._show([relation_card(self._shown()[0], relation)])

    def _open_node(self, node: int) -> None:
        content, drawing = self._shown()
        card = node_card(content, drawing, node)
        self._open(card.place, card.title)

    def _open_line(self, line: int) -> None:
        """The claim on the card, if the line stands for several."""
        card = self._card.shown or line_cards(*self._shown(), line)[0]
        self._open(card.place, card.title)

    def _open_relation(self, relation: int) -> None:
        content, _ = self._shown()
        one = content.relations[relation]
        self._open(claim_place(content.library, one), one.subject)

    def _open(self, place: Place | None, name: str) -> None:
        if place is not None:
            self.place_requested.emit(place)
        else:
            self.notice_raised.emit(f"This library has no topic on “{name}”.", False)
