"""Between F8 and the paper: the counter is locked or changes hands, the printer is slow."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.dossier.events import Printed
from app.dossier.evolve import read_body
from app.errors import EnvironmentFault
from app.reception.register import register_waiting
from printing.printers.folder import FolderPrinter
from printing.printers.printer import PrinterInfo, PrinterState
from tests.desks import OFFICER, POLICE, lease
from tests.printing.pdf_reading import texts
from tests.ui.reception.counter import CARD, OTHER_CARD, Counter, K, account, open_counter
from ui.preview.preview_dialog import PreviewDialog
from ui.scanner.reading import Scan, read_scan
from ui.workplace.printers import InstalledPrinters


class HeldPrinter(FolderPrinter):
    """A folder that is handed a paper only when it may; ``faults`` are raised one after another."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.may = threading.Event()
        self.asked = threading.Event()
        self.faults: list[EnvironmentFault] = []

    def check(self) -> PrinterState:
        self.asked.set()
        assert self.may.wait(20)
        if self.faults:
            raise self.faults.pop(0)
        return super().check()


class HeldPrinters(InstalledPrinters):
    """One printer, whatever is chosen."""

    def __init__(self, printer: HeldPrinter) -> None:
        self.printer = printer

    def find(self) -> list[PrinterInfo]:
        return [self.printer.info]

    def open(self, printer: str) -> HeldPrinter:
        del printer
        return self.printer


@pytest.fixture
def printer(counter: Counter) -> HeldPrinter:
    """The counter's printer, which waits for ``may``."""
    held = HeldPrinter(counter.prints)
    counter.workplace.printers = HeldPrinters(held)
    return held


def fill(counter: Counter, card: str = CARD) -> None:
    """A dossier that can be received."""
    counter.scan(card)
    counter.type("xac nh")
    counter.press(K.Key_Return)


def printed_by(counter: Counter) -> list[str]:
    """In whose names the only dossier's papers were printed."""
    [dossier] = [row.id for row in counter.desk.store.search("", 10)[0]]
    return [
        one.event.header.officer
        for one in counter.desk.store.events(dossier)
        if isinstance(read_body(one.event), Printed)
    ]


def test_a_counter_that_is_locked_while_it_receives_prints_all_the_same(counter: Counter) -> None:
    """F8, then Ctrl+L at once: the citizen gets the paper, in the name of who received."""
    fill(counter)
    counter.press(K.Key_F8)
    counter.page.flush()
    counter.workplace.sign_out()
    counter.settle()
    assert len(counter.papers()) == 1
    assert printed_by(counter) == [OFFICER]
    assert counter.drafts() == []


def test_the_next_officer_does_not_sign_what_another_received(counter: Counter) -> None:
    """The counter changes hands between F8 and the paper: the name on it is the receiver's."""
    fill(counter)
    counter.press(K.Key_F8)
    counter.workplace.sign_out()
    counter.workplace.sign_in(account("Trần Văn Mẫu"), "unlock-2")
    counter.settle()
    assert printed_by(counter) == [OFFICER]
    [paper] = counter.papers()
    words = " ".join(texts((counter.prints / paper).read_bytes()))
    assert OFFICER in words
    assert "Trần Văn Mẫu" not in words


def test_a_card_that_came_while_the_counter_was_being_locked_waits_for_an_officer(
    counter: Counter,
) -> None:
    """Nobody is at the counter: the card fills the form when somebody is."""
    fill(counter)
    counter.press(K.Key_F8)
    counter.page.receive_scan(_scan(counter, OTHER_CARD))
    counter.workplace.sign_out()
    counter.settle()
    assert counter.text("submitter.name") == ""
    counter.workplace.sign_in(account(), "unlock-2")
    counter.settle()
    assert counter.text("submitter.name") == "Trần Thị Bích Hường"


def test_a_paper_that_failed_is_not_forgotten_over_the_next_ones(
    counter: Counter, printer: HeldPrinter
) -> None:
    """The first fails while the second waits for the printer: said, and F9 prints the first."""
    printer.faults = [EnvironmentFault("printer_paused", "Máy in hết giấy.")]
    fill(counter)
    counter.press(K.Key_F8)
    counter.qtbot.waitUntil(lambda: len(counter.received) == 1)
    fill_without_settling(counter, OTHER_CARD)
    counter.press(K.Key_F8)
    counter.qtbot.waitUntil(lambda: len(counter.received) == 2)
    printer.may.set()
    counter.settle()
    first = counter.desk.store.dossier(counter.received[0])
    assert first is not None
    assert first.code is not None
    assert first.prints == {}
    assert first.code in counter.page.side.last.text()
    assert "hết giấy" in counter.page.side.last.text()
    counter.press(K.Key_F9)
    counter.settle()
    assert f"{first.code}.pdf" in counter.papers()
    assert first.code in counter.page.side.last.text()


def test_the_strip_names_the_dossier_that_f9_prints(counter: Counter, printer: HeldPrinter) -> None:
    """A slow paper that comes out late does not take the place of the dossier received since."""
    fill(counter)
    counter.press(K.Key_F8)
    counter.qtbot.waitUntil(lambda: len(counter.received) == 1)
    fill_without_settling(counter, OTHER_CARD)
    counter.press(K.Key_F8)
    counter.qtbot.waitUntil(lambda: len(counter.received) == 2)
    shown = []
    counter.page.flow.receipt_printed.connect(
        lambda *_: shown.append((counter.page.side.last.text(), counter.page.flow.last))
    )
    printer.may.set()
    counter.settle()
    assert len(shown) == 2
    for text, last in shown:
        assert last is not None
        assert last.name in text


def test_a_slip_whose_dossier_gets_its_number_meanwhile_becomes_a_receipt(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """The line comes back while the slip is on its way: one paper comes out, with the number."""
    with open_counter(qtbot, tmp_path, numbers=0) as counter:
        held = HeldPrinter(counter.prints)
        counter.workplace.printers = HeldPrinters(held)
        fill(counter)
        counter.press(K.Key_F8)
        qtbot.waitUntil(held.asked.is_set)
        lease(counter.desk.store, 1, agency=POLICE)
        assert len(register_waiting(counter.desk).registered) == 1
        held.may.set()
        counter.settle()
        [row] = counter.desk.store.search("", 10)[0]
        assert counter.papers() == [f"{row.code}.pdf"]
        assert row.code is not None
        assert row.code in counter.page.side.last.text()


def test_a_preview_that_comes_after_the_lock_is_not_shown(counter: Counter) -> None:
    """F6, then Ctrl+L: nobody reads the citizen's paper over the lock screen."""
    fill(counter)
    counter.press(K.Key_F6)
    counter.page.flush()
    counter.workplace.sign_out()
    counter.page.hide()
    counter.settle()
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewDialog)] == []


def fill_without_settling(counter: Counter, card: str) -> None:
    """As ``fill``, while the printer works."""
    counter.page.receive_scan(_scan(counter, card))
    counter.qtbot.waitUntil(lambda: counter.focus() == "procedure")
    counter.type("xac nh")
    counter.press(K.Key_Return)


def _scan(counter: Counter, card: str) -> Scan:
    return read_scan(card, counter.desk.clock.now())
