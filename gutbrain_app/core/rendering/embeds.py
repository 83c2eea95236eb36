"""Embeds of Obsidian: `![[note]]`, `![[note#heading]]` and `![[note#^block]]` on their own."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from gutbrain_app.core.rendering.marks import marked
from gutbrain_app.core.rendering.slugs import slug_of
from gutbrain_app.core.rendering.wiki_links import PICTURE

# Given what a page names: the path of the note, and the Markdown to show; None when there is none.
Embedding = Callable[[str], tuple[str, str] | None]
EMBEDDING = "embedding"
_EMBED = re.compile(r"!\[\[([^\[\]|\n]{1,500})(?:\|[^\[\]\n]*)?\]\]$")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_NAME = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]{2,})$")
_DEEPEST = 3


def add_embeds(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "embeds", _embeds)
    md.core.ruler.after("embeds", "block_names", _block_names)


def _embeds(state: StateCore) -> None:
    if EMBEDDING in state.env:
        state.tokens = _with_embeds(state, state.tokens, 0)


def _with_embeds(state: StateCore, tokens: Sequence[Token], depth: int) -> list[Token]:
    found: list[Token] = []
    skipped = -1
    for number, token in enumerate(tokens):
        if number == skipped:
            continue
        is_inline = token.type == "inline" and tokens[number - 1].type == "paragraph_open"
        embed = _EMBED.match(token.content) if is_inline and depth < _DEEPEST else None
        note = embed and not PICTURE.search(embed[1]) and state.env[EMBEDDING](embed[1].strip())
        if not embed or not note:
            found.append(token)
            continue
        found.pop()
        skipped = number + 1
        inner: list[Token] = []
        state.md.block.parse(note[1], state.md, state.env, inner)
        found.append(Token("blockquote_open", "blockquote", 1, block=True))
        found.append(_words(marked("e" + quote(note[0]))))
        found += _with_embeds(state, inner, depth + 1)
        found.append(_words(marked("e")))
        found += (Token("paragraph_open", "p", 1, block=True), _words(token.content[1:]))
        found.append(Token("paragraph_close", "p", -1, block=True))
        found.append(Token("blockquote_close", "blockquote", -1, block=True))
    return found


def _block_names(state: StateCore) -> None:
    """`^name` at a paragraph's end names it, for links and embeds."""
    for token in state.tokens:
        name = _NAME.search(token.content) if token.type == "inline" else None
        if name:
            token.content = token.content[: name.start()] + marked(f"a{name[1]}")


def _words(content: str) -> Token:
    return Token("inline", "", 0, content=content, children=[])


def part_of(body: str, part: str) -> str:
    """A heading with what stands under it, a block (`^name`), or all of a note."""
    if not part:
        return body
    lines = body.split("\n")
    if part.startswith("^"):
        return _block(lines, part)
    wanted = slug_of(part.rpartition("#")[2])
    begun, level, fence = -1, 0, ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        heading = None if fence else _HEADING.match(line)
        if not heading:
            continue
        if begun >= 0 and len(heading[1]) <= level:
            return "\n".join(lines[begun:number])
        if begun < 0 and slug_of(heading[2]) == wanted:
            begun, level = number, len(heading[1])
    return "\n".join(lines[begun:]) if begun >= 0 else ""


def _block(lines: list[str], name: str) -> str:
    """The lines up to a block's name; a name on a line of its own belongs to what is above."""
    for number, line in enumerate(lines):
        if line.strip() == name:
            last = number - 1
            while last > 0 and not lines[last].strip():
                last -= 1
        elif line.rstrip().endswith(f" {name}"):
            last = number
            if re.match(r"[ \t]*(?:[-*+]|\d+[.)])[ ]", line):
                return line.strip()
        else:
            continue
        first = last
        while first > 0 and lines[first - 1].strip():
            first -= 1
        return "\n".join(lines[first : last + 1])
    return ""
