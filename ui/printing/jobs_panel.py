"""Today's printings: what came out, what waits in a printer, what nobody knows of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock.time import from_iso
from ui.components.text_label import TextLabel
from ui.listing.row_table import Column, RowTable
from ui.operations.latest import Latest
from ui.printing.job_words import JobWords
from ui.printing.jobs_model import JobsModel
from ui.theme.tokens import S, TextRole

if TYPE_CHECKING:
    from datetime import date

    from app.errors import QmcError
    from app.print_jobs.job import PrintJob
    from app.store.store import Store
    from ui.workplace.workplace import Workplace

MOST = 200
"""So many of a day are listed."""
_SHOWN = 5


class JobsPanel(QWidget):
    """Hidden while nothing was printed today."""

    dossier_chosen = Signal(str)
    """Open the dossier; payload: its id."""
    failed = Signal(object)
    """QmcError: the list can't be read."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._latest = Latest(workplace.operations, self)
        self.model = JobsModel(workplace.clock.now().date(), self)
        self._title = TextLabel("", TextRole.SECTION)
        self.table = RowTable(
            self.model,
            (
                Column(self.tr("16:30 Wed 25/11")),
                Column("G01.826.107-261123-0000"),
                Column(share=1),
                Column(share=1),
                Column(JobWords(self).longest(), mark=True),
            ),
        )
        self.table.setAccessibleName(self.tr("Printed today"))
        self.table.key_activated.connect(self._on_job_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._title)
        column.addWidget(self.table)
        self.hide()

    def read(self) -> None:
        """Read the list anew."""
        store, today = self._workplace.store, self._workplace.clock.now().date()
        self._latest.run(
            lambda: _of_day(store, today), lambda jobs: self._show(jobs, today), self._on_not_read
        )

    def title_text(self) -> str:
        """The title with the count."""
        return self._title.text()

    def _show(self, jobs: list[PrintJob], today: date) -> None:
        self.model.today = today
        self.model.show_rows(jobs)
        self._title.setText(self.tr("Printed today · {count}").format(count=len(jobs)))
        self.table.fit_height(_SHOWN)
        self.setVisible(bool(jobs))

    def _on_not_read(self, error: QmcError) -> None:
        self.failed.emit(error)

    def _on_job_chosen(self, job: str) -> None:
        row = self.model.row_at(self.model.number_of(job))
        if row is not None and row.dossier:
            self.dossier_chosen.emit(row.dossier)


def _of_day(store: Store, day: date) -> list[PrintJob]:
    """The printings of ``day`` and, of any day, those that nobody knows of yet."""
    newest = store.print_jobs.newest(MOST)
    today = [job for job in newest if from_iso(job.made_at).date() == day]
    listed = {job.id for job in today}
    return today + [job for job in store.print_jobs.unsure() if job.id not in listed]
