"""Code colours: keywords, comments, strings and numbers of code, told apart by Pygments."""

import re
from functools import lru_cache
from html import escape
from typing import Any

# Longer code is a listing nobody reads for its colours, and takes as long as a whole article.
_LONGEST = 20_000
_NAME = re.compile(r"[\w+#.-]+")
_PLAIN = ("text", "output", "none", "plain", "plaintext")


def coloured(code: str, language: str) -> str:
    """HTML for plain code: spans of the classes k, c, s and n where there is something to tell."""
    name = _NAME.match(language.lower())
    lexer = _lexer(name[0]) if name and len(code) <= _LONGEST else None
    if lexer is None:
        return escape(code, quote=False)
    pieces: list[tuple[str, list[str]]] = []
    for _, token, text in lexer.get_tokens_unprocessed(code):
        kind = _kind(token)
        if pieces and (pieces[-1][0] == kind or text.isspace()):
            pieces[-1][1].append(text)
        else:
            pieces.append((kind, [text]))
    return "".join(_written(kind, "".join(texts)) for kind, texts in pieces)


def _written(kind: str, text: str) -> str:
    html = escape(text, quote=False)
    return f'<span class="{kind}">{html}</span>' if kind else html


@lru_cache(maxsize=64)
def _lexer(name: str) -> Any:
    if name in _PLAIN:
        return None
    # Imported here: many a library has no code.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name)
    except ClassNotFound:
        return None


@lru_cache(maxsize=512)
def _kind(token: Any) -> str:
    from pygments.token import Comment, Keyword, Name, Number, Operator, String

    kinds = {
        Comment.Preproc: "k",
        Comment: "c",
        Keyword: "k",
        Operator.Word: "k",
        Name.Tag: "k",
        String: "s",
        Number: "n",
    }
    return next((kind for group, kind in kinds.items() if token in group), "")
