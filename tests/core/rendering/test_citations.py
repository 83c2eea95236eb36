"""Citations: numbers in the text, a list at the foot, evidence for each."""

from tests.core.rendering.pages import page, rendered

ONE = '<sup class="cite"><a href="cite:1">1</a></sup><img class="badge" src="badge:animal">'


def test_a_mark_stands_behind_the_punctuation_and_without_a_space() -> None:
    assert page("In mice [@bravo2011]. Then").startswith(f"<p>In mice.{ONE} Then</p>")


def test_a_mark_stands_where_it_is_written_when_no_punctuation_follows() -> None:
    assert page("In mice [@bravo2011] and rats").startswith(f"<p>In mice{ONE} and rats</p>")


def test_references_are_numbered_as_they_are_first_cited() -> None:
    found = rendered("a [@kelly2017]. b [@bravo2011]. c [@kelly2017].").article
    assert found.reference_ids == ("kelly2017", "bravo2011")
    assert found.html.count('href="cite:1"') == 2


def test_a_bracket_shows_each_number_and_each_kind_of_evidence_once() -> None:
    html = page("a [@bravo2011; @kelly2017, p. 3; see @bravo2011].")
    assert html.startswith(
        '<p>a.<sup class="cite"><a href="cite:1">1</a>,<a href="cite:2">2</a></sup>'
        '<img class="badge" src="badge:human-rct"><img class="badge" src="badge:animal"></p>'
    )


def test_the_foot_lists_what_is_known_of_each_reference() -> None:
    assert page("a [@bravo2011].").endswith(
        '<h2 class="references"><a name="references"></a>References</h2>\n'
        '<p class="reference"><a name="ref-1"></a>1. Bravo JA, Forsythe P, et al. '
        "Ingestion of Lactobacillus. <em>PNAS</em> 2011;108(38):16050-16055. "
        'doi: 10.1073/pnas.1102999108 <img class="badge" src="badge:animal"></p>'
    )


def test_a_caution_is_shown_under_its_reference() -> None:
    assert page("a [@kelly2017].").endswith('<p class="caution">Expression of concern.</p>')


def test_an_unknown_reference_is_shown_as_written_and_is_a_problem() -> None:
    found = rendered("one\n\na [@nobody2020; @bravo2011].")
    assert "[@nobody2020]" in found.article.html
    (problem,) = found.problems
    assert (problem.file, problem.line) == ("note.md", 3)
    assert "@nobody2020" in problem.what


def test_code_and_mail_addresses_are_no_citations() -> None:
    html = page("`[@bravo2011]` [me@example.org] [@me](https://example.org) \\[@bravo2011]")
    assert "cite" not in html


def test_a_section_has_the_strongest_study_cited_in_it() -> None:
    sections = rendered(
        "## A\n\na [@foster2013; @bravo2011]\n\n## B\n\nb [@kelly2017]\n\n## C\n\n[@foster2013]"
    ).article.sections
    assert [section.evidence for section in sections] == ["animal", "human RCT", "review"]


def test_an_article_has_the_evidence_of_most_of_its_citations() -> None:
    assert rendered("[@bravo2011] a [@bravo2011] b [@kelly2017]").article.evidence == "animal"
    assert rendered("[@bravo2011] a [@kelly2017]").article.evidence == ""


def test_a_mark_inside_a_link_or_a_heading_breaks_neither() -> None:
    html = page("## Heading [@bravo2011]\n\n[words [@bravo2011]](vagus.md)")
    assert '<a name="heading"></a>Heading' in html
    assert '<a href="place:vagus">words<sup class="cite">1</sup>' in html
