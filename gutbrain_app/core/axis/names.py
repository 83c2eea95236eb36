"""Finding things of the map by what a reader types, other names from the glossary included."""

from collections.abc import Iterable
from dataclasses import dataclass

from gutbrain_app.core.axis.graph import Axis
from gutbrain_app.core.glossary import Term
from gutbrain_app.core.index.folding import folded


@dataclass(frozen=True)
class Found:
    """A thing by its number; `synonym` is the name it goes by, when it was typed otherwise."""

    thing: int
    synonym: str = ""


class Names:
    """What the things of a map are called."""

    def __init__(self, axis: Axis, terms: Iterable[Term]) -> None:
        self._names = [_spaced(thing.name) for thing in axis.things]
        self._synonyms: list[tuple[tuple[str, ...], str]] = []
        for term in terms:
            called = tuple(_spaced(name) for name in (term.term, *term.aliases))
            if len(called) > 1:
                self._synonyms.append((called, term.term))

    def find(self, text: str) -> tuple[Found, ...]:
        """Things whose name has words that begin so; the whole name first, synonyms last."""
        typed = _spaced(text).rstrip()
        if not typed.strip():
            return ()
        hits = sorted(
            (0 if name == f"{typed} " else 1 if name.startswith(typed) else 2, number)
            for number, name in enumerate(self._names)
            if typed in name
        )
        found = {number: Found(number) for _, number in hits}
        for called, term in self._synonyms:
            if any(name.startswith(typed) for name in called):
                for number, name in enumerate(self._names):
                    if any(other in name for other in called):
                        found.setdefault(number, Found(number, term))
        return tuple(found.values())

    def meant(self, text: str) -> tuple[int, ...]:
        """The thing of exactly this name, else all that are found by it."""
        typed = _spaced(text)
        exact = tuple(number for number, name in enumerate(self._names) if name == typed)
        return exact or tuple(one.thing for one in self.find(text))


def _spaced(text: str) -> str:
    """Folded words between single spaces, with one before and after."""
    words = "".join(sign if sign.isalnum() else " " for sign in folded(text)).split()
    return f" {' '.join(words)} "
