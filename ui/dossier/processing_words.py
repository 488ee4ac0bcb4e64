"""What happened between number and result, in people's words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.dossier.happening import moment_of
from app.dossier.processing_events import (
    DESK,
    OBLIGATION,
    Apologised,
    Closed,
    Extended,
    ProcessingBody,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
)
from ui.wording.day_words import DayWords
from ui.wording.money import dong
from ui.wording.shown_text import block, one_line


class ProcessingWords(QObject):
    """Puts events of the processing into words; it holds nothing and asks nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days = DayWords(self)

    def tell(self, body: ProcessingBody) -> tuple[str, str, tuple[str, ...]]:  # noqa: PLR0911 - one arm a kind
        """Icon, what happened, further lines."""
        when = self._when(body.at)
        match body:
            case SupplementRequested():
                title = (
                    self.tr("Papers asked for at the counter")
                    if body.stage == DESK
                    else self.tr("Papers asked for after appraisal")
                )
                items = tuple(f"• {one_line(item)}" for item in body.items)
                return "file-search", title, (*items, *self._reason(body.reason), when)
            case Supplemented():
                return "file-plus", self.tr("All papers are there"), (*self._due(body), when)
            case Suspended():
                return "clock", self._suspended(body), (*self._reason(body.reason), when)
            case Resumed():
                title = (
                    self.tr("One reason to stand still is over")
                    if body.still
                    else self.tr("The clock runs again")
                )
                return "rotate-ccw", title, (*self._due(body), when)
            case Extended():
                title = self.tr("Put off to {moment}").format(moment=self._moment(body.to))
                signer = self._signed(body.signer)
                return "calendar-days", title, (*self._reason(body.reason), signer, when)
            case Apologised():
                title = self.tr("Apologised, promised for {moment}").format(
                    moment=self._moment(body.new_due)
                )
                signer = self._signed(body.signer)
                return "receipt-text", title, (*self._reason(body.reason), signer, when)
            case Resolved():
                refused = body.outcome == "refused"
                title = self.tr("Refused after appraisal") if refused else self.tr("Resolved")
                icon = "circle-x" if refused else "circle-check"
                return icon, title, (*self._reason(body.note), when)
            case Closed():
                title = self.tr("Closed: papers did not come")
                return "circle-x", title, (*self._reason(body.reason), when)
            case Stopped():
                title = self.tr("Stopped at the citizen's request")
                return "circle-x", title, (*self._reason(body.reason), when)

    def _suspended(self, body: Suspended) -> str:
        if body.cause != OBLIGATION:
            agency = one_line(body.agency)
            if agency:
                return self.tr("Suspended for verification by {agency}").format(agency=agency)
            return self.tr("Suspended for verification")
        if body.amount is not None:
            amount = dong(body.amount)
            return self.tr("Suspended until {amount} is paid").format(amount=amount)
        return self.tr("Suspended until a financial obligation is met")

    def _when(self, at: str) -> str:
        return self.tr("On {moment}").format(moment=self._moment(at))

    def _signed(self, signer: str) -> str:
        return self.tr("Signed by {name}").format(name=one_line(signer))

    def _reason(self, reason: str) -> tuple[str, ...]:
        return (block(reason),) if reason.strip() else ()

    def _due(self, body: Supplemented | Resumed) -> tuple[str, ...]:
        due = body.due
        if due is None or due.at is None or body.still:
            return ()
        return (self.tr("Due at {moment}").format(moment=self._moment(due.at)),)

    def _moment(self, text: str) -> str:
        at = moment_of(text)
        return one_line(text) if at is None else self._days.whole(at)
