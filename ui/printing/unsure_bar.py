"""Giấy đã ra chưa? Asked of a person where nobody else can know: one paper after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.accounts.roles import Act, permits
from app.clock.time import from_iso
from app.print_jobs.answering import answer
from app.print_jobs.job import Known
from ui.components.button import Button, ButtonKind
from ui.components.icon_label import IconLabel
from ui.components.text_label import TextLabel
from ui.operations.changes import Changes
from ui.printing.handing import NamedJob, named, print_once_more
from ui.printing.job_words import printer_name
from ui.theme.tokens import L, M, S, TextRole
from ui.wording.day_words import DayWords
from ui.wording.paper_words import PaperWords
from ui.wording.shown_text import one_line

if TYPE_CHECKING:
    from app.errors import QmcError
    from app.print_jobs.job import PrintJob
    from app.reception.desk import Desk
    from ui.workplace.workplace import Workplace


class UnsureBar(QWidget):
    """Stands under the notices while there is such a paper. It takes no focus and prints nothing
    before it is told to."""

    dossier_chosen = Signal(str)
    """The officer wants to see the dossier; payload: its id."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._shown: NamedJob | None = None
        self._is_answering = False
        self._days = DayWords(self)
        self._papers = PaperWords(self)
        self._build()
        self._connect()
        self.hide()

    @property
    def job(self) -> PrintJob | None:
        """The job that is asked about."""
        return None if self._shown is None else self._shown.job

    def text(self) -> str:
        """What is asked."""
        return f"{self._title.text()} {self._text.text()}"

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell screen readers."""
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _build(self) -> None:
        self._frame = QFrame()
        self._frame.setProperty("notice", "warning")
        sign = IconLabel("printer", ink="warning", ground="warning_soft", line_of=TextRole.STRONG)
        self._title = TextLabel("", TextRole.STRONG)
        self._text = TextLabel("", TextRole.BODY)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self.yes = Button(self.tr("It came out"), icon="check")
        self.no = Button("", icon="printer")
        self.look = Button(self.tr("Show"), ButtonKind.QUIET)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(M, S, M, S)
        row.setSpacing(S)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(S)
        row.addLayout(words, 1)
        for button in (self.yes, self.no, self.look):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, S, L, 0)
        column.addWidget(self._frame)

    def _connect(self) -> None:
        self._workplace.print_jobs.unsure_changed.connect(self._on_unsure_changed)
        self._workplace.officer_changed.connect(self._on_unsure_changed)
        self.yes.clicked.connect(lambda: self._answer(came_out=True))
        self.no.clicked.connect(lambda: self._answer(came_out=False))
        self.look.clicked.connect(self._on_look_clicked)

    @Slot()
    def _on_unsure_changed(self) -> None:
        desk = self._workplace.desk_if_signed_in()
        unsure = self._workplace.print_jobs.unsure
        if desk is None or not unsure or not permits(desk.roles, Act.PRINT):
            self._shown = None
            self.hide()
            return
        self._workplace.operations.store(
            lambda: named(desk, [unsure[0]])[0], owner=self, on_success=self._on_job_read
        )

    def _on_job_read(self, asked: NamedJob) -> None:
        unsure = self._workplace.print_jobs.unsure
        if not unsure or unsure[0].id != asked.job.id or self._workplace.account is None:
            return  # overtaken
        self._shown, job = asked, asked.job
        today = self._workplace.clock.now().date()
        self._title.setText(self._asked(len(unsure)))
        facts = [
            self._papers.title(job.form),
            job.title,
            one_line(asked.name),
            self._days.moment(from_iso(job.made_at), today),
            printer_name(job.printer),
        ]
        self._text.setText(" · ".join(fact for fact in facts if fact))
        self._text.setToolTip(job.said)
        self.look.setVisible(bool(job.dossier))
        again = self.tr("It did not: print again")
        self.no.set_label(again if job.dossier else self.tr("It did not come out"))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._text.text())
        self._set_answering(answering=False)
        self.show()

    def _asked(self, count: int) -> str:
        if count == 1:
            return self.tr("Has the paper come out?")
        return self.tr("Has the paper come out? · {count} papers are to be looked for").format(
            count=count
        )

    def _answer(self, *, came_out: bool) -> None:
        """Keep the answer; where it did not come out, the next printing is asked for with it.

        A list belongs to no dossier: it is printed again where lists are printed.
        """
        job = self.job
        if job is None or self._is_answering:
            return
        desk = self._workplace.desk
        self._set_answering(answering=True)
        self._workplace.operations.store(
            lambda: answer(desk, job.id, came_out=came_out),
            owner=self,
            on_success=lambda answered: self._on_answered(desk, answered),
            on_failure=self._on_not_answered,
            changes=_changes(job),
        )

    def _on_answered(self, desk: Desk, job: PrintJob) -> None:
        if job.state is Known.DID_NOT and job.dossier:
            self._print_again(desk, job)

    def _print_again(self, desk: Desk, job: PrintJob) -> None:
        printers = self._workplace.printers
        self._workplace.operations.paper(
            lambda: print_once_more(desk, printers, job),
            owner=self,
            on_failure=self._on_not_printed,
            changes=_changes(job),
        )

    def _on_not_answered(self, error: QmcError) -> None:
        self._set_answering(answering=False)
        self._workplace.operations.failed.emit(error)
        self._workplace.print_jobs.look()  # somebody else may have answered

    def _on_not_printed(self, error: QmcError) -> None:
        self._workplace.operations.failed.emit(error)
        self._workplace.print_jobs.look()

    def _set_answering(self, *, answering: bool) -> None:
        self._is_answering = answering
        for button in (self.yes, self.no):
            button.setEnabled(not answering)

    def _on_look_clicked(self) -> None:
        if self.job is not None:
            self.dossier_chosen.emit(self.job.dossier)


def _changes(job: PrintJob) -> Changes:
    dossiers = frozenset({job.dossier} if job.dossier else ())
    return Changes(dossiers=dossiers, queue=True, today=True, prints=True)
