"""What was undone, in people's words: another procedure, an annulment, money back, a referral."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.dossier.events import FeeRefunded, Referred
from app.dossier.happening import moment_of
from app.dossier.receipt_events import Annulled, ProcedureChanged
from ui.wording.day_words import DayWords
from ui.wording.event_words import EventWords
from ui.wording.money import dong
from ui.wording.shown_text import block, one_line

UndoingBody = ProcedureChanged | Annulled | FeeRefunded | Referred


class ReceiptWords(QObject):
    """Puts these events into words; it holds nothing and asks nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days = DayWords(self)
        self._events = EventWords(self)

    def tell(self, body: UndoingBody) -> tuple[str, str, tuple[str, ...]]:
        """Icon, what happened, further lines."""
        when = self.tr("On {moment}").format(moment=self._moment(body.at))
        match body:
            case ProcedureChanged():
                title = self.tr("Procedure changed to {name}").format(
                    name=one_line(body.procedure.name)
                )
                return "rotate-ccw", title, (*_reason(body.reason), *self._due(body), when)
            case Annulled():
                return "circle-x", self.tr("Annulled"), (*self._annulled(body), when)
            case FeeRefunded():
                title = self.tr("{amount} given back").format(amount=dong(body.amount))
                return "banknote", title, (*self._refunded(body), when)
            case Referred():
                title = self.tr("Handed to the supervisor: {deed}").format(
                    deed=self._events.deed(body.what)
                )
                return "send", title, (*_reason(body.note), *_reason(body.detail), when)

    def _due(self, body: ProcedureChanged) -> tuple[str, ...]:
        if body.due.at is None:
            return ()
        return (self.tr("Due at {moment}").format(moment=self._moment(body.due.at)),)

    def _annulled(self, body: Annulled) -> tuple[str, ...]:
        if not body.instead:
            return _reason(body.reason)
        instead = self.tr("In its place: {code}").format(code=one_line(body.instead))
        return (*_reason(body.reason), instead)

    def _refunded(self, body: FeeRefunded) -> tuple[str, ...]:
        if not body.receiver:
            return _reason(body.reason)
        receiver = self.tr("To {name}").format(name=one_line(body.receiver))
        return (*_reason(body.reason), receiver)

    def _moment(self, text: str) -> str:
        at = moment_of(text)
        return one_line(text) if at is None else self._days.whole(at)


def _reason(reason: str) -> tuple[str, ...]:
    return (block(reason),) if reason.strip() else ()
