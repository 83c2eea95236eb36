"""The map in files: each form holds what the map shows."""

import errno
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gutbrain_app.core.relations import read_relations
from gutbrain_app.ui.axis_map.page import AxisMapPage
from gutbrain_app.ui.main_window.window import MainWindow


def test_svg_holds_the_names_as_text(page: AxisMapPage, tmp_path: Path) -> None:
    page.saving.save(tmp_path / "map.svg")
    words = " ".join(ElementTree.parse(tmp_path / "map.svg").getroot().itertext())
    for name in ("The axis on one page", "Butyrate", "<img src=x>", "MOLECULES", "People"):
        assert name in words


def test_png_is_a_picture_on_white_whatever_the_theme(
    map_window: MainWindow, page: AxisMapPage, tmp_path: Path
) -> None:
    map_window.set_theme("dark")
    page.saving.save(tmp_path / "map.png")
    image = QImage(str(tmp_path / "map.png"))
    assert image.pixelColor(1, 1) == QColor("white")
    spots = ((x, y) for x in range(image.width()) for y in range(0, image.height(), 5))
    assert len({image.pixel(*spot) for spot in spots}) > 5


def test_pdf_is_one_page(page: AxisMapPage, tmp_path: Path) -> None:
    page.saving.save(tmp_path / "map.pdf")
    raw = (tmp_path / "map.pdf").read_bytes()
    assert raw.startswith(b"%PDF")
    assert b"/Count 1" in raw


def test_csv_holds_the_rows_of_the_table_and_can_be_read_as_relations(
    page: AxisMapPage, tmp_path: Path
) -> None:
    page.legend.chips["animal"].click()
    page.saving.save(tmp_path / "map.csv")
    found, problems = read_relations((tmp_path / "map.csv").read_text("utf-8"), "map.csv")
    assert [one.evidence for one in found] == [
        "review",
        "human RCT",
        "human observational",
        "in vitro",
        "in vitro",
    ]
    assert not problems


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "csv"])
def test_a_file_that_cannot_be_written_is_told_in_one_sentence(
    page: AxisMapPage, tmp_path: Path, form: str, qtbot: QtBot
) -> None:
    path = tmp_path / "nowhere" / f"map.{form}"
    with qtbot.waitSignal(page.notice_raised) as told:
        page.saving.save(path)
    sentence, serious = told.args
    assert sentence.startswith(f"{path} could not be written")
    assert serious


def test_what_is_lit_stands_out_on_paper_too(page: AxisMapPage, tmp_path: Path) -> None:
    page.saving.save(tmp_path / "all.svg")
    page.canvas.choose_node(0)
    page.saving.save(tmp_path / "lit.svg")
    assert "opacity" in (tmp_path / "lit.svg").read_text()
    assert page.saving.sheet().lit_lines


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "csv"])
def test_a_file_that_is_there_stays_whole_when_the_disk_is_full(
    page: AxisMapPage, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "maps" / f"map.{form}"
    path.parent.mkdir()
    path.write_text("before", "utf-8")
    monkeypatch.setattr(os, "fsync", full)
    page.saving.save(path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_text("utf-8") == "before"
