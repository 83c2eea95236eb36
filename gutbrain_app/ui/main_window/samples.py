"""Words of a library for the examples of the help card."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from gutbrain_app.core.library import Library, PlaceMissing, TreeNode
from gutbrain_app.ui.search_panel.guide import Samples

_WORD = re.compile(r"[^\W\d_]{4,}")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_LOOKED_AT = 100  # topics


def samples_of(library: Library) -> Samples:
    """What the examples may ask this library for."""
    nodes = list(islice(_topics(library.tree), _LOOKED_AT))
    titles = [_ARTICLE.sub("", node.title).lower() for node in nodes]
    references = library.references()
    return Samples(
        words=_words(titles),
        phrase=next((title for title in titles if 2 <= len(title.split()) <= 3), ""),
        part=_first_word(node.title for node in library.tree if node.part),
        tag=_tag(library),
        evidence=_first_word(sorted({one.evidence for one in references}, key=_people_first)),
        author=next(
            (name for one in references for name in one.family_names if name.isalpha()), ""
        ),
    )


def _topics(tree: Iterable[TreeNode]) -> Iterator[TreeNode]:
    for node in tree:
        if node.topic:
            yield node
        yield from _topics(node.children)


def _tag(library: Library) -> str:
    """None while the library is being built and its first article is not there yet."""
    with contextlib.suppress(PlaceMissing):
        return next(iter(library.article(library.first_topic()).tags), "")
    return ""


def _words(titles: Sequence[str]) -> tuple[str, ...]:
    """Two words, of titles that are one word where there are such: the shortest are read best."""
    names = sorted((title for title in titles if _WORD.fullmatch(title)), key=len)
    others = [word for title in titles for word in _WORD.findall(title)[-1:]]
    return tuple(dict.fromkeys((*names, *others)))[:2]


def _first_word(names: Iterable[str]) -> str:
    return next((found[0].lower() for found in map(_WORD.search, names) if found), "")


def _people_first(evidence: str) -> tuple[bool, str]:
    return not evidence.startswith("human"), evidence
