"""How a procedure is taken, whether one may file for another, and what nobody has verified."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.catalogue.procedure import FilingForAnother
from tests.desks import DAY, catalogue
from tests.ui.reception.counter import CARD, OTHER_CARD, REASON, Counter, K, application
from ui.components.tip_text import LETTERS
from ui.reception.procedure_model import ProcedureModel

SHIFT = Qt.KeyboardModifier.ShiftModifier
MARRIAGE, SIGNATURE_FOR_ANOTHER, DEATH, COPIES = "1.000894", "2.001035", "1.000656", "2.000815"
PROVINCE_SETS = "1.013949"


def detail(code: str) -> str:
    """The line under the procedure's name in the list."""
    model = ProcedureModel(catalogue())
    model.search(code, DAY, ())
    return str(model.data(model.index(0, 0), ProcedureModel.DETAIL_ROLE))


def test_the_line_says_how_it_is_taken() -> None:
    """Online level, at once, in person: in words after code, field and time limit."""
    assert detail(COPIES).endswith("not online · done at once")
    assert "partly online · in person only" in detail(MARRIAGE)
    assert "wholly online" in detail(DEATH)


def test_a_limit_that_stands_elsewhere_does_not_fill_the_line(counter: Counter) -> None:
    """“Theo quyết định công bố …” stands in the due block, whole; no law is said to be silent."""
    assert " · no day promised · " in detail(PROVINCE_SETS)
    counter.scan(CARD)
    counter.type(PROVINCE_SETS)
    counter.press(K.Key_Return)
    due = counter.page.due
    assert due.day() == "No day is promised"
    assert catalogue().procedure(PROVINCE_SETS, DAY).no_limit in due.spoken()
    counter.page.form.focus_field("procedure")
    counter.type(COPIES)
    counter.press(K.Key_Return)
    assert "No day" not in due.spoken()
    assert "trong ngày làm việc" in due.spoken()


@pytest.mark.parametrize("code", [one.code for one in catalogue().find("", DAY, 1_000)])
def test_an_entry_that_nobody_compared_is_marked(code: str) -> None:
    """Confidence M or L; what an entry leaves open is told in the tip, whatever its mark."""
    one = catalogue().procedure(code, DAY)
    model = ProcedureModel(catalogue())
    model.search(one.code, DAY, ())
    marks = {"H": "", "M": "partly compared", "L": "not compared"}
    mark = marks[one.confidence] if one.unsure else ""
    assert detail(one.code).endswith(mark)
    assert ("compared" in detail(one.code)) == bool(mark)
    tip = str(model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole))
    assert " ".join(one.unsure.split()) in " ".join(tip.split())
    assert max(len(line) for line in tip.splitlines()) <= LETTERS


def test_what_is_open_is_read_out_with_the_chosen_procedure(counter: Counter) -> None:
    """Screen readers have no tip."""
    counter.scan(CARD)
    counter.type(COPIES)
    counter.press(K.Key_Return)
    unsure = catalogue().procedure(COPIES, DAY).unsure
    assert unsure in counter.page.form.picker.field.editor.accessibleDescription()


@pytest.mark.parametrize(
    ("code", "path", "told"),
    [
        (MARRIAGE, "procedure", "Filed in person only: nobody can be authorised."),
        (SIGNATURE_FOR_ANOTHER, "authorisation", "It must be certified."),
        (DEATH, "authorisation", "It must be certified, but for grandparents"),
        (COPIES, "authorisation", ""),
    ],
)
def test_an_authoriser_is_answered_with_what_is_needed(
    counter: Counter, code: str, path: str, told: str
) -> None:
    """A warning where the catalogue says so (``filing_for_another``), gone with the authoriser."""
    counter.scan(CARD)
    counter.type(code)
    counter.press(K.Key_Return)
    field = counter.page.form.fields()[path]
    counter.press(K.Key_F5, SHIFT)
    assert not field.message().startswith(told or "It must")
    counter.scan(OTHER_CARD)
    assert field.message().startswith(told)
    assert bool(told) == bool(field.message())
    assert not field.has_error()
    counter.page.form.focus_field("authorisation")
    counter.enter_data("Giấy ủy quyền")
    assert field.message().startswith(told)


def test_it_stops_nobody(counter: Counter) -> None:
    """The officer sees the citizen; the program does not."""
    assert catalogue().procedure(MARRIAGE, DAY).filing_for_another is FilingForAnother.NONE
    counter.scan(CARD)
    counter.type(MARRIAGE)
    counter.press(K.Key_Return)
    counter.press(K.Key_F5, SHIFT)
    counter.scan(OTHER_CARD)
    for path, said in (("authorisation", "Giấy ủy quyền"), ("paper_exception", REASON)):
        counter.page.form.focus_field(path)
        counter.enter_data(said)
    assert application(counter.receive()).authorisation is not None
