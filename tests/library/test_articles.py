"""The form of an article, as every article of the built-in library keeps it."""

import datetime
import re

import pytest
import textstat

from gutbrain_app.core.navigation.tree import TreeNode, topics_in
from tests.library.content import NOT_KNOWN, SEE_ALSO, Written, read_content
from tests.library.plan import PARTS, TOPICS
from tests.library.prose import plain, sentences, words

CONTENT = read_content()
every_article = pytest.mark.parametrize(
    "article", CONTENT.articles.values(), ids=list(CONTENT.articles)
)
# One section for each claim, so it has more than the others.
MANY_SECTIONS = ("myths",)


def test_every_file_can_be_read() -> None:
    assert CONTENT.problems == ()


def test_the_summary_lists_every_article_in_its_part_and_in_the_order_of_the_plan() -> None:
    listed = {node.title: topics_in(node.children) for node in CONTENT.tree}
    assert listed == {
        part: present
        for part, topics in PARTS.items()
        if (present := [topic for topic in topics if topic in CONTENT.articles])
    }
    assert [topic for topic in CONTENT.articles if topic not in TOPICS] == []


def test_the_summary_names_each_topic_by_its_title() -> None:
    named = {node.topic: node.title for part in CONTENT.tree for node in part.children}
    assert named == {topic: CONTENT.articles[topic].source.title for topic in named}
    assert all(isinstance(node, TreeNode) and node.part for node in CONTENT.tree)


@every_article
def test_the_front_matter_is_complete(article: Written) -> None:
    said = article.source.front_matter
    assert said.title
    assert said.aliases
    assert 2 <= len(said.tags) <= 5
    assert len({alias.casefold() for alias in said.aliases}) == len(said.aliases)
    assert [tag for tag in said.tags if tag != tag.lower()] == []
    assert datetime.date.fromisoformat(said.updated)


@every_article
def test_the_summary_is_one_sentence(article: Written) -> None:
    summary = article.source.front_matter.summary
    assert summary.endswith(".")
    assert sentences(summary) == [summary]


@every_article
def test_in_brief_comes_first(article: Written) -> None:
    assert re.match(r"\s*> \[!abstract\] In brief\n> \S", article.source.body)


@every_article
def test_in_brief_has_at_most_sixty_words_and_no_citation(article: Written) -> None:
    assert len(article.in_brief.split()) <= 60
    assert "[@" not in article.in_brief


@every_article
def test_in_brief_can_be_read_with_nine_years_of_school(article: Written) -> None:
    assert textstat.flesch_kincaid_grade(plain(article.in_brief)) <= 9


@every_article
def test_an_opening_paragraph_stands_before_the_first_heading(article: Written) -> None:
    assert "paragraph" in [block.kind for block in article.blocks if not block.section]


@every_article
def test_it_has_two_to_six_sections_then_what_is_not_known_then_see_also(
    article: Written,
) -> None:
    *sections, not_known, see_also = article.headings
    assert (not_known, see_also) == (NOT_KNOWN, SEE_ALSO)
    assert len(sections) >= 2
    assert len(sections) <= 6 or article.topic in MANY_SECTIONS


@every_article
def test_no_heading_stands_twice_and_none_is_a_title(article: Written) -> None:
    headings = [block.text for block in article.blocks if block.kind == "heading"]
    assert len(article.slugs) == len({heading.casefold() for heading in headings}) == len(headings)
    assert re.findall(r"^# .*", article.source.body, re.MULTILINE) == []


@every_article
def test_no_section_is_empty(article: Written) -> None:
    pairs = zip(article.blocks, [*article.blocks[1:], None], strict=True)
    empty = [
        article.at(block.line, block.text)
        for block, following in pairs
        if block.kind == "heading" and (not following or following.kind == "heading")
    ]
    assert empty == []


@every_article
def test_it_has_500_to_1500_words(article: Written) -> None:
    assert 500 <= sum(len(words(block.text)) for block in article.blocks) <= 1500


@every_article
def test_see_also_is_three_to_six_links_to_other_topics_each_with_a_reason(
    article: Written,
) -> None:
    items = [block for block in article.blocks if block.section == SEE_ALSO][1:]
    bare = [one.text for one in items if not re.match(r"\[[^\]]+\]\([^)]+\).*: \S", one.text)]
    assert bare == []
    lines = [one.line for one in items]
    topics = [target.partition(".md")[0] for line, target in article.links if line in lines]
    assert 3 <= len(topics) <= 6
    assert len({*topics} - {article.topic}) == len(topics)
