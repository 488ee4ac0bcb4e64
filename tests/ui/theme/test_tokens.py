"""Colours and the pairs that may meet."""

from __future__ import annotations

import re

import pytest

from app.errors import ProgramFault
from tests.ui.theme.contrast import contrast
from ui.theme.tokens import (
    COLOURS,
    PART_PAIRS,
    TEXT_PAIRS,
    Scheme,
    colour,
    names,
    part_on,
    text_on,
)


def test_contrast_is_counted_as_wcag_says() -> None:
    """Black on white is 21 : 1; #767676 is the lightest grey that passes on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("ink", "ground"), sorted(TEXT_PAIRS))
def test_every_text_can_be_read_on_its_ground(scheme: Scheme, ink: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 : 1, also for large texts."""
    colours = COLOURS[scheme]
    assert contrast(colour(colours, ink), colour(colours, ground)) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("part", "ground"), sorted(PART_PAIRS))
def test_every_edge_icon_and_ring_stands_out(scheme: Scheme, part: str, ground: str) -> None:
    """WCAG 2.2, 1.4.11: at least 3 : 1 against what is beside it."""
    colours = COLOURS[scheme]
    assert contrast(colour(colours, part), colour(colours, ground)) >= 3


@pytest.mark.parametrize("scheme", Scheme)
def test_colours_are_whole_hex_texts(scheme: Scheme) -> None:
    """``#rrggbb`` in small letters, so that the same colour is the same text."""
    for name in names():
        assert re.fullmatch(r"#[0-9a-f]{6}", colour(COLOURS[scheme], name)), name


def test_a_pair_that_nobody_proved_cannot_be_painted() -> None:
    """An undeclared pair is our own bug."""
    with pytest.raises(ProgramFault, match="hairline / page"):
        text_on(COLOURS[Scheme.LIGHT], "hairline", "page")
    with pytest.raises(ProgramFault):
        part_on(COLOURS[Scheme.LIGHT], "hairline", "page")


def test_a_proved_text_pair_may_also_be_an_icon() -> None:
    """4.5 : 1 is more than the 3 : 1 that an icon needs."""
    light = COLOURS[Scheme.LIGHT]
    assert part_on(light, "muted", "surface") == light.muted
