"""Giấy đã ra chưa? Asked quietly, answered once, and never answered by printing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.accounts.roles import Role
from app.errors import EnvironmentFault
from app.print_jobs.job import Known
from printing.printers.recording import RecordingPrinter, Trouble
from tests.ui.listing.place import Place
from ui.printing.handing import print_receipt
from ui.printing.unsure_bar import UnsureBar


def lose_one(place: Place, printer: RecordingPrinter, name: str) -> str:
    """A receipt that was sent to a printer which did not answer; returns the dossier's id."""
    dossier = place.receive(name).dossier
    printer.fail_next(Trouble.UNANSWERED)
    with pytest.raises(EnvironmentFault):
        print_receipt(place.desk, place.workplace.printers, dossier)
    printer.mend()
    return dossier


@pytest.fixture
def bar(place: Place) -> UnsureBar:
    """The bar over a field in which somebody types."""
    window = QWidget()
    column = QVBoxLayout(window)
    made = UnsureBar(place.workplace)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    place.show(window)
    window.findChildren(QLineEdit)[0].setFocus()
    return made


def look(place: Place) -> None:
    """As when the program starts."""
    place.workplace.print_jobs.look()
    place.settle()
    place.settle()


def test_it_names_the_paper_and_leaves_the_keys_where_they_are(
    place: Place, printer: RecordingPrinter, bar: UnsureBar
) -> None:
    """Code, name, time, printer; nothing is printed, nobody is interrupted."""
    dossier = lose_one(place, printer, "Nguyễn Văn Ước")
    look(place)
    state = place.desk.dossier(dossier)
    assert bar.isVisible()
    for part in (state.code or "", "Nguyễn Văn Ước", "08:30", "· tray"):
        assert part in bar.text()
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert len(printer.papers()) == 1
    with place.qtbot.waitSignal(bar.dossier_chosen) as shown:
        bar.look.click()
    assert shown.args == [dossier]


def test_it_came_out(place: Place, printer: RecordingPrinter, bar: UnsureBar) -> None:
    """The answer is kept with the officer, and nothing is printed."""
    lose_one(place, printer, "Nguyễn Văn A")
    look(place)
    asked = bar.job
    assert asked is not None
    bar.yes.click()
    place.settle()
    place.settle()
    kept = place.desk.store.print_jobs.find(asked.id)
    assert kept is not None
    assert kept.state is Known.CAME_OUT
    assert not bar.isVisible()
    assert len(printer.papers()) == 1


def test_it_did_not_and_is_printed_again(
    place: Place, printer: RecordingPrinter, bar: UnsureBar
) -> None:
    """Once, however often the button is pressed; the new paper says that it is a reprint."""
    dossier = lose_one(place, printer, "Nguyễn Văn A")
    look(place)
    asked = bar.job
    assert asked is not None
    bar.no.click()
    bar.no.click()
    place.settle()
    place.settle()
    kept = place.desk.store.print_jobs.find(asked.id)
    assert kept is not None
    assert kept.state is Known.DID_NOT
    assert len(printer.papers()) == 2
    assert place.desk.dossier(dossier).prints == {"receipt": 2}
    assert not bar.isVisible()


def test_several_are_asked_one_after_another(
    place: Place, printer: RecordingPrinter, bar: UnsureBar
) -> None:
    """The oldest first."""
    for name in ("Nguyễn Văn A", "Trần Thị B"):
        lose_one(place, printer, name)
        place.clock.advance(timedelta(minutes=1))
    look(place)
    assert "Nguyễn Văn A" in bar.text()
    bar.yes.click()
    place.settle()
    place.settle()
    assert "Trần Thị B" in bar.text()
    assert bar.isVisible()


def test_who_may_not_print_is_not_asked(
    place: Place, printer: RecordingPrinter, bar: UnsureBar
) -> None:
    """And nobody is asked while the counter is locked."""
    lose_one(place, printer, "Nguyễn Văn A")
    look(place)
    place.workplace.sign_out()
    place.settle()
    assert not bar.isVisible()
    place.sign_in(Role.INSPECTOR, name="Phạm Quốc Việt")
    place.settle()
    assert not bar.isVisible()


def test_a_printer_that_is_gone_says_so_and_the_answer_stays(
    place: Place, printer: RecordingPrinter, bar: UnsureBar
) -> None:
    """What could not be printed again is told as any fault is."""
    lose_one(place, printer, "Nguyễn Văn A")
    look(place)
    printer.fail_next(Trouble.OFFLINE)
    with place.qtbot.waitSignal(place.workplace.operations.failed) as told:
        bar.no.click()
    place.settle()
    assert told.args is not None
    assert told.args[0].code == "printer_unreachable"
    assert not bar.isVisible()
