"""The page of an article: clean HTML becomes the few tags Qt lays out well, cut into sections."""

import re
from collections.abc import Callable, Mapping
from html import unescape

from gutbrain_app.core.articles.source import ArticleSource
from gutbrain_app.core.rendering.callouts import kind_of
from gutbrain_app.core.rendering.limits import (
    DEEPEST_TABLES,
    DEEPEST_TAGS,
    LONGEST_WORD,
    MOST_CELLS,
    WIDEST_SPAN,
    TooMuch,
    with_breaks,
    with_short_lines,
)
from gutbrain_app.core.rendering.links import LinkResolver
from gutbrain_app.core.rendering.marks import MARK, OPENING, without_marks
from gutbrain_app.core.rendering.numbering import Citations, Footnotes
from gutbrain_app.core.rendering.sections import SectionCutter, without_own_slug
from gutbrain_app.core.rendering.slugs import Slugs

# What the cleaner writes: attributes in double quotes, no comments, every tag closed.
_TOKEN = re.compile(r'([^<]+)|<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_FIGURE = re.compile(r"<p>\s*<img ((?:[^>\"]|\"[^\"]*\")*)>\s*</p>")
_TASK = re.compile(r"\s*\[([ xX])\](?=\s)")
_INLINE = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em",
    "var": "em", "kbd": "code", "samp": "code", "tt": "code", "del": "del", "s": "del",
    "strike": "del", "sub": "sub", "mark": "mark",
}  # fmt: skip
_BLOCKS = {
    "p": "p", "blockquote": "blockquote", "ul": "ul", "ol": "ol", "li": "li", "dl": "dl",
    "dt": "dt", "dd": "dd", "thead": "thead", "tbody": "tbody", "tfoot": "tbody", "tr": "tr",
    "address": "div", "article": "div", "aside": "div", "center": "div", "details": "div",
    "div": "div", "figure": "div", "footer": "div", "header": "div", "main": "div",
    "nav": "div", "section": "div",
}  # fmt: skip
_CALLOUT = (
    '<table class="callout callout-{}" width="100%" cellspacing="0" cellpadding="0">'
    '<tr><td class="callout">'
)
_TABLE = '<table class="data" cellspacing="0" cellpadding="0">'


