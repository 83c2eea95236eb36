"""Cuts out of a section the lines that show best why it was found."""

from collections.abc import Sequence

from gutbrain_app.core.index.marking import Found
from gutbrain_app.core.index.outcomes import Mark

_LENGTH = 170
_LEAD_IN = 50  # characters before the first match
_SNAP = 24  # characters in which a start or an end looks for a gap between words
_MORE = "…"
_SPACES = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c\x85\u00a0\u2028\u2029", " "))


def snippet(text: str, found: Sequence[Found]) -> tuple[str, tuple[Mark, ...]]:
    """About two lines of `text` with the most different words of `found`, and their places."""
    start, end = _window(text, found)
    before = _MORE if start else ""
    after = _MORE if end < len(text) else ""
    shift = len(before) - start
    # One character for one, so that marks stay in place.
    shown = text[start:end].translate(_SPACES)
    marks = tuple(
        (first + shift, last + shift)
        for first, last in (one.mark for one in found)
        if start <= first and last <= end
    )
    return before + shown + after, marks


def _window(text: str, found: Sequence[Found]) -> tuple[int, int]:
    if len(text) <= _LENGTH + _SNAP:
        return 0, len(text)
    first = _richest(found)
    start = _sentence_start(text, first) if first > _LEAD_IN else 0
    end = min(len(text), start + _LENGTH)
    if end < len(text):
        gap = text.rfind(" ", end - _SNAP, end)
        end = gap if gap > start else end
    return start, end


def _richest(found: Sequence[Found]) -> int:
    """Where the stretch begins that has the most different words."""
    best, most = 0, 0
    reach = _LENGTH - _LEAD_IN
    for place, one in enumerate(found):
        seen = set()
        for other in found[place:]:
            if other.mark[1] > one.mark[0] + reach:
                break
            seen.add(other.stem)
        if len(seen) > most:
            best, most = one.mark[0], len(seen)
    return best


def _sentence_start(text: str, first: int) -> int:
    """The start of the sentence where it is near, else of a word."""
    low = first - _LEAD_IN
    stop = text.rfind(". ", low, first)
    if stop >= 0:
        return stop + 2
    gap = text.find(" ", low, first)
    return gap + 1 if gap >= 0 else low
