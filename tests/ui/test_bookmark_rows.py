"""The rows of the bookmarks panel: order, folders and the filter."""

from gutbrain_app.core.bookmarks.bookmark import Bookmark, Quote
from gutbrain_app.ui.bookmarks_panel.rows import FolderRow, Listing, MarkRow, Row


def mark(title: str, folder: str = "", **fields: object) -> Bookmark:
    return Bookmark(id=title, title=title, folder=folder, **fields)  # type: ignore[arg-type]


def shown(rows: list[Row]) -> list[str]:
    """Folders with a slash behind their name, indented by depth."""
    return [
        "  " * row.depth
        + (f"{row.name}/{row.held}" if isinstance(row, FolderRow) else row.mark.title)
        for row in rows
    ]


MARKS = (
    mark("b", "Seminar/Week 1", created="3"),
    mark("a", created="1"),
    mark("d", "Seminar", created="4"),
    mark("c", "Seminar/Week 1", created="2"),
)


def test_folders_lie_in_one_another_behind_what_is_in_none() -> None:
    assert shown(Listing(MARKS).rows()) == [
        "a",
        "Seminar/3",
        "  d",
        "  Week 1/2",
        "    b",
        "    c",
    ]


def test_a_folder_without_a_bookmark_is_there_and_not_while_something_is_sought() -> None:
    listing = Listing(MARKS, ["Empty"])
    assert shown(listing.rows())[1] == "Empty/0"
    assert shown(listing.rows("a")) == ["a"] or "Empty/0" not in shown(listing.rows("a"))


def test_a_closed_folder_hides_what_is_in_it_at_any_depth() -> None:
    assert shown(Listing(MARKS).rows(closed={"Seminar"})) == ["a", "Seminar/3"]
    rows = Listing(MARKS).rows(closed={"Seminar/Week 1"})
    assert shown(rows) == ["a", "Seminar/3", "  d", "  Week 1/2"]
    assert [row.open for row in rows if isinstance(row, FolderRow)] == [True, False]


def test_a_folder_whose_name_begins_like_a_closed_one_stays() -> None:
    marks = [mark("a", "Week 1"), mark("b", "Week 10")]
    assert shown(Listing(marks).rows(closed={"Week 1"})) == ["Week 1/1", "Week 10/1", "  b"]


def test_sorted_by_title_or_newest_within_the_folders() -> None:
    assert shown(Listing(MARKS, order="title").rows())[4:] == ["    b", "    c"]
    newest = Listing(MARKS, order="newest", grouped=False).rows()
    assert [row.mark.title for row in newest if isinstance(row, MarkRow)] == ["d", "b", "c", "a"]


def test_sorted_by_place_as_the_library_has_it() -> None:
    listing = Listing(
        MARKS, order="place", grouped=False, place_key=lambda each: "dbca".index(each.title)
    )
    assert shown(listing.rows()) == ["d", "b", "c", "a"]


def test_every_word_must_be_somewhere_in_title_note_tags_folder_or_quote() -> None:
    marks = [
        mark("Vagus", "Seminar", note="Slide four", tags=("exam",)),
        mark("Other", quote=Quote("most fibres run UPWARD"), path=("Routes", "Vagus")),
    ]
    listing = Listing(marks)
    for query in ("vag slide", "#exam", "seminar four", "FOUR"):
        assert shown(listing.rows(query)) == ["Seminar/1", "  Vagus"], query
    assert shown(listing.rows("upward")) == ["Other"]
    assert shown(listing.rows("routes fibres")) == ["Other"]
    assert listing.rows("upward four") == []


def test_what_is_found_is_shown_in_closed_folders_too() -> None:
    rows = Listing([mark("cx", "F/G"), mark("y", "F")]).rows("cx", closed={"F"})
    assert shown(rows) == ["F/1", "  G/1", "    cx"]
