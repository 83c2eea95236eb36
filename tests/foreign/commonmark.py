"""The examples of the CommonMark specification: which of them mean the same here."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from gutbrain_app.core.articles.source import article_source
from gutbrain_app.core.rendering.cleaning import cleaned
from gutbrain_app.core.rendering.rendering import Renderer
from gutbrain_app.core.rendering.surroundings import surroundings_of

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
_SAME_TAGS = {"del": "s", "strike": "s"}


def examples(spec: Path) -> list[tuple[str, str]]:
    """Markdown and HTML of each example in the specification's `spec.txt`."""
    text = spec.read_text(encoding="utf-8").replace("→", "\t")
    return [(markdown, html) for markdown, html in _EXAMPLE.findall(text)]


def differing(
    found: list[tuple[str, str]], render: Callable[[str], str]
) -> list[tuple[str, str, str]]:
    """The examples that mean something else: Markdown, expected HTML, what `render` made of it."""
    wrong = []
    for markdown, html in found:
        ours = render(markdown)
        if meaning(ours) != meaning(html):
            wrong.append((markdown, html, ours))
    return wrong


def fallen(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The examples that do not end as a page: Markdown, and why."""
    renderer = Renderer(surroundings_of("/nowhere", [], [], []))
    pages = [
        (text, renderer.render(article_source("a.md", text.encode())).article) for text, _ in found
    ]
    return [(text, page.fallback) for text, page in pages if page.fallback]


def meaning(html: str) -> list[str]:
    """What a reader is shown: tags with their addresses, and words without idle white space."""
    return _Meaning(cleaned(html.strip())).pieces


class _Meaning(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._in_pre = False
        self.feed(html)
        self.close()
        self.pieces = [piece for piece in self.pieces if piece.strip()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_pre |= tag == "pre"
        kept = [f"{name}={unquote(value or '')}" for name, value in attrs if name != "class"]
        self.pieces.append(f"<{_SAME_TAGS.get(tag, tag)} {' '.join(sorted(kept))}>")

    def handle_endtag(self, tag: str) -> None:
        self._in_pre &= tag != "pre"
        self.pieces.append(f"</{_SAME_TAGS.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        words = data if self._in_pre else " ".join(data.split())
        self.pieces.append(words)
