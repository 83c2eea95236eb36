"""The built-in library is whole: every topic of the plan, and the numbers it set out to reach."""

from statistics import median

from tests.library.content import read_content
from tests.library.plan import TOPICS
from tests.library.prose import words

CONTENT = read_content()
REFERENCES = CONTENT.references.values()


def test_every_topic_of_the_plan_has_its_article() -> None:
    assert sorted(CONTENT.articles) == sorted(TOPICS)


def test_it_has_about_fifty_thousand_words() -> None:
    articles = CONTENT.articles.values()
    count = sum(len(words(block.text)) for article in articles for block in article.blocks)
    assert 45_000 <= count <= 62_000


def test_it_has_350_references_and_a_median_of_eight_in_an_article() -> None:
    assert len(REFERENCES) >= 350
    assert median(len(article.cited) for article in CONTENT.articles.values()) >= 8


def test_it_has_the_newest_good_evidence() -> None:
    new = [one for one in REFERENCES if one.year in ("2022", "2023", "2024")]
    assert len(new) >= 100
    assert len([one for one in new if one.evidence in ("meta-analysis", "human RCT")]) >= 30


def test_it_has_at_least_120_arrows() -> None:
    assert len(CONTENT.relations) >= 120


def test_it_has_at_least_ten_figures_and_each_is_shown() -> None:
    assert len(CONTENT.figures) >= 10
    shown = {file for one in CONTENT.articles.values() for _, _, file in one.pictures}
    assert {f"pictures/{figure.name}" for figure in CONTENT.figures} == shown


def test_each_topic_is_linked_from_another() -> None:
    linked = {
        target.partition(".md")[0]
        for article in CONTENT.articles.values()
        for _, target in article.links
        if target.partition(".md")[0] != article.topic
    }
    assert sorted(set(TOPICS) - linked) == []


def test_the_review_covers_every_topic() -> None:
    review = (CONTENT.folder / "REVIEW.md").read_text("utf-8")
    assert [topic for topic in TOPICS if f"\n| {topic} |" not in review] == []
