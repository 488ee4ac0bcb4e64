"""The window after the desk was cut off while a receipt was handed over (docs/adr/0021)."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.print_jobs.job import Known, PrintJob
from app.store.print_jobs import put_print_job
from printing.printers.recording import RecordingPrinter
from tests.desks import MORNING, open_desk
from tests.ui.shell.rig import open_shell


def left_behind(dossier: str, printer: str) -> PrintJob:
    """What a process leaves that is cut between its record and the printer's answer."""
    return PrintJob(
        id="job-1",
        dossier=dossier,
        form="receipt",
        nth=1,
        title="H26.107-261123-0001",
        printer=printer,
        tray="",
        size="A4",
        copies=1,
        follows=True,
        officer="Nguyễn Thị Minh Họa",
        made_at=MORNING.isoformat(),
        changed_at=MORNING.isoformat(),
        state=Known.RECORDED,
    )


def test_the_next_start_asks_once_and_prints_nothing_by_itself(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Over the page where the officer already works; Xem goes to the dossier."""
    printer = RecordingPrinter(tmp_path / "tray")
    with open_desk(tmp_path / "desk") as desk:
        database = desk.store.parts.database
        with database.transaction():
            put_print_job(database, left_behind("unknown", printer.info.id))
    with open_shell(qtbot, tmp_path) as shell:
        qtbot.waitUntil(shell.main.unsure.isVisible)
        shell.settle()
        assert "H26.107-261123-0001" in shell.main.unsure.text()
        assert printer.papers() == []
        shell.main.unsure.look.click()
        shell.settle()
        assert shell.main.deck.current == "dossier"
        shell.main.unsure.yes.click()
        qtbot.waitUntil(lambda: not shell.main.unsure.isVisible())
        shell.settle()
        kept = shell.desk.store.print_jobs.find("job-1")
        assert kept is not None
        assert kept.state is Known.CAME_OUT
        assert printer.papers() == []


def test_a_list_that_did_not_come_out_is_only_noted(qtbot: QtBot, tmp_path: Path) -> None:
    """It belongs to no dossier, so there is nothing to print again from here."""
    printer = RecordingPrinter(tmp_path / "tray")
    with open_desk(tmp_path / "desk") as desk:
        database = desk.store.parts.database
        with database.transaction():
            put_print_job(database, left_behind("", printer.info.id))
    with open_shell(qtbot, tmp_path) as shell:
        qtbot.waitUntil(shell.main.unsure.isVisible)
        assert not shell.main.unsure.look.isVisible()
        shell.main.unsure.no.click()
        qtbot.waitUntil(lambda: not shell.main.unsure.isVisible())
        shell.settle()
        kept = shell.desk.store.print_jobs.find("job-1")
        assert kept is not None
        assert kept.state is Known.DID_NOT
        assert printer.papers() == []
