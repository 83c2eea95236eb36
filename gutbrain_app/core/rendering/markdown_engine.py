"""Markdown to HTML that is not yet safe: Python-Markdown with its extensions and ours."""

import re
from contextlib import suppress
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteReorderingProcessor
from markdown.inlinepatterns import HtmlInlineProcessor, InlineProcessor, SimpleTagInlineProcessor
from markdown.util import AtomicString

from gutbrain_app.core.rendering.blocks import BlockPreprocessor
from gutbrain_app.core.rendering.callouts import register_callouts
from gutbrain_app.core.rendering.citations import CitationProcessor
from gutbrain_app.core.rendering.cleaning import HTML_TAGS
from gutbrain_app.core.rendering.quick_markdown import (
    QuickInlineProcessor,
    parse_words_quickly,
)
from gutbrain_app.core.rendering.wiki_links import WikiLinkProcessor

_TAG = rf"(<(?:/?(?:{'|'.join(sorted(HTML_TAGS))})(?:\s[^<>@]*)?/?|!--(?:(?!<!--|-->).)*--)>)"
# Behind a link or picture (whose placeholder ends so), or alone on a line.
_NAMED = r"\{:?[ ]*(?:[.#][\w-]|\w+=)[^{}\n]*\}"
_ATTRIBUTES = rf"(?<=\x03){_NAMED}|(?:(?<=\n)|\A)[ ]*\{{:[ ]*[.#\w][^{{}}\n]*\}}[ ]*(?=\n|\Z)"
_ADDRESS = r"https?://[^\s<>\"'`\u00ab\u00bb\u2018-\u201d]+"


def new_engine() -> Markdown:
    """An engine for many articles, one after the other; call its `reset` before each."""
    return Markdown(
        extensions=["tables", "sane_lists", "footnotes", "def_list", "admonition", _Ours()],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"USE_DEFINITION_ORDER": False},
        },
        output_format="html",
    )


class _Ours(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        md.preprocessors.register(BlockPreprocessor(md), "blocks", 30)
        register_callouts(md)
        order = md.treeprocessors["footnote-reorder"]
        assert isinstance(order, FootnoteReorderingProcessor)
        md.treeprocessors.register(_FootnoteOrder(order.footnotes), "footnote-reorder", 19)
        patterns = md.inlinePatterns
        # Behind code (190), ahead of escapes (180): in a table, `\|` divides a link's parts.
        patterns.register(WikiLinkProcessor(md), "wiki_link", 185)
        # Behind escapes, ahead of ordinary links (160 to 170).
        patterns.register(CitationProcessor(md), "citation", 176)
        patterns.register(_Attributes(_ATTRIBUTES, md), "attributes", 95)
        # The rest comes behind links. Only HTML's own tags are HTML: `vector<int>` is text.
        patterns.register(HtmlInlineProcessor(_TAG, md), "html", 90)
        patterns.register(_BareAddress(_ADDRESS, md), "bare_address", 85)
        patterns.register(SimpleTagInlineProcessor(r"(~~)(?!\s)(.+?)(?<!\s)~~", "del"), "del", 45)
        patterns.register(SimpleTagInlineProcessor(r"(==)(?!\s)(.+?)(?<!\s)==", "mark"), "mark", 44)
        sub = r"(?<=[A-Za-z0-9)])(~)([^~\s]{1,20})~(?!~)"
        patterns.register(SimpleTagInlineProcessor(sub, "sub"), "sub", 43)
        sup = r"(?<=[A-Za-z0-9)])(\^)([^\^\s]{1,20})\^"
        patterns.register(SimpleTagInlineProcessor(sup, "sup"), "sup", 42)
        md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)
        parse_words_quickly(md)
        md.treeprocessors.deregister("prettify")  # Nobody reads the HTML's line ends.


class _Attributes(InlineProcessor):
    """Takes out attributes for other programs, as in `[words](page.md){ .class target=_blank }`."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        return "", m.start(), m.end()


class _FootnoteOrder(FootnoteReorderingProcessor):
    """Leaves footnotes in the order of their definitions where one of them lacks its text."""

    def run(self, root: Element) -> None:
        with suppress(AttributeError, ValueError):
            super().run(root)


class _BareAddress(InlineProcessor):
    """An address written without brackets is a link, as on GitHub."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        address = m[0].rstrip(".,:;!?*_~")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,:;!?*_~")
        link = Element("a")
        link.set("href", address)
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)
