"""The receipt in miniature, as it is being filled in; after receiving, the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.dossier.application import LookUpOutcome, ReturnBy, Treatment
from ui.components.button import Button, ButtonKind
from ui.components.restyle import set_style_property
from ui.components.text_label import TextLabel
from ui.reception.due_block import DueBlock
from ui.reception.fee_block import FeeBlock
from ui.reception.figures import moment_in_figures
from ui.reception.receipt_line import ReceiptLine
from ui.theme.tokens import L, S, TextRole

if TYPE_CHECKING:
    from ui.reception.receipt_view import PaperView, PersonView, ReceiptView

LONGEST_REQUEST = 110
BETWEEN = 5
DOTS = "····"
"""The digits that only receiving gives."""


class LiveReceipt(QFrame):
    """Shows a ``ReceiptView``; changes nothing."""

    set_to_now = Signal()
    """The officer says that the dossier was handed in now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self.setAccessibleName(self.tr("Receipt"))
        self._view: ReceiptView | None = None
        self._build()
        self._place()
        self.now.clicked.connect(self.set_to_now)

    def show_receipt(self, view: ReceiptView, *, may_set_to_now: bool = False) -> None:
        """Show it; what has not changed is not touched."""
        self.now.setVisible(may_set_to_now)
        if view == self._view:
            return
        self._view = view
        self._code.setText(self._number(view))
        set_style_property(self._code, "role", "display" if view.is_received else "title")
        self._caption.setText(
            self.tr("Slip until the number comes")
            if view.is_received and not view.code
            else self.tr("Receipt with the day of the result")
        )
        self._show_people(view)
        self._request.show_text(shortened(view.request), view.summary)
        self._request.setToolTip(view.request)
        self._papers.show_text("\n".join(self._paper(one) for one in view.papers), "")
        self._counted.show_text(self._count(view.papers), "")
        self._received.show_text(
            "" if view.received_at is None else moment_in_figures(view.received_at), ""
        )
        self._return.show_text(self._returned(view), "")
        self.due.show_due(view)
        self._fee.show_fees(view)
        self.setAccessibleDescription(self.spoken())

    def fit(self, width: int, height: int) -> None:
        """Count the papers instead of naming them where they would push fees out of sight.

        The form beside it names them all. ``width`` and ``height`` are the room in px.
        """
        inside = width - self._beside()
        named = self.heightForWidth(width) + self._papers.heightForWidth(inside)
        shown = self._papers if self._counted.isHidden() else self._counted
        self._count_papers(counted=named - shown.heightForWidth(inside) > height)

    def name_papers(self) -> None:
        """There is room for all."""
        self._count_papers(counted=False)

    def papers(self) -> str:
        """The papers as they are shown: named, or counted."""
        return (self._papers if self._counted.isHidden() else self._counted).text()

    def _beside(self) -> int:
        """What is left and right of the lines, in px."""
        margins, frame = self._column.contentsMargins(), self.contentsMargins()
        return margins.left() + margins.right() + frame.left() + frame.right()

    def _count_papers(self, *, counted: bool) -> None:
        if self._counted.isHidden() == counted:
            self._counted.setVisible(counted)
            self._papers.setVisible(not counted)

    def number(self) -> str:
        """The number as it is shown: with dots for what is still missing."""
        return self._code.text()

    def spoken(self) -> str:
        """All that it says, for screen readers."""
        lines = [
            line.spoken()
            for line in (self._submitter, self._owner, self._authoriser, self._request)
            if line.isVisibleTo(self)
        ]
        return ". ".join([self._code.text(), *lines, self.due.spoken(), self._fee.spoken()])

    def _build(self) -> None:
        self._caption = TextLabel("", TextRole.MUTED)
        self._code = TextLabel("", TextRole.TITLE)
        self._submitter = ReceiptLine(self.tr("Submitter"), strong=True)
        self._owner = ReceiptLine(self.tr("Owner"), strong=True)
        self._authoriser = ReceiptLine(self.tr("Authoriser"), strong=True)
        self._request = ReceiptLine(self.tr("Request"))
        self._papers = ReceiptLine(self.tr("Papers"))
        self._counted = ReceiptLine(self.tr("Papers"))
        self._counted.hide()
        self._received = ReceiptLine(self.tr("Received"))
        self._return = ReceiptLine(self.tr("Result"))
        self.now = Button(self.tr("Set to now"), ButtonKind.QUIET)
        self.now.hide()
        self.due = DueBlock()
        self._fee = FeeBlock(self.tr("Fee"))

    def _place(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(L, S, L, S)
        column.setSpacing(BETWEEN)
        column.addWidget(self._caption)
        column.addWidget(self._code)
        for line in (
            self._submitter,
            self._owner,
            self._authoriser,
            self._request,
            self._papers,
            self._counted,
        ):
            column.addWidget(line)
        received = QHBoxLayout()
        received.addWidget(self._received, 1)
        received.addWidget(self.now)
        column.addLayout(received)
        column.addWidget(self.due)
        column.addWidget(self._fee)
        column.addWidget(self._return)
        column.addStretch(1)

    def _number(self, view: ReceiptView) -> str:
        if view.is_received:
            return view.code or view.reference
        return f"{view.series}{DOTS}" if view.series else DOTS

    def _show_people(self, view: ReceiptView) -> None:
        lines = (
            (self._submitter, view.submitter),
            (self._owner, view.owner),
            (self._authoriser, view.authoriser),
        )
        for line, person in lines:
            line.setVisible(person is not None)
            if person is not None:
                line.show_text(person.name, self._about(person))

    def _about(self, person: PersonView) -> str:
        phone = self.tr("phone {number}").format(number=person.phone) if person.phone else ""
        proof = self.tr("no number: {proof}").format(proof=person.proof) if person.proof else ""
        numbers = " · ".join(part for part in (person.id_number, phone) if part)
        rows = (proof, numbers, person.address, person.email)
        return "\n".join(row for row in rows if row)

    def _paper(self, paper: PaperView) -> str:
        return f"•  {paper.name} ({self._how(paper)})"

    def _count(self, papers: tuple[PaperView, ...]) -> str:
        """How many there are, and of which kind."""
        if not papers:
            return ""
        kinds = (
            (sum(one.originals for one in papers), self.tr("{count} originals")),
            (sum(one.certified for one in papers), self.tr("{count} certified copies")),
            (sum(one.photos for one in papers), self.tr("{count} photocopies")),
            (_treated(papers, Treatment.SHOW), self.tr("{count} shown")),
            (_treated(papers, Treatment.LOOK_UP), self.tr("{count} looked up")),
        )
        parts = [words.format(count=f"{count:02d}") for count, words in kinds if count]
        said = self.tr("{count} papers").format(count=f"{len(papers):02d}")
        return f"{said}: {', '.join(parts)}" if parts else said

    def _how(self, paper: PaperView) -> str:
        if paper.treatment is Treatment.SHOW:
            return self.tr("shown")
        if paper.treatment is Treatment.LOOK_UP:
            return {
                LookUpOutcome.OBTAINED: self.tr("looked up"),
                LookUpOutcome.MISSING_OR_DIFFERENT: self.tr("looked up, missing or different"),
                LookUpOutcome.NOT_REACHABLE: self.tr("look-up still to come"),
            }[paper.look_up]
        kinds = (
            (paper.originals, self.tr("{count} originals")),
            (paper.certified, self.tr("{count} certified copies")),
            (paper.photos, self.tr("{count} photocopies")),
        )
        return ", ".join(
            words.format(count=f"{count:02d}") for count, words in kinds if count
        ) or self.tr("no sheet")

    def _returned(self, view: ReceiptView) -> str:
        words = {
            ReturnBy.DESK: self.tr("At the desk"),
            ReturnBy.POST: self.tr("By post"),
            ReturnBy.ELECTRONIC: self.tr("Electronic"),
        }[view.return_by]
        sets = self.tr("{count} sets").format(count=f"{view.sets:02d}")
        place = f"{words}: {view.return_at}" if view.return_at else words
        return f"{place} · {sets}"


def shortened(text: str) -> str:
    """A long name of a procedure, cut after a word; the paper has the whole."""
    if len(text) <= LONGEST_REQUEST:
        return text
    return text[:LONGEST_REQUEST].rpartition(" ")[0].rstrip(",;") + " …"


def _treated(papers: tuple[PaperView, ...], treatment: Treatment) -> int:
    return sum(one.treatment is treatment for one in papers)
