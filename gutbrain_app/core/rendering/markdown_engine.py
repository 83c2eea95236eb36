"""Markdown to HTML that is not yet safe: CommonMark by markdown-it, with what authors add to it."""

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from gutbrain_app.core.rendering.block_rules import add_block_rules
from gutbrain_app.core.rendering.callouts import add_callouts
from gutbrain_app.core.rendering.embeds import add_embeds
from gutbrain_app.core.rendering.inline_rules import add_inline_rules
from gutbrain_app.core.rendering.marks import marked

# What lies deeper is left out by markdown-it; the page refuses it long before.
_DEEPEST = 70
_WIDTH = re.compile(r"\|\s*(\d{1,4})(?:x\d{1,4})?\s*$")


def new_engine() -> MarkdownIt:
    """An engine for many articles, one after the other."""
    md = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}, renderer_cls=_Renderer)
    md.enable(["table", "strikethrough"])
    for plugin in (footnote_plugin, deflist_plugin, admon_plugin, sub_plugin, superscript_plugin):
        md.use(plugin)
    # Addresses are judged when the page is written, which knows the library.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    add_block_rules(md)
    add_callouts(md)
    add_embeds(md)
    add_inline_rules(md)
    for name, write in _WRITTEN.items():
        md.add_render_rule(name, _rule(write))
    return md


class _Renderer(RendererHTML):
    """Writes no line ends between blocks."""

    def renderToken(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        token = tokens[idx]
        if token.hidden:
            return ""
        if token.nesting == -1:
            return f"</{token.tag}>"
        return f"<{token.tag}{self.renderAttrs(token) if token.attrs else ''}>"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A picture; Obsidian writes its width behind its words: `![words|300](a.png)`."""
        token = tokens[idx]
        alt = self.renderInlineAsText(token.children, options, env) if token.children else ""
        width = _WIDTH.search(alt)
        if width:
            token.attrs["width"] = width[1]
            alt = alt[: width.start()]
        token.attrs["alt"] = alt.strip("|")
        return f"<img{self.renderAttrs(token)}>"


def _rule(write: Callable[[Token], str]) -> Callable[..., str]:
    def rule(renderer: object, tokens: Sequence[Token], idx: int, *rest: object) -> str:
        return write(tokens[idx])

    return rule


def _fence(token: Token) -> str:
    language = token.info.split(maxsplit=1)[:1]
    named = f' class="language-{escapeHtml(language[0])}"' if language else ""
    return f"<pre><code{named}>{escapeHtml(token.content)}</code></pre>"


def _cell(token: Token) -> str:
    style = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f'<{token.tag} align="{style}">' if style else f"<{token.tag}>"


def _footnote_mark(token: Token) -> str:
    return marked(f"{'g' if token.meta.get('subId') else 'f'}{token.meta['id'] + 1}")


def _footnote(token: Token) -> str:
    return "<li>" + marked(f"n{token.meta['id'] + 1}")


def _way_back(token: Token) -> str:
    return "" if token.meta.get("subId") else " " + marked(f"b{token.meta['id'] + 1}")


_WRITTEN: dict[str, Callable[[Token], str]] = {
    "fence": _fence,
    "code_block": _fence,
    "td_open": _cell,
    "th_open": _cell,
    "hardbreak": lambda token: "<br>",
    "footnote_ref": _footnote_mark,
    "footnote_block_open": lambda token: '<div class="footnote"><hr><ol>',
    "footnote_block_close": lambda token: "</ol></div>",
    "footnote_open": _footnote,
    "footnote_close": lambda token: "</li>",
    "footnote_anchor": _way_back,
}
