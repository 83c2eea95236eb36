"""The relations as a table: sorted, filtered, copied, and opened."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.axis_map.page import AxisMapPage
from gutbrain_app.ui.axis_map.relation_table import EVIDENCE_COLUMN, RelationModel
from gutbrain_app.ui.main_window.window import MainWindow


def test_the_model_keeps_the_rules_of_models(arrows: Library, qtmodeltester: ModelTester) -> None:
    model = RelationModel()
    model.set_relations(arrows.relations(), [""] * len(arrows.relations()))
    qtmodeltester.check(model, force_py=True)
    assert model.rowCount() == len(arrows.relations())


def test_rows_stand_as_in_the_file_until_a_head_is_clicked(page: AxisMapPage) -> None:
    page.show_table(True)
    assert page.table.shown == list(range(7))
    page.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert page.table.shown == [5, 4, 2, 3, 0, 6, 1]


def test_evidence_is_sorted_by_its_strength(page: AxisMapPage) -> None:
    page.show_table(True)
    page.table.sortByColumn(EVIDENCE_COLUMN, Qt.SortOrder.AscendingOrder)
    assert page.table.shown[:2] == [1, 3]
    assert page.table.shown[-1] == 0


def test_the_box_filters_rows_by_their_words_and_by_other_names(
    page: AxisMapPage, qtbot: QtBot
) -> None:
    page.show_table(True)
    qtbot.keyClicks(page.box, "bran raised")
    assert page.table.shown == [1]
    page.box.setText("gamma-aminobutyric")
    assert page.table.shown == [4, 6]


def test_chosen_rows_are_copied_with_tabs(page: AxisMapPage, qtbot: QtBot) -> None:
    page.show_table(True)
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Fibre\tis fermented into\tbutyrate\treview\tBravo and others 2011\tIn the colon"
    )


def test_a_row_shows_its_card_and_enter_opens_it(
    map_window: MainWindow, page: AxisMapPage, qtbot: QtBot
) -> None:
    page.show_table(True)
    page.table.choose(1)
    assert page.card.words.startswith("Wheat bran → butyrate")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert map_window.article.place == Place("fibre", "in-people")


def test_esc_leads_from_the_table_to_the_picture(page: AxisMapPage, qtbot: QtBot) -> None:
    page.show_table(True)
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.canvas.isVisible()
    assert page.isVisible()


def test_a_tip_shows_a_cell_as_it_stands_in_the_file(page: AxisMapPage) -> None:
    page.show_table(True)
    rows = range(page.table.model().rowCount())
    indexes = [page.table.model().index(row, 0) for row in rows]
    (hostile,) = [index for index in indexes if index.data() == "<img src=x>"]
    tip = QTextDocument()
    tip.setHtml(hostile.data(Qt.ItemDataRole.ToolTipRole))
    assert tip.toPlainText() == "<img src=x>"
