"""Pandoc citations in Markdown: `[@bravo2011; @kelly2017]`, anywhere inside a sentence."""

import re

from markdown_it.rules_inline import StateInline

from gutbrain_app.core.rendering.marks import marked

KEY = r"[A-Za-z0-9_][A-Za-z0-9_:.#$%+?~/-]*"
_BRACKET = re.compile(r"\[([^\[\]\n]*(?:\n[^\[\]\n]+)?@[^\[\]]{1,1000})\](?![(\[:])")
_CITED = re.compile(rf"(?:^|.*\s)-?@({KEY}?)[.:/?]*(?:[\s,].*)?", re.DOTALL)
_SENTENCE_END = re.compile(r"[.,;:!?…]*")


def citation(state: StateInline, silent: bool) -> bool:
    """Puts a mark behind the punctuation that follows a citation, and no space before it."""
    bracket = _BRACKET.match(state.src, state.pos, state.posMax) if "@" in state.src else None
    keys = cited_keys(bracket[1]) if bracket else []
    if not bracket or not keys:
        return False
    if silent:  # Whatever is read in one step counts as a link, and links hold no others.
        state.pos += 1
        return True
    end = _SENTENCE_END.match(state.src, bracket.end(), state.posMax)
    assert end
    state.pending = state.pending.rstrip()
    if not state.pending and state.tokens and state.tokens[-1].type == "softbreak":
        state.tokens.pop()
    state.pending += end[0] + marked("c" + ";".join(keys))
    state.pos = end.end()
    return True


def cited_keys(bracket: str) -> list[str]:
    """The keys in a bracket; none when any piece of it is not a citation."""
    keys = []
    for piece in bracket.split(";"):
        cited = _CITED.fullmatch(piece.strip())
        if not cited:
            return []
        keys.append(cited[1])
    return keys
