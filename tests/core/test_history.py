"""What was read lately: the latest visits, shared by windows, wiped for good."""

import json
from pathlib import Path

import pytest

from gutbrain_app.core import history as room
from gutbrain_app.core.history import History, Visit
from gutbrain_app.core.jsonfile.writing import NotWritten


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.json"


def visit(topic: str, section: str = "", letters: int = 0) -> Visit:
    return Visit("/libraries/gut", topic, topic.title(), section, letters)


def topics(history: History) -> list[str]:
    return [each.topic for each in history.visits]


def test_the_latest_visit_comes_first_and_an_article_once(path: Path) -> None:
    history = History(path)
    for topic in ("vagus", "serotonin", "vagus"):
        history.note(visit(topic))
    assert topics(history) == ["vagus", "serotonin"]
    assert not path.exists()


def test_what_was_read_is_there_at_the_next_start(path: Path) -> None:
    history = History(path)
    history.note(visit("vagus", "signals", 120))
    history.save()
    again = History(path).visit_of("/libraries/gut", "vagus")
    assert again is not None
    assert (again.section, again.letters) == ("signals", 120)


def test_two_windows_keep_each_others_visits(path: Path) -> None:
    one, other = History(path), History(path)
    one.note(visit("vagus", "early"))
    other.note(visit("serotonin"))
    other.note(visit("vagus", "late"))
    other.save()
    one.save()
    assert set(topics(History(path))) == {"vagus", "serotonin"}
    kept = History(path).visit_of("/libraries/gut", "vagus")
    assert kept is not None
    assert kept.section == "late"


def test_what_is_wiped_does_not_come_back_from_another_window(path: Path) -> None:
    one, other = History(path), History(path)
    other.note(visit("serotonin"))
    one.note(visit("vagus"))
    one.save()
    one.wipe()
    other.save()
    assert topics(History(path)) == []
    assert b"vagus" not in path.read_bytes()
    assert b"serotonin" not in path.read_bytes()


def test_one_visit_is_forgotten_alone_and_for_good(path: Path) -> None:
    history = History(path)
    for topic in ("vagus", "serotonin"):
        history.note(visit(topic))
    history.save()
    history.forget(history.visits[0])
    assert topics(history) == ["vagus"]
    history.save()
    assert topics(History(path)) == ["vagus"]


def test_no_more_than_the_newest_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 3)
    history = History(path)
    for number in range(5):
        history.note(visit(f"t{number}"))
    history.save()
    assert topics(History(path)) == ["t4", "t3", "t2"]


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'{"format": "gutbrain-history", "version": 9}',
        b'{"format": "gutbrain-history", "version": 1, "articles": 3}',
    ],
)
def test_a_file_that_cannot_be_used_is_kept_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    history = History(path)
    assert len(history.notices) == 1
    history.note(visit("vagus"))
    history.save()
    (aside,) = path.parent.glob("history.damaged-*.json")
    assert aside.read_bytes() == content
    assert json.loads(path.read_bytes())["articles"][0]["topic"] == "vagus"


def test_a_file_that_cannot_be_read_is_never_written_over(path: Path) -> None:
    path.mkdir(parents=True)
    history = History(path)
    assert "cannot be read" in history.notices[0]
    history.note(visit("vagus"))
    with pytest.raises(NotWritten):
        history.save()
    assert path.is_dir()


def test_a_forgotten_article_opens_at_its_beginning_before_it_is_saved_too(path: Path) -> None:
    history = History(path)
    history.note(visit("vagus", "signals"))
    history.save()
    history.forget(history.visits[0])
    assert history.visit_of("/libraries/gut", "vagus") is None
