"""What the frame tells: errors that nobody took, a line that is refused, a doubtful clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import InvalidInput, ProgramFault, QmcError, Refusal
from sync.engine.reasons import Line as LineState
from ui.components.notice import NoticeKind

if TYPE_CHECKING:
    from sync.engine.reasons import Standing
    from ui.shell.notice_area import NoticeArea

_LINE, _CLOCK, _BUG, _SCAN = "line", "clock", "bug", "scan"
_OFFSET = "clock-offset"
_A_PERSON_ACTS = frozenset({LineState.BLOCKED, LineState.NOT_ENROLLED})


class DeskNotices(QObject):
    """Puts them into ``area``."""

    queue_asked = Signal()
    """The officer wants to see what waits to be sent."""
    clock_confirmed = Signal()
    """The officer says that the day on the machine's clock is right."""

    def __init__(self, area: NoticeArea, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._told: Standing | None = None
        self._told_minutes = 0

    def show_error(self, error: QmcError) -> None:
        """An error that no view took."""
        expected = isinstance(error, InvalidInput | Refusal)
        kind = NoticeKind.WARNING if expected else NoticeKind.DANGER
        subject = _BUG if isinstance(error, ProgramFault) else f"error:{error.code}"
        self._area.show_notice(subject, kind, error.message, error.advice or "")

    def show_unhandled(self, name: str) -> None:
        """A bug of ours, of which only the exception's name is known."""
        self._area.show_notice(
            _BUG,
            NoticeKind.DANGER,
            self.tr("The program made a mistake ({what}).").format(what=name),
            self.tr("What was saved is still there. If it comes back, tell the administrator."),
        )

    def show_standing(self, standing: Standing) -> None:
        """A line that a person must mend; the others mend themselves, and the pill tells them."""
        if standing == self._told:
            return  # closed by the officer, it stays closed until something else is the matter
        self._told = standing
        if standing.line not in _A_PERSON_ACTS:
            self._area.remove(_LINE)
            return
        self._area.show_notice(
            _LINE,
            NoticeKind.WARNING,
            standing.message,
            standing.advice,
            action=self.tr("Show the queue"),
            on_action=self.queue_asked.emit,
        )

    def show_clock_doubt(self, now: str) -> None:
        """Numbering waits; ``now`` is what the clock says, empty where there is no doubt."""
        if not now:
            self._area.remove(_CLOCK)
            return
        title = self.tr("Is it really {time}?").format(time=now)
        text = self.tr("The clock may be wrong, so no dossier gets a number for the moment.")
        shown = self._area.notice(_CLOCK)
        if shown is not None:
            shown.set_message(title, text)
            return
        self._area.show_notice(
            _CLOCK,
            NoticeKind.WARNING,
            title,
            text,
            action=self.tr("The time is right"),
            on_action=self.clock_confirmed.emit,
            closable=False,
        )

    def show_clock_ahead(self, ahead: timedelta) -> None:
        """How far this machine's clock is ahead of the central's; 0 where nothing is to be shown.

        Closed by the officer it stays closed until it is off by another number of minutes.
        """
        minutes = round(ahead / timedelta(minutes=1))
        if minutes == self._told_minutes:
            return
        self._told_minutes = minutes
        if not minutes:
            self._area.remove(_OFFSET)
            return
        said = (
            self.tr("This machine's clock is {time} fast")
            if minutes > 0
            else self.tr("This machine's clock is {time} slow")
        )
        self._area.show_notice(
            _OFFSET,
            NoticeKind.WARNING,
            said.format(time=self._how_long(abs(minutes))),
            self.tr("Set it right: receipts bear its time. The order of the work does not change."),
        )

    def _how_long(self, minutes: int) -> str:
        if minutes < 120:
            return self.tr("{count} minutes").format(count=minutes)
        if minutes < 2 * 24 * 60:
            return self.tr("{count} hours").format(count=round(minutes / 60))
        return self.tr("{count} days").format(count=round(minutes / 60 / 24))

    def show_scan_unread(self, why: QmcError) -> None:
        """What was scanned is neither a card nor a code of ours."""
        self._area.show_notice(_SCAN, NoticeKind.WARNING, why.message, why.advice or "")

    def forget_scan(self) -> None:
        """The next scan was read."""
        self._area.remove(_SCAN)
