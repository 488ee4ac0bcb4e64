"""The history in people's words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.clock.time import from_iso
from app.dossier.application import Application
from app.dossier.desk_events import Certified, HandedOver, Refused, ResultReturned
from app.dossier.events import (
    Corrected,
    FeeCollected,
    FeeRefunded,
    Opened,
    PagesAttached,
    Printed,
    Referred,
    Registered,
)
from app.dossier.receipt_events import Annulled, ProcedureChanged
from app.store.records import EventState
from ui.dossier.desk_words import DeskWords
from ui.dossier.history import LOOK, Entry
from ui.dossier.processing_words import ProcessingWords
from ui.dossier.receipt_words import ReceiptWords
from ui.wording.day_words import DayWords
from ui.wording.event_words import EventWords
from ui.wording.money import dong
from ui.wording.paper_words import PaperWords
from ui.wording.shown_text import block, one_line

_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it is shown: icon, what happened, further lines."""

    icon: str
    title: str
    lines: tuple[str, ...] = ()


class HistoryWords(QObject):
    """Puts entries into words; it holds nothing and asks nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days = DayWords(self)
        self._events = EventWords(self)
        self._processing = ProcessingWords(self)
        self._desk = DeskWords(self)
        self._receipts = ReceiptWords(self)
        self._papers = PaperWords(self)

    def tell(self, entry: Entry, application: Application | None) -> Told:
        """What happened; ``application`` names the components."""
        told = self._tell(entry, application)
        if entry.state is EventState.SET_ASIDE:
            return Told("triangle-alert", told.title, (*told.lines, self.tr("Not accepted")))
        return told

    def _tell(self, entry: Entry, application: Application | None) -> Told:  # noqa: PLR0911 - an arm a kind
        match entry.body:
            case Opened() as body:
                late = (self.tr("Typed in later: {reason}").format(reason=block(body.late_reason)),)
                return Told(
                    "file-plus", self.tr("Received the dossier"), late if body.late_reason else ()
                )
            case Registered() as body:
                return Told(
                    "qr-code", self.tr("Code {code}").format(code=body.code), self._due(body)
                )
            case PagesAttached() as body:
                return Told("paperclip", self._pages(body, application))
            case Printed() as body:
                return Told("printer", self._printed(body))
            case FeeCollected() as body:
                return Told("banknote", self._collected(body), self._paid(body))
            case Corrected() as body:
                return Told(
                    "pencil",
                    self.tr("Corrected: {reason}").format(reason=block(body.reason)),
                    tuple(
                        f"{self._events.field(change.field)}: {_value(change.old)}"
                        f" → {_value(change.new)}"
                        for change in body.changes
                    ),
                )
            case None:
                pass
            case ProcedureChanged() | Annulled() | FeeRefunded() | Referred() as body:
                return Told(*self._receipts.tell(body))
            case Refused() | HandedOver() | ResultReturned() | Certified() as body:
                return Told(*self._desk.tell(body))
            case body:
                return Told(*self._processing.tell(body))
        if entry.kind == LOOK:
            looked = self.tr("Looked at")
            return Told("eye", looked if entry.times == 1 else f"{looked} (×{entry.times})")
        return Told("history", self._events.deed(entry.kind))

    def _due(self, body: Registered) -> tuple[str, ...]:
        if body.due.at is None:
            return ()
        return (self.tr("Due at {moment}").format(moment=self._days.whole(from_iso(body.due.at))),)

    def _pages(self, body: PagesAttached, application: Application | None) -> str:
        given = [] if application is None else application.components
        names = {component.component: component.name for component in given}
        name = one_line(names.get(body.component, body.component))
        if len(body.pages) == 1:
            return self.tr("1 page of {name}").format(name=name)
        return self.tr("{count} pages of {name}").format(count=len(body.pages), name=name)

    def _printed(self, body: Printed) -> str:
        paper = one_line(self._papers.name(body.form))
        if body.nth <= 1:
            return self.tr("Printed: {paper}").format(paper=paper)
        return self.tr("Reprint {count}: {paper}").format(count=body.nth - 1, paper=paper)

    def _collected(self, body: FeeCollected) -> str:
        amount = dong(body.amount)
        if body.method == "cash":
            return self.tr("{amount} collected in cash").format(amount=amount)
        return self.tr("{amount} collected by transfer").format(amount=amount)

    def _paid(self, body: FeeCollected) -> tuple[str, ...]:
        lines = []
        if body.payer:
            lines.append(self.tr("Paid by {name}").format(name=one_line(body.payer)))
        if body.official is not None:
            number = one_line(body.official.number)
            lines.append(self.tr("Official receipt {number}").format(number=number))
        return tuple(lines)


def _value(text: str) -> str:
    shown = one_line(text)
    if len(shown) > _LONGEST_VALUE:
        shown = shown[:_LONGEST_VALUE] + "…"
    return f"“{block(shown)}”"
