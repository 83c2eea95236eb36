"""The words of the built-in library: plain, British, without hype, and nowhere said twice."""

import re
from collections import defaultdict

import pytest

from tests.library.content import Written, read_content
from tests.library.prose import CITATION, words

CONTENT = read_content()
LONGEST_SHARED = 7
every_article = pytest.mark.parametrize(
    "article", CONTENT.articles.values(), ids=list(CONTENT.articles)
)
HYPE = re.compile(
    r"""\b(?:
    amazing(?:ly)? | astonishing(?:ly)? | breakthroughs? | cutting[ -]edge | delv(?:e|es|ing) |
    exciting(?:ly)? | fascinating(?:ly)? | game[ -]chang\w+ | ground-?breaking | incredibl[ey] |
    intricate(?:ly)? | in\ today['’]s | it\ is\ (?:worth|important\ to)\ not(?:e|ing) | miracul\w+ |
    mind-blowing | paradigm[ -]shift\w* | plays?\ an?\ (?:crucial|key|pivotal|vital)\ role |
    remarkabl[ey] | revolutionary | revolutioni[sz]\w+ | secrets? | stunning(?:ly)? | superfoods? |
    tapestry | testament | transformative | unleash\w* | unlock\w* | unprecedented | wonders?
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
NOT_BRITISH = re.compile(
    r"""\b(?:
    aging | anemi\w+ | artifacts? | behavior\w* | cataloge?d? | celiac | center(?:s|ed|ing)? |
    colors? | colored | counsel(?:ing|ed|or) | defenses? | diarrhea\w* | edema | esophag\w+ |
    estrogen\w* | favor(?:s|ed|able|ite)? | feces | fiber\w* | flavor\w* | fulfill\w* | gray |
    hemo\w+ | honor\w* | humors? | labele?d | labeling | labor | leukemi\w+ | liters? | meters? |
    millimeters? | model(?:ed|ing) | neighbor\w* | noradrenalin | norepinephrine | orthopedic\w* |
    pediatric\w* | skeptic\w* | signal(?:ed|ing) | sulfur\w* | toward | travel(?:ed|ing) |
    tumors? | vapor |
    \w*(?:
        analy | catal | character | colon | critic | emphas | general | hospital | hypothes |
        ideal | immun | local | maxim | metabol | minim | neutral | normal | optim | organ |
        random | recogn | special | standard | stabil | summar | symbol | synthes | util | visual
    )iz(?:e|es|ed|ing|ation|ations)\b | analyz(?:e|es|ed|ing)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


@every_article
def test_no_word_of_hype(article: Written) -> None:
    assert _found(article, HYPE) == []


@every_article
def test_british_spelling(article: Written) -> None:
    assert _found(article, NOT_BRITISH) == []


@every_article
def test_no_long_dash_and_no_exclamation_mark(article: Written) -> None:
    assert _found(article, re.compile(r"—|–\s|\s–|!(?!\[)")) == []


@every_article
def test_no_raw_html(article: Written) -> None:
    text = article.source.body
    assert re.findall(r"<[A-Za-z/!?][^>]*>|&[a-z]+;|&#\d+;", text) == []


def test_no_eight_words_in_a_row_stand_in_two_topics() -> None:
    topics: dict[str, set[str]] = defaultdict(set)
    for article in CONTENT.articles.values():
        for block in (*article.told, article.blocks[0]):
            said = [word.casefold() for word in words(block.text)]
            for start in range(len(said) - LONGEST_SHARED):
                topics[" ".join(said[start : start + LONGEST_SHARED + 1])].add(article.topic)
    assert {said: where for said, where in topics.items() if len(where) > 1} == {}


def test_the_glossary_and_the_notes_of_arrows_keep_to_the_same_words() -> None:
    texts = [term.definition for term in CONTENT.terms]
    texts += [f"{one.subject} {one.relation} {one.object} {one.note}" for one in CONTENT.relations]
    wrong = [
        (found[0], text)
        for text in texts
        for pattern in (HYPE, NOT_BRITISH, re.compile("—|!"))
        for found in pattern.finditer(text)
    ]
    assert wrong == []


def _found(article: Written, pattern: re.Pattern[str]) -> list[str]:
    """Each find with its place; citations and the targets of links are not words."""
    return [
        article.at(number, found[0])
        for number, line in enumerate(article.source.body.split("\n"), article.source.body_line)
        for found in pattern.finditer(re.sub(r"\]\([^()]*\)", "]", CITATION.sub("", line)))
        if not line.startswith("> [!")
    ]
