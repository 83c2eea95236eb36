"""The commands: what they print, and with which exit status they end."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gutbrain_app.cli import DONE, FAILED, NOTHING, WRONG_USE, main


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GUTBRAIN_HOME", str(tmp_path / "home"))
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "SUMMARY.md").write_text("# Part\n\n- [Vagus](vagus.md)\n- [Other](other.md)\n")
    (folder / "vagus.md").write_text(
        "# Vagus\n\nFirst words.\n\n## Signals\n\nSerotonin is released.\n\n"
        "### Deeper\n\nMore.\n\n## Later\n\nEnd.\n"
    )
    (folder / "other.md").write_text("# Other\n\nSee [vagus](vagus.md).\n")
    return str(folder)


def ran(*words: str) -> int:
    """The exit status; argparse leaves by SystemExit where the words are wrong."""
    left = WRONG_USE
    with contextlib.suppress(SystemExit):
        left = main(words)
    return left


def test_search_prints_places_for_people(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("search", "serotonin", "--library", library) == DONE
    assert "vagus#signals" in capsys.readouterr().out


def test_search_prints_json_for_programs(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("search", "serotonin", "--library", library, "--json", "--limit", "1") == DONE
    hits = json.loads(capsys.readouterr().out)
    assert [hit["place"] for hit in hits] == ["vagus#signals"]
    assert {"title", "path", "snippet", "score", "why"} <= set(hits[0])


def test_search_that_finds_nothing_ends_with_1(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("search", "zzzzzqq", "--library", library, "--json") == NOTHING
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    "query", ['"', "a:b", "((", "\\", "*", "%s", "--x", "\u202e", "'", "\udcff", "0\udcff"]
)
def test_search_takes_any_text(library: str, query: str) -> None:
    assert ran("search", "--library", library, "--", query) in (DONE, NOTHING)


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("text", "Serotonin is released."),
        ("markdown", "## Signals\n\nSerotonin is released.\n\n### Deeper"),
        ("html", '<a name="signals"></a>Signals</h2>'),
    ],
)
def test_show_prints_a_section_with_those_below_it(
    library: str, capsys: pytest.CaptureFixture[str], form: str, wanted: str
) -> None:
    assert ran("show", "vagus#signals", "--library", library, "--format", form) == DONE
    shown = capsys.readouterr().out
    assert wanted in shown
    assert "More." in shown
    assert "End." not in shown
    assert "First words" not in shown


def test_show_of_a_place_that_is_gone_names_the_nearest(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("show", "vagu", "--library", library) == NOTHING
    assert "vagus" in capsys.readouterr().err


def test_topics_prints_the_tree(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("topics", "--library", library) == DONE
    assert capsys.readouterr().out == "Part\n  Vagus  (vagus)\n  Other  (other)\n"
    assert ran("topics", "--library", library, "--json") == DONE
    assert json.loads(capsys.readouterr().out)[0]["topics"][0]["topic"] == "vagus"


def test_bookmarks_are_added_listed_and_removed(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("bookmarks", "list") == NOTHING
    assert ran("bookmarks", "add", "vagus#signals", "--library", library, "--note", "n") == DONE
    capsys.readouterr()
    assert ran("bookmarks", "list", "--json") == DONE
    (mark,) = json.loads(capsys.readouterr().out)
    assert (mark["place"], mark["note"], mark["title"]) == ("vagus#signals", "n", "Signals")
    assert ran("bookmarks", "check") == DONE
    assert ran("bookmarks", "remove", mark["id"]) == DONE
    assert ran("bookmarks", "remove", mark["id"]) == NOTHING
    assert ran("bookmarks", "list") == NOTHING


def test_a_damaged_bookmarks_file_is_told_of_and_kept(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "marks.json"
    file.write_text("{ not json")
    assert ran("bookmarks", "check", "--file", str(file)) == NOTHING
    assert str(file) in capsys.readouterr().err
    assert [p for p in tmp_path.iterdir() if p.is_file() and p.read_text() == "{ not json"]


def test_check_prints_file_line_and_what_to_do(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("check", library) == DONE
    capsys.readouterr()
    Path(library, "other.md").write_text("# Other\n\nSee [gone](gone.md).\n")
    assert ran("check", library) == NOTHING
    assert "other.md:3: " in capsys.readouterr().out


def test_index_tells_its_progress_as_lines_of_json(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("index", library, "--json") == DONE
    stages = [json.loads(line)["stage"] for line in capsys.readouterr().out.splitlines()]
    assert stages[0] == "tree"
    assert stages[-1] == "done"


@pytest.mark.parametrize(
    "words",
    [("search",), ("show",), ("bookmarks", "fly"), ("show", "x", "--format", "pdf"), ("-q",)],
)
def test_wrong_use_ends_with_2(words: tuple[str, ...]) -> None:
    assert ran(*words) == WRONG_USE


@pytest.mark.parametrize("words", [(), ("search", "x", "--library"), ("check",), ("index",)])
def test_a_folder_that_is_not_there_is_one_sentence_and_3(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    gone = str(tmp_path / "gone")
    assert ran(*words, gone) == FAILED
    said = capsys.readouterr().err
    assert gone in said
    assert len(said.splitlines()) == 1


def test_a_folder_without_markdown_is_a_library_without_topics(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUTBRAIN_HOME", str(tmp_path / "home"))
    empty = tmp_path / "empty"
    empty.mkdir()
    assert ran("topics", "--library", str(empty)) == NOTHING
    assert ran("search", "x", "--library", str(empty)) == NOTHING


def test_the_version_is_told_without_loading_anything_heavy() -> None:
    code = (
        "import sys; from gutbrain_app.cli import main; main(['--version']);"
        "heavy = {'PySide6', 'markdown', 'tantivy', 'yaml', 'sqlite3', 'msgspec', 'nh3'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    name, loaded = run.stdout.splitlines()
    assert name.startswith("gutbrain ")
    assert loaded == "[]"


def test_no_module_of_the_network_is_loaded_by_a_command(library: str) -> None:
    code = (
        "import sys; from gutbrain_app.cli import main;"
        f"main(['search', 'serotonin', '--library', {library!r}]);"
        "net = {'ssl', 'http.client', 'urllib.request', 'PySide6.QtNetwork', 'PySide6'};"
        "print(sorted(net & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_export_writes_places_and_parts_as_one_file(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    file = tmp_path / f"out.{suffix}"
    places = ("vagus#signals", "part", "--library", library)
    assert ran("export", *places, "-o", str(file), "--title", "Mine") == DONE
    assert capsys.readouterr().out == f"{file} was written.\n"
    start = {"html": b"<!DOCTYPE html>", "md": b"# Mine"}[suffix]
    assert file.read_bytes().startswith(start)


def test_export_makes_a_pdf_where_there_is_no_screen(library: str, tmp_path: Path) -> None:
    file = tmp_path / "out.pdf"
    words = ["export", "vagus", "--library", library, "-o", str(file)]
    bare = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    bare.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-m", "gutbrain_app", *words]
    assert subprocess.run(command, env=bare, capture_output=True, check=False).returncode == DONE
    assert file.read_bytes().startswith(b"%PDF-")


def test_export_of_a_place_that_is_missing_names_the_nearest(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.md"
    assert ran("export", "vagos", "--library", library, "-o", str(file)) == NOTHING
    assert "near: Vagus (vagus)" in capsys.readouterr().err
    assert not file.exists()


def test_export_to_a_file_of_no_known_kind_is_refused(library: str, tmp_path: Path) -> None:
    file = tmp_path / "out.doc"
    assert ran("export", "vagus", "--library", library, "-o", str(file)) == FAILED
    assert ran("export", "vagus", "--library", library) == WRONG_USE


def test_only_a_pdf_needs_qt(library: str, tmp_path: Path) -> None:
    file = tmp_path / "out.html"
    code = (
        "import sys; from gutbrain_app.cli import main\n"
        f"main(['export', 'vagus', '--library', {library!r}, '-o', {str(file)!r}])\n"
        "sys.exit('PySide6' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the display is always there")
def test_a_display_that_leads_nowhere_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gutbrain_app"],
        env={
            **os.environ,
            "DISPLAY": ":4711",
            "QT_QPA_PLATFORM": "xcb",
            "GUTBRAIN_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "gutbrain show" in done.stderr
