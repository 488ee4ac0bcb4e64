"""Passports and health insurance cards at the counter. All persons are fictitious."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.reception.counter import CARD, Counter

ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
NAME = "Trần Thị Bưởi"
INSURANCE = (
    f"DN4380123456789|{NAME.encode().hex()}|09/09/1985|2|{'Thôn 1, Định Bình'.encode().hex()}"
    "|38 - 001|01/01/2026|-|x$"
)


def test_a_passports_lines_fill_the_form(counter: Counter) -> None:
    """Its own number stands where the personal number would."""
    counter.scan(ZONE)
    assert counter.text("submitter.id_number") == "L898902C3"
    assert counter.text("submitter.name") == "ERIKSSON ANNA MARIA"
    assert counter.text("submitter.birth") == "12/08/1974"


def test_a_health_insurance_card_fills_all_but_the_number(counter: Counter) -> None:
    """The officer types it, or scans the citizen card of the same person."""
    counter.scan(INSURANCE)
    assert counter.text("submitter.id_number") == ""
    assert counter.text("submitter.name") == NAME
    assert counter.text("submitter.address") == "Thôn 1, Định Bình"


def test_a_health_insurance_card_of_the_same_person_leaves_the_number(counter: Counter) -> None:
    """Scanned behind the citizen card, it takes nothing away."""
    counter.scan(CARD)
    number, name = counter.text("submitter.id_number"), counter.text("submitter.name")
    counter.scan(INSURANCE.replace(NAME.encode().hex(), name.encode().hex()))
    assert counter.text("submitter.id_number") == number
    assert counter.text("submitter.name") == name


def test_an_old_phone_number_is_shown_with_todays(counter: Counter) -> None:
    """Told under its field when it is left; it stops nothing."""
    counter.scan(CARD)
    counter.page.form.focus_field("submitter.phone")
    counter.enter_data("01627114031")
    counter.press(Qt.Key.Key_Return)
    field = counter.page.form.fields()["submitter.phone"]
    assert "0327 114 031" in field.message()
    assert not field.has_error()


def test_a_number_of_no_province_is_told(counter: Counter) -> None:
    """Twelve digits have no check digit; their beginning says something."""
    counter.page.form.focus_field("submitter.id_number")
    counter.enter_data("003190000001")
    counter.press(Qt.Key.Key_Return)
    counter.settle()
    field = counter.page.form.fields()["submitter.id_number"]
    assert "(003)" in field.message()
    assert not field.has_error()


def test_enter_in_an_empty_form_tells_nothing(counter: Counter) -> None:
    """There is no number yet."""
    counter.page.form.focus_field("submitter.id_number")
    counter.press(Qt.Key.Key_Return)
    assert counter.page.form.fields()["submitter.id_number"].message() == ""
