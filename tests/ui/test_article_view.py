"""The article view: places, marks, links, and what a page may load."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QImage, QTextCharFormat, QTextDocument
from pytestqt.qtbot import QtBot

from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.article_view import ArticleView
from gutbrain_app.ui.match_marks import pattern_search
from gutbrain_app.ui.style_sheets import TextShape
from gutbrain_app.ui.theme import named_theme

KINDS = QTextDocument.ResourceType


@pytest.fixture
def view(library: Library, qtbot: QtBot) -> ArticleView:
    view = ArticleView(named_theme("light"), TextShape())
    qtbot.addWidget(view)
    view.resize(760, 600)
    view.set_library(library)
    view.show()
    return view


def follow(view: ArticleView, address: str) -> None:
    view.anchorClicked.emit(QUrl(address))


def test_shows_title_meta_line_text_and_notice_of_an_article(view: ArticleView) -> None:
    view.open_place(Place("vagus"))
    text = view.toPlainText()
    assert "The vagus nerve" in text
    assert "updated 2026-11-23 · 1 reference · mostly animal evidence" in text
    assert "It runs from gut to brain" in text
    assert "Read with care." in text


def test_says_which_place_was_opened(view: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.place_changed) as told:
        view.open_place(Place("vagus", "when-it-is-cut"))
    assert told.args == [Place("vagus", "when-it-is-cut")]


def test_the_section_being_read_follows_the_scroll_bar(view: ArticleView, qtbot: QtBot) -> None:
    view.open_place(Place("long"))
    with qtbot.waitSignal(view.section_changed):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    assert view.place is not None
    assert view.place.section in {f"part-{number}" for number in range(3, 9)}


def test_opening_a_section_brings_its_heading_to_the_top(view: ArticleView) -> None:
    view.open_place(Place("serotonin", "where-it-is-made"))
    assert view.place == Place("serotonin", "where-it-is-made")
    assert view.verticalScrollBar().value() > 500


def test_going_back_returns_to_the_place_and_the_line(view: ArticleView) -> None:
    view.open_place(Place("long"))
    view.verticalScrollBar().setValue(1234)
    view.open_place(Place("vagus"))
    view.backward()
    assert view.article is not None
    assert view.article.topic == "long"
    assert view.verticalScrollBar().value() == 1234
    view.forward()
    assert view.article.topic == "vagus"


def test_a_link_to_a_section_of_another_article_opens_it(view: ArticleView) -> None:
    view.open_place(Place("vagus"))
    follow(view, "place:serotonin#where-it-is-made")
    assert view.place == Place("serotonin", "where-it-is-made")


def test_a_citation_leads_to_its_reference(view: ArticleView) -> None:
    view.open_place(Place("vagus"))
    follow(view, "cite:1")
    assert view.source().fragment() == "ref-1"


def test_an_external_link_is_only_asked_for(view: ArticleView, qtbot: QtBot) -> None:
    view.open_place(Place("vagus"))
    with qtbot.waitSignal(view.external_link_requested) as told:
        follow(view, "https://example.org/a?b=c")
    assert told.args == ["https://example.org/a?b=c"]
    assert view.article is not None
    assert view.article.topic == "vagus"


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ghelp:x", "//host/share/x"])
def test_any_other_link_is_refused_with_a_sentence(
    view: ArticleView, qtbot: QtBot, address: str
) -> None:
    view.open_place(Place("vagus"))
    with qtbot.waitSignal(view.notice_raised) as told:
        follow(view, address)
    assert "was not opened" in told.args[0]
    assert view.article is not None


def test_a_section_that_is_gone_opens_its_article_and_says_so(
    view: ArticleView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.notice_raised):
        view.open_place(Place("vagus", "gone"))
    assert view.article is not None
    assert view.article.topic == "vagus"


def test_a_topic_that_is_gone_offers_the_nearest(view: ArticleView) -> None:
    view.open_place(Place("serotonine"))
    assert view.article is None
    assert "not in the library" in view.toPlainText()
    assert "place:serotonin" in view.toHtml()


@pytest.mark.parametrize(
    "address",
    ["decoy.png", "file:decoy.png", "../decoy.png", "http://x/y.png", "//h/s.png", "qrc:/x",
     "picture:none", "picture:../decoy.png", "data:image/png;base64,AAAA", "badge:nonsense", ""],
)  # fmt: skip
def test_a_page_is_always_given_something_else_than_a_file(
    view: ArticleView, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoy = QImage(77, 77, QImage.Format.Format_RGB32)
    assert decoy.save(str(tmp_path / "decoy.png"))
    monkeypatch.chdir(tmp_path)
    for kind in KINDS:
        given = view.loadResource(kind.value, QUrl(address))
        assert given is not None
        if kind is KINDS.ImageResource:
            assert isinstance(given, QImage)
            assert given.width() != 77
        elif kind is not KINDS.HtmlResource:
            assert given == QByteArray()


def test_another_theme_and_size_keep_the_line_being_read(view: ArticleView) -> None:
    view.open_place(Place("long", "part-6"))
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 30)
    before = view.cursorForPosition(view.viewport().rect().topLeft()).position()
    view.restyle(named_theme("dark"), TextShape(160))
    after = view.cursorForPosition(view.viewport().rect().topLeft()).position()
    # A line of larger text holds fewer letters.
    assert abs(after - before) < 150
    assert view.place == Place("long", "part-6")


def marked(view: ArticleView) -> list[str]:
    # The selections own their cursors, so the list must live as long as these are used.
    marks = view.extraSelections()
    return [mark.cursor.selectedText() for mark in marks]


def current(view: ArticleView) -> list[int]:
    """Where the underlined matches begin."""
    marks = view.extraSelections()
    return [mark.cursor.selectionStart() for mark in marks if mark.format.fontUnderline()]


def test_words_that_were_searched_are_marked_and_brought_into_sight(
    view: ArticleView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.matches_changed) as told:
        view.open_match(Place("serotonin", "where-it-is-made"), ["made"])
    assert marked(view) == ["made", "made"]
    assert told.args == [1, 2]
    marks = view.extraSelections()
    assert view.viewport().rect().contains(view.cursorRect(marks[0].cursor))


def test_words_side_by_side_are_one_match(view: ArticleView) -> None:
    view.open_match(Place("vagus"), ["vagus", "nerv", "vagus nerv"])
    assert "vagus nerve" in marked(view)
    assert "nerve" in marked(view)


def test_only_a_match_of_the_opened_section_is_chosen(view: ArticleView, qtbot: QtBot) -> None:
    view.open_match(Place("vagus", "when-it-is-cut"), ["serotonin"])
    assert current(view) == []
    assert view.place == Place("vagus", "when-it-is-cut")
    with qtbot.waitSignal(view.matches_changed) as told:
        view.step_match(1)
    assert told.args == [1, 1]


def test_the_next_match_goes_round_the_end_and_comes_into_sight(view: ArticleView) -> None:
    view.open_match(Place("serotonin"), ["serotonin"])
    seen = [*current(view)]
    for _ in range(len(marked(view))):
        view.step_match(1)
        cursor = view.extraSelections()
        shown = [mark.cursor for mark in cursor if mark.format.fontUnderline()]
        assert view.viewport().rect().contains(view.cursorRect(shown[0]))
        seen += current(view)
    assert seen[0] == seen[-1]
    assert seen[:-1] == sorted(set(seen))
    view.step_match(-1)
    assert current(view) == [max(seen)]


def test_matches_stay_in_another_theme_and_go_with_another_article(view: ArticleView) -> None:
    view.open_match(Place("serotonin"), ["serotonin"])
    view.step_match(1)
    number = current(view)
    view.restyle(named_theme("dark"), TextShape())
    assert current(view) == number
    view.open_place(Place("serotonin", "where-it-is-made"))
    assert marked(view)
    view.open_place(Place("vagus"))
    assert not marked(view)


def test_a_pattern_is_found_from_where_the_reader_is(view: ArticleView) -> None:
    view.open_place(Place("long", "part-6"))
    view.find_matches(pattern_search(re.compile("part \\d+|x*", re.IGNORECASE)))
    text = view.toPlainText()
    assert text[current(view)[0] :].startswith("Part 6")
    view.find_matches(None)
    assert not marked(view)


def test_of_very_many_matches_those_in_sight_are_marked(view: ArticleView, qtbot: QtBot) -> None:
    view.setPlainText("the gut and the brain\n" * 3000)
    with_counts: list[tuple[int, int]] = []
    view.matches_changed.connect(lambda *counts: with_counts.append(counts))
    with qtbot.waitExposed(view):
        view.viewport().repaint()
    view.find_matches(pattern_search(re.compile("gut")))
    assert with_counts[-1] == (1, 3000)
    view.step_match(-1)
    assert with_counts[-1] == (3000, 3000)
    assert len(current(view)) == 1
    for share in (0, 0.5, 1):
        bar = view.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))
        starts = [mark.cursor.selectionStart() for mark in view.extraSelections()]
        top, end = (
            view.cursorForPosition(corner).position()
            for corner in (view.viewport().rect().topLeft(), view.viewport().rect().bottomRight())
        )
        wanted = [place for place in range(4, 66_000, 22) if top <= place < end]
        assert set(wanted) <= set(starts)
        assert len(starts) < 1000


def test_letters_beyond_the_first_plane_do_not_shift_the_marks(view: ArticleView) -> None:
    view.setPlainText("\U0001d53b gut \U0001f600 brain gut")
    view.find_matches(pattern_search(re.compile("gut")))
    assert marked(view) == ["gut", "gut"]


def test_layers_of_marks_do_not_disturb_each_other(view: ArticleView) -> None:
    view.open_match(Place("serotonin"), ["made"])
    own = view.extraSelections()
    view.show_marks("highlights", own[:1])
    assert marked(view) == ["made", "made", "made"]
    view.clear_matches()
    assert marked(view) == ["made"]


def test_the_text_keeps_its_measure_and_stands_in_the_middle(view: ArticleView) -> None:
    view.resize(1400, 600)
    view.open_place(Place("vagus"))
    frame = view.document().rootFrame().frameFormat()
    assert frame.leftMargin() == frame.rightMargin()
    assert 600 < view.viewport().width() - 2 * frame.leftMargin() < 720


def test_the_outline_neighbours_are_the_sections_around(view: ArticleView) -> None:
    view.open_place(Place("vagus"))
    assert view.neighbour_section(-1) is None
    assert view.neighbour_section(1) == Place("vagus", "how-a-signal-travels")


@pytest.mark.parametrize(("width", "percent"), [(420, 100), (1400, 100), (1400, 200)])
def test_a_figure_grows_with_the_text_and_stays_within_it(
    tmp_path: Path, qtbot: QtBot, width: int, percent: int
) -> None:
    folder = tmp_path / "drawn"
    folder.mkdir()
    (folder / "wide.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 90">'
        '<rect width="9" height="9"/></svg>'
    )
    (folder / "one.md").write_text("# One\n\nText.\n\n![A wide drawing](wide.svg)\n\nMore.\n")
    library = Library.open(build_library(folder, tmp_path / "cache", report=lambda _: None))
    view = ArticleView(named_theme("light"), TextShape(percent))
    qtbot.addWidget(view)
    view.resize(width, 700)
    view.set_library(library)
    view.show()
    view.open_place(Place("one"))
    assert view.horizontalScrollBar().maximum() < 5
    block = view.document().begin()
    while block.text() != "\ufffc":
        block = block.next()
    drawn = block.begin().fragment().charFormat().toImageFormat().width()
    room = view.viewport().width() - 2 * view.document().rootFrame().frameFormat().leftMargin()
    assert drawn == min(room, 720 * percent / 100)
    library.close()


def test_the_stretch_of_a_section_ends_where_the_next_or_the_references_begin(
    view: ArticleView,
) -> None:
    view.open_place(Place("vagus"))
    text = view.toPlainText()
    start, end = view.stretch_of("when-it-is-cut")
    assert text[start:end].startswith("When it is cut\nMice lost the effect")
    assert "Bravo" not in text[start:end]
    start, end = view.stretch_of("how-a-signal-travels")
    assert text[start:end].endswith("nowhere.\n")


def test_a_term_is_marked_with_dots_in_the_ink_of_the_text(view: ArticleView, qtbot: QtBot) -> None:
    view.finish_sketch()
    view.open_place(Place("vagus"))
    found = view.document().find("brain")
    assert found.charFormat().anchorHref() == "term:brain"
    assert found.charFormat().foreground().color().name() == named_theme("light").ink
    qtbot.waitUntil(lambda: len(view.marks("terms")) == 1)
    marks = view.marks("terms")
    assert marks[0].cursor.selectedText() == "brain"
    assert marks[0].format.underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine
    view.open_place(Place("serotonin"))
    assert not view.marks("terms")


def test_the_foot_names_what_is_related_and_what_links_here(view: ArticleView) -> None:
    view.open_place(Place("serotonin"))
    assert "Linked from  The vagus nerve\n" in view.toPlainText() + "\n"
    assert view.document().find("Linked from").charFormat().fontWeight() > 500
    link = view.document().find("The vagus nerve")
    assert link.charFormat().anchorHref() == "place:vagus"
    view.open_place(Place("long"))
    assert "Linked from" not in view.toPlainText()


def test_a_heading_keeps_the_dress_of_its_words(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "dressed"
    folder.mkdir()
    (folder / "one.md").write_text("# One\n\n## The case of *E. coli* here\n\nText.\n")
    library = Library.open(build_library(folder, tmp_path / "cache", report=lambda _: None))
    view = ArticleView(named_theme("light"), TextShape())
    qtbot.addWidget(view)
    view.set_library(library)
    view.open_place(Place("one"))
    find = view.document().find
    assert find("coli").charFormat().fontItalic()
    assert not find("case").charFormat().fontItalic()
    assert not find("here").charFormat().fontItalic()
    sizes = {find(word).charFormat().font().pixelSize() for word in ("case", "coli", "here")}
    assert len(sizes) == 1
    library.close()
