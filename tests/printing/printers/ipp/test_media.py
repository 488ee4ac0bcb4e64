"""Papers by our names and by IPP's."""

from __future__ import annotations

import pytest

from app.errors import InvalidInput
from printing.printers.ipp.media import media_for, sizes_of, takes_any
from printing.printers.paper_sizes import is_roll, size_mm

LABELS = ["custom_min_25.4x25.4mm", "custom_max_104x991mm"]


@pytest.mark.parametrize(
    ("size", "name"),
    [
        ("A4", "iso_a4_210x297mm"),
        ("A5", "iso_a5_148x210mm"),
        ("80mm", "custom_80x150mm_80x150mm"),
        ("50x30mm", "custom_50x30mm_50x30mm"),
        ("57.5x40mm", "custom_57.5x40mm_57.5x40mm"),
    ],
)
def test_a_printer_that_says_nothing_of_papers_gets_the_standards_names(
    size: str, name: str
) -> None:
    """A roll is as long as its page."""
    assert media_for(*size_mm(size, 150), []) == name


def test_a_printers_own_name_for_the_size_is_used() -> None:
    """Drivers round to points, and have names in inches."""
    assert media_for(210, 297, ["na_letter_8.5x11in", "om_a4_209.9x297.04mm"]) == (
        "om_a4_209.9x297.04mm"
    )
    assert media_for(215.9, 279.4, ["na_letter_8.5x11in"]) == "na_letter_8.5x11in"
    assert media_for(148, 210, ["iso_a4_210x297mm", "oe_x", "custom_ắ"]) is None


def test_what_is_made_to_measure_has_bounds() -> None:
    """Within them any label and roll, beyond them none."""
    assert media_for(50, 30, LABELS) == "custom_50x30mm_50x30mm"
    assert media_for(50, 20, LABELS) is None
    assert media_for(210, 297, LABELS) is None
    assert takes_any(LABELS)
    assert sizes_of([*LABELS, "iso_a5_148x210mm", "iso_a5_148x210mm"]) == ("A5", "58mm", "80mm")


def test_names_that_make_no_sense_are_no_papers() -> None:
    """They come from a device."""
    assert sizes_of(["custom_0x0mm", "x_9999x9999mm", "", "_x_mm", "auto"]) == ()


@pytest.mark.parametrize(
    "size", ["", "A9", "a4", "mm", "0mm", "80mm\n", "80 mm", "-80mm", "80x0mm", "99999mm", "٣mm"]
)
def test_what_is_no_paper_is_refused(size: str) -> None:
    """Sizes come from settings and layouts."""
    with pytest.raises(InvalidInput) as caught:
        size_mm(size, 100)
    assert (caught.value.code, caught.value.field) == ("unknown_size", "size")


def test_only_a_roll_has_no_length_of_its_own() -> None:
    """And is none without a page."""
    assert is_roll("58mm")
    assert not is_roll("50x30mm")
    with pytest.raises(InvalidInput):
        size_mm("58mm")
