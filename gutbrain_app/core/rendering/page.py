"""The page of an article: clean HTML becomes the few tags Qt lays out well, cut into sections."""

import re
from collections.abc import Callable, Mapping

from gutbrain_app.core.articles.source import ArticleSource
from gutbrain_app.core.rendering.callouts import kind_of
from gutbrain_app.core.rendering.layout_costs import LayoutCosts
from gutbrain_app.core.rendering.limits import WIDEST_SPAN
from gutbrain_app.core.rendering.links import LinkResolver
from gutbrain_app.core.rendering.numbering import Citations
from gutbrain_app.core.rendering.page_links import PageLinks
from gutbrain_app.core.rendering.page_text import PageText
from gutbrain_app.core.rendering.sections import SectionCutter, without_own_slug
from gutbrain_app.core.rendering.terms import Mentions, TermNames

# What the cleaner writes: attributes in double quotes, no comments, every tag closed.
_TOKEN = re.compile(r'([^<]+)|<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_FIGURE = re.compile(r"<p>\s*<img ((?:[^>\"]|\"[^\"]*\")*)>\s*</p>")
_INLINE = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em",
    "var": "em", "kbd": "code", "samp": "code", "tt": "code", "del": "del", "s": "del",
    "strike": "del", "sub": "sub", "sup": "sup", "mark": "mark",
}  # fmt: skip
_BLOCKS = {
    "dl": "dl", "dt": "dt", "dd": "dd", "thead": "thead", "tbody": "tbody", "tfoot": "tbody",
    "address": "div", "article": "div", "aside": "div", "center": "div", "details": "div",
    "figure": "div", "footer": "div", "header": "div", "main": "div", "nav": "div",
    "section": "div",
}  # fmt: skip
_CALLOUT = (
    '<table class="callout callout-{}" width="100%" cellspacing="0" cellpadding="0">'
    '<tr><td class="callout">'
)
_TABLE = '<table class="data" cellspacing="0" cellpadding="0">'
_Opener = Callable[[str, dict[str, str]], None]


