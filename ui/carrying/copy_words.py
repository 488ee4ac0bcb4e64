"""What the window says of the running copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.components.status_pill import StatusKind
from ui.wording.day_words import DayWords

if TYPE_CHECKING:
    from sync.carrying.copying import CopyStanding


@dataclass(frozen=True, slots=True)
class CopyText:
    """One line, and what is behind it ("" for nothing)."""

    kind: StatusKind
    title: str
    detail: str = ""


class CopyWords(QObject):
    """Puts how the running copy stands into words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days = DayWords(self)

    def of(self, standing: CopyStanding, today: date) -> CopyText:
        """``today`` is the desk's."""
        if not standing.folder:
            return CopyText(
                StatusKind.WAITING,
                self.tr("No second copy is kept"),
                self.tr("An administrator chooses a stick or a shared folder in the settings."),
            )
        if standing.problem is not None:
            problem = standing.problem
            said = " ".join(part for part in (problem.detail, problem.advice) if part)
            return CopyText(StatusKind.BAD, self._behind(standing.behind), said)
        if standing.unknown:
            return CopyText(
                StatusKind.WAITING,
                self.tr("The folder holds work that this counter does not know"),
                self.tr("Take it in: it may come from before this machine was set up anew."),
            )
        if standing.behind:
            return CopyText(StatusKind.BUSY, self._behind(standing.behind), standing.folder)
        when = standing.copied_at
        title = self.tr("Everything unsent is copied")
        if when is not None:
            title += f" · {self._days.moment(when, today)}"
        return CopyText(StatusKind.GOOD, title, standing.folder)

    def _behind(self, count: int) -> str:
        if count == 0:
            return self.tr("The place of the second copy is out of reach")
        if count == 1:
            return self.tr("1 record has no second copy yet")
        return self.tr("{count} records have no second copy yet").format(count=count)
