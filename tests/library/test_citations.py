"""Every claim of the built-in library rests on a reference, and every reference is sound."""

import json
import re
from collections import Counter
from itertools import zip_longest

import pytest

from gutbrain_app.core.references import EVIDENCE, Reference
from tests.library.content import Written, cited_in, read_content
from tests.library.do_not_cite import DOIS, IDS
from tests.library.prose import CITATION, plain

CONTENT = read_content()
every_article = pytest.mark.parametrize(
    "article", CONTENT.articles.values(), ids=list(CONTENT.articles)
)
# What a caution of a reference says, and the words by which an article shows it.
CAUTIONS = {
    "expression of concern": "expression of concern",
    "shares an author": "shares an author",
    "correction": "correct(?:ed|ion)",
    "erratum": "errat(?:um|a)",
    "reply": "repl(?:y|ies)",
    "letter": "letter",
    "not significant": "not significant|no effect|more than 20 years",
    "public questions": "questions",
    "conclusion stronger": "goes beyond|stronger than|outruns|do not add up",
    "paid for": "paid for",
    "one small trial": "one small trial|pilot",
}
# Beside those that references.json carries.
MORE_CAUTIONS = {
    "aizawa2016": "paid for by a maker of fermented milk",
    "partty2015": "one small trial",
}
# What rests on no study: our own rules of safety, and where to read on.
OWN = re.compile(r"\bour\b|\bprescriber\b|\bget help\b|\]\([a-z#-]+\.md")
# 5-HT, 16S, GLP-1 and JB-1 are names; 12-week and 80% are numbers.
NUMBER = re.compile(r"(?<![\w.-])(?!5-HT)\d[\d.,]*(?:%|-[a-z]+)?(?![\w-])")


def test_each_citation_resolves() -> None:
    unknown = [
        article.at(block.line, key)
        for article in CONTENT.articles.values()
        for block in article.blocks
        for key in cited_in(block.text)
        if key not in CONTENT.references
    ]
    assert unknown == []


def test_each_bracket_with_an_at_sign_is_a_citation() -> None:
    odd = [
        article.at(block.line, bracket)
        for article in CONTENT.articles.values()
        for block in article.blocks
        for bracket in CITATION.findall(block.text)
        if not cited_in(bracket)
    ]
    assert odd == []


def test_each_reference_is_cited() -> None:
    assert sorted(CONTENT.references.keys() - CONTENT.cited) == []


def test_no_reference_stands_twice() -> None:
    references = CONTENT.references.values()
    for names in (
        Counter(one.doi.lower() for one in references if one.doi),
        Counter(_csl(one).get("PMID") for one in references if _csl(one).get("PMID")),
        Counter(re.sub(r"\W+", "", one.title).casefold() for one in references),
    ):
        assert [name for name, count in names.items() if count > 1] == []


def test_no_reference_is_one_of_those_not_to_be_cited() -> None:
    assert sorted(CONTENT.cited & IDS) == []
    dois = {one.doi.lower() for one in CONTENT.references.values() if one.doi}
    assert sorted(dois & DOIS) == []


def test_each_reference_tells_its_kind_of_study_and_where_to_find_it() -> None:
    bare = [
        one.id
        for one in CONTENT.references.values()
        if one.evidence not in EVIDENCE
        or not (one.title and one.authors)
        or not (one.doi or _csl(one).get("PMID") or one.journal or one.publisher or one.url)
    ]
    assert bare == []


def test_the_size_of_a_study_is_a_whole_number() -> None:
    odd = [
        f"{one.id}: {name} {size!r}"
        for one in CONTENT.references.values()
        for name, size in _csl(one)["custom"].items()
        if name in ("people", "animals", "studies") and not (type(size) is int and size > 0)
    ]
    assert odd == []


@every_article
def test_each_paragraph_is_cited_or_is_our_own_advice_or_leads_on(article: Written) -> None:
    bare = [
        article.at(block.line, block.text)
        for block in article.told
        if block.kind == "paragraph" and len(block.sentences) > 1
        if not cited_in(block.text) and not OWN.search(block.text)
    ]
    assert bare == []


@every_article
def test_each_number_is_cited_in_its_sentence_or_the_next(article: Written) -> None:
    bare = [
        article.at(block.line, plain(sentence))
        for block in article.told
        for sentence, following in zip_longest(block.sentences, block.sentences[1:], fillvalue="")
        if NUMBER.search(plain(sentence)) and not cited_in(sentence + following)
    ]
    assert bare == []


@every_article
def test_the_caution_of_a_reference_is_shown_where_it_is_cited(article: Written) -> None:
    hidden = [
        f"{article.source.file}: {key}: {caution}"
        for key in article.cited
        for caution in _cautions(key)
        if not any(re.search(_shown_by(caution), near, re.I) for near in _near(article, key))
    ]
    assert hidden == []


def test_the_caution_of_a_reference_is_shown_in_the_note_of_an_arrow() -> None:
    hidden = [
        f"relations.csv:{one.line}: {key}: {caution}"
        for one in CONTENT.relations
        for key in one.references
        for caution in _cautions(key)
        if not re.search(_shown_by(caution), one.note, re.I)
    ]
    assert hidden == []


def _cautions(key: str) -> list[str]:
    reference = CONTENT.references.get(key)
    both = (reference.caution if reference else "", MORE_CAUTIONS.get(key, ""))
    return [caution for caution in both if caution]


def _shown_by(caution: str) -> str:
    """A caution of a new kind needs a line in CAUTIONS."""
    words = [words for kind, words in CAUTIONS.items() if kind in caution.lower()]
    assert words, f"No words are known that show this caution: {caution}"
    return words[0]


def _near(article: Written, key: str) -> list[str]:
    """The paragraphs, items and rows that cite a reference, each with those beside it."""
    texts = ["", *(block.text for block in article.blocks), ""]
    return [
        " ".join(texts[number - 1 : number + 2])
        for number, text in enumerate(texts)
        if key in cited_in(text)
    ]


def _csl(reference: Reference) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(reference.csl)
    return found
