"""The built-in glossary: enough terms, each told once, in a sentence or two."""

from collections import Counter

from tests.library.content import read_content
from tests.library.plan import TOPICS
from tests.library.prose import sentences

CONTENT = read_content()
FEWEST_TERMS = 130


def test_there_are_at_least_130_terms() -> None:
    assert len(CONTENT.terms) >= FEWEST_TERMS


def test_each_definition_is_one_or_two_sentences() -> None:
    wrong = [
        term.term
        for term in CONTENT.terms
        if len(sentences(term.definition)) not in (1, 2) or not term.definition.endswith(".")
    ]
    assert wrong == []


def test_no_name_belongs_to_two_terms() -> None:
    names = Counter(name for term in CONTENT.terms for name in (term.term, *term.aliases))
    assert [name for name, count in names.items() if count > 1] == []


def test_each_term_leads_to_a_topic_or_to_none() -> None:
    lost = [(one.term, one.topic) for one in CONTENT.terms if one.topic not in ("", *TOPICS)]
    assert lost == []
