"""Finding things of the map by any of their names."""

import pytest

from gutbrain_app.core.axis.names import Found, Names
from gutbrain_app.core.glossary import Term
from tests.core.axis.graphs import axis_of, chain

AXIS = axis_of(
    *chain("serotonin", "serotonin receptors", "Lactobacillus rhamnosus JB-1", "β-cells")
)
NAMES = Names(AXIS, [Term("serotonin", "A messenger.", ("5-HT", "5-hydroxytryptamine"))])


@pytest.mark.parametrize(
    ("typed", "things"),
    [
        ("sero", [0, 1]),
        ("receptor", [1]),
        ("jb1", []),
        ("jb 1", [2]),
        ("LACTO", [2]),
        ("beta cells", [3]),
        ("tonin", []),
        ("  ", []),
        ("(*", []),
    ],
)
def test_words_are_found_by_their_beginnings(typed: str, things: list[int]) -> None:
    assert [found.thing for found in NAMES.find(typed)] == things


def test_another_name_finds_a_thing_and_says_which_it_is() -> None:
    assert NAMES.find("5-HT") == (Found(0, "serotonin"), Found(1, "serotonin"))


def test_the_whole_name_means_one_thing_and_a_part_all_that_have_it() -> None:
    assert NAMES.meant("Serotonin") == (0,)
    assert NAMES.meant("sero") == (0, 1)
