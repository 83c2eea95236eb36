"""Bookmarks after their library has changed: unchanged, edited, moved or retired."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.quoting import quote_of
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.core.standing.keeping import accepted, bookmark_at, placed, places_near
from gutbrain_app.core.standing.standing import Standing, State
from gutbrain_app.core.standing.standings import Standings
from tests.core.build.libraries import opened, write

PASSAGE = "Most of its fibres carry news up to the brain"
VAGUS = f"""# The vagus nerve

A long nerve joins the gut and the brainstem.

## Signals

The nerve is a cable of many fibres. {PASSAGE}. Some carry orders down to the stomach.

## Cutting it

In mice the operation took away the effect of the strain on behaviour.
"""
OTHER = "# Food\n\nWhat is eaten feeds the microbes of the large bowel.\n"
SUMMARY = "# Routes\n- [The vagus nerve](vagus.md)\n- [Food](food.md)\n"
FILES = {"library.yaml": "id: small\n", "SUMMARY.md": SUMMARY, "vagus.md": VAGUS, "food.md": OTHER}

Edition = Callable[..., Library]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """The library as built from these files, others left as they were."""
    numbers = iter(range(9))

    def build(**changed: str | None) -> Library:
        files = {**FILES, **{name.replace("_md", ".md"): text for name, text in changed.items()}}
        folder = tmp_path / f"library{next(numbers)}"
        write(folder, {name: text for name, text in files.items() if text is not None})
        return opened(folder, tmp_path / "cache")

    return build


def highlight(library: Library, passage: str = PASSAGE, slug: str = "signals") -> Bookmark:
    section = next(each for each in library.article("vagus").sections if each.slug == slug)
    start = section.text.index(passage)
    quote = quote_of(section.text, start, start + len(passage))
    return bookmark_at(library, Place("vagus", slug), quote=quote, colour="green", note="mine")


def standing(library: Library, mark: Bookmark) -> Standing:
    return Standings(library).of([mark])[mark.id]


def said(standing: Standing) -> list[tuple[str, str]]:
    return [(each.kind, each.text.strip()) for each in standing.changes if each.kind != "same"]


def test_a_new_bookmark_knows_its_titles_and_its_text(edition: Edition) -> None:
    mark = bookmark_at(edition(), Place("vagus", "signals"), folder="Seminar")

    assert (mark.library, mark.place, mark.title) == ("small", "vagus#signals", "Signals")
    assert mark.path == ("Routes", "The vagus nerve")
    assert mark.beginning.startswith("The nerve is a cable")
    assert not mark.is_highlight


def test_what_nobody_changed_is_unchanged(edition: Edition) -> None:
    library = edition()
    section = bookmark_at(library, Place("vagus", "signals"))
    topic = bookmark_at(library, Place("food"))
    passage = highlight(library)

    found = Standings(edition()).of([section, topic, passage])

    assert {each.state for each in found.values()} == {State.UNCHANGED}
    assert all(not each.changes for each in found.values())
    assert found[passage.id].quote == passage.quote


def test_bookmarks_of_other_libraries_have_no_standing(edition: Edition) -> None:
    mark = replace(highlight(edition()), library="another")

    assert Standings(edition()).of([mark]) == {}


def test_an_edited_passage_says_which_words_changed(edition: Edition) -> None:
    mark = highlight(edition())
    library = edition(vagus_md=VAGUS.replace("Most of its fibres", "About 80% of its fibres"))

    found = standing(library, mark)

    assert found.state is State.EDITED
    assert said(found) == [("removed", "Most"), ("added", "About 80%")]
    assert found.quote is not None
    assert found.quote.exact == "About 80% of its fibres carry news up to the brain"


def test_an_edited_section_says_how_it_begins_now(edition: Edition) -> None:
    mark = bookmark_at(edition(), Place("vagus", "signals"))
    library = edition(vagus_md=VAGUS.replace("The nerve is", "It is said that the nerve is"))

    found = standing(library, mark)

    assert found.state is State.EDITED
    assert ("added", "It is said that the") in said(found)


def test_a_section_edited_further_down_is_edited_too(edition: Edition) -> None:
    long = VAGUS.replace("## Cutting it", "More words follow here. " * 20 + "\n\n## Cutting it")
    mark = bookmark_at(edition(vagus_md=long), Place("vagus", "signals"))

    found = standing(edition(vagus_md=long.replace("follow here. \n", "stood.\n")), mark)

    assert (found.state, found.changes) == (State.EDITED, ())


def test_new_white_space_is_no_edit(edition: Edition) -> None:
    library = edition()
    marks = [highlight(library), bookmark_at(library, Place("vagus", "signals"))]
    found = Standings(edition(vagus_md=VAGUS.replace("fibres carry", "fibres\ncarry"))).of(marks)

    assert {each.state for each in found.values()} == {State.UNCHANGED}


def test_a_renamed_section_is_followed(edition: Edition) -> None:
    library = edition()
    marks = [highlight(library), bookmark_at(library, Place("vagus", "signals"))]

    found = Standings(edition(vagus_md=VAGUS.replace("## Signals", "## How it talks"))).of(marks)

    for each in found.values():
        assert (each.state, each.place) == (State.MOVED, Place("vagus", "how-it-talks"))
        assert (each.title, each.changes) == ("How it talks", ())


def test_a_renamed_article_is_followed_by_its_titles(edition: Edition) -> None:
    library = edition()
    marks = [
        highlight(library),
        bookmark_at(library, Place("vagus", "signals")),
        bookmark_at(library, Place("vagus")),
    ]
    summary = SUMMARY.replace("vagus.md", "nerves/x.md")
    files = {"vagus.md": None, "SUMMARY.md": summary, "nerves/x.md": VAGUS}

    found = Standings(edition(**files)).of(marks)

    assert [str(each.place) for each in found.values()] == [
        "nerves/x#signals",
        "nerves/x#signals",
        "nerves/x",
    ]
    assert {each.state for each in found.values()} == {State.MOVED}


def test_a_passage_is_followed_into_any_article(edition: Edition) -> None:
    library = edition()
    marks = [highlight(library), bookmark_at(library, Place("vagus", "signals"))]
    section = VAGUS[VAGUS.index("## Signals") : VAGUS.index("## Cutting")]
    files = {"vagus.md": None, "food.md": OTHER + section.replace("Signals", "Cables")}

    found = Standings(edition(**files, SUMMARY_md="# Routes\n- [Food](food.md)\n")).of(marks)

    for each in found.values():
        assert (each.state, str(each.place)) == (State.MOVED, "food#cables")
        assert each.path == ("Routes", "Food")


def test_a_section_whose_words_went_elsewhere_is_followed_there(edition: Edition) -> None:
    mark = bookmark_at(edition(), Place("vagus", "signals"))
    moved = VAGUS.replace("## Signals\n", "## Signals\n\nThis was split up.\n\n## Fibres\n")

    found = standing(edition(vagus_md=moved), mark)

    assert (found.state, str(found.place)) == (State.MOVED, "vagus#fibres")


def test_a_passage_that_is_gone_is_retired_and_keeps_its_words(edition: Edition) -> None:
    mark = highlight(edition())
    library = edition(vagus_md=VAGUS.replace(f"{PASSAGE}. ", ""))

    found = standing(library, mark)

    assert (found.state, found.place) == (State.RETIRED, Place("vagus", "signals"))
    assert found.quote == mark.quote
    assert accepted(library, mark, found) == mark


def test_an_article_that_is_gone_leaves_its_bookmarks_retired(edition: Edition) -> None:
    mark = bookmark_at(edition(), Place("vagus", "signals"), note="mine")
    library = edition(**{"vagus.md": None}, SUMMARY_md="# Routes\n- [Food](food.md)\n")

    found = standing(library, mark)

    assert (found.state, found.place, found.title) == (State.RETIRED, None, "Signals")
    again = placed(library, mark, Place("food"))
    assert (again.note, again.place, again.title) == ("mine", "food", "Food")
    assert standing(library, again).state is State.UNCHANGED


def test_what_the_reader_has_seen_is_unchanged_from_then_on(edition: Edition) -> None:
    old = edition()
    marks = [highlight(old), bookmark_at(old, Place("vagus", "signals"))]
    library = edition(
        vagus_md=VAGUS.replace("Most of its", "Many of its").replace("Signals", "Talk")
    )
    found = Standings(library).of(marks)
    assert {each.state for each in found.values()} == {State.MOVED}

    seen = [accepted(library, mark, found[mark.id]) for mark in marks]

    assert {each.state for each in Standings(library).of(seen).values()} == {State.UNCHANGED}
    assert [each.id for each in seen] == [each.id for each in marks]
    assert seen[0].note == "mine"


def test_a_bookmark_of_an_older_program_is_unchanged_while_its_place_is_there(
    edition: Edition,
) -> None:
    library = edition()
    mark = replace(bookmark_at(library, Place("vagus", "signals")), beginning="", digest="")
    renamed = edition(vagus_md=VAGUS.replace("## Signals", "## Signals?"))
    gone = edition(vagus_md=VAGUS.replace("## Signals", "## Talk"))

    assert standing(library, mark).state is State.UNCHANGED
    assert said(standing(renamed, mark)) == [("added", "?")]
    assert standing(gone, mark).state is State.RETIRED


def test_a_lost_place_has_places_near_it(edition: Edition) -> None:
    library = edition()
    mark = replace(highlight(library), place="vagus#signal")

    near = places_near(library, mark)

    assert (Place("vagus", "signals"), "Signals") in near


@pytest.mark.parametrize("place", ["", "#", "a#b#c", "vagus#", "\ud800", "../x"])
def test_any_text_may_stand_as_a_place(edition: Edition, place: str) -> None:
    mark = replace(bookmark_at(edition(), Place("food")), place=place, path=(), beginning="")

    assert standing(edition(), mark).state in State
