"""The map as a reader uses it: looking, pointing, asking, and opening what is told."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from gutbrain_app.core.places import Place
from gutbrain_app.ui.axis_map.page import AxisMapPage
from gutbrain_app.ui.main_window.window import MainWindow

Number = Callable[[str], int]
NumberOf = Callable[[int], int]


def lit_labels(page: AxisMapPage) -> set[str]:
    drawing = page.canvas.drawing
    assert drawing is not None
    return {drawing.graph.nodes[number].label for number in page.canvas.lit[1]}


def lit_relations(page: AxisMapPage) -> set[int]:
    drawing = page.canvas.drawing
    assert drawing is not None
    return {one for line in page.canvas.lit[0] or () for one in drawing.graph.lines[line].relations}


def spot(page: AxisMapPage, at: QPointF) -> QPoint:
    """Where a spot of the drawing is in the canvas' viewport."""
    canvas = page.canvas
    return (at * canvas.zoom + canvas._origin()).toPoint()


def middle_of(page: AxisMapPage, node: int) -> QPoint:
    drawing = page.canvas.drawing
    assert drawing is not None
    return spot(page, drawing.boxes[node].center())


def test_a_library_without_relations_does_not_offer_the_map(window: MainWindow) -> None:
    actions = window.furnishing.actions
    assert not actions["axis_map"].isVisible()
    assert not actions["show_on_map"].isVisible()
    actions["axis_map"].trigger()
    assert not window.furnishing.mapping.is_open


def test_the_map_takes_the_place_of_the_article_and_gives_it_back(
    map_window: MainWindow, page: AxisMapPage, qtbot: QtBot
) -> None:
    assert page.isVisible()
    assert not map_window.article.isVisible()
    assert map_window.left.isHidden()
    qtbot.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert map_window.article.isVisible()
    assert map_window.focusWidget() is map_window.article
    assert not map_window.left.isHidden()
    assert not map_window.right.isHidden()


