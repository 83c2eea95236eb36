"""Which articles share runs of words with lost passages: shingles, as Broder (1997) has them.

The library is read once for all passages, so the time does not grow with their number.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

RUN = 4
MOST_CANDIDATES = 4


def runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Every run of four words; fewer words are one run by themselves."""
    if len(words) < RUN:
        return {tuple(words)} if words else set()
    return set(zip(*(words[at:] for at in range(RUN)), strict=False))


def candidates(
    passages: Sequence[Sequence[str]], texts: Iterable[tuple[str, Sequence[str]]]
) -> list[list[str]]:
    """For each passage the names of the texts that share the most with it, best first."""
    wanted: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, words in enumerate(passages):
        for run in runs(words):
            wanted[run].append(number)
    shared: list[Counter[str]] = [Counter() for _ in passages]
    for name, words in texts:
        for number in _sharing(wanted, words):
            shared[number][name] += 1
    return [[name for name, _ in each.most_common(MOST_CANDIDATES)] for each in shared]


def _sharing(wanted: dict[tuple[str, ...], list[int]], words: Sequence[str]) -> Iterator[int]:
    for run in wanted.keys() & runs(words):
        yield from wanted[run]
