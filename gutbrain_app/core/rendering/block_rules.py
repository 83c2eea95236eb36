"""Block rules: what authors write between paragraphs that CommonMark does not know."""

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.container import container_plugin

from gutbrain_app.core.rendering.cleaning import HTML_TAGS

_TAB = re.compile(r'===[!+]?[ ]+"([^"]*)"[ ]*$')
_TAG = re.compile(r"</?([A-Za-z][\w-]*)")
_SLASHES = re.compile(r"[ ]+([a-z][\w-]*)[ ]*(?:\|[ ]*(.*))?$")
# `<Listing …>`, `</Listing>`, `:::row:::`, `:::moniker range="…"`, `:::image source="…":::`
_COMPONENT = re.compile(
    r"</?([A-Z]\w*)(?:\s[^\n]*)?/?>[ ]*$"
    r"|:::(?:image|row|column|moniker|zone|no-loc)(?:-end)?(?=[ :]|$).*$"
)
_SAID = re.compile(r"([\w-]+)=\"([^\"]*)\"")
_SHOWN = ("number", "title", "label", "file-name", "caption")
_ENDS_PARAGRAPH: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def add_block_rules(md: MarkdownIt) -> None:
    md.block.ruler.before("fence", "tab", _tab, _ENDS_PARAGRAPH)
    md.block.ruler.before("fence", "component", _component, _ENDS_PARAGRAPH)
    md.block.ruler.before("fence", "comment", _comment, _ENDS_PARAGRAPH)
    md.block.ruler.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    md.use(container_plugin, "slashes", marker="/", validate=_begins_slashes, render=_slashes(md))


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _html(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Only HTML's own tags are HTML: `<T>` on a line is text."""
    tag = _TAG.match(state.src, state.bMarks[startLine] + state.tShift[startLine])
    if tag and tag[1].lower() not in HTML_TAGS:
        return False
    return html_block(state, startLine, endLine, silent)


def _component(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A tag of a site's own on a line: `<Listing number="1-1" caption="…">` is a caption here."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.src[start] not in "<:" or state.is_code_block(startLine):
        return False
    tag = _COMPONENT.match(_line(state, startLine))
    if not tag or (tag[1] or "").lower() in HTML_TAGS:
        return False
    if silent:
        return True
    state.line = startLine + 1
    said = {name.lower(): value for name, value in _SAID.findall(tag[0])}
    if "number" in said:
        said["number"] = f"{tag[1]} {said['number']}"
    if tag[0].startswith(":::image"):
        words = said.get("alt-text", "").replace("[", "(").replace("]", ")")
        _paragraph(state, startLine, f"![{words}](<{said.get('source', '')}>)")
    elif shown := " · ".join(said[name] for name in _SHOWN if said.get(name)):
        _paragraph(state, startLine, shown if "*" in shown else f"*{shown}*")
    return True


def _paragraph(state: StateBlock, line: int, content: str) -> None:
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.children, inline.map = content, [], [line, line + 1]
    state.push("paragraph_close", "p", -1)


def _comment(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Obsidian's `%%` … `%%`: for the author's eyes alone."""
    if not state.src.startswith("%%", state.bMarks[startLine] + state.tShift[startLine]):
        return False
    last, text = startLine, _line(state, startLine)[2:]
    while not text.rstrip().endswith("%%"):
        last += 1
        if last >= endLine:
            return False
        text = _line(state, last)
    if not silent:
        state.line = last + 1
    return True


def _tab(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """One of MkDocs' tabs: its name, and what it holds below."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("===", start) or state.is_code_block(startLine):
        return False
    tab = _TAB.match(_line(state, startLine))
    if not tab:
        return False
    if silent:
        return True
    inner = state.sCount[startLine] + 4
    last = startLine + 1
    while last < endLine and (state.isEmpty(last) or state.sCount[last] >= inner):
        last += 1
    _paragraph(state, startLine, f"**{tab[1]}**")
    indent, lines = state.blkIndent, state.lineMax
    state.blkIndent, state.lineMax = inner, last
    state.md.block.tokenize(state, startLine + 1, last)
    state.blkIndent, state.lineMax = indent, lines
    state.line = last
    return True


def _begins_slashes(params: str, *rest: object) -> bool:
    return _SLASHES.match(params) is not None


def _slashes(md: MarkdownIt) -> Callable[..., str]:
    """`/// note | Title` … `///`, as newer MkDocs projects write call-outs."""

    def write(renderer: object, tokens: Sequence[Token], idx: int, _: object, env: EnvType) -> str:
        begun = _SLASHES.match(tokens[idx].info) if tokens[idx].nesting == 1 else None
        if not begun:
            return "</div>"
        kind, title = begun[1], md.renderInline(begun[2] or "", env)
        if kind == "tab":
            return f"<div><p><strong>{title}</strong></p>"
        if kind == "html":
            return "<div>"
        title = title or kind.capitalize()
        return f'<div class="admonition {kind}"><p class="admonition-title">{title}</p>'

    return write
