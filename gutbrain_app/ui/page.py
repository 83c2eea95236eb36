"""The page of an article: breadcrumb, title and meta line around what the build made."""

from PySide6.QtCore import QUrl

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.library import LibraryInfo, Neighbours
from gutbrain_app.core.places import Place

_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded
MOST_IN_FOOT = 40
# html.escape brings every entity of HTML with it, and 2 ms to a start.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_PLURALS = {
    "meta-analysis": "meta-analyses",
    "systematic review": "systematic reviews",
    "review": "reviews",
    "definition": "definitions",
    "method": "methods",
}


def article_page(
    article: Article,
    path: tuple[str, ...],
    info: LibraryInfo,
    around: Neighbours,
    beside: tuple[tuple[str, str], ...] = (),
) -> str:
    """HTML for the article view; everything but `article.html` is escaped here.

    `beside` are the topics before and after with their titles; empty ones at the ends.
    """
    parts = [_paragraph("breadcrumb", " › ".join(path))] if path else []
    parts.append(f"<h1>{_escaped(article.title)}</h1>")
    parts.append(_paragraph("meta", " · ".join(meta_words(article))))
    # Nothing is styled by this class, and looking for its rules is a quarter of reading a page.
    parts.append(article.html.replace('<img class="badge" ', "<img "))
    parts += _foot("related", "Related", around.related)
    parts += _foot("linked", "Linked from", around.linked_from)
    parts += _turn(beside)
    if info.notice:
        parts.append(_paragraph("notice", info.notice))
    return "".join(parts)


def _turn(beside: tuple[tuple[str, str], ...]) -> list[str]:
    """The line that leads to the topics before and after."""
    words = [
        f"<b>{side}</b>&nbsp; {_link(topic, title)}"
        for side, (topic, title) in zip(("Previous", "Next"), beside, strict=False)
        if topic
    ]
    return [f'<p class="turn">{" &nbsp;&nbsp; ".join(words)}</p>'] if words else []


def _link(topic: str, words: str) -> str:
    address = _escaped(place_url(Place(topic)).toString(_ENCODED))
    return f'<a href="{address}">{_escaped(words)}</a>'


def _foot(kind: str, title: str, topics: tuple[tuple[str, str], ...]) -> list[str]:
    """A quiet line of links; of very many only some are shown."""
    if not topics:
        return []
    links = [_link(topic, words) for topic, words in topics[:MOST_IN_FOOT]]
    more = len(topics) - MOST_IN_FOOT
    links += [f"{more} more"] if more > 0 else []
    return [f'<p class="{kind}"><b>{title}</b>&nbsp; {" · ".join(links)}</p>']


def meta_words(article: Article) -> list[str]:
    """What the line under a title says, part by part."""
    words = [f"{article.minutes} min read"]
    if article.updated:
        words.append(f"updated {article.updated}")
    count = len(article.reference_ids)
    if count:
        words.append(f"{count} reference{'s' if count != 1 else ''}")
    if article.evidence:
        words.append(f"mostly {_PLURALS.get(article.evidence, f'{article.evidence} evidence')}")
    return words


def missing_page(place: Place, nearest: tuple[tuple[Place, str], ...]) -> str:
    """What is shown for a place that no longer exists."""
    lines = [
        "<h1>This place is not in the library</h1>",
        _paragraph(
            "lead",
            f"“{place}” may have been renamed or taken out. Your bookmarks are kept as they are.",
        ),
    ]
    if nearest:
        lines.append("<p>The nearest places are:</p><ul>")
        for near, title in nearest:
            address = _escaped(place_url(near).toString(_ENCODED))
            lines.append(f'<li><a href="{address}">{_escaped(title)}</a></li>')
        lines.append("</ul>")
    return "".join(lines)


def waiting_page() -> str:
    """What is shown for an article that the first build has not come to yet."""
    return _paragraph("banner", "This article is being built. It opens by itself in a moment.")


def place_url(place: Place) -> QUrl:
    """The address by which pages link to a place."""
    url = QUrl()
    url.setScheme("place")
    url.setPath(place.topic)
    if place.section:
        url.setFragment(place.section)
    return url


def url_place(url: QUrl) -> Place:
    return Place(url.path(), url.fragment())


def _paragraph(kind: str, text: str) -> str:
    return f'<p class="{kind}">{_escaped(text)}</p>'


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
