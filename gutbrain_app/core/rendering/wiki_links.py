"""Wiki links of Obsidian: `[[note#heading|words]]`, and embeds `![[picture.png|300]]`."""

import re
from urllib.parse import quote

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

WIKI_SCHEME = "wiki:"
# `[[1]](https://…)` is an ordinary link whose words are in brackets.
_LINK = re.compile(r"!?\[\[([^\[\]|\n]{1,500})(?:\\?\|([^\[\]\n]{0,500}))?\]\](?![(\[])")
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|avif)(?:#.*)?$", re.IGNORECASE)


def wiki_link(state: StateInline, silent: bool) -> bool:
    """Leaves the finding of the note or picture to the page, which knows the library."""
    link = _LINK.match(state.src, state.pos, state.posMax)
    target = link[1].strip().rstrip("\\") if link else ""
    if not link or not target:
        return False
    state.pos = link.end()
    if silent:
        return True
    words = (link[2] or "").strip()
    if link[0][0] == "!" and PICTURE.search(target):
        _write_picture(state, target, words)
    else:
        token = state.push("link_open", "a", 1)
        token.attrs["href"] = WIKI_SCHEME + quote(target)
        state.push("text", "", 0).content = words or shown_target(target)
        state.push("link_close", "a", -1)
    return True


def shown_target(target: str) -> str:
    """`folder/note#heading` reads as `note > heading`, as Obsidian shows it."""
    note, _, heading = target.partition("#")
    name = note.rpartition("/")[2].removesuffix(".md")
    heading = heading.replace("#", " > ").removeprefix("^")
    return f"{name} > {heading}" if name and heading else name or heading


def _write_picture(state: StateInline, target: str, words: str) -> None:
    # The part behind # is a style of the picture, not a place in it.
    address = WIKI_SCHEME + quote(target.partition("#")[0])
    picture = state.push("image", "img", 0)
    picture.attrs = {"src": address, "alt": ""}
    picture.children = [Token("text", "", 0, content=f"|{words}")]
