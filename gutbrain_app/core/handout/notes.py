"""A reader's note, written in Markdown, as HTML that opens nothing and loads nothing."""

import re
from html import escape

import nh3
from markdown_it import MarkdownIt

from gutbrain_app.core.rendering.limits import TooMuch, check_html, check_source

LONGEST = 100_000
_TAGS = {"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "a", "hr"}
_ADDRESS = re.compile(r"https?://|mailto:", re.IGNORECASE).match
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}, "ol": {"start"}},
    attribute_filter=lambda tag, name, value: value if name != "href" or _ADDRESS(value) else None,
    link_rel=None,
)


def note_html(note: str) -> str:
    """Headings become bold lines; what Markdown cannot be trusted with is shown as it is."""
    note = note.encode("utf-8", "replace").decode()  # half a character is none
    try:
        if len(note) > LONGEST:
            raise TooMuch("the note is very long")
        check_source(note)
        html = str(_engine().render(note))
        check_html(html)
    except (TooMuch, RecursionError):
        return f"<pre>{escape(note)}</pre>\n"
    return _CLEANER.clean(_without_headings(html))


def _engine() -> MarkdownIt:
    # A new line in a note is meant as one; HTML and pictures are shown as they were typed.
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def _without_headings(html: str) -> str:
    for tag in _HEADINGS:
        html = html.replace(f"<{tag}>", "<p><strong>").replace(f"</{tag}>", "</strong></p>")
    return html
