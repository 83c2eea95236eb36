"""Inline rules: what authors write inside a sentence that CommonMark does not know."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, html_inline

from gutbrain_app.core.rendering.citations import citation
from gutbrain_app.core.rendering.cleaning import HTML_TAGS
from gutbrain_app.core.rendering.marks import marked
from gutbrain_app.core.rendering.wiki_links import wiki_link

_TAG = re.compile(r"</?([A-Za-z][\w-]*)")
_MARKED = re.compile(r"==(?![\s=])((?:[^=\n]|=(?!=)|\n(?!\n))+?)(?<!\s)==(?![\w=])")
_COMMENT = re.compile(r"%%(?:\S|\s(?=(?:[^%]|%(?!%))*\s%%))(?:[^%]|%(?!%))*%%(?!\w)")
# Behind a link, a picture and the like; or alone on a line.
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[.#][\w-]|\w+=)[^{}\n]*\}")
_ATTRIBUTE_LINE = re.compile(r"\{:[ ]*[.#\w][^{}\n]*\}[ ]*(?=\n|$)")
_SCHEME = re.compile(r"(?:^|[^A-Za-z])(https?)$")
_ADDRESS = re.compile(r"://[^\s<>\"'`\u00ab\u00bb\u2018-\u201d]+")
_SENTENCE_END = ".,:;!?*_~"
_NAME = re.compile(r"#([\w.:-]{1,200})")
_MAY_HAVE_ATTRIBUTES = ("link_close", "image", "code_inline")


def add_inline_rules(md: MarkdownIt) -> None:
    # One rule for all: each is asked at every mark that may begin anything.
    md.inline.ruler.before("link", "ours", _ours)
    md.inline.ruler.at("html_inline", _html)


def _ours(state: StateInline, silent: bool) -> bool:
    rule = _RULES.get(state.src[state.pos])
    return rule is not None and rule(state, silent)


def _bracket(state: StateInline, silent: bool) -> bool:
    if state.src.startswith("[[", state.pos) and wiki_link(state, silent):
        return True
    return citation(state, silent)


def _embed(state: StateInline, silent: bool) -> bool:
    return state.src.startswith("![[", state.pos) and wiki_link(state, silent)


def _html(state: StateInline, silent: bool) -> bool:
    """Only HTML's own tags are HTML: `vector<int>` is text."""
    if state.src[state.pos] != "<":
        return False
    tag = _TAG.match(state.src, state.pos)
    if tag and tag[1].lower() not in HTML_TAGS:
        return False
    return html_inline(state, silent)


def _attributes(state: StateInline, silent: bool) -> bool:
    """Takes out attributes for other programs, as in `[words](page.md){ .class target=_blank }`.

    A name among them (`{ #name }`) can be linked to.
    """
    form = _ATTRIBUTES
    before = state.src[state.pos - 1] if state.pos else "\n"
    if before == "\n":
        form = _ATTRIBUTE_LINE
    elif before not in "*_" and not _follows_a_whole(state):
        return False
    attributes = form.match(state.src, state.pos, state.posMax)
    if not attributes:
        return False
    name = _NAME.search(attributes[0])
    if name and not silent:
        state.pending += marked(f"a{name[1]}")
    state.pos = attributes.end()
    return True


def _follows_a_whole(state: StateInline) -> bool:
    last = state.tokens[-1].type if state.tokens and not state.pending else ""
    return last in _MAY_HAVE_ATTRIBUTES


def _comment(state: StateInline, silent: bool) -> bool:
    """Obsidian's `%%for the author's eyes alone%%`."""
    if not state.src.startswith("%%", state.pos) or not _is_apart(state):
        return False
    comment = _COMMENT.match(state.src, state.pos, state.posMax)
    if comment:
        state.pos = comment.end()
    return comment is not None


def _marked(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("==", state.pos) or not _is_apart(state):
        return False
    words = _MARKED.match(state.src, state.pos, state.posMax)
    if not words:
        return False
    if not silent:
        last = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = words.span(1)
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = last
    state.pos = words.end()
    return True


def _is_apart(state: StateInline) -> bool:
    """Whether no letter stands before: `a==b` is an expression."""
    return not state.pos or not state.src[state.pos - 1].isalnum()


def _bare_address(state: StateInline, silent: bool) -> bool:
    """An address written without brackets is a link, as on GitHub."""
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    rest = _ADDRESS.match(state.src, state.pos, state.posMax)
    if not scheme or not rest:
        return False
    address = rest[0].rstrip(_SENTENCE_END)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_SENTENCE_END)
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        link = state.push("link_open", "a", 1)
        link.attrs["href"] = scheme[1] + address
        state.push("text", "", 0).content = scheme[1] + address
        state.push("link_close", "a", -1)
    state.pos += len(address)
    return True


_RULES = {
    "[": _bracket,
    "!": _embed,
    "{": _attributes,
    "%": _comment,
    "=": _marked,
    ":": _bare_address,
}
