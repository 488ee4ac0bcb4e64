"""After "handed to the printer": what the printer says of the receipt, beside its number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from printing.printers.recording import RecordingPrinter, Trouble
from tests.ui.reception.counter import CARD, OTHER_CARD, Counter, K, open_counter


@pytest.fixture
def printer(tmp_path: Path) -> RecordingPrinter:
    """It keeps what it is sent."""
    return RecordingPrinter(tmp_path / "tray")


@pytest.fixture
def counter(qtbot: QtBot, tmp_path: Path, printer: RecordingPrinter) -> Iterator[Counter]:
    """A counter with that printer, which is asked at once."""
    with open_counter(qtbot, tmp_path, printer=printer.info.id) as made:
        made.workplace.print_jobs.first_ms = 5
        yield made


def serve(counter: Counter, card: str = CARD) -> None:
    """Receive a dossier."""
    counter.scan(card)
    counter.type("xac nh")
    counter.press(K.Key_Return)
    counter.receive()


def says(counter: Counter, words: str) -> None:
    """Wait until the strip says so."""
    counter.qtbot.waitUntil(lambda: words in counter.page.side.last.text())


def test_a_receipt_is_handed_over_and_then_printed(
    counter: Counter, printer: RecordingPrinter
) -> None:
    """Two different things, and two different words."""
    serve(counter)
    says(counter, "Printed")
    assert len(printer.papers()) == 1


def test_a_printer_without_paper_is_told_in_its_words_and_nobody_waits(
    counter: Counter, printer: RecordingPrinter
) -> None:
    """The next citizen is served meanwhile; loaded, the printer goes on and that is told."""
    printer.fail_next(Trouble.MEDIA_EMPTY)
    serve(counter)
    says(counter, "Hết giấy")
    assert counter.page.side.last.property("notice") == "danger"
    counter.scan(OTHER_CARD)
    assert counter.page.is_serving
    printer.mend("0001")
    says(counter, "Printed")
    assert len(printer.papers()) == 1


def test_a_receipt_that_was_canceled_is_printed_again_by_f9(
    counter: Counter, printer: RecordingPrinter
) -> None:
    """It says why; nothing is printed before it is asked for."""
    printer.fail_next(Trouble.CANCELED)
    serve(counter)
    says(counter, "hủy")
    assert len(printer.papers()) == 1
    counter.press(K.Key_F9)
    says(counter, "Printed")
    assert len(printer.papers()) == 2


def test_a_receipt_that_did_not_come_out_is_not_forgotten_behind_the_next(
    counter: Counter, printer: RecordingPrinter, tmp_path: Path
) -> None:
    """It comes back when the newer one is done, also after the store told of its change."""
    printer.fail_next(Trouble.MEDIA_EMPTY)
    serve(counter)
    first = counter.page.flow.last
    assert first is not None
    says(counter, "Hết giấy")
    serve(counter, OTHER_CARD)
    says(counter, "Printed")
    job = tmp_path / "tray" / "job-0001.json"  # as another program would abort it
    job.write_text(f'{{"trouble": "{Trouble.ABORTED}"}}', encoding="utf-8")
    says(counter, first.name)
    counter.settle()
    assert counter.page.side.last.property("notice") == "danger"
    counter.press(K.Key_F9)
    says(counter, "Printed")
    assert len(printer.papers()) == 3
