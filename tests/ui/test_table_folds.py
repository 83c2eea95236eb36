"""Tables too wide for the page are folded; nothing of them is lost."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.article_view import ArticleView
from gutbrain_app.ui.style_sheets import TextShape
from gutbrain_app.ui.table_folds import TableFolds
from gutbrain_app.ui.theme import named_theme

TABLE = (
    '<table class="data" cellspacing="0"><thead><tr><th>Name</th><th>What it does</th></tr></thead>'
    "<tbody><tr><td>One</td><td>Walks <em>far</em></td></tr>"
    '<tr><td>Two</td><td><a href="place:x">Rests</a></td></tr></tbody></table>'
)


def folded(html: str, room: float = 10) -> str:
    return TableFolds().fold(html, room, 100)


def test_a_row_becomes_its_cells_under_their_headings(qtbot: QtBot) -> None:
    html = folded(f"<p>Before</p>{TABLE}<p>After</p>")
    assert html.startswith('<p>Before</p><p class="rowtitle">One</p>')
    assert '<span class="label">What it does</span>&nbsp; Walks <em>far</em></p>' in html
    assert '<a href="place:x">Rests</a>' in html
    assert html.endswith("<p>After</p>")
    assert "<table" not in html


def test_a_table_that_has_room_stays(qtbot: QtBot) -> None:
    assert folded(TABLE, 500) == TABLE


def test_a_table_in_a_call_out_stays(qtbot: QtBot) -> None:
    callout = f'<table class="callout"><tr><td class="callout">{TABLE}</td></tr></table>'
    assert folded(callout) == callout


def test_the_parts_of_a_long_table_keep_its_headings(qtbot: QtBot) -> None:
    part = '<table class="data"><tbody><tr><td>Three</td><td>Sleeps</td></tr></tbody></table>'
    assert folded(TABLE + part).count('class="label">What it does') == 3


def test_cells_that_span_columns_keep_the_others_under_their_headings(qtbot: QtBot) -> None:
    table = (
        '<table class="data"><tr><th>A</th><th>B</th><th>C</th></tr>'
        '<tr><td colspan="2">wide</td><td>third</td></tr></table>'
    )
    assert 'class="label">C</span>&nbsp; third' in folded(table)


def test_more_room_unfolds(qtbot: QtBot) -> None:
    folds = TableFolds()
    folds.fold(TABLE, 10, 100)
    assert folds.would_change(900)
    assert not folds.would_change(20)


@pytest.fixture
def wide(tmp_path: Path) -> Library:
    folder = tmp_path / "wide"
    folder.mkdir()
    for name, columns in (("nine", 9), ("many", 200)):
        heads = " | ".join(f"Measurement {n}" for n in range(columns))
        cells = " | ".join(f"value{n} of something" for n in range(columns))
        rule = "|---" * columns
        (folder / f"{name}.md").write_text(
            f"# {name}\n\nText.\n\n| {heads} |\n{rule}|\n| {cells} |\n\n" + "Words. " * 900
        )
    (folder / "word.md").write_text(f"# Word\n\nBefore {'x' * 100_000} after.\n")
    (folder / "code.md").write_text(f"# Code\n\n```\n{'long = code ' * 60}\n```\n")
    (folder / "right.md").write_text(
        "---\ntitle: مرحبا\n---\n\n## مقدمة\n\nمرحبا بالعالم mixed with English و עברית 123.\n"
    )
    return Library.open(build_library(folder, tmp_path / "cache", report=lambda _: None))


@pytest.mark.parametrize("topic", ["nine", "many", "word", "code", "right"])
@pytest.mark.parametrize("width", [500, 900])
def test_no_page_is_wider_than_its_view(
    wide: Library, qtbot: QtBot, topic: str, width: int
) -> None:
    view = ArticleView(named_theme("light"), TextShape())
    qtbot.addWidget(view)
    view.resize(width, 600)
    view.set_library(wide)
    view.show()
    view.open_place(Place(topic))
    assert view.horizontalScrollBar().maximum() <= 4
    assert view.toPlainText()
    wide.close()


def test_the_first_page_is_folded_when_its_sketch_is_finished(wide: Library, qtbot: QtBot) -> None:
    view = ArticleView(named_theme("light"), TextShape())
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.set_library(wide)
    view.open_place(Place("many"))
    view.show()
    assert view.horizontalScrollBar().maximum() > 4
    view.finish_sketch()
    assert view.horizontalScrollBar().maximum() <= 4
    wide.close()


def test_a_wider_window_unfolds_a_table_and_a_narrower_one_folds_it(
    wide: Library, qtbot: QtBot
) -> None:
    view = ArticleView(named_theme("light"), TextShape(letters=120))
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.set_library(wide)
    view.show()
    view.open_place(Place("nine"))
    assert not view.document().rootFrame().childFrames()
    view.resize(1400, 600)
    assert len(view.document().rootFrame().childFrames()) == 1
    view.resize(500, 600)
    assert not view.document().rootFrame().childFrames()
    wide.close()
