"""Papers: chosen and looked at, waiting in a printer, lost on the way; printers in the settings."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from app.errors import EnvironmentFault
from app.reception.counter_settings import choose_paper
from app.reception.paper_settings import PaperGroup, PaperSetting
from printing.printers.printer import JobState, JobStatus
from tests.screens.keys import CTRL, SHIFT, K, press
from tests.screens.reception_scenes import receive_by_keys
from tests.screens.stage import Stage
from tests.screens.stage_printers import INFO
from ui.operations.changes import Changes
from ui.printing.handing import print_at
from ui.printing.paper_dialog import PaperDialog
from ui.printing.placing import Place
from ui.settings.settings_page import SettingsPage

STOPPED = JobStatus(JobState.STOPPED, "Hết giấy.", "Nạp giấy vào khay 2.")
LABELS = PaperSetting("zpl:tcp://127.0.0.1:1?model=zebra-203", size="70x50mm")


def play_printing(stage: Stage) -> None:
    """The printer has its paper again at the end, and every question is answered."""
    rows, _ = stage.store.search("", 8)
    _choose_a_paper(stage, rows[5].id)
    _run_out_of_paper(stage)
    _lose_papers(stage, [row.id for row in rows[3:5]])
    choose_paper(stage.workplace.desk, PaperGroup.LABELS, LABELS)
    stage.workplace.operations.changed.emit(Changes(settings=True))
    stage.settle()
    stage.main.show_page("settings")
    page = stage.main.deck.built("settings")
    assert isinstance(page, SettingsPage)
    page.papers.group_of.set_value(PaperGroup.LABELS)
    page.papers.group_of.chosen.emit(PaperGroup.LABELS)
    stage.picture("settings-labels")


def _choose_a_paper(stage: Stage, dossier: str) -> None:
    stage.main.open_dossier(dossier)
    stage.settle()
    press(stage, K.Key_P, CTRL | SHIFT)
    stage.until(lambda: _dialog() is not None)
    dialog = _dialog()
    assert dialog is not None
    stage.until(lambda: dialog.preview.count > 0)
    stage.picture("papers", dialog)
    dialog.table.choose("refusal")
    stage.picture("papers-by-hand", dialog)
    dialog.close()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)


def _run_out_of_paper(stage: Stage) -> None:
    """The next receipt waits in the printer."""
    jobs = stage.workplace.print_jobs
    jobs.first_ms = 5
    stage.printers.says = STOPPED
    press(stage, K.Key_F2)
    receive_by_keys(stage)
    stage.until(lambda: any(job.stopped for job in stage.store.print_jobs.newest(3)))
    stage.picture("reception-printer-stopped")
    stage.printers.says = JobStatus(JobState.PRINTED, "Đã in xong.")
    jobs.look()
    stage.until(lambda: not stage.store.print_jobs.to_ask())
    stage.picture("reception-printed")
    stage.printers.says = None


def _lose_papers(stage: Stage, dossiers: list[str]) -> None:
    """The printer was switched off while it was sent a receipt, twice."""
    stage.printers.is_silent = True
    for dossier in dossiers:
        try:
            print_at(
                stage.workplace.desk, stage.printers.open(INFO.id), dossier, "receipt",
                Place(INFO.id, "A4"),
            )  # fmt: skip
        except EnvironmentFault:
            stage.clock.advance(timedelta(minutes=1))
    stage.printers.is_silent = False
    stage.workplace.operations.changed.emit(Changes(prints=True))
    stage.until(stage.main.unsure.isVisible)
    stage.main.show_page("queue")
    stage.picture("queue-printings")
    press(stage, K.Key_F2)
    stage.picture("reception-has-it-come-out")
    for _ in dossiers:
        stage.main.unsure.yes.click()
        stage.settle()
    stage.until(lambda: not stage.main.unsure.isVisible())


def _dialog() -> PaperDialog | None:
    return next(
        (widget for widget in QApplication.topLevelWidgets()
         if isinstance(widget, PaperDialog) and widget.isVisible()),
        None,
    )  # fmt: skip
