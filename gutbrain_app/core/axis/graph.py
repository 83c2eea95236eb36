"""The graph of the axis map: things in columns by stage, and the lines between them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gutbrain_app.core.relations import Relation

Kind = Literal["human", "animal", "in vitro", "review"]
KINDS: tuple[Kind, ...] = ("human", "animal", "in vitro", "review")

_PEOPLE = ("meta-analysis", "systematic review")
_COLUMNS = {
    "practice": "What people do",
    "gut": "In the gut",
    "microbe": "In the gut",
    "molecule": "Molecules",
    "messenger": "Molecules",
    "route": "Routes",
    "brain": "In the brain",
    "mind": "Mind and body",
    "body": "Mind and body",
}
# English, as the library's claims are written: no effect, no clear link, did not change.
_NOTHING = re.compile(r"\b(?:no|(?<!but )not|nothing|inconclusive)\b", re.IGNORECASE)
_KNOWN = tuple(dict.fromkeys(_COLUMNS.values()))
_ELSEWHERE = "Elsewhere"
_MOST_STEPS = 6


@dataclass(frozen=True)
class Thing:
    """What a relation begins or ends at; a topic is empty where none is given."""

    name: str
    stage: str
    topic: str


@dataclass(frozen=True)
class Node:
    """One thing of the map, or several of one column and topic; `things` are their numbers."""

    label: str
    column: int
    topic: str
    things: tuple[int, ...]


@dataclass(frozen=True)
class Line:
    """The relations of one kind of evidence from one node to another, by their numbers.

    `nothing` says that they tell of no effect or no link.
    """

    source: int
    target: int
    kind: Kind
    nothing: bool
    relations: tuple[int, ...]


@dataclass(frozen=True)
class Axis:
    """All things of a library, with the ends of each relation as numbers of things."""

    things: tuple[Thing, ...]
    ends: tuple[tuple[int, int], ...]
    kinds: tuple[Kind, ...]
    nothing: tuple[bool, ...]
    """Which relations tell of no effect or no link."""


@dataclass(frozen=True)
class AxisGraph:
    """What is drawn: columns with their headings, nodes and lines."""

    headings: tuple[str, ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def kind_of(evidence: str) -> Kind:
    """The kind of study that the map tells apart; what is no study counts as a review."""
    if evidence.startswith("human") or evidence in _PEOPLE:
        return "human"
    return "animal" if evidence == "animal" else "in vitro" if evidence == "in vitro" else "review"


def tells_nothing(relation: str) -> bool:
    """Whether a claim says that nothing was found, such as `did not change`."""
    return _NOTHING.search(relation) is not None


def read_axis(relations: Sequence[Relation]) -> Axis:
    """A thing is known by its name, however it is capitalised; its first stage and topic count."""
    numbers: dict[str, int] = {}
    names: list[str] = []
    stages: dict[int, str] = {}
    topics: dict[int, str] = {}

    def number_of(name: str, stage: str, topic: str) -> int:
        number = numbers.setdefault(name.casefold(), len(names))
        if number == len(names):
            names.append(name)
        if stage:
            stages.setdefault(number, stage.casefold())
        if topic:
            topics.setdefault(number, topic)
        return number

    ends = tuple(
        (
            number_of(one.subject, one.subject_stage, one.subject_topic),
            number_of(one.object, one.object_stage, one.object_topic),
        )
        for one in relations
    )
    things = (Thing(name, stages.get(n, ""), topics.get(n, "")) for n, name in enumerate(names))
    kinds = tuple(kind_of(one.evidence) for one in relations)
    return Axis(tuple(things), ends, kinds, tuple(tells_nothing(one.relation) for one in relations))


def whole_graph(axis: Axis) -> AxisGraph:
    """Every thing is a node of its own."""
    headings, columns = _columns(axis)
    nodes = tuple(
        Node(capitalised(thing.name), columns[n], thing.topic, (n,))
        for n, thing in enumerate(axis.things)
    )
    return AxisGraph(headings, nodes, _lines(axis, range(len(nodes)).__getitem__))


def grouped_graph(axis: Axis, titles: Mapping[str, str]) -> AxisGraph:
    """Things of one column that are told of in one topic are one node.

    Its name is short where the topic's title offers one, and stands in its column only once.
    """
    headings, columns = _columns(axis)
    groups: dict[tuple[int, str], list[int]] = {}
    for number, thing in enumerate(axis.things):
        key = columns[number], f"topic {thing.topic}" if thing.topic else f"thing {number}"
        groups.setdefault(key, []).append(number)
    degrees = Counter(end for pair in axis.ends for end in pair)
    nodes: list[Node] = []
    node_of = {}
    taken: set[tuple[int, str]] = set()
    for (column, _), things in groups.items():
        topic = axis.things[things[0]].topic
        title = titles.get(topic, "")
        label = _group_label(axis, things, title, degrees)
        if (column, label) in taken:
            label = title or label
        taken.add((column, label))
        node_of.update(dict.fromkeys(things, len(nodes)))
        nodes.append(Node(label, column, topic, tuple(things)))
    return AxisGraph(headings, tuple(nodes), _lines(axis, node_of.__getitem__))


def capitalised(name: str) -> str:
    """The name with a large first letter, unless a small one belongs to it, as in mRNA."""
    plain = name[1:2].islower() or name[1:2] in ("", " ")
    return name[:1].upper() + name[1:] if plain else name


def _group_label(axis: Axis, things: list[int], title: str, degrees: Mapping[int, int]) -> str:
    """A thing the title names, a word of the title most things share, or how all begin."""
    names = [axis.things[n].name for n in things]
    if len(names) == 1:
        return capitalised(names[0])
    best_known = max(things, key=lambda n: (degrees[n], -n))
    words = title.replace(":", " ").replace(",", " ").split()
    plain = f" {' '.join(words).casefold()} "
    named = [name for name in names if f" {name.casefold()} " in plain]
    if named:
        return capitalised(min(named, key=lambda name: plain.index(f" {name.casefold()} ")))
    for word in words:
        stem = word.casefold().rstrip("s")
        if len(stem) > 3 and sum(stem in name.casefold() for name in names) * 3 >= len(names) > 2:
            return capitalised(word)
    shared = _shared_beginning(names)
    return f"{capitalised(shared)}…" if " " in shared else capitalised(axis.things[best_known].name)


def _shared_beginning(names: list[str]) -> str:
    words = []
    for column in zip(*(name.split() for name in names), strict=False):
        if len(set(column)) > 1:
            break
        words.append(column[0])
    return " ".join(words)


def _lines(axis: Axis, node_of: Callable[[int], int]) -> tuple[Line, ...]:
    lines: dict[tuple[int, int, Kind, bool], list[int]] = {}
    rows = zip(axis.ends, axis.kinds, axis.nothing, strict=True)
    for number, ((source, target), kind, nothing) in enumerate(rows):
        key = node_of(source), node_of(target), kind, nothing
        if key[0] != key[1]:
            lines.setdefault(key, []).append(number)
    return tuple(Line(*key, tuple(numbers)) for key, numbers in lines.items())


def _columns(axis: Axis) -> tuple[tuple[str, ...], list[int]]:
    """The headings of the columns that are used, and each thing's column.

    Stages the program knows stand in the order of the axis, others after them as the file names
    them. Where no stage is given at all, a thing stands one step right of what leads to it.
    """
    if not any(thing.stage for thing in axis.things):
        return _steps(axis)
    wished = [_heading(thing.stage) for thing in axis.things]
    headings = list(dict.fromkeys((*_KNOWN, *(one for one in wished if one != _ELSEWHERE))))
    used = set(wished)
    headings = [one for one in (*headings, _ELSEWHERE) if one in used]
    places = {heading: place for place, heading in enumerate(headings)}
    return tuple(headings), [places[one] for one in wished]


def _heading(stage: str) -> str:
    return _COLUMNS.get(stage, capitalised(stage)) if stage else _ELSEWHERE


def _steps(axis: Axis) -> tuple[tuple[str, ...], list[int]]:
    """Longest-path layering, with lines that close a circle left out."""
    onward: dict[int, list[int]] = defaultdict(list)
    for source, target in axis.ends:
        if source != target:
            onward[source].append(target)
    order = _topological(range(len(axis.things)), onward)
    ranks = {number: rank for rank, number in enumerate(order)}
    steps = [0] * len(axis.things)
    for number in order:
        for target in onward[number]:
            if ranks[target] > ranks[number]:
                steps[target] = max(steps[target], min(steps[number] + 1, _MOST_STEPS - 1))
    return ("",) * (max(steps, default=-1) + 1), steps


def _topological(numbers: Iterable[int], onward: Mapping[int, list[int]]) -> list[int]:
    """Depth first, finished last is first; a line back to what is still open is skipped."""
    seen: set[int] = set()
    finished: list[int] = []
    for start in numbers:
        if start in seen:
            continue
        seen.add(start)
        open_ones = [(start, iter(onward.get(start, ())))]
        while open_ones:
            number, targets = open_ones[-1]
            target = next((one for one in targets if one not in seen), None)
            if target is None:
                finished.append(number)
                open_ones.pop()
            else:
                seen.add(target)
                open_ones.append((target, iter(onward.get(target, ()))))
    return finished[::-1]
