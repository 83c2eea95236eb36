"""A new library: in order from its first day, and never in the place of another."""

from pathlib import Path

import pytest

from gutbrain_app.core.articles.front_matter import read_yaml
from gutbrain_app.core.check import library_problems
from gutbrain_app.core.new_library import NotMade, make_library


@pytest.mark.parametrize("name", ["my-notes", 'a "b": {c}', "漢 字", "😀", "DAY", "My TITLE"])
def test_a_new_library_has_no_problem(tmp_path: Path, name: str) -> None:
    make_library(tmp_path / name)
    assert library_problems(tmp_path / name) == ()
    assert read_yaml((tmp_path / name / "library.yaml").read_text("utf-8"), 9_999)["id"] == name


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    make_library(tmp_path)
    assert (tmp_path / "SUMMARY.md").is_file()


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(NotMade, match="nothing in it was changed"):
        make_library(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotMade, match="cannot be written"):
        make_library(tmp_path / "file" / "library")
