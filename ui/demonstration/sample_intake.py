"""The sample intake: who comes with what, when, and to which resolving agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from app.clock.time import VIETNAM
from ui.demonstration.citizens import citizen, scanned_text

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar

COMMUNE = "H26.107"
COMMUNE_NAME = "Phường Hoa Sữa"
POLICE = "G01.826.107"
NEIGHBOUR = "H26.108"
"""Three resolving agencies. The neighbour is first met when the network is gone: no lease."""

_ONLINE_ONLY_EXCEPTION = "Công dân không dùng được thiết bị điện tử, đề nghị nộp trực tiếp"


@dataclass(frozen=True, slots=True)
class Errand:
    """What a citizen comes for. ``scanned`` is the component whose page is scanned."""

    procedure: str
    form: str
    fields: Mapping[str, Any]


ERRANDS = (
    Errand("2.000815", "certified_copy", {"pages": 4, "copies": 3}),
    Errand("2.000635", "extract", {"copies": 2}),
    Errand("1.010041", "residence", {}),
    Errand("1.004873", "marital_status", {}),
    Errand("2.000884", "signature", {"cases": 1}),
    Errand("1.001193", "birth", {"paper_exception": _ONLINE_ONLY_EXCEPTION}),
    Errand("1.004222", "residence", {"paper_exception": _ONLINE_ONLY_EXCEPTION}),
    Errand("1.000656", "death", {"paper_exception": _ONLINE_ONLY_EXCEPTION}),
)
"""Eight procedures, the commonest first."""

_OFFLINE_NEIGHBOUR_EVERY = 7


@dataclass(frozen=True, slots=True)
class Visit:
    """Visit ``index`` (from 0) of the sample day: a row for the batch reader, and its form."""

    index: int
    row: Mapping[str, Any]
    received_at: datetime
    form: str


def visit(index: int, total: int, *, day: date, calendar: WorkingCalendar) -> Visit:
    """The ``index``-th of ``total`` visits of a day; the same on every machine and every run."""
    errand = ERRANDS[index % len(ERRANDS)]
    received = _moment(index, total, day, calendar)
    row: dict[str, Any] = {
        "ref": f"demo-{index:06d}",
        "procedure": errand.procedure,
        "received": received.isoformat(),
        "card": scanned_text(index),
        "phone": citizen(index).phone,
        "return_at": "Quầy trả kết quả, Trung tâm Phục vụ hành chính công",
        **errand.fields,
    }
    if index % 11 == 5:
        row["authoriser"] = {"card": scanned_text(index + 500_000)}
        row["authorisation"] = "Giấy ủy quyền có chứng thực"
    if is_offline(index, total) and index % _OFFLINE_NEIGHBOUR_EVERY == 3:
        row["resolver"] = NEIGHBOUR
    return Visit(index, row, received, errand.form)


def opening_time(today: date, calendar: WorkingCalendar) -> datetime:
    """Ten minutes before the office opens, on the last working day up to ``today``."""
    day = today
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    start = calendar.office_hours(day)[0][0]
    return datetime.combine(day, start, tzinfo=VIETNAM) - timedelta(minutes=10)


def is_offline(index: int, total: int) -> bool:
    """Whether the network is gone when this visitor comes: the second half of the day."""
    return index >= total // 2


def _moment(index: int, total: int, day: date, calendar: WorkingCalendar) -> datetime:
    """Spread the visits evenly over the day's office hours."""
    spans = calendar.office_hours(day)
    open_s = sum(_seconds(end) - _seconds(start) for start, end in spans)
    at_s = open_s * index // total
    for start, end in spans:
        length_s = _seconds(end) - _seconds(start)
        if at_s < length_s:
            moment = datetime.combine(day, start, tzinfo=VIETNAM)
            return moment + timedelta(seconds=at_s)
        at_s -= length_s
    raise AssertionError("a visit after closing time")


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
