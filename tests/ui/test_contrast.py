"""The contrast of every pair of colours that meet in a theme, as WCAG 2 computes it."""

from typing import get_args

import pytest

from gutbrain_app.core.paths import resource
from gutbrain_app.core.settings import Theme as ThemeChoice
from gutbrain_app.ui.theme import named_theme

NAMES = sorted(file.stem for file in resource("themes").glob("*.json"))
GROUNDS = ("ground", "panel", "field", "callout", "accent_ground", "hover", "code")
# What stands on what: text wants 7:1, quiet words and icons 4.5:1, a high contrast theme 10:1.
TEXT = (
    *(("ink", ground) for ground in (*GROUNDS, "match", "warning_ground")),
    ("link", "ground"),
    ("warning", "warning_ground"),
    ("warning", "ground"),
)
QUIET = (
    *(("muted", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in GROUNDS),
    *(("link", ground) for ground in ("callout", "warning_ground", "code", "panel", "match")),
    ("warning", "panel"),
    ("warning", "code"),
)


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_written_stands_out_from_its_ground(name: str) -> None:
    theme = named_theme(name)
    low = []
    for pairs, usual in ((TEXT, 7.0), (QUIET, 4.5)):
        wanted = 10.0 if theme.high_contrast else usual
        for ink, ground in pairs:
            ratio = contrast(getattr(theme, ink), getattr(theme, ground))
            if ratio < wanted:
                low.append(f"{ink} on {ground}: {ratio:.2f} < {wanted}")
    assert not low


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_badges_stand_out(name: str) -> None:
    theme = named_theme(name)
    for ground, ink in (theme.human, theme.animal, theme.vitro, theme.other):
        assert contrast(ground, ink) >= (10 if theme.high_contrast else 7)


@pytest.mark.parametrize("name", [name for name in NAMES if named_theme(name).high_contrast])
def test_lines_are_seen_in_a_high_contrast_theme(name: str) -> None:
    theme = named_theme(name)
    for ground in (theme.ground, theme.panel, theme.field, theme.accent_ground):
        assert contrast(theme.line, ground) >= 10
    assert contrast(theme.scroll, theme.ground) >= 4.5


def test_every_theme_can_be_chosen_and_every_choice_has_its_theme() -> None:
    assert set(NAMES) == set(get_args(ThemeChoice)) - {"system"}


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # The example of WCAG's own explanation: the lightest grey that still has 4.5:1 on white.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