class PageWriter:
    """Reads clean HTML once, from beginning to end; everything it writes, it writes itself."""

    def __init__(
        self, source: ArticleSource, resolver: LinkResolver, citations: Citations, slugs: Slugs
    ) -> None:
        self._source = source
        self._resolver = resolver
        self._citations = citations
        self._footnotes = Footnotes()
        self._cutter = SectionCutter(slugs, citations.references)
        self._out: list[str] = []
        self._closers: list[tuple[str, Callable[[], None] | None]] = []
        self._tables = self._cells = self._nested = 0
        self._in_pre = self._in_link = self._in_footnotes = self._silent = 0
        self._unbroken = 0
        self._may_be_task = False
        self._skip_to = 0
        self._openers: Mapping[str, Callable[[str, str, int], None]] = {
            "a": self._open_a, "br": self._void, "hr": self._void, "code": self._open_code,
            "div": self._open_div, "figcaption": self._open_caption, "caption": self._open_caption,
            "img": self._open_img, "li": self._open_li, "ol": self._open_ol, "p": self._open_p,
            "pre": self._open_pre, "summary": self._open_summary, "sup": self._open_sup,
            "table": self._open_table, "td": self._open_cell, "th": self._open_cell,
            "blockquote": self._open_quote,
        } | dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), self._open_heading)  # fmt: skip

    def write(self, html: str) -> tuple[str, SectionCutter]:
        """The page's HTML and its sections. Raises TooMuch."""
        out = self._out
        for token in _TOKEN.finditer(html):
            text, closing, tag, attributes = token.groups()
            if token.start() < self._skip_to:
                continue
            if text is not None:
                self._text(text)
            elif closing:
                if tag not in ("br", "hr", "img"):
                    self._close()
            elif tag in _INLINE:
                name = _INLINE[tag]
                out.append(f"<{name}>")
                self._push(f"</{name}>")
            else:
                self._html, self._end = html, token.end()
                self._openers.get(tag, self._open_other)(tag, attributes, token.start())
        self._cutter.finish()
        return "".join(out), self._cutter

    # Text

    def _text(self, text: str) -> None:
        if self._silent:
            return
        if self._may_be_task:
            self._may_be_task = text.isspace()
            task = _TASK.match(text)
            if task:
                self._may_be_task = False
                text = ("☐" if task[1] == " " else "☑") + text[task.end() :]
        if OPENING not in text:
            self._words(text)
            return
        at = 0
        for mark in MARK.finditer(text):
            self._words(text[at : mark.start()])
            self._mark(mark[1])
            at = mark.end()
        self._words(without_marks(text[at:]))

    def _words(self, text: str) -> None:
        if self._in_pre:
            if len(text) > LONGEST_WORD:
                text = with_short_lines(text)
            self._out.append(text)
            self._cutter.text.append(unescape(text))
            return
        blank = text.rfind(" ")
        self._unbroken = len(text) - blank - 1 if blank >= 0 else self._unbroken + len(text)
        if len(text) > LONGEST_WORD:
            text = with_breaks(text)
        elif self._unbroken > LONGEST_WORD:
            text = "\u200b" + text
            self._unbroken = 0
        self._out.append(text)
        plain = (unescape(text) if "&" in text else text).replace("\n", " ")
        before = self._cutter.text
        self._cutter.text.append(plain.lstrip() if before and before[-1] == "\n" else plain)

    def _mark(self, mark: str) -> None:
        kind, keys = mark[:1], mark[1:].split(";")
        if kind == "c":
            html, known = self._citations.mark(keys, linked=not self._in_link)
            self._out.append(html)
            self._cutter.cited += known

    # Opening and closing of elements

    def _push(self, closer: str, after: Callable[[], None] | None = None) -> None:
        self._closers.append((closer, after))
        if len(self._closers) > DEEPEST_TAGS:
            raise TooMuch(f"more than {DEEPEST_TAGS} elements lie in one another")

    def _close(self) -> None:
        closer, after = self._closers.pop()
        if closer:
            self._out.append(closer)
        if after:
            after()

    def _open_other(self, tag: str, attributes: str, at: int) -> None:
        name = _BLOCKS.get(tag)
        if name:
            self._open_block(f"<{name}>", f"</{name}>")
        else:
            self._push("")

    def _open_block(self, opener: str, closer: str) -> None:
        self._out.append(opener)
        self._push(closer, self._end_line)

    def _end_line(self) -> None:
        self._unbroken = 0
        self._cutter.text.append("\n")

    def _void(self, tag: str, attributes: str, at: int) -> None:
        self._out.append(f"<{tag}>")
        self._end_line()

    def _open_p(self, tag: str, attributes: str, at: int) -> None:
        figure = _FIGURE.match(self._html, at) if not attributes else None
        if figure:
            self._skip_to = figure.end()
            self._figure(_attributes(figure[1]))
        elif attributes and "-title" in attributes:
            self._open_block('<p class="callout-title">', "</p>")
        else:
            self._open_block("<p>", "</p>")

    def _open_heading(self, tag: str, attributes: str, at: int) -> None:
        self._end_line()
        level = max(2, int(tag[1]))
        if self._nested or self._tables:
            self._open_block(f"<h{level}>", f"</h{level}>")
            return
        begun, text, cited = len(self._out), self._cutter.text, self._cutter.cited
        self._cutter.text, self._cutter.cited = [], []

        def end() -> None:
            heading = " ".join("".join(self._cutter.text).split())
            inner = "".join(self._out[begun:])
            del self._out[begun:]
            cited_here, self._cutter.cited = self._cutter.cited, cited
            self._cutter.text = text
            if tag == "h1" and heading == self._source.title and not self._cutter.closed:
                return
            slug = self._cutter.begin(heading, level, cited_here)
            anchor = f'<a name="{slug}"></a>'
            self._out.append(f"<h{level}>{anchor}{without_own_slug(inner)}</h{level}>")

        self._push("", end)

    def _open_div(self, tag: str, attributes: str, at: int) -> None:
        classes = _attributes(attributes).get("class", "")
        if classes.startswith(("callout ", "admonition")):
            self._table(_CALLOUT.format(kind_of(classes)), "</td></tr></table>")
            self._nested += 1
            self._closers[-1] = ("</td></tr></table>", self._end_callout)
        elif classes == "footnote":
            self._in_footnotes += 1
            self._out.append("<div>")
            self._push("</div>", self._end_footnotes)
        else:
            self._open_block("<div>", "</div>")

    def _end_callout(self) -> None:
        self._nested -= 1
        self._end_table()

    def _end_footnotes(self) -> None:
        self._in_footnotes -= 1
        self._end_line()

    def _open_quote(self, tag: str, attributes: str, at: int) -> None:
        self._nested += 1
        self._out.append("<blockquote>")
        self._push("</blockquote>", self._end_nested)

    def _end_nested(self) -> None:
        self._nested -= 1
        self._end_line()

    def _open_li(self, tag: str, attributes: str, at: int) -> None:
        self._nested += 1
        self._out.append("<li>")
        self._push("</li>", self._end_nested)
        key = _attributes(attributes).get("id", "")
        if key.startswith("fn:"):
            self._out.append(self._footnotes.anchor(key[3:]))
        self._may_be_task = True

    def _open_ol(self, tag: str, attributes: str, at: int) -> None:
        start = _attributes(attributes).get("start", "")
        kind = ' type="a"' if self._in_footnotes else ""
        if start.isascii() and start.isdecimal() and len(start) < 7:
            kind += f' start="{start}"'
        self._open_block(f"<ol{kind}>", "</ol>")

    def _open_pre(self, tag: str, attributes: str, at: int) -> None:
        self._in_pre += 1
        self._out.append("<pre>")
        self._push("</pre>", self._end_pre)

    def _end_pre(self) -> None:
        self._in_pre -= 1
        # Qt would draw the last line's end as an empty line.
        if len(self._out) > 1:
            self._out[-2] = self._out[-2].rstrip("\n")
        self._end_line()

    def _open_code(self, tag: str, attributes: str, at: int) -> None:
        # A block of code is known by its <pre>; a style of its own would be drawn twice.
        if not self._in_pre:
            self._out.append("<code>")
        self._push("" if self._in_pre else "</code>")

    def _open_summary(self, tag: str, attributes: str, at: int) -> None:
        self._open_block("<p><strong>", "</strong></p>")

    def _open_caption(self, tag: str, attributes: str, at: int) -> None:
        inside = tag == "caption"
        self._open_block(
            "<caption>" if inside else '<p class="caption">', "</caption>" if inside else "</p>"
        )

    # Tables

    def _open_table(self, tag: str, attributes: str, at: int) -> None:
        self._table(_TABLE, "</table>")

    def _table(self, opener: str, closer: str) -> None:
        self._tables += 1
        if self._tables > DEEPEST_TABLES:
            raise TooMuch(f"more than {DEEPEST_TABLES} tables lie in one another")
        self._out.append(opener)
        self._push(closer, self._end_table)

    def _end_table(self) -> None:
        self._tables -= 1
        self._end_line()

    def _open_cell(self, tag: str, attributes: str, at: int) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise TooMuch(f"its tables have more than {MOST_CELLS:,} cells")
        written = ""
        found = _attributes(attributes) if attributes else {}
        if found.get("align", "") in ("left", "center", "right"):
            written += f' align="{found["align"]}"'
        for name in ("colspan", "rowspan"):
            span = found.get(name, "")
            if span.isascii() and span.isdecimal():
                written += f' {name}="{max(1, min(int(span[:9]), WIDEST_SPAN))}"'
        self._out.append(f"<{tag}{written}>")
        self._push(f"</{tag}>", self._end_cell)

    def _end_cell(self) -> None:
        self._unbroken = 0
        self._cutter.text.append("\t")

    # Links, footnotes and pictures

    def _open_a(self, tag: str, attributes: str, at: int) -> None:
        found = _attributes(attributes)
        href = found.get("href", "")
        if found.get("class") == "footnote-backref" and ":" in href:
            self._silently(self._footnotes.back(href.partition(":")[2]))
        elif found.get("class") == "footnote-ref" and href.startswith("#fn:"):
            self._silently(self._footnotes.mark(href[4:]))
        else:
            address = self._resolver.address(href) if href else ""
            if address and not self._in_link:
                self._out.append(f'<a href="{address}">')
                self._in_link += 1
                self._push("</a>", self._end_link)
            elif href or found.get("name") or found.get("id"):
                self._push("")
            else:
                begun = len(self._out)
                self._push("", lambda: self._resolver.refused("".join(self._out[begun:])))

    def _end_link(self) -> None:
        self._in_link -= 1

    def _silently(self, html: str) -> None:
        """Write `html` in the place of what the element holds."""
        self._out.append(html)
        self._silent += 1
        self._push("", self._end_silence)

    def _end_silence(self) -> None:
        self._silent -= 1

    def _open_sup(self, tag: str, attributes: str, at: int) -> None:
        note = _attributes(attributes).get("id", "").startswith("fnref")
        self._out.append('<sup class="note">' if note else "<sup>")
        self._push("</sup>")

    def _open_img(self, tag: str, attributes: str, at: int) -> None:
        found = _attributes(attributes)
        self._out.append(self._picture(found))

    def _figure(self, found: dict[str, str]) -> None:
        picture = self._picture(found)
        shown = picture.startswith("<img")
        self._out.append(f'<p class="figure">{picture}</p>' if shown else f"<p>{picture}</p>")
        title = without_marks(found.get("title", ""))
        if title:
            self._out.append(f'<p class="caption">{title}</p>')
            self._cutter.text.append(f"\n{unescape(title)}")
        self._end_line()

    def _picture(self, found: dict[str, str]) -> str:
        """An `img` of ours, or the words that stand for a picture that cannot be shown."""
        words = without_marks(found.get("alt", ""))
        self._cutter.text.append(unescape(words))
        src = unescape(found.get("src", ""))
        name, width = self._resolver.picture(src, found.get("width", ""))
        return f'<img src="picture:{name}" alt="{words}" width="{width}">' if name else words


def _attributes(written: str) -> dict[str, str]:
    """Values are left escaped, except for addresses."""
    found = dict(_ATTRIBUTE.findall(written)) if written else {}
    if "href" in found:
        found["href"] = unescape(found["href"])
    return found
