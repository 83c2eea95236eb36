"""Glossary terms in a page: marked quietly, where a section first mentions them."""

import re

import pytest

from gutbrain_app.core.articles.source import article_source
from gutbrain_app.core.glossary import read_glossary
from gutbrain_app.core.rendering.rendering import Renderer
from gutbrain_app.core.rendering.surroundings import surroundings_of

GLOSSARY = """term,definition,aliases,topic,marked
vagus nerve,A nerve,vagus,vagus
GABA,A messenger,gamma-aminobutyric acid|gaba receptor,
short-chain fatty acid,An acid,SCFA|acids,
fatty acid,An acid,,
meta-analysis,A study,pooling,
R & D,Work,,
fibre,Food,,,no
note,Itself,,note
"""


def marks(markdown: str, glossary: str = GLOSSARY) -> list[tuple[str, str]]:
    terms = read_glossary(glossary, "glossary.csv")[0]
    articles = [("note.md", "note", "Note", ()), ("vagus.md", "vagus", "The vagus nerve", ())]
    surroundings = surroundings_of("/nowhere", articles, (), (), terms)
    source = article_source("note.md", markdown.encode())
    html = Renderer(surroundings).render(source).article.html
    return re.findall(r'<a href="term:([^"]*)">([^<]*)</a>', html)


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("The vagus nerve.", [("vagus%20nerve", "vagus nerve")]),
        ("Vagus nerves here", [("vagus%20nerve", "Vagus nerves")]),
        ("A vagus nerveless thing", []),
        ("The vagus alone", []),
        ("GABA and gaba", [("GABA", "GABA")]),
        ("gaba alone", []),
        ("One SCFA", [("short-chain%20fatty%20acid", "SCFA")]),
        ("short-chain fatty acids", [("short-chain%20fatty%20acid", "short-chain fatty acids")]),
        ("a fatty acid", [("fatty%20acid", "fatty acid")]),
        ("acids", []),
        ("pooling in a Meta-analysis", [("meta-analysis", "Meta-analysis")]),
        ("fibre", []),
        ("An article on its note", []),
        ("&amp; GABA&lt;", [("GABA", "GABA")]),
        ("**GABA**", [("GABA", "GABA")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_term_is_found_by_its_names(markdown: str, found: list[tuple[str, str]]) -> None:
    assert marks(markdown) == found


def test_each_section_marks_a_term_once() -> None:
    text = "GABA, GABA.\n\n> Again GABA\n\n## Next\n\nGABA.\n\n### Below\n\nGABA and GABA.\n"
    assert [words for _, words in marks(text)] == ["GABA", "GABA", "GABA"]


def test_a_long_name_that_was_marked_hides_the_short_one_in_it() -> None:
    assert len(marks("A short-chain fatty acid, then a short-chain fatty acid.")) == 1


@pytest.mark.parametrize(
    "markdown",
    ["## GABA", "[GABA](vagus.md)", "`GABA`", "```\nGABA\n```", "> ## GABA", "<a title=GABA>x</a>"],
)
def test_headings_links_and_code_stay_as_they_are(markdown: str) -> None:
    assert marks(markdown) == []


def test_a_name_cannot_break_out_of_its_mark() -> None:
    strange = 'term,definition\n"x""><b>y",z\nGABA <i>,z\n'
    assert marks('x"><b>y and GABA <i>', strange) == []


def test_a_page_rests_on_the_names_of_the_glossary_and_not_on_what_they_mean() -> None:
    def digest(glossary: str) -> str:
        terms = read_glossary(glossary, "glossary.csv")[0]
        return surroundings_of("/nowhere", (), (), (), terms).value("terms:", "note.md")

    assert digest(GLOSSARY) == digest(GLOSSARY.replace("A messenger", "Something else"))
    assert digest(GLOSSARY) != digest(GLOSSARY.replace("vagus nerve", "vagal nerve"))
