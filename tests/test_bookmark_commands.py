"""`gutbrain bookmarks`: what each deed prints, changes, and ends with."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from gutbrain_app.cli import DONE, FAILED, NOTHING, WRONG_USE
from tests.test_cli import ran

VAGUS = (
    "# Vagus\n\nFirst words.\n\n## Signals\n\nSerotonin is released by many cells [@one]. "
    "It acts in the gut [@two].\n\n## Later\n\nEnd.\n"
)
REFERENCES = '[{"id": "one", "title": "One"}, {"id": "two", "title": "Two", "DOI": "10.1/2"}]'


class Reader:
    """Says `gutbrain bookmarks …` and reads the answer."""

    def __init__(self, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.library = library
        self._capsys = capsys
        self.errors = ""

    def says(self, *words: str, status: int = DONE) -> str:
        self._capsys.readouterr()
        assert ran("bookmarks", *words) == status, self._capsys.readouterr().err
        out, self.errors = self._capsys.readouterr()
        return out

    def adds(self, place: str, *words: str) -> str:
        return self.says("add", place, "--library", str(self.library), *words).strip()

    @property
    def bookmarks(self) -> list[dict[str, Any]]:
        self._capsys.readouterr()
        ran("bookmarks", "list", "--json")
        marks: list[dict[str, Any]] = json.loads(self._capsys.readouterr().out)
        return marks

    def writes(self, text: str) -> None:
        (self.library / "vagus.md").write_text(text)


@pytest.fixture
def reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Reader:
    monkeypatch.setenv("GUTBRAIN_HOME", str(tmp_path / "home"))
    library = tmp_path / "library"
    library.mkdir()
    (library / "library.yaml").write_text("id: small\ntitle: Small\n")
    (library / "references.json").write_text(REFERENCES)
    (library / "other.md").write_text("# Other\n\nWords.\n")
    (library / "vagus.md").write_text(VAGUS)
    return Reader(library, capsys)


def test_a_bookmark_is_added_with_all_it_can_have(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("for\nslide 4"))
    id = reader.adds(
        "vagus#signals", "--note", "-", "--folder", "Seminar / Week 1", "--tag", "a", "--tag", "b"
    )
    (mark,) = reader.bookmarks

    assert mark["id"] == id
    assert (mark["note"], mark["folder"]) == ("for\nslide 4", "Seminar/Week 1")
    assert mark["tags"] == ["a", "b"]
    assert mark["beginning"].startswith("Serotonin is released")
    assert mark["quote"] is None


def test_a_highlight_is_added_where_its_words_stand(reader: Reader) -> None:
    reader.adds("vagus#signals", "--quote", "released by many cells", "--colour", "pink")
    reader.adds("vagus#signals", "--quote", "It acts")
    first, second = reader.bookmarks

    assert first["quote"]["exact"] == "released by many cells"
    assert first["quote"]["prefix"].endswith("Serotonin is ")
    assert (first["colour"], second["colour"]) == ("pink", "yellow")
    reader.says(
        "add", "vagus#later", "--quote", "It acts", "--library", str(reader.library), status=NOTHING
    )
    assert "does not stand in vagus#later" in reader.errors


def test_bookmarks_are_listed_by_folder_and_tag(reader: Reader) -> None:
    reader.adds("vagus", "--folder", "A/B", "--tag", "x")
    reader.adds("other", "--folder", "A")
    reader.adds("vagus#later", "--folder", "AB", "--tag", "x")

    assert reader.says("list", "--folder", "A").count("\n") == 2
    assert "vagus#later" in reader.says("list", "--tag", "x")
    assert reader.says("list", "--tag", "y", status=NOTHING) == ""


def test_many_are_changed_at_once(reader: Reader) -> None:
    ids = [reader.adds(place, "--tag", "old") for place in ("vagus", "other")]

    reader.says("change", *ids, "--tag", "new", "--untag", "old", "--folder", "F", "--note", "n")

    assert [mark["tags"] for mark in reader.bookmarks] == [["new"], ["new"]]
    assert [(mark["folder"], mark["note"]) for mark in reader.bookmarks] == [("F", "n")] * 2
    reader.says("change", ids[0], status=WRONG_USE)
    reader.says("change", ids[0], "none", "--note", "x", status=NOTHING)
    assert {mark["note"] for mark in reader.bookmarks} == {"n"}


def test_bookmarks_are_moved_and_removed(reader: Reader) -> None:
    a, b, c = (reader.adds(place) for place in ("vagus", "other", "vagus#later"))

    reader.says("move", c, b, "--before", a)
    assert [mark["id"] for mark in reader.bookmarks] == [c, b, a]
    reader.says("remove", c, a)
    assert [mark["id"] for mark in reader.bookmarks] == [b]
    reader.says("remove", b, "none", status=NOTHING)
    assert [mark["id"] for mark in reader.bookmarks] == [b]


def test_a_folder_is_renamed(reader: Reader) -> None:
    reader.adds("vagus", "--folder", "A/B")

    reader.says("rename-folder", "A", "C")
    assert reader.bookmarks[0]["folder"] == "C/B"
    reader.says("rename-folder", "A", "D", status=NOTHING)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("out.json", '"gutbrain-bookmarks"'),
        ("out.csv", "Serotonin is released by many cells"),
        ("out.md", "> Serotonin is released by many cells"),
        ("out.html", "<blockquote>Serotonin is released by many cells"),
        ("out.bib", "@article{one,"),
        ("out.RIS", "ID  - one"),
    ],
)
def test_bookmarks_are_exported(reader: Reader, tmp_path: Path, name: str, wanted: str) -> None:
    words = "Serotonin is released by many cells"
    reader.adds("vagus#signals", "--quote", words, "--note", "mine")
    target = tmp_path / name
    target.write_text("an older export")

    reader.says("export", str(target), "--library", str(reader.library))

    text = target.read_text("utf-8-sig")
    assert wanted in text
    assert "two" not in text.lower()  # the sentence that was highlighted does not cite it


def test_chosen_bookmarks_are_exported_in_the_order_given(reader: Reader, tmp_path: Path) -> None:
    a, b, _ = (reader.adds(place) for place in ("vagus", "other", "vagus#later"))
    target = tmp_path / "out.json"

    reader.says("export", str(target), b, a)

    assert [mark["id"] for mark in json.loads(target.read_bytes())["bookmarks"]] == [b, a]


@pytest.mark.parametrize("name", ["out.txt", "out", "home/bookmarks.json"])
def test_an_export_never_goes_where_it_should_not(
    reader: Reader, tmp_path: Path, name: str
) -> None:
    reader.adds("vagus")
    before = reader.bookmarks
    home = next((tmp_path / "home").rglob("bookmarks.json"))
    target = home if name.startswith("home") else tmp_path / name

    reader.says("export", str(target), status=WRONG_USE)

    assert target == home or not target.exists()
    assert reader.bookmarks == before


def test_another_file_is_imported_once(reader: Reader, tmp_path: Path) -> None:
    reader.adds("vagus", "--note", "theirs")
    target = tmp_path / "out.json"
    reader.says("export", str(target))
    reader.says("remove", reader.bookmarks[0]["id"])
    reader.adds("other", "--note", "mine")

    assert reader.says("import", str(target)) == "1 new, 0 changed.\n"
    assert json.loads(reader.says("import", str(target), "--json"))["new"] == 0
    assert sorted(mark["note"] for mark in reader.bookmarks) == ["mine", "theirs"]


@pytest.mark.parametrize("content", [None, "{", '{"format": "gutbrain-bookmarks", "version": 9}'])
def test_a_file_that_cannot_be_imported_is_one_sentence(
    reader: Reader, tmp_path: Path, content: str | None
) -> None:
    source = tmp_path / "other.json"
    if content is not None:
        source.write_text(content)

    reader.says("import", str(source), status=FAILED)

    assert str(source) in reader.errors
    assert len(reader.errors.splitlines()) == 1


def test_check_says_what_became_of_the_bookmarks(reader: Reader) -> None:
    words = "Serotonin is released by many cells"
    highlight = reader.adds("vagus#signals", "--quote", words)
    later = reader.adds("vagus#later")
    library = str(reader.library)
    assert "2 bookmarks can be read" in reader.says("check", "--library", library)

    reader.writes(VAGUS.replace("many", "some").replace("## Later\n\nEnd.", ""))

    said = reader.says("check", "--library", library, status=NOTHING)
    assert f"{highlight}  Signals  (vagus#signals): edited" in said
    assert "by [-many-]{+some+} cells" in said
    assert f"{later}  Later  (vagus#later): retired" in said
    data = json.loads(reader.says("check", "--library", library, "--json", status=NOTHING))
    assert data["standings"][later]["state"] == "retired"

    reader.says("accept", highlight, "--library", library)
    reader.says("place", later, "other", "--library", library)
    reader.says("check", "--library", library)


def test_backups_are_listed_and_restored(reader: Reader) -> None:
    reader.says("backups", status=NOTHING)
    reader.adds("vagus")
    reader.adds("other")
    number = reader.says("backups").split()[0]
    assert "  1 bookmark  " in reader.says("backups")

    reader.says("restore", number)

    assert [mark["place"] for mark in reader.bookmarks] == ["vagus"]
    newest = json.loads(reader.says("backups", "--json"))[0]
    assert newest["bookmarks"] == 2
    reader.says("restore", str(newest["number"]))
    assert [mark["place"] for mark in reader.bookmarks] == ["vagus", "other"]
    reader.says("restore", "99", status=NOTHING)


def test_half_a_character_of_a_damaged_file_is_shown_by_its_number(
    reader: Reader, tmp_path: Path
) -> None:
    file = tmp_path / "half.json"
    entry = {"id": "1", "library": "x", "place": "a", "title": "t\ud83d"}
    head = {"format": "gutbrain-bookmarks", "version": 1, "bookmarks": [entry]}
    file.write_text(json.dumps(head), "ascii")
    assert "t\\ud83d" in reader.says("list", "--file", str(file))
    (shown,) = json.loads(reader.says("list", "--json", "--file", str(file)))
    assert shown["title"] == "t\ud83d"
