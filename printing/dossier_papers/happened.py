"""The event that a paper is made of, and the day and name that it gives the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from app.clock.time import from_iso
from app.dossier.body import Body
from app.dossier.latest import latest_body
from app.errors import InvalidInput
from printing.official_date import official_day, official_moment
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from app.store.records import StoredEvent

_Kind = TypeVar("_Kind", bound=Body)

DAY_BLANK = "ngày …… tháng …… năm ………"
MOMENT_BLANK = f"…… giờ …… phút, {DAY_BLANK}"
PHONE_BLANK = "…………………………"
"""What running text has where the form has dots to write on."""


@dataclass(frozen=True, slots=True)
class Happened(Generic[_Kind]):
    """An event's payload and the officer who recorded it."""

    body: _Kind
    officer: str


def last_happened(events: Sequence[StoredEvent], kind: type[_Kind]) -> Happened[_Kind] | None:
    """The last event of a kind in ``store.events``; None where it has not happened."""
    for stored in reversed(events):
        body = latest_body([stored], kind)
        if body is not None:
            return Happened(body, printable(stored.event.header.officer))
    return None


def day_text(iso: str, blank: str = DAY_BLANK) -> str:
    """``ngày 03 tháng 02 năm 2026`` of an ISO day or time; ``blank`` where there is none."""
    try:
        if len(iso) == len("2026-02-03"):
            return official_day(date.fromisoformat(iso))
        return official_day(from_iso(iso)) if iso else blank
    except (ValueError, InvalidInput):
        return blank  # a newer desk's way to write it: what can't be read is written by hand


def moment_text(iso: str, blank: str = MOMENT_BLANK) -> str:
    """``08 giờ 05 phút, ngày 03 tháng 02 năm 2026`` of an ISO time; ``blank`` for none."""
    try:
        return official_moment(from_iso(iso)) if iso else blank
    except InvalidInput:
        return blank


def as_beginning(text: str) -> str:
    """``text`` as a sentence begins."""
    return text[:1].upper() + text[1:]
