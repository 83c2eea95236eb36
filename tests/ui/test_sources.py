"""The references view and the library's age: sorted, filtered, opened and copied."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.library_age import LibraryAge
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.references_view.view import ReferencesView
from gutbrain_app.ui.theme import named_theme


def item(key: str, family: str, year: int, evidence: str, **more: object) -> dict[str, object]:
    return {
        "id": key,
        "type": "article-journal",
        "title": f"On {key}",
        "author": [{"family": family, "given": "Ada"}],
        "issued": {"date-parts": [[year]]},
        "custom": {"evidence": evidence, **more},
    }


ITEMS = [
    item("mice", "Bravo", 2011, "animal"),
    item("people", "Kelly", 2017, "human RCT", caution="<u>Concern</u>"),
    item("words", "Aho", 2020, "review"),
]
FILES = {
    "library.yaml": "id: x\ntitle: X\nedition: 2026-11\n",
    "a.md": "---\ntitle: Alpha\nupdated: 2026-02-01\n---\n\nText [@people; @mice].\n\n"
    "## Weak\n\nMore [@mice].\n",
    "b.md": "---\ntitle: beta\nupdated: 2025-01-01\n---\n\nText [@people].\n",
    "c.md": "# Gamma\n\nNothing cited.\n",
    "references.json": json.dumps(ITEMS),
}


@pytest.fixture
def sourced(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "sourced"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    library = Library.open(build_library(folder, tmp_path / "cache", report=lambda _: None))
    yield library
    library.close()


@pytest.fixture
def view(sourced: Library, qtbot: QtBot) -> ReferencesView:
    view = ReferencesView(named_theme("light"))
    qtbot.addWidget(view)
    view.set_library(sourced)
    view.set_article(sourced.article("a"))
    view.show()
    return view


def shown(view: ReferencesView) -> list[str]:
    return [one.id for one in view.model.rows]


def detail(view: ReferencesView) -> list[str]:
    (sections,) = view.detail.findChildren(QListWidget)
    return [sections.item(row).text() for row in range(sections.count())]


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_the_table_is_a_sound_model(view: ReferencesView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(view.model)


def test_every_reference_is_shown_and_sorted_by_any_column(
    view: ReferencesView, qtbot: QtBot
) -> None:
    assert shown(view) == ["mice", "people", "words"]
    for key, order in (
        (Qt.Key.Key_1, ["words", "mice", "people"]),
        (Qt.Key.Key_2, ["mice", "people", "words"]),
        (Qt.Key.Key_5, ["people", "mice", "words"]),
        (Qt.Key.Key_6, ["words", "mice", "people"]),
    ):
        qtbot.keyClick(view.table, key, Qt.KeyboardModifier.ControlModifier)
        assert shown(view) == order
    qtbot.keyClick(view.table, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert shown(view)[-1] == "words"


def test_a_chosen_reference_stays_chosen_when_the_table_is_sorted(view: ReferencesView) -> None:
    view.table.selectRow(0)
    view.model.sort(0, Qt.SortOrder.AscendingOrder)
    assert [shown(view)[row] for row in view.table.chosen_rows()] == ["mice"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("kelly", ["people"]), ("on 20", ["mice", "people", "words"]), ("concern", ["people"])],
)
def test_it_is_filtered_as_the_reader_types(
    view: ReferencesView, words: str, found: list[str]
) -> None:
    view.words.setText(words)
    assert shown(view) == found
    assert view.status.text().startswith(f"{len(found)} of 3" if len(found) < 3 else "3 ref")


def test_it_is_filtered_by_kind_of_study_and_by_years(view: ReferencesView) -> None:
    view.kinds.setCurrentText("animal")
    assert shown(view) == ["mice"]
    view.kinds.setCurrentIndex(0)
    view.first_year.setCurrentText("2017")
    assert shown(view) == ["people", "words"]
    view.last_year.setCurrentText("2017")
    assert shown(view) == ["people"]


def test_the_list_of_the_article_alone_has_the_order_of_its_numbers(view: ReferencesView) -> None:
    view.scope.setCurrentIndex(1)
    assert view.scope.currentText() == "Only “Alpha”"
    assert shown(view) == ["people", "mice"]


def test_the_article_being_read_is_followed(view: ReferencesView, sourced: Library) -> None:
    view.scope.setCurrentIndex(1)
    view.set_article(sourced.article("b"))
    assert shown(view) == ["people"]
    view.set_article(sourced.article("c"))
    assert view.scope.count() == 1
    assert len(shown(view)) == 3


def test_a_reference_shows_its_caution_as_it_is_and_what_rests_on_it(view: ReferencesView) -> None:
    view.table.selectRow(1)
    labels = [label.text() for label in view.detail.findChildren(QWidget) if hasattr(label, "text")]
    assert "⚠ <u>Concern</u>" in labels
    assert detail(view) == ["Alpha", "beta"]
    view.table.selectRow(2)
    assert detail(view) == []


def test_a_section_that_rests_on_it_is_opened_by_keys_alone(
    view: ReferencesView, qtbot: QtBot
) -> None:
    view.table.selectRow(0)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    (sections,) = view.detail.findChildren(QListWidget)
    sections.setCurrentRow(1)
    with qtbot.waitSignal(view.place_requested) as wish:
        qtbot.keyClick(sections, Qt.Key.Key_Return)
    assert wish.args == [Place("a", "weak")]


def test_chosen_references_are_copied_in_the_chosen_form(
    view: ReferencesView, qtbot: QtBot
) -> None:
    view.forms.setCurrentText("BibTeX")
    view.table.selectRow(1)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "copied" in view.status.text())
    assert copied().startswith("@article{people,")
    assert view.status.text() == "One reference copied as BibTeX."


def test_with_none_chosen_all_that_are_shown_are_copied(view: ReferencesView, qtbot: QtBot) -> None:
    view.scope.setCurrentIndex(1)
    view.forms.setCurrentText("Vancouver")
    view.copy_button.click()
    qtbot.waitUntil(lambda: "copied" in view.status.text())
    assert copied() == "1. Kelly A. On people. 2017.\n2. Bravo A. On mice. 2011.\n"
    assert QGuiApplication.clipboard().mimeData().html().count("<p>") == 2


def test_ages_are_sorted_and_open_the_topic_or_its_weakest_section(
    sourced: Library, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    age = LibraryAge(named_theme("dark"))
    qtbot.addWidget(age)
    age.set_library(sourced)
    age.show()
    qtmodeltester.check(age.model)
    age.model.sort(1)
    assert [one.topic for one in age.model.rows] == ["c", "b", "a"]
    age.model.sort(4)
    assert [one.topic for one in age.model.rows] == ["c", "a", "b"]
    age.model.sort(2, Qt.SortOrder.DescendingOrder)
    assert [one.references for one in age.model.rows] == [2, 1, 0]
    for column, place in ((0, Place("a")), (5, Place("a", "weak"))):
        age.table.setCurrentIndex(age.model.index(0, column))
        with qtbot.waitSignal(age.place_requested) as wish:
            qtbot.keyClick(age.table, Qt.Key.Key_Return)
        assert wish.args == [place]


def test_the_window_opens_both_and_follows_their_wishes(window: MainWindow, qtbot: QtBot) -> None:
    window.furnishing.actions["references"].trigger()
    (view,) = window.findChildren(ReferencesView)
    assert view.isVisible()
    assert shown(view) == ["one"]
    view.place_requested.emit(Place("vagus", "when-it-is-cut"))
    assert window.article.place == Place("vagus", "when-it-is-cut")
    window.furnishing.actions["library_age"].trigger()
    (age,) = window.findChildren(LibraryAge)
    assert len(age.model.rows) == 4
    window.set_theme("dark")
    assert "#" in view.table.styleSheet()
    view.close()
    age.close()


def test_a_library_without_references_has_an_empty_table(
    tmp_path: Path, view: ReferencesView
) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    (folder / "a.md").write_text("# Alpha\n\nText.\n")
    library = Library.open(build_library(folder, tmp_path / "cache", report=lambda _: None))
    view.set_library(library)
    view.set_article(library.article("a"))
    assert shown(view) == []
    assert view.status.text() == "0 references"
    assert not view.copy_button.isEnabled()
    assert view.scope.count() == 1
    library.close()
