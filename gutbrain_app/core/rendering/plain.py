"""The plain page: what is shown of an article that Markdown cannot be trusted with."""

from html import escape

from gutbrain_app.core.articles.article import Section
from gutbrain_app.core.rendering.limits import with_short_lines
from gutbrain_app.core.rendering.marks import without_marks

LONGEST_PLAIN = 200_000
# Letters for which Qt looks through other fonts take it as long as this many others.
_FOREIGN_LETTER = 5


def plain_page(body: str, reason: str) -> tuple[str, tuple[Section, ...]]:
    """The escaped source under one sentence, short enough for a quick layout."""
    start = body[:LONGEST_PLAIN]
    foreign = len(start) - len(start.encode("ascii", "ignore"))
    most = LONGEST_PLAIN * len(start) // (len(start) + _FOREIGN_LETTER * foreign) if start else 0
    shown = with_short_lines(without_marks(body[:most]))
    rest = len(body) - most
    banner = f"This article is shown as plain text, because {reason}."
    html = f'<p class="banner">{escape(banner)}</p><pre>{escape(shown, quote=False)}</pre>'
    if rest > 0:
        html += f'<p class="banner">{rest:,} more characters are left out here.</p>'
    return html, (Section("", "", 1, "", shown),)
