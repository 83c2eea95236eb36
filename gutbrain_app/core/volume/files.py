"""Files of a volume: one HTML file that stands alone, and Markdown."""

import base64
import os
import re
from contextlib import suppress
from html import escape
from pathlib import Path

from gutbrain_app.core.citing.plain import plain_citation
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.export import place_markdown
from gutbrain_app.core.library import Library, PictureMissing
from gutbrain_app.core.places import Place
from gutbrain_app.core.references import EVIDENCE
from gutbrain_app.core.rendering.citations import cited_keys
from gutbrain_app.core.volume.volume import Volume

_BADGE = re.compile(r'<img class="badge" src="badge:([a-z-]+)">')
_LEVELS = {level.lower().replace(" ", "-"): level for level in EVIDENCE}
_PICTURE = re.compile(r'<img src="picture:(\w+)" alt="([^"]*)" width="(\d+)">')
_SIGNATURES = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg"), (b"GIF8", "gif"), (b"RIFF", "webp"))
_BRACKET = re.compile(r"\s*\[([^\[\]\n]*@[^\[\]]{1,1000})\](?![(\[:])")
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^()\s]*)(?:\s+\"([^\"]*)\")?\)")
_WIKI = re.compile(r"!?\[\[([^\[\]|#]*)(?:#[^\[\]|]*)?(?:\|([^\[\]]*))?\]\]")
_FENCED = re.compile(r"(^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\2[`~]*[ \t]*$|\Z))", re.M | re.S)
_LINE_HEADING = re.compile(r"^(#{1,5})(?=\s)", re.MULTILINE)
_CSS = """
body { max-width: 42em; margin: 3em auto; padding: 0 1.2em; color: #1f2328; background: #fff;
  font: 17px/1.6 'Source Serif 4', 'Noto Serif', Charter, Georgia, serif; }
h1, h2, h3, h4, nav, .breadcrumb, .byline, .caption, .reference, .caution, .notice, table, .badge
  { font-family: Inter, 'Noto Sans', 'Segoe UI', sans-serif; }
h1 { margin: 2.4em 0 .4em; } a { color: #1b5798; text-decoration: none; }
sup { line-height: 0; } img { max-width: 100%; height: auto; }
.byline, .caption, .notice { color: #5f6770; font-size: .85em; }
.breadcrumb { color: #15704c; font-size: .8em; font-weight: 600; margin: 4em 0 -2em; }
.badge { font-size: .65em; padding: .1em .45em; border-radius: .3em; background: #ebebe8;
  color: #474e55; white-space: nowrap; }
.callout { background: #eef4f1; width: 100%; border-spacing: 0; } td.callout { padding: 1em 1.2em; }
table.data { border-collapse: collapse; font-size: .85em; }
table.data td, table.data th { border-bottom: 1px solid #dfe0dd; padding: .5em 1em .5em 0;
  text-align: left; }
.reference { font-size: .85em; margin: .5em 0; } .caution { color: #744700; font-size: .85em; }
pre, code { background: #f0f0ed; font-size: .85em; } pre { padding: .8em; overflow-x: auto; }
nav li { font-size: .9em; }
@media print { h1 { break-before: page; } }
"""


class NotExported(GutbrainError):
    """A file that could not be written; what was there before still is."""


def volume_html(volume: Volume, library: Library) -> str:
    """One file with everything in it: styles, pictures, no script and no address it would load."""

    def picture(found: re.Match[str]) -> str:
        return _embedded(library, found[1], found[2], found[3])

    body = "\n".join((*volume.pages, volume.reference_list))
    body = _PICTURE.sub(picture, body)
    body = _BADGE.sub(lambda mark: f' <span class="badge">{_LEVELS[mark[1]]}</span>', body)
    lines = [
        f'<li><a href="#{escape(entry.anchor)}">{escape(entry.title)}</a></li>'
        for entry in volume.contents
        if entry.level == 1
    ]
    contents = f"<nav><ul>{''.join(lines)}</ul></nav>" if len(lines) > 2 else ""
    title = f"<h1>{escape(volume.title)}</h1>"
    notice = f'<p class="notice">{escape(volume.info.notice)}</p>' if volume.info.notice else ""
    language = escape(volume.info.language or "en")
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(volume.title)}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n"
        f'{title}<p class="byline">{escape(volume.byline)}</p>\n{contents}\n{body}\n{notice}\n'
        "</body>\n</html>\n"
    )


def volume_markdown(volume: Volume, library: Library) -> str:
    """The author's Markdown with numbers for the citations, and the list they lead to.

    Raises Unreadable when an article's file has gone since the library was built.
    """
    numbers = {reference.id: number for number, reference in enumerate(volume.references, 1)}
    parts = [f"# {volume.title}\n\n{volume.byline}\n"] if len(volume.places) > 1 else []
    for place in volume.places:
        parts.append(_markdown_of(library, place, numbers, deeper=len(volume.places) > 1))
    if len(volume.places) == 1:
        parts.append(f"{volume.byline}\n")
    if volume.references:
        lines = []
        for number, reference in enumerate(volume.references, 1):
            caution = f" **Caution:** {reference.caution}" if reference.caution else ""
            kind = f" ({reference.evidence})" if reference.evidence else ""
            lines.append(f"{number}. {plain_citation(reference)}{kind}{caution}\n")
        parts.append("## References\n\n" + "".join(lines))
    if volume.info.notice:
        parts.append(f"{volume.info.notice}\n")
    return "\n".join(parts)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file or leave it as it was. Raises NotExported."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        why = error.strerror or error
        raise NotExported(f"{path} could not be written ({why}); nothing was changed.") from error


def _embedded(library: Library, name: str, words: str, width: str) -> str:
    try:
        data = library.picture(name, False)
    except PictureMissing:
        return words
    kind = next((kind for start, kind in _SIGNATURES if data.startswith(start)), "png")
    coded = base64.b64encode(data).decode("ascii")
    return f'<img src="data:image/{kind};base64,{coded}" alt="{words}" width="{width}">'


def _markdown_of(library: Library, place: Place, numbers: dict[str, int], *, deeper: bool) -> str:
    article = library.article(place.topic)
    text = place_markdown(library, place)

    def mark(bracket: re.Match[str]) -> str:
        keys = dict.fromkeys(numbers[key] for key in cited_keys(bracket[1]) if key in numbers)
        return f" [{', '.join(map(str, keys))}]" if keys else bracket[0]

    def prose(words: str) -> str:
        words = _LINK.sub(_plain_link, _BRACKET.sub(mark, words))
        words = _WIKI.sub(lambda link: link[2] or link[1], words)
        return _LINE_HEADING.sub(r"#\1", words) if deeper else words

    # Every third piece is code, and the ones behind it are its fences' own marks.
    pieces = _FENCED.split(text)
    text = "".join(
        piece if at % 3 == 1 else prose(piece) for at, piece in enumerate(pieces) if at % 3 < 2
    )
    if place.section or text.lstrip().startswith(("# ", "## ") if deeper else "# "):
        return text
    return f"{'## ' if deeper else '# '}{article.title}\n\n{text}"


def _plain_link(link: re.Match[str]) -> str:
    """A link out of the library as it is; other links and pictures lead nowhere in one file."""
    picture, words, address, title = link.groups()
    if picture:
        return f"*{title or words}*"
    return link[0] if address.startswith(("http://", "https://", "mailto:")) else words
