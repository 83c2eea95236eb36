"""Reading a folder: ordinary files inside it, and nothing else, without ever hanging."""

import os
import socket
from pathlib import Path

import pytest

from gutbrain_app.core.articles.reading import (
    Unreadable,
    decoded,
    files_below,
    is_inside,
    read_file,
    read_start,
)

needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every file"
)


def paths(folder: Path) -> list[str]:
    return [stamp.path for stamp in files_below(folder)[0]]


def problems(folder: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.what) for problem in files_below(folder)[1]]


def test_files_of_all_folders_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "deep/er/c.markdown", "pictures/x.SVG", "references.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert paths(tmp_path) == [
        "a.md",
        "b.md",
        "deep/er/c.markdown",
        "pictures/x.SVG",
        "references.json",
    ]


def test_files_that_say_nothing_to_gutbrain_are_left_out(tmp_path: Path) -> None:
    for name in ("a.txt", "b.py", "deep/references.json", "deep/glossary.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert paths(tmp_path) == []


@pytest.mark.parametrize("name", [".git", ".obsidian", ".hidden", "node_modules", "__pycache__"])
def test_hidden_folders_are_left_out(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "a.md").write_text("x")
    (tmp_path / ".hidden.md").write_text("x")
    assert files_below(tmp_path) == ((), ())


def test_a_pipe_named_like_an_article_is_a_problem_and_no_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.md")
    assert problems(tmp_path) == [("x.md", "This is not an ordinary file.")]
    with pytest.raises(Unreadable, match="not an ordinary file"):
        read_file(tmp_path, "x.md", 100)


def test_a_socket_named_like_an_article_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # A socket's path must be short.
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("x.md")
        assert problems(tmp_path) == [("x.md", "This is not an ordinary file.")]


def test_a_folder_named_like_an_article_is_a_problem_and_is_entered(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    (tmp_path / "x.md" / "a.md").write_text("x")
    assert paths(tmp_path) == ["x.md/a.md"]
    assert problems(tmp_path) == [("x.md", "This is a folder with the name of an article.")]


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "../outside.md"])
def test_a_link_out_of_the_folder_is_a_problem(tmp_path: Path, target: str) -> None:
    (tmp_path / "outside.md").write_text("secret")
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "x.md").symlink_to(target)
    assert paths(folder) == []
    assert problems(folder) == [
        ("x.md", "The file is a link that leads out of the library's folder.")
    ]
    with pytest.raises(Unreadable, match="leads out"):
        read_file(folder, "x.md", 100)


def test_a_link_in_a_circle_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.md").symlink_to("y.md")
    (tmp_path / "y.md").symlink_to("x.md")
    assert len(problems(tmp_path)) == 2


def test_a_link_inside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text")
    (tmp_path / "x.md").symlink_to("a.md")
    assert read_file(tmp_path, "x.md", 100) == b"text"


def test_a_folder_that_is_a_link_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "a.md").write_text("text")
    (tmp_path / "library" / "up").symlink_to("..")
    assert paths(tmp_path / "library") == []


def test_a_folder_that_became_a_link_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.md").write_text("secret")
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "deep").symlink_to("../outside")
    with pytest.raises(Unreadable, match="leads out"):
        read_file(tmp_path / "library", "deep/a.md", 100)


@pytest.mark.parametrize("path", ["../a.md", "deep/../../a.md", "/etc/passwd"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.md").write_text("secret")
    (tmp_path / "library").mkdir()
    with pytest.raises(Unreadable):
        read_file(tmp_path / "library", path, 100)


def test_a_folder_whose_name_begins_alike_is_outside() -> None:
    assert not is_inside("/a/library", "/a/library-2/x.md")
    assert is_inside("/a/library", "/a/library/x.md")
    assert is_inside("/", "/x.md")


def test_the_library_itself_may_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_text("text")
    (tmp_path / "link").symlink_to("real")
    assert paths(tmp_path / "link") == ["a.md"]
    assert read_file(tmp_path / "link", "a.md", 100) == b"text"


def test_a_file_over_the_limit_is_refused_and_its_start_can_be_read(tmp_path: Path) -> None:
    with (tmp_path / "x.md").open("wb") as file:
        file.truncate(10_000_000_000)  # Takes no room on the disk.
    with pytest.raises(Unreadable, match=r"10000\.0 MB; 2 MB can be read"):
        read_file(tmp_path, "x.md", 2_000_000)
    assert read_start(tmp_path, "x.md", 10) == (bytes(10), 10_000_000_000)


def test_a_file_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_file(tmp_path, "x.md", 100)


@needs_permissions
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("x")
    (tmp_path / "x.md").chmod(0)
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_file(tmp_path, "x.md", 100)


@needs_permissions
def test_a_folder_without_permission_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir(mode=0)
    assert [file for file, _ in problems(tmp_path)] == ["deep"]


def test_a_name_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/x\xff.md")).write_text("x")
    assert paths(tmp_path) == []
    assert problems(tmp_path) == [("x\ufffd.md", "The file's name is not UTF-8.")]


def test_folders_may_not_lie_too_deep(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(70):
        deep = deep / "d"
        deep.mkdir()
    (deep / "a.md").write_text("x")
    assert paths(tmp_path) == []
    assert "64 folders deep" in problems(tmp_path)[0][1]


@pytest.mark.parametrize(
    ("data", "text", "line"),
    [
        (b"\xef\xbb\xbfa\r\nb\rc", "a\nb\nc", 0),
        ("é".encode(), "é", 0),
        (b"a\nb\xff\n", "a\nb\ufffd\n", 2),
        ("a".encode("utf-16"), "\ufffd\ufffda\0", 1),
        (b"", "", 0),
    ],
    ids=["mark and line ends", "UTF-8", "a byte that is none", "UTF-16", "empty"],
)
def test_bytes_become_text(data: bytes, text: str, line: int) -> None:
    assert decoded(data) == (text, line)
