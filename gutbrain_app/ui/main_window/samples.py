"""Words of a library for the examples of the help card."""

import re
from collections.abc import Iterable, Sequence

from gutbrain_app.core.library import Library
from gutbrain_app.core.navigation.tree import topics_in
from gutbrain_app.core.places import Place
from gutbrain_app.ui.search_panel.guide import Samples

_WORD = re.compile(r"[^\W\d_]{4,}")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_LOOKED_AT = 100  # topics


def samples_of(library: Library) -> Samples:
    """What the examples may ask this library for."""
    topics = topics_in(library.tree)[:_LOOKED_AT]
    titles = [_ARTICLE.sub("", library.title_of(Place(topic))).lower() for topic in topics]
    tags = library.article(topics[0]).tags if topics else ()
    references = library.references()
    return Samples(
        words=_words(titles),
        phrase=next((title for title in titles if 2 <= len(title.split()) <= 3), ""),
        part=_first_word(node.title for node in library.tree if node.part),
        tag=next(iter(tags), ""),
        evidence=_first_word(sorted({one.evidence for one in references}, key=_people_first)),
        author=next(
            (name for one in references for name in one.family_names if name.isalpha()), ""
        ),
    )


def _words(titles: Sequence[str]) -> tuple[str, ...]:
    """Two words, of titles that are one word where there are such: the shortest are read best."""
    names = sorted((title for title in titles if _WORD.fullmatch(title)), key=len)
    others = [word for title in titles for word in _WORD.findall(title)[-1:]]
    return tuple(dict.fromkeys((*names, *others)))[:2]


def _first_word(names: Iterable[str]) -> str:
    return next((found[0].lower() for found in map(_WORD.search, names) if found), "")


def _people_first(evidence: str) -> tuple[bool, str]:
    return not evidence.startswith("human"), evidence
