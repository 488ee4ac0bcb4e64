"""Where a dossier stands, in a word with an icon: never by a colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.dossier.state import Stage


@dataclass(frozen=True, slots=True)
class StateMark:
    """A word, an icon of the theme, and the colour of the icon by its name."""

    word: str
    icon: str
    ink: str


class StateWords(QObject):
    """Puts states into words; it holds nothing and asks nothing."""

    def queue(self, queue: str) -> StateMark:
        """Whether the desk's events of a dossier are at the central (``DossierRow.queue``)."""
        match queue:
            case "sent":
                return StateMark(self.tr("Sent"), "circle-check", "success")
            case "waiting":
                return StateMark(self.tr("Waits to be sent"), "clock", "warning")
            case _:
                return StateMark(self.tr("To be settled"), "triangle-alert", "danger")

    def printed(self, times: int) -> StateMark:
        """How often a paper of the dossier was printed."""
        if times == 0:
            return StateMark(self.tr("Not printed"), "printer", "warning")
        if times == 1:
            return StateMark(self.tr("Printed"), "printer-check", "muted")
        return StateMark(self.tr("{count} prints").format(count=times), "printer-check", "muted")

    def stage(self, stage: Stage) -> StateMark:  # noqa: PLR0911 - one arm a stage
        """Where the dossier stands."""
        match stage:
            case Stage.OPENED:
                return StateMark(self.tr("Waits for its code"), "clock", "warning")
            case Stage.REGISTERED:
                return StateMark(self.tr("Taken in"), "circle-check", "success")
            case Stage.REFUSED:
                return StateMark(self.tr("Not accepted"), "circle-x", "danger")
            case Stage.PROCESSING:
                return StateMark(self.tr("Being processed"), "refresh-cw", "info")
            case Stage.SUPPLEMENT_AWAITED:
                return StateMark(self.tr("Papers to be added"), "file-plus", "warning")
            case Stage.OBLIGATION_AWAITED:
                return StateMark(self.tr("Payment is awaited"), "banknote", "warning")
            case Stage.WITHDRAWN:
                return StateMark(self.tr("Withdrawn"), "undo-2", "muted")
            case Stage.STOPPED:
                return StateMark(self.tr("Stopped"), "circle-x", "muted")
            case Stage.RESOLVED:
                return StateMark(self.tr("Result is ready"), "circle-check", "success")
            case Stage.RETURNED:
                return StateMark(self.tr("Result handed over"), "circle-check", "muted")
            case Stage.ANNULLED:
                return StateMark(self.tr("Annulled"), "circle-x", "danger")

    def waiting_for_code(self) -> str:
        """What stands where the code will be."""
        return self.tr("waits for its code")
