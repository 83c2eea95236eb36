"""An article and its sections as the reader meets them."""

import msgspec

# The list of references at the foot of a page, which is no section.
REFERENCES_SLUG = "references"


class Section(msgspec.Struct, frozen=True, array_like=True):
    """A heading and the text under it; text before the first has level 1 and no slug."""

    slug: str
    heading: str
    level: int
    evidence: str
    text: str


class Article(msgspec.Struct, frozen=True, array_like=True):
    """One topic's page, ready to be shown.

    `html` holds the tags of Qt's rich text that the cleaning lets through and no address but
    `place:`, `cite:`, `term:`, `picture:`, `badge:`, `#…`, `http(s):` and `mailto:`. `evidence`
    is the kind of study behind more than half of the citations, and empty when there is none.
    `fallback` is empty, or the reason why the article is shown as plain text. `anchors` are the
    names of other spots that a link may lead to.
    """

    topic: str
    title: str
    summary: str
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    updated: str
    minutes: int
    evidence: str
    reference_ids: tuple[str, ...]
    html: str
    sections: tuple[Section, ...]
    fallback: str
    anchors: tuple[str, ...] = ()
