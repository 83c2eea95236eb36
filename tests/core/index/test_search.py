"""What a reader finds."""

from collections.abc import Callable

import pytest

from gutbrain_app.core.index.outcomes import Hits, NoHits, NoQuery
from gutbrain_app.core.index.search import SearchIndex
from tests.core.index.conftest import Write, section

Found = Callable[..., Hits]
Places = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("depression", "depression", id="title"),
        pytest.param("happy hormone", "serotonin", id="alias"),
        pytest.param("where it is made", "serotonin#where-it-is-made", id="heading"),
        pytest.param("tryptophan", "serotonin#where-it-is-made", id="text"),
        pytest.param("messenger", "serotonin", id="tag"),
        pytest.param("gershon", "serotonin#where-it-is-made", id="author"),
        pytest.param("travelling signals", "vagus-nerve#how-a-signal-travels", id="other endings"),
        pytest.param("butyr", "fibre", id="half a word"),
        pytest.param("vagus ne", "vagus-nerve", id="half a name"),
        pytest.param("seretonin", "serotonin", id="one letter wrong"),
        pytest.param("serotnnin", "serotonin", id="another letter wrong"),
        pytest.param("deprezzion", "depression", id="two letters wrong"),
        pytest.param("depresison", "depression", id="letters swapped"),
        pytest.param("seroton1n", "serotonin", id="a digit for a letter"),
        pytest.param("seratoni", "serotonin", id="half a word and wrong"),
        pytest.param("butyr fibre", "fibre", id="half a word in the middle"),
        pytest.param("SCFA", "fibre", id="abbreviation"),
        pytest.param("5-HT", "serotonin", id="other name"),
        pytest.param("5ht", "serotonin", id="other name without its hyphen"),
        pytest.param("fiber", "fibre", id="the other English"),
        pytest.param("parkinsons", "parkinsons", id="without apostrophe"),
        pytest.param("Parkinson’s", "parkinsons", id="typographic apostrophe"),
        pytest.param("gut-brain", "vagus-nerve", id="hyphen"),
        pytest.param("gut–brain", "vagus-nerve", id="dash"),
        pytest.param("gutbrain", "vagus-nerve", id="one word"),
        pytest.param("alpha-synuclein", "parkinsons", id="name of a Greek letter"),
        pytest.param("α synuclein", "parkinsons", id="Greek letter"),
        pytest.param("TNF-alpha", "parkinsons", id="Greek letter at the end of a word"),
        pytest.param("naive", "parkinsons", id="accent in the text"),
        pytest.param("séroto\u0301nine", "serotonin", id="accents in the query"),
        pytest.param("CO2", "parkinsons", id="subscript"),
        pytest.param("what is serotonin?", "serotonin", id="question"),
        pytest.param("how does the vagus nerve work", "vagus-nerve", id="longer question"),
    ],
)
def test_the_section_that_is_meant_comes_first(places: Places, query: str, first: str) -> None:
    assert places(query)[0] == first


def test_a_name_finds_what_is_said_of_it_under_its_alias(places: Places) -> None:
    assert "vagus-nerve#how-a-signal-travels" in places("serotonin")


def test_two_aliases_of_one_name_are_not_the_same(library: SearchIndex) -> None:
    assert isinstance(library.search("kefir"), NoHits)


def test_a_hit_shows_heading_path_and_strongest_evidence(hits: Found) -> None:
    hit = hits("tryptophan").hits[0]
    assert (hit.title, hit.heading, hit.path, hit.evidence) == (
        "Serotonin",
        "Where it is made",
        ("Messengers", "Serotonin"),
        "animal",
    )


def test_marks_lie_on_the_words_found(hits: Found) -> None:
    hit = hits("depression mood").hits[0]
    marked = [hit.snippet[start:end] for start, end in hit.marks]
    heading = [hit.title[start:end] for start, end in hit.heading_marks]
    assert (marked, heading) == (["Depression", "mood"], ["Depression"])


def test_a_correction_is_explained(hits: Found) -> None:
    found = hits("seretonin")
    assert found.why[0] == "seretonin → serotonin"
    assert found.hits[0].why == ("seretonin → serotonin",)


def test_a_name_that_no_text_has_is_no_slip(hits: Found) -> None:
    assert hits("SCFA").why == ("SCFA = short-chain fatty acid",)


def test_another_name_is_explained_where_it_alone_was_found(hits: Found) -> None:
    why = {hit.place: hit.why for hit in hits("5-HT").hits}
    assert why["serotonin"] == ("5-HT = serotonin",)
    assert why["vagus-nerve#how-a-signal-travels"] == ()


def test_a_section_found_by_its_authors_says_so(hits: Found) -> None:
    assert hits("gershon").hits[0].why == ("cites Gershon",)


def test_a_slip_that_shares_the_stem_of_a_rare_word_is_corrected(write: Write) -> None:
    common = [section(f"t{number}", "Inflammation rises.") for number in range(20)]
    folder = write([*common, section("rare", "Tissue was inflamed.")])
    found = SearchIndex(folder).search("inflamation")
    assert isinstance(found, Hits)
    assert "inflamation → inflammation" in found.why
    assert found.total == 21


def test_a_form_no_text_has_is_no_slip(write: Write) -> None:
    folder = write([section(f"t{number}", "Fiber helps.") for number in range(20)])
    found = SearchIndex(folder).search("fibers")
    assert isinstance(found, Hits)
    assert found.why == ()


