"""A9: files of every version there has been, and of those to come."""

import json
import shutil
from pathlib import Path

from gutbrain_app.core.bookmarks.bookmark import Bookmark, Quote
from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.jsonfile.reading import Damaged, Read, TooNew
from tests.faults.scenes import FILE, aged, bookmark, folder
from tests.faults.tally import Tally, expect

# Kept for ever: what each version wrote must be read as long as there is a Gutbrain.
GOLDEN = Path(__file__).parent / "golden"
FIRST = (
    Bookmark(
        id="01JDA0000000000000000000A1",
        library="gutbrain",
        place="vagus-nerve#how-a-signal-travels",
        title="How a signal travels",
        path=("Routes", "The vagus nerve"),
        folder="Seminar",
        tags=("slides",),
        note="for slide 4: “80 %” of fibres, 🧠\nsecond line",
        created="2026-11-22T10:00:00Z",
        quote=Quote("afferent fibres", "about 80 % are ", ", which carry"),
    ),
    Bookmark(
        id="01JDA0000000000000000000A2",
        library="gutbrain",
        place="enteric-nervous-system",
        title="The enteric nervous system",
        created="2026-11-22T10:01:00Z",
        colour="yellow",
    ),
)


def play(tally: Tally, long: bool) -> None:
    """Each golden file as it was written; then versions that are none, or none yet."""
    with folder() as home, tally.run("version 1"):
        _check_first(home / FILE)
    for newer in (2, 3, 100, 2**31, 2**63, 10**30):
        with folder() as home, tally.run(f"version {newer}"):
            _check_newer(home / FILE, newer)
    for nonsense in (0, -1, 1.5, "1", None, True):
        with folder() as home, tally.run(f"version {nonsense!r}"):
            _check_nonsense(home / FILE, nonsense)
    with folder() as home, tally.run("became newer while open"):
        _check_upgrade(home / FILE)


def _golden(path: Path, version: object) -> bytes:
    data = json.loads((GOLDEN / "version-1.json").read_bytes())
    path.write_text(json.dumps({**data, "version": version}))
    aged(path)
    return path.read_bytes()


def _check_first(path: Path) -> None:
    shutil.copy(GOLDEN / "version-1.json", path)
    before = path.read_bytes()
    store = BookmarkStore(path)
    expect(isinstance(store.opened, Read) and not store.notices, f"{store.opened}")
    expect(store.bookmarks == FIRST, f"{store.bookmarks}")
    expect(store.add(bookmark("new")) == Saved(), "not saved")
    first_lines = before.splitlines()
    now = path.read_bytes()
    expect(now.splitlines()[:2] == first_lines[:2], "untouched text was changed")
    expect('"Später"]'.encode() in now, "an unknown field of the file is gone")
    store.change(FIRST[0].id, note="changed")
    fields = json.loads(path.read_bytes())["bookmarks"][0]
    expect(fields["aura"] == {"of": ["tomorrow", 1.5]}, "an unknown field of an entry is gone")
    expect(fields["quote"]["type"] == "TextQuoteSelector", "an unknown field of a quote is gone")


def _check_newer(path: Path, version: object) -> None:
    raw = _golden(path, version)
    store = BookmarkStore(path)
    expect(isinstance(store.opened, TooNew) and store.bookmarks == FIRST, f"{store.opened}")
    answers = (store.add(bookmark("no")), store.remove(FIRST[0].id), store.retry())
    expect(all(isinstance(each, NotSaved) for each in answers), "written over a newer file")
    expect("newer Gutbrain" in " ".join(store.notices), "the reader is not told")
    expect(path.read_bytes() == raw, "a newer file was changed")
    expect(not list(path.parent.glob("*.damaged-*")), "a newer file is not damaged")


def _check_nonsense(path: Path, version: object) -> None:
    raw = _golden(path, version)
    store = BookmarkStore(path)
    expect(isinstance(store.opened, Damaged) and not store.writable, f"{store.opened}")
    expect(path.read_bytes() == raw, "the file was changed")
    expect([each.read_bytes() for each in path.parent.glob("*.damaged-*")] == [raw], "no copy")


def _check_upgrade(path: Path) -> None:
    _golden(path, 1)
    store = BookmarkStore(path)
    expect(store.change(FIRST[1].id, note="mine") == Saved(), "not saved")
    raw = _golden(path, 2)
    answer = store.change(FIRST[1].id, note="later")
    expect(isinstance(answer, NotSaved) and path.read_bytes() == raw, "written over a newer file")
    expect(store.bookmarks[1].note in ("mine", "later"), "what was shown is gone")
