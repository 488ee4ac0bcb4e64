"""In giấy tờ…: by keys, on the dossier page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from app.accounts.roles import Role
from app.reception.counter_settings import choose_paper, paper_settings
from app.reception.paper_settings import PaperGroup, PaperSetting
from printing.paper_kinds import KINDS
from printing.printers.preview import first_page_mm
from printing.printers.recording import RecordingPrinter
from tests.ui.listing.place import BIRTH, COPIES, Place, focused, press
from ui.dossier.dossier_page import DossierPage
from ui.printing.dialog_printer import DialogPrinter
from ui.printing.handing import print_at
from ui.printing.offered import OfferedPaper, offered_papers
from ui.printing.paper_dialog import PaperDialog
from ui.printing.placing import place_of, sizes_of
from ui.wording.paper_words import PaperWords

K = Qt.Key
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(place: Place) -> DossierPage:
    """The page with a dossier that has its code."""
    made = DossierPage(place.workplace)
    place.show(made)
    made.show_dossier(place.receive().dossier)
    place.settle()
    return made


def dialog_of(place: Place, page: DossierPage) -> PaperDialog:
    """Ctrl+Shift+P."""
    QTest.keyClick(page, K.Key_P, HELD)
    place.settle()
    found = page.findChild(PaperDialog)
    assert isinstance(found, PaperDialog)
    place.qtbot.waitUntil(found.isActiveWindow)
    place.settle()
    return found


def choose(dialog: PaperDialog, form: str, place: Place) -> None:
    """By the arrows."""
    dialog.table.choose(form)
    place.settle()


def by_form(place: Place, dossier: str) -> dict[str, OfferedPaper]:
    """What is offered."""
    return {paper.form: paper for paper in offered_papers(place.desk, dossier).papers}


def test_what_tells_something_stands_before_what_is_filled_in_by_hand(place: Place) -> None:
    """A dossier with its code: the receipt is one, a refusal that nobody spoke is empty."""
    dossier = place.receive().dossier
    papers = offered_papers(place.desk, dossier).papers
    assert [paper.draft for paper in papers] == sorted(paper.draft for paper in papers)
    named = by_form(place, dossier)
    assert not named["receipt"].draft
    assert not named["control"].draft
    assert named["refusal"].draft
    assert named["supplement"].draft


def test_papers_that_the_dossier_cant_have_are_not_offered(place: Place) -> None:
    """No slip without number where there is one, no confirmation of residence, no certification
    where nothing is certified."""
    named = by_form(place, place.receive(procedure=BIRTH).dossier)
    assert not {"unnumbered", "residence_confirmation", "certification_label"} & named.keys()
    certified = by_form(place, place.receive(procedure=COPIES).dossier)
    assert {"certification", "certification_statement", "certification_label"} <= certified.keys()


def test_every_paper_that_is_offered_can_be_printed(
    place: Place, printer: RecordingPrinter
) -> None:
    """On its own size, whatever its state."""
    dossier = place.receive(procedure=COPIES).dossier
    settings = paper_settings(place.desk.store)
    for form in by_form(place, dossier):
        spot = place_of(settings, form)
        print_at(place.desk, printer, dossier, form, spot)
    assert [one.size for one in printer.papers()] == [
        sizes_of(form)[0] for form in by_form(place, dossier)
    ]


def test_the_preview_is_shown_and_records_nothing(
    place: Place, printer: RecordingPrinter, page: DossierPage
) -> None:
    """The whole page at first; nothing is printed before it is asked for."""
    dialog = dialog_of(place, page)
    assert dialog.paper is not None
    assert dialog.preview.count >= 1
    QTest.keyClicks(focused(), "+")
    assert dialog.preview.zoom > 0
    press(K.Key_Escape)
    place.settle()
    assert printer.papers() == []
    assert place.desk.dossier(page.dossier).prints == {}


def test_a_paper_is_printed_where_the_settings_say(
    place: Place, printer: RecordingPrinter, page: DossierPage
) -> None:
    """Printer, tray, size and copies of its kind; the page says that it was handed over."""
    setting = PaperSetting(printer.info.id, tray="tray-2", size="A5", copies=2)
    choose_paper(place.desk, PaperGroup.FORMS, setting)
    dialog = dialog_of(place, page)
    choose(dialog, "control", place)
    press(K.Key_F9)
    place.settle()
    sent = printer.papers()
    assert [(one.size, one.tray, one.copies) for one in sent] == [("A5", "tray-2", 2)]
    assert place.desk.dossier(page.dossier).prints == {"control": 1}
    place.qtbot.waitUntil(lambda: page.message().startswith("The paper was printed by"))


def test_another_size_and_number_of_copies_are_for_this_paper_alone(
    place: Place, printer: RecordingPrinter, page: DossierPage
) -> None:
    """The settings stay."""
    dialog = dialog_of(place, page)
    choose(dialog, "receipt", place)
    dialog.size_of.editor.setFocus()
    press(K.Key_Down)
    place.settle()
    dialog.copies.set_value(3)
    press(K.Key_F9)
    place.settle()
    assert [(one.size, one.copies) for one in printer.papers()] == [("A5", 3)]
    assert paper_settings(place.desk.store).own(PaperGroup.RECEIPTS).size == ""


def test_a_label_without_a_printer_says_where_to_choose_one(
    place: Place, printer: RecordingPrinter, page: DossierPage
) -> None:
    """It can be looked at; F9 prints nothing."""
    dialog = dialog_of(place, page)
    choose(dialog, "label", place)
    assert not dialog.print_button.isEnabled()
    press(K.Key_F9)
    place.settle()
    assert printer.papers() == []
    assert dialog.isVisible()


def test_who_may_not_print_gets_no_list(place: Place, page: DossierPage) -> None:
    """An inspector looks only."""
    place.workplace.sign_out()
    place.sign_in(Role.INSPECTOR, name="Phạm Quốc Việt")
    place.settle()
    QTest.keyClick(page, K.Key_P, HELD)
    place.settle()
    assert page.findChild(PaperDialog) is None


def test_a_printer_of_the_systems_dialog_gets_the_pages_true_to_size(
    place: Place, tmp_path: Path
) -> None:
    """It is a printing like any other: recorded, with a job that ends as handed over."""
    dossier = place.receive().dossier
    file = tmp_path / "out.pdf"
    system = QPrinter(QPrinter.PrinterMode.HighResolution)
    system.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    system.setOutputFileName(str(file))
    spot = place_of(paper_settings(place.desk.store), "receipt")
    printed = print_at(place.desk, DialogPrinter(system), dossier, "receipt", spot)
    width, height = first_page_mm(file.read_bytes())
    assert (round(width), round(height)) == (210, 297)
    assert printed.job is not None
    assert not printed.job.is_asked
    assert place.desk.dossier(dossier).prints == {"receipt": 1}


@pytest.mark.parametrize("form", list(KINDS))
def test_every_paper_has_a_name_in_the_window(form: str, qapp: object) -> None:
    """The history and the lists call it alike."""
    del qapp
    assert PaperWords().name(form) != form or form == "receipt"