def test_half_a_word_unlike_any_other_is_not_twisted_until_it_fits(library: SearchIndex) -> None:
    assert isinstance(library.search("tremor"), NoHits)


def test_exact_search_neither_corrects_nor_adds(library: SearchIndex, places: Places) -> None:
    assert isinstance(library.search("seretonin", exact=True), NoHits)
    assert isinstance(library.search("serot", exact=True), NoHits)
    assert places("5-HT", exact=True) == ["vagus-nerve#how-a-signal-travels"]


def test_exact_search_wants_every_word(places: Places) -> None:
    assert places("gut serotonin tryptophan", exact=True) == ["serotonin#where-it-is-made"]


def test_a_finished_word_is_not_completed_after_a_space(places: Places) -> None:
    assert "vagus-nerve" in places("the crani")
    assert places("gut ") == places("gut  ")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param('"gut wall"', {"serotonin#where-it-is-made"}, id="phrase"),
        pytest.param("“gut wall”", {"serotonin#where-it-is-made"}, id="typographic quotes"),
        pytest.param("nerve -cutting", {"vagus-nerve"}, id="without a word"),
        pytest.param('gut -"gut bacteria" -title:serotonin -title:vagus', {"parkinsons"}, id="-"),
        pytest.param("tryptophan OR butyrate", {"serotonin#where-it-is-made", "fibre"}, id="or"),
        pytest.param("title:depr", {"depression"}, id="title"),
        pytest.param("part:routes gut", {"vagus-nerve"}, id="part"),
        pytest.param('part:"daily life"', {"fibre"}, id="quoted part"),
        pytest.param("tag:nerve", {"vagus-nerve"}, id="tag"),
        pytest.param("evidence:human", {"parkinsons", "fibre", "depression"}, id="several levels"),
        pytest.param("evidence:meta-analysis", {"depression"}, id="one level"),
        pytest.param("evidence:human -evidence:rct", {"parkinsons"}, id="without a level"),
        pytest.param("author:bravo", {"vagus-nerve#how-a-signal-travels"}, id="author"),
    ],
)
def test_the_query_language_narrows(places: Places, query: str, expected: set[str]) -> None:
    assert set(places(query)) == expected


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("evidence:humming", "human observational"),
        ("part:nowhere", "Routes"),
        ("tag:x", "messenger"),
        ("author:nobody", "Gershon"),
        ("title:serotonim", "serotonin"),
        ("evidence:", "meta-analysis"),
    ],
)
def test_a_wrong_filter_says_what_it_knows(library: SearchIndex, query: str, said: str) -> None:
    found = library.search(query)
    assert isinstance(found, NoHits)
    assert said in found.message


def test_words_that_occur_need_no_nearer_ones(library: SearchIndex) -> None:
    found = library.search("vagus seretonin", exact=True)
    assert isinstance(found, NoHits)
    assert found.words == ("serotonin",)


def test_a_filter_still_being_typed_hides_nothing(places: Places) -> None:
    assert places("serotonin evidence:") == places("serotonin")


def test_sections_are_counted_by_part_and_by_evidence(hits: Found) -> None:
    found = hits("fibre")
    assert found.total == 2
    assert dict(found.parts) == {"Daily life": 1, "Conditions": 1}
    assert found.evidence == (("meta-analysis", 1), ("human RCT", 2))


def test_a_chosen_part_narrows_the_hits_but_not_the_parts_to_choose_from(hits: Found) -> None:
    found = hits("fibre", parts=["Conditions"])
    assert [hit.place for hit in found.hits] == ["depression"]
    assert dict(found.parts) == {"Daily life": 1, "Conditions": 1}
    assert found.evidence == (("meta-analysis", 1), ("human RCT", 1))
    assert found.total == 1


def test_chosen_levels_narrow_the_hits(places: Places) -> None:
    assert places("serotonin", evidence=["animal"])[0] == "serotonin#where-it-is-made"


def test_no_more_hits_than_asked_for_but_all_are_counted(hits: Found) -> None:
    found = hits("gut", limit=2)
    assert len(found.hits) == 2
    assert found.total == 5


@pytest.mark.parametrize("query", ["", "   ", "?!", '""', "\n\t", "—"])
def test_a_line_without_a_word_asks_nothing(library: SearchIndex, query: str) -> None:
    assert library.search(query) == NoQuery()


def test_nothing_found_offers_near_words_and_topics(library: SearchIndex) -> None:
    found = library.search("serotoninergics")
    assert isinstance(found, NoHits)
    assert "serotonin" in found.words
    assert ("serotonin", "Serotonin") in found.topics
    assert "serotoninergics" in found.message


def test_there_is_always_a_topic_to_go_on_with(library: SearchIndex) -> None:
    found = library.search("qqqq 1234567")
    assert isinstance(found, NoHits)
    assert found.topics


def test_a_library_without_sections_has_nothing_but_says_so(write: Callable[..., object]) -> None:
    found = SearchIndex(write([])).search("gut")  # type: ignore[arg-type]
    assert isinstance(found, NoHits)


def test_a_section_with_all_the_words_leads(places: Places) -> None:
    assert places("fibre trial bacteria")[0] == "depression"


def test_equally_good_sections_come_in_the_order_of_the_library(places: Places) -> None:
    assert places("evidence:human") == ["parkinsons", "fibre", "depression"]