def test_back_leads_to_the_article_that_was_read(
    map_window: MainWindow, page: AxisMapPage, qtbot: QtBot
) -> None:
    map_window.furnishing.mapping.close()
    map_window.article.open_place(Place("mood"))
    for leave in (
        map_window.furnishing.actions["back"].trigger,
        lambda: qtbot.keyClick(page.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        map_window.furnishing.mapping.open()
        leave()
        assert not page.isVisible()
        assert map_window.article.place == Place("mood")


def test_closing_the_window_keeps_the_columns_of_the_session(
    map_window: MainWindow, page: AxisMapPage
) -> None:
    map_window.close()
    assert min(map_window.settings.splitter_sizes) > 100


def test_the_map_stays_open_when_the_session_is_saved(
    map_window: MainWindow, page: AxisMapPage
) -> None:
    map_window.save_session()
    assert page.isVisible()


def test_f6_walks_the_parts_of_the_map(
    map_window: MainWindow, page: AxisMapPage, qtbot: QtBot
) -> None:
    map_window.activateWindow()
    page.canvas.setFocus()
    for expected in (page.box, page.canvas):
        map_window.furnishing.actions["next_panel"].trigger()
        assert map_window.focusWidget() is expected
    assert page.canvas.node >= 0


def test_opening_a_place_from_the_tree_leaves_the_map(
    map_window: MainWindow, page: AxisMapPage
) -> None:
    map_window.article.open_place(Place("mood"))
    assert not page.isVisible()


def test_what_leads_to_a_node_and_on_from_it_is_lit(page: AxisMapPage, node: Number) -> None:
    page.canvas.choose_node(node("Butyrate"))
    assert lit_labels(page) == {
        "Fibre",
        "Wheat bran",
        "Butyrate",
        "Mood",
        "Sleep",
        "GABA",
        "Bacteroides",
    }
    assert lit_relations(page) == {0, 1, 2, 3, 4, 6}
    page.canvas.choose_node(-1)
    assert page.canvas.lit[0] is None


def test_pointing_lights_a_node_until_the_pointer_leaves_it(
    page: AxisMapPage, node: Number, qtbot: QtBot
) -> None:
    page.canvas.choose_node(node("Sleep"))
    qtbot.mouseMove(page.canvas.viewport(), middle_of(page, node("Bacteroides")))
    qtbot.waitUntil(lambda: "Bacteroides" in lit_labels(page))
    assert lit_relations(page) == {2, 3, 4, 6}
    qtbot.mouseMove(page.canvas.viewport(), QPoint(3, 3))
    qtbot.waitUntil(lambda: lit_relations(page) == {0, 1, 3, 4, 6})


def test_a_line_shows_its_claim_its_evidence_and_where_it_is_told(
    map_window: MainWindow, page: AxisMapPage, line: NumberOf
) -> None:
    page.canvas.choose_line(line(0))
    assert page.card.words == (
        "Fibre → butyrate\nFibre is fermented into butyrate.\n"
        "In the colon\nBravo and others 2011, Gut"
    )
    assert page.card.open_button.text() == "Open “Where it is made”"
    page.card.open_button.click()
    assert map_window.article.place == Place("butyrate", "where-it-is-made")


def test_a_line_is_chosen_with_the_mouse(page: AxisMapPage, line: NumberOf, qtbot: QtBot) -> None:
    drawing = page.canvas.drawing
    assert drawing is not None
    piece = drawing.pieces[drawing.pieces_of[line(4)][0]]
    where = spot(page, piece.path.pointAtPercent(0.4))
    qtbot.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.card.words.startswith("Bacteroides → GABA")
    assert lit_relations(page) == {4}


def test_hostile_names_are_shown_as_they_are(page: AxisMapPage, line: NumberOf) -> None:
    page.canvas.choose_line(line(5))
    assert page.card.words == "<img src=x> → mood\n<img src=x> does & does mood.\n<b>bold</b>"


def test_a_double_click_opens_the_topic(
    map_window: MainWindow, page: AxisMapPage, node: Number, qtbot: QtBot
) -> None:
    where = middle_of(page, node("Mood"))
    qtbot.mouseDClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert map_window.article.place == Place("mood")
    assert map_window.article.isVisible()


def test_a_thing_without_a_topic_says_so(
    map_window: MainWindow, page: AxisMapPage, node: Number, qtbot: QtBot
) -> None:
    page.canvas.choose_node(node("GABA"))
    qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    assert page.isVisible()
    assert map_window.furnishing.notice.text == "This library has no topic on “GABA”."


def test_the_arrow_keys_reach_every_node_and_enter_opens(
    map_window: MainWindow, page: AxisMapPage, qtbot: QtBot
) -> None:
    drawing = page.canvas.drawing
    assert drawing is not None
    seen = set()
    for _ in drawing.columns:
        qtbot.keyClick(page.canvas, Qt.Key.Key_Right)
        qtbot.keyClick(page.canvas, Qt.Key.Key_Home)
        for _ in drawing.graph.nodes:
            seen.add(page.canvas.node)
            qtbot.keyClick(page.canvas, Qt.Key.Key_Down)
    for _ in drawing.columns:
        qtbot.keyClick(page.canvas, Qt.Key.Key_Left)
    seen.add(page.canvas.node)
    qtbot.keyClick(page.canvas, Qt.Key.Key_End)
    seen.add(page.canvas.node)
    assert seen == set(range(len(drawing.graph.nodes)))
    qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    assert map_window.article.place == Place("fibre")


def test_shift_and_arrows_walk_the_lines_of_a_node_and_esc_goes_back(
    page: AxisMapPage, node: Number, qtbot: QtBot
) -> None:
    page.canvas.choose_node(node("Mood"))
    shift = Qt.KeyboardModifier.ShiftModifier
    cards = set()
    for _ in range(2):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Down, shift)
        cards.add(page.card.words.splitlines()[0])
    assert cards == {"Butyrate → mood", "<img src=x> → mood"}
    qtbot.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert page.canvas.line == -1
    assert page.canvas.node == node("Mood")
    qtbot.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert page.canvas.node == -1
    assert page.card.isHidden()


def test_a_kind_of_evidence_can_be_hidden_and_then_no_path_leads_over_it(
    page: AxisMapPage, node: Number
) -> None:
    page.legend.chips["in vitro"].click()
    page.canvas.choose_node(node("Butyrate"))
    assert lit_relations(page) == {0, 1, 2, 3}
    page.show_table(True)
    assert page.table.shown == [0, 1, 2, 3, 5]


def test_what_is_looked_for_is_lit_and_enter_goes_from_one_to_the_next(
    page: AxisMapPage, node: Number, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.box, "b")
    assert lit_labels(page) == {"Bacteroides", "Butyrate", "Wheat bran"}
    qtbot.keyClick(page.box, Qt.Key.Key_Return)
    first = page.canvas.node
    qtbot.keyClick(page.box, Qt.Key.Key_Return)
    assert first == node("Wheat bran")
    assert page.canvas.node == node("Bacteroides")


def test_a_synonym_of_the_glossary_finds_a_node(page: AxisMapPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.box, "gamma-amino")
    assert lit_labels(page) == {"GABA"}


def test_esc_clears_what_is_looked_for_before_it_leaves(page: AxisMapPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.box, "mood")
    qtbot.keyClick(page.box, Qt.Key.Key_Escape)
    assert page.box.text() == ""
    assert page.isVisible()
    qtbot.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert not page.isVisible()


def ask(page: AxisMapPage, start: str, end: str, qtbot: QtBot) -> list[str]:
    page.open_paths()
    page.paths.start.setText(start)
    page.paths.end.setText(end)
    qtbot.keyClick(page.paths.end, Qt.Key.Key_Return)
    return [page.paths.list.item(row).text() for row in range(page.paths.list.count())]


def test_a_path_names_its_steps_and_its_weakest_link_and_is_lit(
    page: AxisMapPage, qtbot: QtBot
) -> None:
    rows = ask(page, "fibre", "mood", qtbot)
    assert rows == [
        "Fibre → butyrate → mood\nShortest and best supported, 2 steps. "
        "Weakest link: review (Fibre is fermented into butyrate)"
    ]
    assert lit_relations(page) == {0, 2}
    assert lit_labels(page) == {"Fibre", "Butyrate", "Mood"}
    assert page.card.words.startswith("Fibre → butyrate")


def test_where_no_path_follows_the_arrows_the_map_says_so(page: AxisMapPage, qtbot: QtBot) -> None:
    (row,) = ask(page, "mood", "sleep", qtbot)
    assert row.startswith("Mood ← butyrate → sleep")
    assert "backwards" in page.paths.status.text()


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("<b>x", "Nothing on the map is called “<b>x”."),
        ("mood", "Nothing on the map links “mood” with “mood”."),
    ],
)
def test_a_path_that_cannot_be_is_one_sentence(
    page: AxisMapPage, start: str, said: str, qtbot: QtBot
) -> None:
    assert ask(page, start, "mood", qtbot) == []
    assert page.paths.status.text() == said


