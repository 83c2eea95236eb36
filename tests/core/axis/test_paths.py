"""Paths: along the arrows, the best there are, with their weakest link."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gutbrain_app.core.axis.graph import Axis
from gutbrain_app.core.axis.paths import Ways, rank_of
from gutbrain_app.core.relations import Relation
from tests.core.axis.graphs import NAMES, axis_of, chain, relation, relations


def every_path(axis: Axis, start: int, end: int) -> list[tuple[int, ...]]:
    """All paths that visit nothing twice, by trying everything."""
    found = []

    def walk(thing: int, seen: frozenset[int], path: tuple[int, ...]) -> None:
        if thing == end:
            found.append(path)
            return
        for number, (source, target) in enumerate(axis.ends):
            if source == thing and target not in seen:
                walk(target, seen | {target}, (*path, number))

    walk(start, frozenset((start,)), ())
    return found


@given(relations(), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_no_path_is_shorter_and_none_has_a_stronger_weakest_link(
    table: list[Relation], start: str, end: str
) -> None:
    axis = axis_of(*table)
    numbers = {thing.name: number for number, thing in enumerate(axis.things)}
    if start == end or start not in numbers or end not in numbers:
        return
    every = every_path(axis, numbers[start], numbers[end])
    found = Ways(axis, table).between([numbers[start]], [numbers[end]])
    assert bool(found.shortest) == bool(found.supported) == bool(every)
    for path in (*found.shortest, *found.supported):
        assert path.relations in every
        assert rank_of(table[path.weakest].evidence) == worst_of(table, path.relations)
    if every:
        assert {len(path.relations) for path in found.shortest} == {min(map(len, every))}
        strongest = min(worst_of(table, path) for path in every)
        fewest = min(len(path) for path in every if worst_of(table, path) == strongest)
        for path in found.supported:
            assert worst_of(table, path.relations) == strongest
            assert len(path.relations) == fewest


def worst_of(table: list[Relation], path: tuple[int, ...]) -> int:
    return max(rank_of(table[number].evidence) for number in path)


def test_the_shortest_and_the_best_supported_differ_and_each_names_its_weakest_link() -> None:
    table = [
        relation("a", "z", "in vitro"),
        *chain("a", "b", "z", evidence="human RCT"),
        relation("b", "z", "meta-analysis"),
    ]
    found = Ways(axis_of(*table), table).between([0], [1])
    assert [path.relations for path in found.shortest] == [(0,)]
    assert [path.relations for path in found.supported] == [(1, 3), (1, 2)]
    assert [path.weakest for path in found.supported] == [1, 1]


def test_against_the_arrows_only_when_asked() -> None:
    table = [relation("a", "b"), relation("c", "b")]
    ways = Ways(axis_of(*table), table)
    assert ways.between([0], [2]).shortest == ()
    (path,) = ways.between([0], [2], either_way=True).shortest
    assert path.relations == (0, 1)


def test_nothing_leads_from_a_thing_to_itself() -> None:
    table = chain("a", "b", "a")
    assert Ways(axis_of(*table), table).between([0], [0]).shortest == ()


def test_through_a_thing_runs_all_that_leads_to_it_and_on_from_it() -> None:
    table = [*chain("a", "b", "c", "d"), relation("x", "c"), relation("b", "y")]
    axis = axis_of(*table)
    (c,) = [n for n, thing in enumerate(axis.things) if thing.name == "c"]
    assert Ways(axis, table).through([c]) == {0, 1, 2, 3}


@given(relations())
def test_each_relation_through_a_thing_touches_it_or_another_such_relation(
    table: list[Relation],
) -> None:
    axis = axis_of(*table)
    for thing in range(len(axis.things)):
        passed = Ways(axis, table).through([thing])
        touched = {thing} | {end for number in passed for end in axis.ends[number]}
        assert all(set(axis.ends[number]) <= touched for number in passed)
        own = {n for n, ends in enumerate(axis.ends) if thing in ends}
        assert own <= passed


def test_steps_of_a_path_join() -> None:
    table = chain("a", "b", "c", "d")
    axis = axis_of(*table)
    (path,) = Ways(axis, table).between([0], [3]).shortest
    assert all(axis.ends[a][1] == axis.ends[b][0] for a, b in pairwise(path.relations))


def test_no_path_leads_over_a_claim_of_no_effect() -> None:
    table = [relation("a", "b"), relation("b", "c", verb="did not change"), relation("c", "d")]
    ways = Ways(axis_of(*table), table)
    assert ways.between([0], [2], either_way=True).shortest == ()
    assert ways.through([1]) == {0, 1}
    assert ways.through([0]) == {0}


def test_a_path_may_be_longer_than_python_can_call() -> None:
    names = [f"thing {number}" for number in range(3_000)]
    relations = chain(*names)
    axis = axis_of(*relations)
    (path,) = Ways(axis, relations).between([0], [len(names) - 1]).shortest
    assert path.relations == tuple(range(len(relations)))
