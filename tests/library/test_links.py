"""Links of the built-in library lead somewhere."""

import pytest

from tests.library.content import Written, read_content
from tests.library.plan import TOPICS

CONTENT = read_content()
every_article = pytest.mark.parametrize(
    "article", CONTENT.articles.values(), ids=list(CONTENT.articles)
)


@every_article
def test_each_link_leads_to_a_topic_or_a_section(article: Written) -> None:
    assert [article.at(line, to) for line, to in article.links if not _leads(article, to)] == []


def _leads(article: Written, target: str) -> bool:
    if target.startswith("https://"):
        return True
    file, _, slug = target.partition("#")
    topic = file.removesuffix(".md") or article.topic
    if (file and not file.endswith(".md")) or topic not in TOPICS:
        return False
    if topic not in CONTENT.articles:  # Planned and not written yet.
        return not slug
    return not slug or slug in CONTENT.articles[topic].slugs


@every_article
def test_no_link_leads_to_the_article_itself(article: Written) -> None:
    own = [article.at(line, to) for line, to in article.links if to == f"{article.topic}.md"]
    assert own == []