def test_names_for_paths_are_completed_with_synonyms(page: AxisMapPage) -> None:
    page.open_paths()
    completer = page.paths.start.completer()
    completer.setCompletionPrefix("aminobut")
    assert completer.currentCompletion() == "Gamma-aminobutyric acid"


def test_things_of_a_topic_can_share_a_box(page: AxisMapPage, node: Number) -> None:
    page.tools.switch_grouping()
    drawing = page.canvas.drawing
    assert drawing is not None
    assert {len(drawing.graph.nodes[node(label)].things) for label in ("Fibre", "Mood")} == {2}
    page.canvas.choose_node(node("Fibre"))
    assert page.card.words == "Fibre\nFibre, Wheat bran\n0 lines lead here, 2 on from here"


def test_a_line_of_several_claims_opens_the_one_on_its_card(
    map_window: MainWindow, page: AxisMapPage, line: NumberOf, qtbot: QtBot
) -> None:
    page.tools.switch_grouping()
    page.legend.chips["review"].click()
    number = line(1)
    page.canvas.choose_line(number)
    qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    assert map_window.article.place == Place("fibre", "in-people")


def test_the_topic_being_read_is_found_on_the_map(map_window: MainWindow) -> None:
    map_window.furnishing.actions["show_on_map"].trigger()
    page = map_window.furnishing.mapping.page
    drawing = page.canvas.drawing
    assert drawing is not None
    assert drawing.graph.nodes[page.canvas.node].label == "Butyrate"


