"""A handout as a page of HTML that stands by itself, for a browser or a printer."""

from collections.abc import Iterator
from html import escape

from gutbrain_app.core.handout.handout import Handout, HandoutEntry
from gutbrain_app.core.handout.notes import note_html
from gutbrain_app.core.handout.words import folders_between, path_line, sources_line, state_line
from gutbrain_app.core.references import Reference
from gutbrain_app.core.rendering.foot import reference_html

# Rules that both browsers and Qt's rich text know.
_STYLE = """
body { font-family: "Source Serif 4", "Noto Serif", Georgia, serif; max-width: 42em;
  margin: 2em auto; line-height: 150%; }
h1, h2, h3, h4, .path, .origin, .sources, .tags { font-family: "Noto Sans", Arial, sans-serif; }
h3 { margin-bottom: 0; }
.path, .origin, .sources, .tags, .state { color: #555555; font-size: 85%; }
.path { margin-top: 0; }
blockquote { border-left: 3px solid #888888; margin-left: 24px; padding-left: 1em;
  font-style: italic; }
.text { white-space: pre-wrap; }
.reference { margin-left: 2em; text-indent: -2em; }
""".strip()


def handout_page(handout: Handout) -> str:
    """A whole HTML document; everything the reader or the library wrote is escaped or cleaned."""
    title = escape(handout.title)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html><head><meta charset="utf-8">',
            f"<title>{title}</title>",
            f"<style>\n{_STYLE}\n</style></head><body>",
            handout_body(handout),
            "</body></html>\n",
        )
    )


def handout_body(handout: Handout) -> str:
    """What stands on the page, without its head and its style."""
    parts = [f"<h1>{escape(handout.title)}</h1>", _line("origin", handout.origin)]
    folder = ""
    for entry in handout.entries:
        for depth, name in folders_between(folder, entry.folder):
            tag = f"h{min(2 + depth, 4)}"
            parts.append(f'<{tag} class="folder">{escape(name)}</{tag}>')
        folder = entry.folder
        parts += _entry(entry)
    if handout.references:
        parts.append("<h2>References</h2>")
        parts += map(_reference, handout.references, range(1, len(handout.references) + 1))
    return "\n".join(parts)


def _entry(entry: HandoutEntry) -> Iterator[str]:
    yield f"<h3>{escape(entry.title)}</h3>"
    yield _line("path", path_line(entry))
    if state_line(entry):
        yield _line("state", state_line(entry))
    if entry.passage:
        yield f"<blockquote>{_lines(entry.passage)}</blockquote>"
    if entry.text:
        yield from (f"<p>{escape(each)}</p>" for each in entry.text.split("\n") if each)
    if entry.mark.note.strip():
        yield f'<div class="note">{note_html(entry.mark.note)}</div>'
    if entry.mark.tags:
        yield _line("tags", "Tags: " + ", ".join(entry.mark.tags))
    if entry.sources:
        yield _line("sources", sources_line(entry))


def _reference(reference: Reference, number: int) -> str:
    caution = f" {escape(reference.caution)}" if reference.caution else ""
    return f'<p class="reference">{number}. {reference_html(reference)}{caution}</p>'


def _line(kind: str, text: str) -> str:
    return f'<p class="{kind}">{escape(text)}</p>'


def _lines(text: str) -> str:
    return "<br>".join(map(escape, text.split("\n")))
