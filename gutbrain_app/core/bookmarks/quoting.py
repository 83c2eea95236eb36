"""Quotes: text-quote selectors of passages, and where such a passage is after an edit.

A selector holds the passage and some of the text around it, as the W3C's Web Annotation Data
Model has it. It is looked for as it is, then word by word, then as the words that are most alike
(the longest matching blocks of `difflib`, in the window that shares most words with it).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from gutbrain_app.core.bookmarks.bookmark import Quote

AROUND = 48
ALIKE = 0.6
# Words of a text, and of a passage, among which the most alike are looked for.
MOST_WORDS = 20_000
LONGEST_PASSAGE = 600
# Pairs of pieces that are compared for what was changed; a million take a tenth of a second.
MOST_PAIRS = 4_000_000

# A page shows a citation as numbers and a picture, which the text of its section leaves out.
_CITATION = re.compile(r"(?:\d+(?:[,–-]\d+)*)?\ufffc")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|\w+")
_PIECE = re.compile(r"\s+|\w+|[^\w\s]")


class Found(NamedTuple):
    """Where a quote is in a text; `same` unless words of it were changed."""

    start: int
    end: int
    same: bool


class Words(NamedTuple):
    """The words of a text without regard to case, and where each begins and ends."""

    words: list[str]
    spans: list[tuple[int, int]]


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage that was left alone, taken out or put in."""

    kind: Literal["same", "removed", "added"]
    text: str


def quote_of(text: str, start: int, end: int) -> Quote:
    """The selector of a passage; `text` is a section's or that of a page."""
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    end = max(start, end - len(passage) + len(passage.rstrip()))
    return Quote(
        quoted(text[start:end]).strip(),
        _from_word_start(quoted(text[max(0, start - AROUND) : start]), start > AROUND),
        _to_word_end(quoted(text[end : end + AROUND]), end + AROUND < len(text)),
    )


def quoted(text: str) -> str:
    """Text of a page as it is quoted: without citations, one space between words."""
    lines = (" ".join(line.split()) for line in _CITATION.sub("", text).splitlines())
    joined = "\n".join(line for line in lines if line)
    before = " " if text[:1].isspace() else ""
    return before + joined + (" " if joined and text[-1:].isspace() else "")


def words_of(text: str) -> Words:
    """The words of a section's or a page's text; citations are none."""
    plain = _CITATION.sub(lambda mark: " " * len(mark[0]), text)
    found = list(_WORD.finditer(plain))
    return Words([each[0].casefold() for each in found], [each.span() for each in found])


def find_quote(text: str, quote: Quote, words: Words | None = None) -> Found | None:
    """Where the passage is in the text, if anything like it is there.

    `words` are the text's own, for a caller that looks for many quotes in it.
    """
    if not quote.exact.strip():
        return None
    return (
        _as_it_is(text, quote)
        or _word_by_word(words or words_of(text), quote)
        or _most_alike(words or words_of(text), quote)
    )


def changed_pieces(before: str, now: str) -> tuple[Piece, ...]:
    """What became of a passage, in the order of reading."""
    old, new = _PIECE.findall(before), _PIECE.findall(now)
    if len(old) * len(new) > MOST_PAIRS:
        return _changed_between(old, new)
    pieces: list[Piece] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(new[j1:j2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(new[j1:j2])))
    return tuple(pieces)


def _changed_between(old: list[str], new: list[str]) -> tuple[Piece, ...]:
    """What both begin with and end with, and all that is between as one change."""
    start = _common_start(old, new)
    end = _common_end(old[start:], new[start:])
    pieces = (
        Piece("same", "".join(new[:start])),
        Piece("removed", "".join(old[start : len(old) - end])),
        Piece("added", "".join(new[start : len(new) - end])),
        Piece("same", "".join(new[len(new) - end :])),
    )
    return tuple(piece for piece in pieces if piece.text)


def _as_it_is(text: str, quote: Quote) -> Found | None:
    """The passage letter by letter; of several, the one with the most of what was around it."""
    best, most = None, -1
    start = text.find(quote.exact)
    while start >= 0:
        end = start + len(quote.exact)
        around = _common_end(text[max(0, start - AROUND) : start], quote.prefix)
        around += _common_start(text[end : end + AROUND], quote.suffix)
        if around > most:
            best, most = Found(start, end, True), around
        start = text.find(quote.exact, start + 1)
    # A blank or a stop beside a few words says nothing of where they stood.
    enough = min(3, len(quote.prefix.strip()) + len(quote.suffix.strip()))
    lonely = len(quote.exact.split()) < 4 and most < enough
    return None if lonely else best