def test_the_map_shows_what_was_read_and_bookmarked(
    map_window: MainWindow, page: AxisMapPage, node: Number
) -> None:
    marks = page.canvas.marks
    assert marks.read == marks.here == {node("Butyrate")}
    map_window.furnishing.remembering.note()
    map_window.furnishing.mapping.close()
    map_window.article.open_place(Place("mood"))
    map_window.furnishing.actions["bookmark"].trigger()
    map_window.furnishing.actions["axis_map"].trigger()
    marks = page.canvas.marks
    assert marks.kept == marks.here == {node("Mood"), node("Sleep")}
    assert marks.read == {node("Butyrate"), node("Mood"), node("Sleep")}


def test_a_narrow_window_narrows_the_boxes_and_keeps_what_is_chosen(
    map_window: MainWindow, page: AxisMapPage, node: Number, qtbot: QtBot
) -> None:
    page.canvas.choose_node(node("Mood"))
    assert page.canvas.drawing is not None
    before = page.canvas.drawing.bounds.width()
    map_window.resize(900, 860)
    assert page.canvas.drawing.bounds.width() < before
    assert page.canvas.node == node("Mood")


def test_zoom_keeps_within_bounds_and_comes_back_to_the_whole(
    page: AxisMapPage, qtbot: QtBot
) -> None:
    whole = page.canvas.zoom
    for _ in range(20):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Plus)
    assert page.canvas.zoom == 4.0
    for _ in range(40):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Minus)
    assert page.canvas.zoom == 0.1
    qtbot.keyClick(page.canvas, Qt.Key.Key_0)
    assert page.canvas.zoom >= whole


def test_the_whole_stays_in_sight_when_the_window_is_resized(
    map_window: MainWindow, page: AxisMapPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.canvas, Qt.Key.Key_0)
    map_window.resize(1200, 500)
    assert page.canvas.verticalScrollBar().maximum() == 0
    assert page.canvas.horizontalScrollBar().maximum() == 0


def test_larger_text_enlarges_the_map_and_keeps_what_is_chosen_in_sight(
    map_window: MainWindow, page: AxisMapPage, node: Number
) -> None:
    before = page.canvas.zoom
    page.canvas.choose_node(node("Sleep"))
    map_window.set_text_size(300)
    assert page.canvas.zoom > before
    where = middle_of(page, node("Sleep"))
    assert page.canvas.viewport().rect().contains(where)


@pytest.mark.parametrize("theme", ["light", "dark", "sepia", "contrast", "contrast-dark"])
def test_every_theme_paints_each_kind_in_a_colour_of_its_own(
    map_window: MainWindow, page: AxisMapPage, theme: str
) -> None:
    map_window.set_theme(theme)  # type: ignore[arg-type]
    image = page.legend.grab().toImage()
    rows = {
        image.pixelColor(chip.x() + 9, chip.height() // 2).name()
        for chip in page.legend.chips.values()
    }
    assert len(rows) == 4


def test_everything_on_the_map_that_the_keyboard_reaches_has_a_name(page: AxisMapPage) -> None:
    page.open_paths()
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            named = widget.accessibleName()
            if isinstance(widget, QAbstractButton):
                named = named or widget.text()
            assert named, widget
