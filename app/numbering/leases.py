"""Which blocks of numbers a desk wants to hold: the policy (docs/adr/0004). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from app.errors import InvalidInput
from app.numbering.series import (
    BOOK_KIND,
    Series,
    SlipKind,
    dossier_series,
    slip_series,
)

DEFAULT_BLOCK = 20
SLIP_BLOCK = 10
RECEIPT_BLOCK = 100
MAX_BLOCK = 1_000
DAYS_BACK = 2
WORKING_DAYS_AHEAD = 5
HISTORY_DAYS = 60
_LONGEST_CLOSURE_DAYS = 31


class WorkingDays(Protocol):
    """What the policy asks of the calendar."""

    def is_working(self, day: date) -> bool:
        """Whether the office is open on ``day``."""
        ...


@dataclass(frozen=True, slots=True)
class SeriesNeed:
    """``count`` more numbers of ``series`` are wanted."""

    series: Series
    count: int


@dataclass(frozen=True, slots=True)
class DeskNumbers:
    """What the policy looks at.

    ``resolvers`` are the agencies that the commune's procedures resolve to; ``busiest`` maps an
    agency that the desk's own work of the last 60 days resolved to onto the most dossiers of one
    day. ``waiting`` counts dossiers without a number by series, ``free`` unused leased numbers by
    series, ``asked`` those that were asked for. ``refused`` are slips' series that the central has
    lately refused: an older one does not lease them.
    """

    agency: str
    busiest: Mapping[str, int]
    waiting: Mapping[Series, int]
    free: Mapping[Series, int]
    asked: Mapping[Series, int]
    resolvers: frozenset[str] = frozenset()
    refused: frozenset[Series] = frozenset()


def wanted_days(today: date, calendar: WorkingDays) -> list[date]:
    """The last two days, today, and the coming five working days that are known, in that order."""
    days = [today - timedelta(days=back) for back in range(DAYS_BACK, -1, -1)]
    ahead: list[date] = []
    for step in range(1, _LONGEST_CLOSURE_DAYS):
        day = today + timedelta(days=step)
        if len(ahead) < WORKING_DAYS_AHEAD and _is_open(calendar, day):
            ahead.append(day)
    return days + ahead


def _is_open(calendar: WorkingDays, day: date) -> bool:
    """Where the calendar ends no day is wanted; that must not keep the desk from its central."""
    try:
        return calendar.is_working(day)
    except InvalidInput:
        return False


def wanted_leases(
    today: date, calendar: WorkingDays, desk: DeskNumbers, *, block: int = DEFAULT_BLOCK
) -> list[SeriesNeed]:
    """What to ask the central for: the most urgent first.

    A series is refilled when fewer than a quarter of a block is left. A block holds ``block``
    numbers, or the agency's busiest day where that is more. Past days, on which only late entries
    come, get a quarter. Slips come after all codes: a paper without its number is still a paper.
    """
    needs = [_for_waiting(series, count, desk) for series, count in sorted(desk.waiting.items())]
    agencies = sorted(
        {desk.agency, *desk.resolvers, *desk.busiest}, key=lambda name: (name != desk.agency, name)
    )
    for day in sorted(wanted_days(today, calendar), key=lambda day: (day < today, day)):
        for agency in agencies:
            series = dossier_series(agency, day)
            size = max(block, desk.busiest.get(agency, 0))
            if day < today:
                size = max(1, size // 4)
            held = desk.free.get(series, 0) + desk.asked.get(series, 0)
            held -= desk.waiting.get(series, 0)
            if held < max(1, size // 4):
                needs.append(SeriesNeed(series, size))
    return _merged([*needs, *_for_slips(today, calendar, desk)])


def _for_slips(today: date, calendar: WorkingDays, desk: DeskNumbers) -> Iterable[SeriesNeed]:
    """A block a kind for this year, and for the next where a coming working day lies in it.

    They are refilled at half, so that a desk without a line has some for a while.
    """
    ahead = wanted_days(today, calendar)[DAYS_BACK:]
    for year in sorted({day.year for day in ahead}):
        for kind in SlipKind:
            series = slip_series(kind, desk.agency, year)
            size = _slip_block(kind, desk)
            held = desk.free.get(series, 0) + desk.asked.get(series, 0)
            if held < size // 2 and series not in desk.refused:
                yield SeriesNeed(series, size)


def _slip_block(kind: SlipKind, desk: DeskNumbers) -> int:
    """Every dossier has a receipt: of its numbers, what the coming working days may take."""
    if kind is not SlipKind.RECEIPT:
        return SLIP_BLOCK
    return min(max(RECEIPT_BLOCK, WORKING_DAYS_AHEAD * sum(desk.busiest.values())), MAX_BLOCK)


def _for_waiting(series: Series, count: int, desk: DeskNumbers) -> SeriesNeed:
    return SeriesNeed(series, count - desk.free.get(series, 0) - desk.asked.get(series, 0))


def _merged(needs: Iterable[SeriesNeed]) -> list[SeriesNeed]:
    counts: dict[Series, int] = {}
    for need in needs:
        if need.count > 0:
            counts[need.series] = min(counts.get(need.series, 0) + need.count, MAX_BLOCK)
    return [SeriesNeed(series, count) for series, count in counts.items()]


def is_over(series: Series, today: date) -> bool:
    """Whether a lease of ``series`` is of no more use, unless a dossier waits for it."""
    if series.kind == BOOK_KIND:
        return False
    return series.last_day < today - timedelta(days=DAYS_BACK)
