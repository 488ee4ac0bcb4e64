"""What is said of a printer before a paper is recorded."""

from __future__ import annotations

import pytest

from app.errors import InvalidInput
from printing.printers.preflight import preflight
from printing.printers.printer import Abilities, Margins, Tray, true_dpi

LASER = Abilities(
    sizes=("A4", "215.9x279.4mm"),
    trays=(Tray("main", "Khay chính"),),
    dpi=600,
    margins_mm=Margins(4.2, 4.2, 4.2, 12.7),
)


def test_a_paper_with_the_margins_of_the_law_fits_every_printer() -> None:
    """NĐ 30/2020 leaves 15 mm and more."""
    assert preflight("HP", LASER, size="A4", tray="main", margins_mm=Margins(30, 20, 15, 20)) == ()


def test_an_edge_that_can_not_be_printed_is_named() -> None:
    """Which, and how much; the paper is printed all the same."""
    (warning,) = preflight("HP", LASER, size="A4", margins_mm=Margins(4.15, 5, 5, 8))
    assert warning.startswith("Máy in HP không in được 12,7 mm ở mép dưới, giấy này chỉ chừa 8 mm")


@pytest.mark.parametrize(
    ("size", "tray", "code"),
    [("A5", "", "no_such_size"), ("80mm", "", "no_such_size"), ("A4", "top", "no_such_tray")],
)
def test_what_the_printer_has_not_is_refused(size: str, tray: str, code: str) -> None:
    """Before the printing is recorded, or a number taken."""
    with pytest.raises(InvalidInput) as caught:
        preflight("HP", LASER, size=size, tray=tray)
    assert caught.value.code == code


def test_a_printer_that_says_nothing_is_not_judged() -> None:
    """A folder, a raw queue."""
    assert preflight("Thư mục", Abilities(), size="A5", margins_mm=Margins(0, 0, 0, 0)) == ()


def test_a_size_is_known_by_its_measures() -> None:
    """A driver's letter paper, and labels made to measure."""
    assert preflight("HP", LASER, size="216x279mm") == ()
    assert preflight("Zebra", Abilities(sizes=("80mm",), any_size=True), size="50x30mm") == ()
    with pytest.raises(InvalidInput):
        preflight("Zebra", Abilities(sizes=("80mm",), any_size=True), size="A4")


@pytest.mark.parametrize(
    ("said", "dots"),
    [(203, 203.2), (203.2, 203.2), (305, 304.8), (610, 609.6), (180, 180), (300, 300), (600, 600)],
)
def test_round_numbers_of_drivers_are_dots_a_millimetre(said: float, dots: float) -> None:
    """A bar laid for 203 dpi is ragged on 203.2."""
    assert true_dpi(said) == dots


@pytest.mark.parametrize("said", [0, -1, 71, 4_801, 10**9])
def test_what_is_no_resolution_is_none(said: float) -> None:
    """It comes from a device."""
    assert true_dpi(said) == 0
