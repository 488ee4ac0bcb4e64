"""A hand scanner types like a keyboard: wherever the cursor stands, its card fills the person."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.reception.counter import CARD, Counter, K, focused, send_letter
from tests.ui.scanner.scanner_keys import Typist
from ui.scanner.reading import read_scan
from ui.scanner.wedge import Wedge

TYPED = "001090000001|012345678|Nguyen Van An|24111990|Nam|So 1 Trang Thi, Ha Noi|15042021"


@pytest.mark.parametrize("place", ["submitter.id_number", "procedure", "pages", "components"])
def test_a_card_typed_by_the_scanner_fills_the_person_and_nothing_else(
    counter: Counter, place: str
) -> None:
    """What the scanner typed into a field is taken out again; the draft has the card's content."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    wedge = Wedge(application)
    wedge.scanned.connect(
        lambda text: counter.page.receive_scan(read_scan(text, counter.desk.clock.now()))
    )
    if place != "submitter.id_number":
        counter.page.form.focus_field("procedure")
        counter.enter_data("sao y")
        QTest.keyClick(focused(), K.Key_Return)
        counter.page.form.focus_field(place)
    for letter in TYPED:
        send_letter(letter)
    QTest.keyClick(focused(), K.Key_Return)
    counter.qtbot.waitUntil(lambda: counter.text("submitter.name") == "Nguyen Van An")
    counter.settle()
    draft = counter.page.flow.keeper.draft
    assert draft.submitter.id_number == "001090000001"
    assert draft.submitter.birth == "24/11/1990"
    assert (draft.pages, draft.summary) == (1, "")
    assert draft.procedure == ("" if place == "submitter.id_number" else "2.000815")
    assert [line.photos for line in draft.components] == ([0, 0] if draft.procedure else [])
    application.removeEventFilter(wedge)


@pytest.mark.parametrize("gap_ms", [5, 100])
@pytest.mark.parametrize("typed", ["12", "1"])
def test_a_scan_behind_a_number_leaves_it(counter: Counter, typed: str, gap_ms: int) -> None:
    """The next citizen's card changes no page count, and with it no fee."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    wedge = Wedge(application)
    scans: list[str] = []
    wedge.scanned.connect(scans.append)
    counter.scan(CARD)
    counter.page.choose_procedure("2.000815")
    counter.page.form.focus_field("pages")
    typist = Typist()
    typist.type(typed, 100)
    typist.pause(2_000)
    typist.type(TYPED + "\r", gap_ms)
    application.processEvents()
    counter.settle()
    assert scans == [TYPED]
    assert counter.page.flow.keeper.draft.pages == int(typed)
    application.removeEventFilter(wedge)
