"""Which printer, size, tray and how many copies a paper gets."""

from __future__ import annotations

import pytest

from app.reception.paper_settings import PaperGroup, PaperSetting, PaperSettings
from printing.paper_kinds import KINDS
from ui.printing.placing import GROUP_SIZES, Place, group_of, place_of, sizes_of

ROLL = PaperSetting("escpos:tcp://127.0.0.1?model=80mm", size="80mm")
SHEETS = PaperSetting("cups:HP", tray="tray-2", copies=2)
LABEL = PaperSetting("zpl:tcp://127.0.0.1?model=zebra-203", size="50x30mm")


@pytest.mark.parametrize("form", list(KINDS))
def test_every_paper_has_a_place_before_anything_is_chosen(form: str) -> None:
    """A size that it has, and no printer."""
    place = place_of(PaperSettings(), form)
    assert place == Place("", sizes_of(form)[0])
    assert place.size in GROUP_SIZES[group_of(form)]


def test_other_papers_go_where_the_receipts_go() -> None:
    """With their own number of copies."""
    settings = PaperSettings({PaperGroup.RECEIPTS: SHEETS})
    assert place_of(settings, "receipt") == Place("cups:HP", "A4", "tray-2", 2)
    assert place_of(settings, "refusal") == Place("cups:HP", "A4", "tray-2", 1)
    assert place_of(settings, "label").printer == ""


def test_a_receipt_on_a_roll_comes_out_of_the_printer_for_rolls() -> None:
    """Beside one that prints sheets; and a sheet out of the forms' where receipts are rolls."""
    both = PaperSettings({PaperGroup.RECEIPTS: SHEETS, PaperGroup.ROLLS: ROLL})
    assert place_of(both, "receipt").printer == "cups:HP"
    assert place_of(both, "receipt", size="80mm") == Place(ROLL.printer, "80mm")
    thermal = PaperSettings({PaperGroup.RECEIPTS: ROLL, PaperGroup.FORMS: SHEETS})
    assert place_of(thermal, "receipt") == Place(ROLL.printer, "80mm")
    assert place_of(thermal, "receipt", size="A5").printer == "cups:HP"


def test_a_paper_that_has_no_roll_stays_a_sheet() -> None:
    """The slip without a number, and the receipts of residence."""
    thermal = PaperSettings({PaperGroup.RECEIPTS: ROLL, PaperGroup.FORMS: SHEETS})
    assert place_of(thermal, "unnumbered") == Place("cups:HP", "A4", "tray-2", 2)
    assert place_of(thermal, "receipt", residence=True).size == "A4"


def test_a_label_has_the_size_that_is_loaded() -> None:
    """Also one that is not in the list."""
    settings = PaperSettings({PaperGroup.LABELS: LABEL})
    assert place_of(settings, "label") == Place(LABEL.printer, "50x30mm")
