"""Cards: what a citation, a term or a link stands for, by mouse and by key."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.cards.card import Card
from gutbrain_app.ui.cards.contents import CardText, card_text
from gutbrain_app.ui.main_window.window import MainWindow


def cards(window: MainWindow) -> list[Card]:
    return [card for card in window.findChildren(Card) if card.isVisible()]


def words(card: Card) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.text()]


def test_a_citation_says_what_it_is_and_what_else_rests_on_it(library: Library) -> None:
    found = card_text(library, library.article("vagus"), QUrl("cite:1"))
    assert found is not None
    assert (found.kind, found.evidence) == ("Reference 1", "animal")
    assert found.text == "Bravo J. A study. 2011."
    assert found.heading == "Cited in 2 sections here and nowhere else"


def test_a_term_has_its_definition(library: Library) -> None:
    found = card_text(library, library.article("vagus"), QUrl("term:brain"))
    assert found == CardText("Glossary", "brain", "<b>The organ</b> in the head.")


def test_a_link_has_the_title_and_the_summary_or_the_first_words(library: Library) -> None:
    article = library.article("vagus")
    found = card_text(library, article, QUrl("place:serotonin"))
    assert found is not None
    assert (found.kind, found.title) == ("Molecules", "Serotonin")
    assert found.text.startswith("A messenger. Filler")
    assert len(found.text) < 430
    found = card_text(library, article, QUrl("place:serotonin#where-it-is-made"))
    assert found is not None
    assert (found.kind, found.title) == ("Molecules › Serotonin", "Where it is made")
    assert found.text.startswith("Most serotonin is made in the gut.")


@pytest.mark.parametrize(
    "address",
    ["cite:99", "cite:x", "cite:0", "term:nothing", "place:gone", "https://example.org", "#fn-1"],
)
def test_what_is_not_there_has_no_card(library: Library, address: str) -> None:
    assert card_text(library, library.article("vagus"), QUrl(address)) is None


def test_a_key_shows_the_first_card_in_sight_and_esc_closes_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.article.setFocus()
    window.furnishing.actions["card"].trigger()
    (card,) = cards(window)
    assert card.hasFocus()
    assert "Glossary" in words(card)
    assert "<b>The organ</b> in the head." in words(card)
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert cards(window) == []
    assert window.article.hasFocus()


def test_a_click_on_a_term_shows_its_card(window: MainWindow) -> None:
    window.article.anchorClicked.emit(QUrl("term:brain"))
    assert "brain" in words(cards(window)[0])


def test_the_mouse_on_a_link_brings_its_card_and_leaving_takes_it_away(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewport = window.article.viewport()
    monkeypatch.setattr(type(viewport), "underMouse", lambda _: True)
    spot = viewport.mapToGlobal(QPoint(200, 200))
    monkeypatch.setattr("gutbrain_app.ui.main_window.carding.QCursor.pos", lambda: spot)
    window.article.highlighted.emit(QUrl("cite:1"))
    qtbot.waitUntil(lambda: len(cards(window)) == 1)
    monkeypatch.undo()
    window.article.highlighted.emit(QUrl())
    qtbot.waitUntil(lambda: cards(window) == [])


def test_cards_of_the_mouse_can_be_switched_off(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = window.furnishing.actions["cards"]
    assert action.isChecked()
    action.trigger()
    assert not window.settings.cards
    assert not action.isChecked()
    monkeypatch.setattr(type(window.article.viewport()), "underMouse", lambda _: True)
    window.article.highlighted.emit(QUrl("cite:1"))
    assert not window.furnishing.carding._rest.isActive()
    window.furnishing.actions["card"].trigger()
    assert len(cards(window)) == 1


def test_another_place_takes_the_card_away_unless_it_is_pinned(window: MainWindow) -> None:
    window.article.anchorClicked.emit(QUrl("term:brain"))
    cards(window)[0].pin.click()
    window.article.anchorClicked.emit(QUrl("term:brain"))
    assert len(cards(window)) == 2
    window.article.open_place(Place("long"))
    (kept,) = cards(window)
    assert kept.is_pinned
    window.set_theme("dark")
    kept.close()
    assert cards(window) == []


def test_a_card_leads_to_what_it_names(window: MainWindow, qtbot: QtBot) -> None:
    place = Place("serotonin", "where-it-is-made")
    card = Card(CardText("Kind", "T & t", "Text", places=(("A & b", place),)), window.theme, window)
    (button,) = card.findChildren(QPushButton)
    assert button.text() == "A && b"
    with qtbot.waitSignal(card.place_requested) as wish:
        button.click()
    assert wish.args == [place]


@pytest.mark.parametrize("top", [60, 300, 800], ids=["top", "middle", "bottom"])
def test_a_card_never_stands_on_its_line_nor_outside_the_window(
    window: MainWindow, top: int
) -> None:
    card = Card(CardText("Kind", "Title", "words " * 60), window.theme, window)
    line = QRect(900, top, 1, 24)
    card.stand_by(line, QRect(300, 38, 740, 800))
    assert not card.geometry().intersects(line)
    assert window.rect().contains(card.geometry())


def test_a_card_is_as_high_as_its_words(window: MainWindow, qtbot: QtBot) -> None:
    card = Card(CardText("Kind", "Title", "some words " * 50), window.theme, window)
    card.show()
    for label in card.findChildren(QLabel):
        if label.text() and label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())
