"""The topic tree: its model, its filter and its keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gutbrain_app.core.library import TreeNode
from gutbrain_app.core.places import Place
from gutbrain_app.ui.theme import named_theme
from gutbrain_app.ui.topic_tree import TopicModel, TopicTree

VAGUS, GLIA = TreeNode("The vagus nerve", "vagus"), TreeNode("Microglia", "glia")
TREE = (
    TreeNode("Routes", "", (VAGUS, GLIA), True),
    TreeNode("Molecules", "", (TreeNode("Serotonin", "serotonin"),), True),
)


@pytest.fixture
def tree(qtbot: QtBot) -> TopicTree:
    tree = TopicTree(named_theme("light"))
    qtbot.addWidget(tree)
    tree.set_tree(TREE)
    tree.resize(260, 400)
    tree.show()
    return tree


def shown(tree: TopicTree) -> list[str]:
    model = tree.view.model()
    titles = []
    for row in range(model.rowCount()):
        part = model.index(row, 0)
        titles.append(part.data())
        titles += [model.index(below, 0, part).data() for below in range(model.rowCount(part))]
    return titles


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = TopicModel()
    model.set_tree(TREE)
    qtmodeltester.check(model)


def test_shows_parts_with_their_topics(tree: TopicTree) -> None:
    assert shown(tree) == ["Routes", "The vagus nerve", "Microglia", "Molecules", "Serotonin"]


def test_the_filter_keeps_topics_with_their_part(tree: TopicTree, qtbot: QtBot) -> None:
    tree.focus_filter()
    qtbot.keyClicks(tree.filter, "SERO")
    assert shown(tree) == ["Molecules", "Serotonin"]


def test_letters_typed_into_the_tree_begin_a_filter(tree: TopicTree, qtbot: QtBot) -> None:
    tree.view.setFocus()
    qtbot.keyClicks(tree.view, "v")
    assert tree.filter.isVisible()
    assert tree.filter.text() == "v"
    assert "The vagus nerve" in shown(tree)


def test_escape_takes_the_filter_away(tree: TopicTree, qtbot: QtBot) -> None:
    tree.focus_filter()
    qtbot.keyClicks(tree.filter, "sero")
    qtbot.keyClick(tree.filter, Qt.Key.Key_Escape)
    assert tree.filter.isHidden()
    assert len(shown(tree)) == 5


def test_enter_opens_the_chosen_topic(tree: TopicTree, qtbot: QtBot) -> None:
    tree.show_topic("glia")
    with qtbot.waitSignal(tree.place_requested) as told:
        qtbot.keyClick(tree.view, Qt.Key.Key_Return)
    assert told.args == [Place("glia")]


def test_enter_on_a_part_folds_it_and_opens_nothing(tree: TopicTree, qtbot: QtBot) -> None:
    part = tree.view.model().index(0, 0)
    tree.view.setCurrentIndex(part)
    with qtbot.assertNotEmitted(tree.place_requested):
        qtbot.keyClick(tree.view, Qt.Key.Key_Return)
    assert not tree.view.isExpanded(part)


def test_the_topic_being_read_is_chosen(tree: TopicTree) -> None:
    tree.show_topic("serotonin")
    assert tree.view.currentIndex().data() == "Serotonin"


def test_a_topic_opened_before_the_tree_has_its_height_leaves_the_first_row_in_sight(
    qtbot: QtBot,
) -> None:
    topics = tuple(TreeNode(f"Topic {number}", f"t{number}") for number in range(40))
    tree = TopicTree(named_theme("light"))
    qtbot.addWidget(tree)
    tree.set_tree((TreeNode("Routes", "", topics, True),))
    tree.resize(260, 20)
    tree.show_topic("t0")
    tree.resize(260, 300)
    tree.show()
    assert tree.view.indexAt(QPoint(5, 5)).data() == "Routes"
