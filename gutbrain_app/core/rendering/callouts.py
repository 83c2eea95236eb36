"""Call-outs: `> [!note] Title` of GitHub and Obsidian, and the kinds they come in."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

KINDS = (
    "note",
    "abstract",
    "info",
    "todo",
    "tip",
    "important",
    "success",
    "question",
    "warning",
    "caution",
    "failure",
    "danger",
    "bug",
    "example",
    "quote",
)
_OTHER_NAMES = {
    "summary": "abstract",
    "tldr": "abstract",
    "hint": "tip",
    "check": "success",
    "done": "success",
    "help": "question",
    "faq": "question",
    "attention": "warning",
    "fail": "failure",
    "missing": "failure",
    "error": "danger",
    "cite": "quote",
    "seealso": "info",
}
_OPENING = re.compile(r"\[!([A-Za-z][\w-]*)(?:\|[^\]\n]*)?\][+-]?[ \t]*(.*)(?:\n|$)")


def add_callouts(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "callouts", _callouts)


def kind_of(classes: str) -> str:
    """The kind named by a `div`'s classes, and `note` for names nobody knows."""
    for name in classes.lower().split():
        if name in KINDS:
            return name
        if name in _OTHER_NAMES:
            return _OTHER_NAMES[name]
    return "note"


def _callouts(state: StateCore) -> None:
    """A quotation whose first line names a kind becomes a `div` with that kind and a title."""
    tokens: list[Token] = []
    opened: list[Token] = []
    paragraph_ends = -1
    for number, token in enumerate(state.tokens):
        before = state.tokens[number - 2] if number > 1 else token
        if token.type == "blockquote_open":
            opened.append(token)
        elif token.type == "blockquote_close":
            token.tag = opened.pop().tag
        elif token.type == "inline" and before.type == "blockquote_open":
            opening = _OPENING.match(token.content)
            if opening:
                before.tag = "div"
                before.attrs["class"] = f"callout {opening[1].lower()}"
                title = opening[2].strip() or opening[1].replace("-", " ").capitalize()
                tokens[-1:] = _title(title, token)
                token.content = token.content[opening.end() :]
                if token.content:
                    tokens.append(Token("paragraph_open", "p", 1, block=True))
                else:
                    paragraph_ends = number + 1
                    continue
        if number != paragraph_ends:
            tokens.append(token)
    state.tokens = tokens


def _title(title: str, paragraph: Token) -> tuple[Token, Token, Token]:
    return (
        Token("paragraph_open", "p", 1, {"class": "callout-title"}, block=True),
        Token("inline", "", 0, content=title, children=[], map=paragraph.map),
        Token("paragraph_close", "p", -1, block=True),
    )
