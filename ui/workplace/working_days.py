"""The calendar of a workplace as it is at the moment of asking."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.workplace.workplace import Workplace


class WorkingDays:
    """For what lives longer than a calendar: an import may put another in its place.

    From any thread.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def is_working(self, day: date) -> bool:
        """Whether state bodies work on ``day``; InvalidInput (``calendar_unknown``)."""
        return self._workplace.calendar.is_working(day)
