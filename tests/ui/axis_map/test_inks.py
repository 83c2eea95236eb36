"""Lines of the map: seen in every theme, and told apart without colour."""

import pytest

from gutbrain_app.core.axis.graph import KINDS
from gutbrain_app.ui.axis_map.inks import kind_colour, kind_pen
from gutbrain_app.ui.theme import named_theme
from tests.ui.test_contrast import NAMES, contrast


@pytest.mark.parametrize("name", NAMES)
def test_every_line_stands_out_from_its_ground(name: str) -> None:
    theme = named_theme(name)
    for kind in KINDS:
        ratio = contrast(kind_colour(kind, theme).name(), theme.ground)
        assert ratio >= (10 if theme.high_contrast else 4.5), kind


def test_every_kind_has_a_pattern_of_its_own() -> None:
    patterns = [tuple(kind_pen(kind, named_theme("light")).dashPattern()) for kind in KINDS]
    assert len(set(patterns)) == len(KINDS)
