"""Printing: pages with contents, running heads and numbers, as PDF, on paper and in a preview."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSize
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gutbrain_app.app import keep_printing_local
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.core.volume.files import NotExported
from gutbrain_app.core.volume.volume import bound_volume
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.printing.export_dialog import ExportDialog
from gutbrain_app.ui.printing.paper import MARGINS, Paper, Sheet
from gutbrain_app.ui.printing.pdf import pdf_of, write_pdf
from gutbrain_app.ui.printing.preview import PagePreview
from gutbrain_app.ui.printing.saving import save_volume
from gutbrain_app.ui.printing.volumes import volume_sheet

PORTRAIT = QPageLayout.Orientation.Portrait
LAYOUT = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4), PORTRAIT, MARGINS, QPageLayout.Unit.Millimeter
)


def text_of(paper: Paper) -> str:
    return paper.document.toPlainText()


def many(paragraphs: int) -> str:
    return "<p>Some words that go on for more than a line, as words do. </p>" * paragraphs


@pytest.fixture
def paper(qtbot: QtBot, library: Library) -> Paper:
    places = (Place("vagus"), Place("long"), Place("serotonin"))
    return Paper(volume_sheet(bound_volume(library, places, "Three"), library), LAYOUT)


def test_each_topic_begins_a_page_and_the_contents_tell_which(paper: Paper) -> None:
    starts = [paper.page_of(f"t{number}") for number in (1, 2, 3)]
    assert starts[0] == 2
    assert starts == sorted(set(starts))
    lines = text_of(paper).splitlines()
    for title, page in zip(("The vagus nerve", "Long", "Serotonin"), starts, strict=True):
        assert lines[lines.index(title) + 1] == str(page)
    assert str(paper.page_of("references")) == lines[lines.index("References") + 1]


def test_each_page_has_its_topic_in_the_running_head(paper: Paper) -> None:
    heads = [paper.head_of(page) for page in range(paper.page_count)]
    assert heads[0] == ""
    assert heads[paper.page_of("t2") - 1] == "Long"
    assert heads[paper.page_of("t3") - 2] == "Long"
    assert heads[-1] == "References"


def test_no_line_is_laid_over_another(paper: Paper) -> None:
    """Qt does that in long texts that are changed after they were laid out."""
    layout = paper.document.documentLayout()
    height = paper.document.pageSize().height()
    bottom = 0.0
    block = paper.document.begin()
    while block.isValid():
        box = layout.blockBoundingRect(block)
        if not block.begin().atEnd() and box.left() == 0:
            assert box.top() >= bottom - 1
            bottom = box.bottom()
        block = block.next()
    assert bottom <= paper.page_count * height


@pytest.mark.parametrize("before", range(24, 44, 2))
def test_a_heading_is_never_the_last_line_of_a_page(qtbot: QtBot, before: int) -> None:
    html = f'{many(before)}<h2><a name="h"></a>Heading</h2><p><a name="p"></a>Text</p>{many(3)}'
    paper = Paper(Sheet(html, "Title"), LAYOUT)
    assert paper.page_of("h") == paper.page_of("p")


def test_a_page_is_painted_within_its_margins(qtbot: QtBot) -> None:
    paper = Paper(Sheet(many(90), "Running title", "The foot"), LAYOUT)
    image = QImage(QSize(794, 1123), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paper.paint(painter, 1, 96)
    painter.end()
    white = QColor("white").rgb()
    inked = [row for row in range(1123) if any(image.pixel(x, row) != white for x in range(794))]
    assert inked[0] > 20
    assert inked[-1] < 1123 - 20
    sides = [x for x in range(794) if any(image.pixel(x, row) != white for row in inked)]
    assert sides[0] >= 80
    assert sides[-1] <= 794 - 80


def test_a_sheet_of_ones_own_html_needs_nothing_else(qtbot: QtBot, tmp_path: Path) -> None:
    html = '<h1>Mine</h1><p>Text <img src="file:///etc/passwd"> <img src="picture:x"></p>'
    file = tmp_path / "own.pdf"
    assert write_pdf(file, Sheet(html, "Mine", titled=False)) == 1
    assert file.read_bytes().startswith(b"%PDF-")
    assert text_of(Paper(Sheet(html, "Mine", titled=False), LAYOUT)).startswith("Mine\nText")


def test_other_paper_has_other_pages(qtbot: QtBot) -> None:
    small = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A6), PORTRAIT, QMarginsF(9, 9, 9, 9),
        QPageLayout.Unit.Millimeter,
    )  # fmt: skip
    sheet = Sheet(many(90), "Title")
    assert pdf_of(sheet, small)[1] > pdf_of(sheet, LAYOUT)[1] > 1


@pytest.mark.parametrize("suffix", ["pdf", "html", "md"])
def test_a_volume_is_saved_by_the_suffix_of_its_file(
    qtbot: QtBot, library: Library, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"out.{suffix}"
    save_volume(library, (Place("vagus"),), file)
    start = {"pdf": b"%PDF", "html": b"<!DOCTYPE html>", "md": b"# The vagus nerve"}[suffix]
    assert file.read_bytes().startswith(start)


def test_an_unknown_suffix_is_refused(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NotExported, match="ends in none of"):
        save_volume(library, (Place("vagus"),), tmp_path / "out.doc")


def test_the_preview_paints_every_page(qtbot: QtBot, library: Library) -> None:
    preview = PagePreview(volume_sheet(bound_volume(library, (Place("long"),)), library))
    qtbot.addWidget(preview)
    preview.show()
    qtbot.waitUntil(lambda: preview.page_count > 2)


def test_the_window_offers_the_article_its_section_its_part_and_all(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.article.open_place(Place("vagus", "when-it-is-cut"))
    window.furnishing.actions["print"].trigger()
    (dialog,) = window.findChildren(ExportDialog)
    offered = [dialog.what.itemText(row) for row in range(dialog.what.count())]
    assert offered == [
        "The article “The vagus nerve”",
        "The section “When it is cut”",
        "The part “Routes”, 2 topics",
        "The whole library, 4 topics",
    ]
    file = tmp_path / "routes.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    dialog.what.setCurrentIndex(2)
    dialog.kind.setCurrentText("HTML")
    dialog.save_requested.emit(dialog._extents[2], "html")
    assert "<h1>Routes</h1>" in file.read_text("utf-8")
    assert window.furnishing.notice.text == f"“Routes” was saved as {file}."
    dialog.reject()


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(
    window: MainWindow, tmp_path: Path
) -> None:
    window.furnishing.exporting.save((Place("vagus"),), "", tmp_path / "no" / "such.pdf")
    assert "could not be written" in window.furnishing.notice.text


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no CUPS socket there")
def test_printers_are_asked_for_through_a_local_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "named.by.the.reader")
    keep_printing_local()
    assert os.environ["CUPS_SERVER"] == "named.by.the.reader"
    monkeypatch.delenv("CUPS_SERVER")
    keep_printing_local()
    assert os.environ["CUPS_SERVER"].startswith("/")
    monkeypatch.delenv("CUPS_SERVER")
