"""Ways along the arrows: what leads to a thing and from it, and the best paths between two."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TypeAlias

from gutbrain_app.core.axis.graph import KINDS, Axis, Kind
from gutbrain_app.core.references import EVIDENCE
from gutbrain_app.core.relations import Relation

MOST_PATHS = 5
_MOST_TRIED = 500

_Steps = list[tuple[int, int]]  # a relation, and the thing at its other end
_Tail: TypeAlias = "tuple[int, _Tail] | tuple[()]"  # a relation, and those after it


@dataclass(frozen=True)
class AxisPath:
    """Relations by number, each beginning where the one before ends, and the weakest of them."""

    relations: tuple[int, ...]
    weakest: int


@dataclass(frozen=True)
class FoundPaths:
    """The paths with the fewest steps, and those whose weakest link is the strongest.

    Both with the better supported first; of the latter only those with the fewest steps.
    """

    shortest: tuple[AxisPath, ...]
    supported: tuple[AxisPath, ...]


class Ways:
    """The relations of some kinds of evidence by what they begin and end at.

    A relation that tells of no effect is no step of any path.
    """

    def __init__(
        self, axis: Axis, relations: Sequence[Relation], kinds: Collection[Kind] = KINDS
    ) -> None:
        self._ranks = [rank_of(one.evidence) for one in relations]
        self._onward: list[_Steps] = [[] for _ in axis.things]
        self._backward: list[_Steps] = [[] for _ in axis.things]
        self._without: list[list[int]] = [[] for _ in axis.things]  # those that tell of none
        for number, (source, target) in enumerate(axis.ends):
            if axis.kinds[number] not in kinds:
                continue
            if axis.nothing[number]:
                self._without[source].append(number)
                self._without[target].append(number)
                continue
            self._onward[source].append((number, target))
            self._backward[target].append((number, source))

    def through(self, things: Iterable[int]) -> frozenset[int]:
        """The relations on any path that leads to these things or on from them.

        Those that tell of no effect are among them where they begin or end at the things.
        """
        things = list(things)
        without = frozenset(number for thing in things for number in self._without[thing])
        return _passed(things, self._onward) | _passed(things, self._backward) | without

    def between(
        self, starts: Collection[int], ends: Collection[int], *, either_way: bool = False
    ) -> FoundPaths:
        """The best paths from any of the starts to any of the ends; none when there is none.

        `either_way` also goes against the arrows.
        """
        onward, backward = self._onward, self._backward
        if either_way:
            both = [a + b for a, b in zip(onward, backward, strict=True)]
            onward = backward = both
        shortest = self._best(starts, ends, len(EVIDENCE), onward, backward)
        for worst in sorted(set(self._ranks)) if shortest else ():
            supported = self._best(starts, ends, worst, onward, backward)
            if supported:
                return FoundPaths(shortest, supported)
        return FoundPaths((), ())

    def _best(
        self,
        starts: Collection[int],
        ends: Collection[int],
        worst: int,
        onward: Sequence[_Steps],
        backward: Sequence[_Steps],
    ) -> tuple[AxisPath, ...]:
        """The paths of the fewest steps over relations no weaker than a rank."""
        distances = self._distances(starts, worst, onward)
        reached = sorted(end for end in ends if distances.get(end))
        fewest = min((distances[end] for end in reached), default=0)
        found: list[tuple[int, ...]] = []
        for end in reached:
            if distances[end] == fewest:
                found += self._traced(end, distances, worst, backward, _MOST_TRIED - len(found))
        found.sort(key=lambda path: (sorted(self._ranks[one] for one in path)[::-1], path))
        return tuple(
            AxisPath(path, max(path, key=lambda one: self._ranks[one]))
            for path in found[:MOST_PATHS]
        )

    def _distances(
        self, starts: Iterable[int], worst: int, onward: Sequence[_Steps]
    ) -> dict[int, int]:
        """Dijkstra's steps to every thing that can be reached (Numerische Mathematik 1, 1959)."""
        distances: dict[int, int] = {}
        waiting = [(0, start) for start in starts]
        while waiting:
            so_far, thing = heappop(waiting)
            if thing in distances:
                continue
            distances[thing] = so_far
            for number, end in onward[thing]:
                if self._ranks[number] <= worst and end not in distances:
                    heappush(waiting, (so_far + 1, end))
        return distances

    def _traced(
        self,
        end: int,
        distances: dict[int, int],
        worst: int,
        backward: Sequence[_Steps],
        most: int,
    ) -> list[tuple[int, ...]]:
        """So many ways from a start to a thing, the strongest last steps first."""
        found: list[tuple[int, ...]] = []
        waiting: list[tuple[int, _Tail]] = [(end, ())]
        while waiting and len(found) < most:
            thing, tail = waiting.pop()
            if not distances[thing]:
                found.append(tuple(_flat(tail)))
                continue
            steps = sorted(
                (self._ranks[number], number, start)
                for number, start in backward[thing]
                if self._ranks[number] <= worst and distances.get(start, -1) == distances[thing] - 1
            )
            waiting += ((start, (number, tail)) for _, number, start in reversed(steps))
        return found


def _flat(tail: _Tail) -> Iterator[int]:
    while tail:
        number, tail = tail
        yield number


def _passed(things: Iterable[int], steps: Sequence[_Steps]) -> frozenset[int]:
    waiting = list(things)
    seen = set(waiting)
    passed: set[int] = set()
    while waiting:
        for number, end in steps[waiting.pop()]:
            passed.add(number)
            if end not in seen:
                seen.add(end)
                waiting.append(end)
    return frozenset(passed)


def rank_of(evidence: str) -> int:
    """0 for the strongest kind of study; what is no known kind comes last."""
    return EVIDENCE.index(evidence) if evidence in EVIDENCE else len(EVIDENCE)
