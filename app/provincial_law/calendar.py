"""Import years of the working calendar: which days change, and which dossiers' dates with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from app.calendar.importing import changed_days, read_calendar_document
from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.catalogue.importing.imported import Note
from app.provincial_law.folder import LawFolder, tried
from app.provincial_law.proposal import Proposal, proposal_id
from app.reception.moved_dates import moved_dates

if TYPE_CHECKING:
    from app.reception.desk import Desk

MAX_MOVED = 10_000


def propose_calendar(
    folder: LawFolder,
    document: bytes,
    *,
    name: str,
    calendar: WorkingCalendar,
    desk: Desk | None,
) -> Proposal:
    """What the document's years would change, checked with the whole layer.

    ``moved`` lists the open dossiers of ``desk`` (at most 10,000) whose date the new calendar
    counts otherwise: none is moved by itself. Raises InvalidInput (``bad_data``, ``bad_document``).
    """
    files = read_calendar_document(name, document)
    years = [int(file.partition(".")[0]) for file in files]
    with tried(folder.calendar, files) as staged:
        new = load_calendar(province=staged)
    moved = []
    if desk is not None:
        found = moved_dates(desk.store, desk.catalogue, calendar, new)
        moved = list(islice(found, MAX_MOVED))
    difference = list(changed_days(calendar, new, years))
    restates = new.version != calendar.version
    notes = list(_standing(calendar, new, years))
    if restates and not difference and not notes:
        notes = [
            Note(str(year), "chỉ căn cứ hoặc chú thích khác, các ngày như cũ") for year in years
        ]
    return Proposal(
        id=proposal_id(document, files, calendar.version),
        folder=folder.calendar,
        files=files,
        difference=difference,
        notes=notes,
        moved=moved,
        restates=restates,
    )


def _standing(old: WorkingCalendar, new: WorkingCalendar, years: list[int]) -> Iterator[Note]:
    """The years that are decided now, or not any more."""
    known = range(old.first_day.year, old.last_day.year + 1)
    for year in years:
        now = new.is_provisional(year)
        if year in known and old.is_provisional(year) != now:
            text = "từ nay mới là dự kiến" if now else "đã có quyết định, không còn là dự kiến"
            yield Note(str(year), text)