def _word_by_word(text: Words, quote: Quote) -> Found | None:
    """The passage's words in a row; the first and the last may be parts of words."""
    sought = words_of(quote.exact).words
    before, after = _words_around(quote)
    best, most = None, -1
    for at in _rows(text.words, sought):
        end = at + len(sought)
        around = _common_end(text.words[max(0, at - len(before)) : at], before)
        around += _common_start(text.words[end : end + len(after)], after)
        if around > most:
            start = text.spans[at][1] - len(sought[0])
            stop = text.spans[end - 1][0] + len(sought[-1])
            best, most = Found(start, max(stop, text.spans[at][1]), True), around
    lonely = len(sought) < 4 and most == 0 and bool(before or after)
    return None if lonely else best


def _words_around(quote: Quote) -> tuple[list[str], list[str]]:
    """The words before a passage and after it; another program may have kept a whole text."""
    return words_of(quote.prefix[-AROUND:]).words, words_of(quote.suffix[:AROUND]).words


def _rows(words: Sequence[str], sought: Sequence[str]) -> Iterator[int]:
    """Where the words begin that are sought, one after another."""
    inner = sought[1:-1] or sought
    shift = 1 if sought[1:-1] else 0
    at = -1
    for _ in range(words.count(inner[0]) if inner else 0):
        at = words.index(inner[0], at + 1)
        if words[at : at + len(inner)] != inner:
            continue
        start, end = at - shift, at + len(inner)
        if not shift or (
            start >= 0
            and words[start].endswith(sought[0])
            and "".join(words[end : end + 1]).startswith(sought[-1])
        ):
            yield start


def _most_alike(text: Words, quote: Quote) -> Found | None:
    exact = words_of(quote.exact).words[:LONGEST_PASSAGE]
    before, after = _words_around(quote)
    sought = [*before, *exact, *after]
    words = text.words[:MOST_WORDS]
    if not exact or not words:
        return None
    low, high = _window(words, sought)
    blocks = SequenceMatcher(None, sought, words[low:high], autojunk=False).get_matching_blocks()
    place = {b.a + at: low + b.b + at for b in blocks for at in range(b.size)}
    if len(place) < ALIKE * len(sought):
        return None
    span = _span_of(place, len(before), len(before) + len(exact))
    return Found(text.spans[span[0]][0], text.spans[span[1]][1], False) if span else None


def _span_of(place: Mapping[int, int], first: int, behind: int) -> tuple[int, int] | None:
    """First and last word now, when words `first` up to `behind` are sought and some were found.

    Where a first or last word was changed, its unchanged neighbours outside bound the passage.
    """
    kept = [place[at] for at in range(first, behind) if at in place]
    begin = place[first - 1] + 1 if first - 1 in place else min(kept, default=-1)
    begin = place.get(first, begin)
    end = place[behind] - 1 if behind in place else max(kept, default=-1)
    end = place.get(behind - 1, end)
    return (begin, end) if 0 <= begin <= end else None


def _window(words: Sequence[str], sought: Sequence[str]) -> tuple[int, int]:
    """The stretch of about that length which shares the most words with what is sought."""
    size = len(sought)
    wanted = Counter(sought)
    have = dict.fromkeys(wanted, 0)
    hits = [at for at, word in enumerate(words) if word in wanted]
    shared, most, best, first = 0, 0, 0, 0
    for at in hits:
        have[words[at]] += 1
        shared += have[words[at]] <= wanted[words[at]]
        while hits[first] <= at - size:
            gone = words[hits[first]]
            shared -= have[gone] <= wanted[gone]
            have[gone] -= 1
            first += 1
        if shared > most:
            most, best = shared, at
    margin = size // 2 + 8
    return max(0, best + 1 - size - margin), min(len(words), best + 1 + margin)


def _common_start(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _common_end(one: Sequence[str], other: Sequence[str]) -> int:
    return _common_start(one[::-1], other[::-1])


def _from_word_start(text: str, cut: bool) -> str:
    """Without the half of a word at its beginning."""
    return text.partition(" ")[2] if cut and " " in text.strip() else text


def _to_word_end(text: str, cut: bool) -> str:
    return text.rpartition(" ")[0] if cut and " " in text.strip() else text