class PageWriter:
    """Reads clean HTML once, from beginning to end; everything it writes, it writes itself."""

    def __init__(
        self,
        source: ArticleSource,
        resolver: LinkResolver,
        citations: Citations,
        cutter: SectionCutter,
        terms: TermNames,
    ) -> None:
        self._source = source
        self._cutter = cutter
        self._page = PageText(citations, cutter, Mentions(terms, source.topic), resolver.embedded)
        self._links = PageLinks(self._page, resolver, cutter)
        self._costs = LayoutCosts()
        self._nested = 0  # quotations, call-outs and list items that are open
        self._in_footnotes = 0
        self._has_heading = False
        self._openers: Mapping[str, _Opener] = {
            "a": self._links.open_a, "blockquote": self._open_quote, "br": self._void,
            "caption": self._open_caption, "code": self._open_code, "div": self._open_div,
            "figcaption": self._open_caption, "hr": self._void, "img": self._links.open_img,
            "li": self._open_li, "ol": self._open_list, "p": self._open_p, "pre": self._open_pre,
            "summary": self._open_summary, "table": self._open_table,
            "td": self._open_cell, "th": self._open_cell, "tr": self._open_row,
            "ul": self._open_list,
        } | dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), self._open_heading)  # fmt: skip

    def write(self, html: str) -> str:
        """The page's HTML; its sections are in the cutter then. Raises TooMuch."""
        page = self._page
        write, out = page.write, page.out
        figures = {match.start(): match for match in _FIGURE.finditer(html)}
        skip_to = 0
        for token in _TOKEN.finditer(html):
            text, closing, tag, attributes = token.groups()
            if token.start() < skip_to:
                continue
            if text is not None:
                write(text)
            elif closing:
                page.close()
            elif tag in _INLINE:
                name = _INLINE[tag]
                out.append(f"<{name}>")
                page.open(f"</{name}>")
            elif tag == "p" and token.start() in figures:
                figure = figures[token.start()]
                self._links.write_figure(_attributes(figure[1]))
                skip_to = figure.end()
            else:
                opener = self._openers.get(tag, self._open_other)
                opener(tag, _attributes(attributes) if attributes else {})
        self._cutter.end()
        return "".join(out)

    # Blocks

    def _open_other(self, tag: str, found: dict[str, str]) -> None:
        name = _BLOCKS.get(tag)
        if name:
            self._page.open_block(f"<{name}>", f"</{name}>")
        else:
            self._page.open("")

    def _void(self, tag: str, found: dict[str, str]) -> None:
        self._page.out.append(f"<{tag}>")
        self._page.end_line()

    def _open_p(self, tag: str, found: dict[str, str]) -> None:
        self._costs.add_block()
        is_title = found.get("class", "") in ("callout-title", "admonition-title")
        self._page.open_block('<p class="callout-title">' if is_title else "<p>", "</p>")

    def _open_heading(self, tag: str, found: dict[str, str]) -> None:
        self._page.end_line()
        level = max(2, int(tag[1]))
        out, cutter = self._page.out, self._cutter
        self._page.in_heading += 1
        if self._nested or self._costs.in_table:
            begun_text, begun_out = len(cutter.text), len(out)
            out.append("")

            def name() -> None:
                slug = cutter.begin_nested("".join(cutter.text[begun_text:]))
                out[begun_out] = f'<h{level}><a name="{slug}"></a>'
                self._page.in_heading -= 1
                self._page.end_line()

            self._page.open(f"</h{level}>", name)
            return
        begun, text, cited = len(out), cutter.text, cutter.cited
        cutter.text, cutter.cited = [], []

        def end() -> None:
            self._page.in_heading -= 1
            heading = " ".join("".join(cutter.text).split())
            cited_here = cutter.cited
            cutter.text, cutter.cited = text, cited
            inner = "".join(out[begun:])
            del out[begun:]
            is_first, self._has_heading = not self._has_heading, True
            if tag == "h1" and is_first and heading == self._source.title:
                return
            slug = cutter.begin(heading, level, cited_here)
            self._page.mentions.begin_section()
            inner = without_own_slug(inner)
            out.append(f'<h{level}><a name="{slug}"></a>{inner}</h{level}>')

        self._page.open("", end)

    def _open_div(self, tag: str, found: dict[str, str]) -> None:
        classes = found.get("class", "")
        if classes.startswith(("callout ", "admonition")):
            self._costs.begin_table()
            self._nested += 1
            self._page.out.append(_CALLOUT.format(kind_of(classes)))
            self._page.open("</td></tr></table>", self._end_callout)
        elif classes == "footnote":
            self._in_footnotes += 1
            self._page.out.append("<div>")
            self._page.open("</div>", self._end_footnotes)
        else:
            self._page.open_block("<div>", "</div>")

    def _end_callout(self) -> None:
        self._costs.end_table()
        self._end_nested()

    def _end_footnotes(self) -> None:
        self._in_footnotes -= 1
        self._page.end_line()

    def _open_quote(self, tag: str, found: dict[str, str]) -> None:
        self._nested += 1
        self._page.out.append("<blockquote>")
        self._page.open("</blockquote>", self._end_nested)

    def _end_nested(self) -> None:
        self._nested -= 1
        self._page.end_line()

    def _open_list(self, tag: str, found: dict[str, str]) -> None:
        self._page.end_line()
        self._costs.begin_list()
        written = ' type="a"' if tag == "ol" and self._in_footnotes else ""
        start = found.get("start", "")
        if tag == "ol" and start.isascii() and start.isdecimal() and len(start) < 7:
            written += f' start="{start}"'
        self._page.out.append(f"<{tag}{written}>")
        self._page.open(f"</{tag}>", self._end_list)

    def _end_list(self) -> None:
        self._costs.end_list()
        self._page.end_line()

    def _open_li(self, tag: str, found: dict[str, str]) -> None:
        self._costs.add_block()
        number = self._costs.divides_list()
        innermost = self._page.innermost()
        if number and innermost == "</ul>":
            self._page.out.append("</ul><ul>")
        elif number and innermost == "</ol>":
            self._page.out.append(f'</ol><ol start="{number}">')
        self._nested += 1
        self._page.out.append("<li>")
        self._page.open("</li>", self._end_nested)
        self._page.may_be_task = True

    def _open_pre(self, tag: str, found: dict[str, str]) -> None:
        self._page.in_pre += 1
        self._page.out.append("<pre>")
        self._page.open("</pre>", self._end_pre)

    def _end_pre(self) -> None:
        self._page.in_pre -= 1
        self._page.language = ""
        out = self._page.out
        # Qt would draw the last line's end as an empty line.
        out[-2] = out[-2].rstrip("\n") if out[-2] != "<pre>" else "<pre>"
        self._page.end_line()

    def _open_code(self, tag: str, found: dict[str, str]) -> None:
        # A block of code is known by its <pre>; a style of its own would be drawn twice.
        if self._page.in_pre:
            self._page.language = found.get("class", "").removeprefix("language-")
        else:
            self._page.out.append("<code>")
        self._page.open("" if self._page.in_pre else "</code>")

    def _open_summary(self, tag: str, found: dict[str, str]) -> None:
        self._page.open_block("<p><strong>", "</strong></p>")

    def _open_caption(self, tag: str, found: dict[str, str]) -> None:
        if tag == "caption":
            self._page.open_block("<caption>", "</caption>")
        else:
            self._page.open_block('<p class="caption">', "</p>")

    # Tables

    def _open_table(self, tag: str, found: dict[str, str]) -> None:
        self._costs.begin_table()
        self._page.out.append(_TABLE)
        self._page.open("</table>", self._end_table)

    def _end_table(self) -> None:
        self._costs.end_table()
        self._page.end_line()

    def _open_row(self, tag: str, found: dict[str, str]) -> None:
        if self._page.innermost() == "</tbody>" and self._costs.divides_table():
            self._page.out.append(f"</tbody></table>{_TABLE}<tbody>")
        self._costs.begin_row()
        self._page.open_block("<tr>", "</tr>")

    def _open_cell(self, tag: str, found: dict[str, str]) -> None:
        written = ""
        if found.get("align", "") in ("left", "center", "right"):
            written = f' align="{found["align"]}"'
        columns, rows = _span(found.get("colspan", "")), _span(found.get("rowspan", ""))
        self._costs.add_cell(columns, rows)
        written += f' colspan="{columns}"' if columns > 1 else ""
        written += f' rowspan="{rows}"' if rows > 1 else ""
        self._page.out.append(f"<{tag}{written}>")
        self._page.open(f"</{tag}>", self._page.end_cell)


def _span(written: str) -> int:
    digits = written if written.isascii() and written.isdecimal() else "1"
    return max(1, min(int(digits[:9]), WIDEST_SPAN))


def _attributes(written: str) -> dict[str, str]:
    """The values are escaped as they were."""
    return dict(_ATTRIBUTE.findall(written))
