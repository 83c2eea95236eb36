"""Merging what was changed here with what was changed elsewhere: nothing a reader wrote is lost."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.document import Document, document_of
from gutbrain_app.core.bookmarks.entries import entry_of, read_entry
from gutbrain_app.core.bookmarks.merging import merge


def doc(notes: str = "", **named: str) -> Document:
    """`doc("a b")` holds a and b with empty notes; `doc(a="x")` holds a with the note x."""
    kept = {**dict.fromkeys(notes.split(), ""), **named}
    entries = [entry_of(Bookmark(id=key, title=key, note=note)) for key, note in kept.items()]
    return document_of(entries, Document().header)


def ids(document: Document) -> str:
    return " ".join(each.id for each in document.bookmarks)


def notes(document: Document) -> list[str]:
    return [each.note for each in document.bookmarks]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        pytest.param("a b", "a b", "a b", "a b", id="nothing changed"),
        pytest.param("a b", "a b c", "a b", "a b c", id="added here"),
        pytest.param("a b", "a b", "a b c", "a b c", id="added there"),
        pytest.param("a b", "a b c", "a b d", "a b d c", id="added on both sides"),
        pytest.param("a b", "x a b", "y a b", "x y a b", id="put first on both sides"),
        pytest.param("a b", "a x b", "a b y", "a x b y", id="put in between here"),
        pytest.param("a b c", "a c", "a b c", "a c", id="removed here"),
        pytest.param("a b c", "a b c", "a c", "a c", id="removed there"),
        pytest.param("a b c", "a c", "a c", "a c", id="removed on both sides"),
        pytest.param("a b c", "b c", "a b", "b", id="different ones removed"),
        pytest.param("a b c", "", "a b c d", "d", id="all removed here, one added there"),
        pytest.param("a b c", "c b a", "a b c d", "c b a d", id="moved here, added there"),
        pytest.param("a b c", "a b c x", "c b a", "c b a x", id="moved there, added here"),
        pytest.param("a b c", "c a b", "b c a", "c a b", id="moved on both sides"),
    ],
)
def test_the_readers_order_is_kept(base: str, ours: str, theirs: str, merged: str) -> None:
    assert set(ids(merge(doc(base), doc(ours), doc(theirs)).document)) == set(merged)
    assert ids(merge(doc(base), doc(ours), doc(theirs)).document) == merged


def test_a_note_changed_on_one_side_is_taken_from_there() -> None:
    here = merge(doc(a="old"), doc(a="new"), doc(a="old", b=""))
    there = merge(doc(a="old"), doc(a="old", b=""), doc(a="new"))

    assert notes(here.document) == ["new", ""]
    assert notes(there.document) == ["new", ""]
    assert here.notices == there.notices == ()


@pytest.mark.parametrize("here", [True, False])
def test_removed_on_one_side_and_changed_on_the_other_it_stays(here: bool) -> None:
    removed, changed = doc("b"), doc(a="a note", b="")
    ours, theirs = (removed, changed) if here else (changed, removed)
    merged = merge(doc("a b"), ours, theirs)

    assert "a note" in notes(merged.document)
    assert "kept" in merged.notices[0]


def test_different_fields_of_one_bookmark_are_merged() -> None:
    base = _one(note="", folder="")
    merged = merge(base, _one(note="mine", folder=""), _one(note="", folder="Theirs"))

    assert merged.document.bookmarks == (Bookmark(id="a", note="mine", folder="Theirs"),)
    assert merged.notices == ()


def test_the_same_note_changed_on_both_sides_is_there_twice() -> None:
    merged = merge(doc(a="old", b=""), doc(a="mine", b=""), doc(a="theirs", b=""))

    assert sorted(notes(merged.document)) == ["", "mine", "theirs"]
    assert merged.document.entries["a"].bookmark == Bookmark(id="a", title="a", note="mine")
    assert "both texts were kept" in merged.notices[0]


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    merged = merge(doc(a="old"), doc(a="new"), doc(a="new", b=""))

    assert notes(merged.document) == ["new", ""]
    assert merged.notices == ()


def test_of_two_folders_chosen_at_once_this_sides_holds() -> None:
    merged = merge(_one(folder=""), _one(folder="Mine"), _one(folder="Theirs"))

    assert [each.folder for each in merged.document.bookmarks] == ["Mine"]


def test_the_same_conflict_met_twice_makes_one_second_text() -> None:
    base, ours, theirs = doc(a="old"), doc(a="mine"), doc(a="theirs")
    first = merge(base, ours, theirs).document
    second = merge(base, first, theirs).document

    assert sorted(notes(second)) == ["mine", "theirs"]


def test_unknown_fields_changed_there_stay() -> None:
    def with_aura(aura: int, note: str) -> Document:
        entry = entry_of(Bookmark(id="a", note=note), {"aura": aura})
        return document_of([entry], Document().header)

    merged = merge(with_aura(1, "old"), with_aura(1, "new"), with_aura(2, "old"))

    assert b'"aura": 2' in merged.document.entries["a"].raw
    assert notes(merged.document) == ["new"]


def test_a_text_that_names_a_field_twice_is_left_alone_in_a_conflict() -> None:
    twice = read_entry(b'{"id": "a", "note": "x", "note": "theirs"}')
    theirs = document_of([twice], Document().header)
    merged = merge(_one(note="old"), _one(note="mine"), theirs)

    assert twice.raw in [each.raw for each in merged.document.entries.values()]
    assert "mine" in notes(merged.document)


def test_entries_that_cannot_be_read_stay_through_a_merge() -> None:
    strange = read_entry(b'"strange"')
    base = document_of([strange, *doc("a").entries.values()], Document().header)
    ours = document_of([strange, *doc("a b").entries.values()], Document().header)
    theirs = document_of([strange, *doc("a c").entries.values()], Document().header)

    assert merge(base, ours, theirs).document.unreadable == (strange,)


def test_the_header_is_theirs() -> None:
    theirs = Document({**Document().header, "folders": ["A"]}, doc("a c").entries)

    assert merge(doc("a"), doc("a b"), theirs).document.header == theirs.header


sides = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", "1", "2", "3"]))


@given(sides, sides, sides)
def test_no_text_is_lost_unless_one_side_removed_or_replaced_what_the_other_left(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> None:
    merged = merge(doc(**base), doc(**ours), doc(**theirs)).document
    kept = {(each.title, each.note) for each in merged.bookmarks}

    for (key, note), other in itertools.chain(
        zip(ours.items(), itertools.repeat(theirs)), zip(theirs.items(), itertools.repeat(ours))
    ):
        undone = base.get(key) == note and other.get(key) != note
        assert (key, note) in kept or undone
    assert kept <= {*ours.items(), *theirs.items()}


@given(sides, sides)
def test_merging_with_an_unchanged_side_is_the_other_side(
    base: dict[str, str], changed: dict[str, str]
) -> None:
    there = merge(doc(**base), doc(**base), doc(**changed)).document
    here = merge(doc(**base), doc(**changed), doc(**base)).document

    assert there.says_the_same(doc(**changed))
    assert here.says_the_same(doc(**changed))


def _one(**fields: str) -> Document:
    return document_of([entry_of(Bookmark(id="a", **fields))], Document().header)  # type: ignore[arg-type]
