"""The graph of the map: columns, groups and kinds of evidence."""

import pytest

from gutbrain_app.core.axis.graph import (
    capitalised,
    grouped_graph,
    kind_of,
    tells_nothing,
    whole_graph,
)
from gutbrain_app.core.references import EVIDENCE
from tests.core.axis.graphs import axis_of, chain, relation


def test_columns_stand_in_the_order_of_the_axis_and_unknown_stages_after_them() -> None:
    graph = whole_graph(
        axis_of(
            relation("anxiety", "zinc", stages=("mind", "metal")),
            relation("yoga", "gaba", stages=("practice", "molecule")),
            relation("stray", "pain", stages=("", "body")),
        )
    )
    assert graph.headings == ("What people do", "Molecules", "Mind and body", "Metal", "Elsewhere")
    columns = {node.label: graph.headings[node.column] for node in graph.nodes}
    assert columns["Anxiety"] == columns["Pain"] == "Mind and body"
    assert columns["Stray"] == "Elsewhere"


def test_a_thing_is_one_node_however_it_is_capitalised_and_keeps_its_first_stage() -> None:
    graph = whole_graph(
        axis_of(
            relation("Serotonin", "mood", stages=("", "mind")),
            relation("gut", "serotonin", stages=("gut", "molecule")),
        )
    )
    assert sorted(node.label for node in graph.nodes) == ["Gut", "Mood", "Serotonin"]
    assert "Molecules" in graph.headings


def test_without_stages_a_thing_stands_one_step_after_what_leads_to_it() -> None:
    graph = whole_graph(axis_of(*chain("a", "b", "c"), relation("a", "c"), relation("c", "a")))
    assert [node.column for node in graph.nodes] == [0, 1, 2]
    assert graph.headings == ("", "", "")


def test_relations_of_one_kind_between_the_same_ends_are_one_line() -> None:
    graph = whole_graph(
        axis_of(relation("a", "b"), relation("a", "b"), relation("a", "b", "human RCT"))
    )
    assert [(line.kind, line.relations) for line in graph.lines] == [
        ("animal", (0, 1)),
        ("human", (2,)),
    ]


def test_groups_are_named_as_what_the_topic_is_about_or_as_the_best_known() -> None:
    axis = axis_of(
        relation("E. coli", "dopamine", stages=("gut", "molecule"), topics=("dopamine",) * 2),
        relation("E. coli", "tyrosine", stages=("gut", "molecule"), topics=("dopamine",) * 2),
        relation("Blautia", "tyrosine", stages=("gut", "molecule"), topics=("dopamine",) * 2),
        relation("tyrosine", "mood", stages=("molecule", "mind")),
    )
    graph = grouped_graph(axis, {"dopamine": "Dopamine and noradrenaline"})
    assert [node.label for node in graph.nodes] == ["E. coli", "Dopamine", "Mood"]
    assert [len(node.things) for node in graph.nodes] == [2, 2, 1]
    assert [line.relations for line in graph.lines] == [(0, 1, 2), (3,)]


@pytest.mark.parametrize(
    ("title", "names", "label"),
    [
        ("Anxiety disorders", ("anxiety-like behaviour", "anxiety", "social fear"), "Anxiety"),
        ("Fibre", ("wheat bran", "fibre in the diet", "high-fibre diet"), "Fibre"),
        ("Cause and animal models", ("stool from mice", "stool from people"), "Stool from…"),
        ("Dopamine", ("E. coli", "Blautia"), "E. coli"),
        ("", ("E. coli", "Blautia"), "E. coli"),
    ],
)
def test_a_group_is_named_as_shortly_as_its_topic_or_its_things_allow(
    title: str, names: tuple[str, ...], label: str
) -> None:
    table = [relation(name, "z", stages=("gut", "mind"), topics=("one", "")) for name in names]
    graph = grouped_graph(axis_of(*table), {"one": title})
    assert [node.label for node in graph.nodes] == [label, "Z"]


def test_no_two_groups_of_a_column_have_one_name() -> None:
    stages = ("practice", "mind")
    table = [
        relation("probiotics", "z", stages=stages, topics=("probiotics", "")),
        *(
            relation(name, "z", stages=stages, topics=("trials", ""))
            for name in ("probiotic A", "a probiotic in milk", "B")
        ),
    ]
    graph = grouped_graph(axis_of(*table), {"trials": "Probiotics: the trials"})
    assert [node.label for node in graph.nodes] == ["Probiotics", "Z", "Probiotics: the trials"]


def test_a_line_within_a_group_is_not_drawn() -> None:
    axis = axis_of(relation("a", "b", stages=("gut", "gut"), topics=("one", "one")))
    assert grouped_graph(axis, {}).lines == ()


@pytest.mark.parametrize("level", EVIDENCE)
def test_every_level_of_evidence_has_a_kind(level: str) -> None:
    people = ("meta-analysis", "systematic review")
    human = level in people or level.startswith("human")
    assert kind_of(level) == (
        "human" if human else level if level in ("animal", "in vitro") else "review"
    )


@pytest.mark.parametrize(
    ("name", "label"), [("serotonin", "Serotonin"), ("mRNA", "mRNA"), ("GABA", "GABA"), ("x", "X")]
)
def test_names_begin_with_a_large_letter_unless_a_small_one_belongs(name: str, label: str) -> None:
    assert capitalised(name) == label


def test_an_empty_table_makes_an_empty_graph() -> None:
    graph = whole_graph(axis_of())
    assert (graph.headings, graph.nodes, graph.lines) == ((), (), ())


@pytest.mark.parametrize(
    ("claim", "nothing"),
    [
        ("did not change", True),
        ("showed no significant effect on", True),
        ("Added nothing in", True),
        ("had inconclusive effects on", True),
        ("settle in some people but not in others in the", False),
        ("is noted in", False),
        ("lowered", False),
    ],
)
def test_a_claim_of_no_effect_is_known_by_its_words(claim: str, nothing: bool) -> None:
    assert tells_nothing(claim) is nothing


def test_a_claim_of_no_effect_is_a_line_of_its_own() -> None:
    graph = whole_graph(axis_of(relation("a", "b"), relation("a", "b", verb="did not change")))
    assert [(line.nothing, line.relations) for line in graph.lines] == [(False, (0,)), (True, (1,))]
