"""An import's difference as rows to read; no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from app.calendar.importing import DayChange
from app.catalogue.importing.difference import FieldChange, ProcedureChange
from app.catalogue.importing.imported import Note
from app.clock.time import from_iso
from app.errors import ProgramFault
from app.provincial_law.fees import RateChange
from app.reception.moved_dates import MovedDate
from app.units.importing import UnitChange
from ui.wording.money import dong

if TYPE_CHECKING:
    from app.provincial_law.proposal import Proposal


class RowKind(StrEnum):
    """What a row tells."""

    NEW = "new"
    CHANGED = "changed"
    ABOLISHED = "abolished"
    KEPT = "kept"
    NOTE = "note"
    MOVED = "moved"


class DayKind(StrEnum):
    """What a day is; NONE where a row is about no day."""

    NONE = ""
    WORKING = "working"
    OFF = "off"


class DifferenceRow(Struct, frozen=True):
    """One line of a difference.

    ``subject`` is a code, a day, a key; ``name`` what people call it; ``field`` which field of a
    procedure ``old`` and ``new`` are. A new procedure has all its ``fields``. A day has its kinds.
    """

    number: int
    kind: RowKind
    subject: str
    name: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    old_day: DayKind = DayKind.NONE
    new_day: DayKind = DayKind.NONE
    fields: tuple[FieldChange, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from others."""
        return str(self.number)


def rows_of(proposal: Proposal, names: Mapping[str, str]) -> list[DifferenceRow]:
    """All of it: what changes, which dossiers would be counted otherwise, notes, what is kept.

    ``names`` are those of procedures, by code.
    """
    found: list[dict[str, Any]] = []
    for change in proposal.difference:
        found += _changes(change)
    found += [_moved(moved, names) for moved in proposal.moved]
    found += [_note(RowKind.NOTE, note) for note in proposal.notes]
    found += [_note(RowKind.KEPT, kept) for kept in proposal.kept]
    return [DifferenceRow(number=number, **row) for number, row in enumerate(found)]


def counts_of(rows: list[DifferenceRow]) -> Counter[RowKind]:
    """How many of each kind; a procedure with several changed fields is one."""
    subjects = {(row.kind, row.subject) for row in rows if row.kind is RowKind.CHANGED}
    counts: Counter[RowKind] = Counter(row.kind for row in rows)
    counts[RowKind.CHANGED] = len(subjects)
    return counts


def _changes(change: object) -> Iterator[dict[str, Any]]:
    match change:
        case ProcedureChange():
            yield from _procedure(change)
        case DayChange():
            yield {
                "kind": RowKind.NEW if change.working_before is None else RowKind.CHANGED,
                "subject": _day(change.date),
                "old": change.reason_before,
                "new": change.reason,
                "old_day": _day_kind(change.working_before),
                "new_day": _day_kind(change.working),
            }
        case RateChange():
            yield {
                "kind": _kind(change.old, change.new),
                "subject": f"{change.key} · {_day(change.valid_from)}",
                "name": change.basis,
                "old": "" if change.old is None else dong(change.old),
                "new": "" if change.new is None else dong(change.new),
            }
        case UnitChange():
            yield {
                "kind": _kind(change.old or None, change.new or None),
                "subject": change.code,
                "name": change.new or change.old,
                "old": change.old,
                "new": change.new,
            }
        case _:
            raise ProgramFault("difference", f"{type(change).__name__} không có cách hiển thị.")


def _procedure(change: ProcedureChange) -> Iterator[dict[str, Any]]:
    row: dict[str, Any] = {
        "kind": RowKind(change.change),
        "subject": change.code,
        "name": change.name,
    }
    if row["kind"] is not RowKind.CHANGED or not change.fields:
        yield {**row, "fields": change.fields}
        return
    for field in change.fields:
        yield {**row, "field": field.field, "old": field.old, "new": field.new}


def _moved(moved: MovedDate, names: Mapping[str, str]) -> dict[str, Any]:
    """By its code only: whose it is does not matter here."""
    return {
        "kind": RowKind.MOVED,
        "subject": moved.code,
        "name": names.get(moved.procedure, moved.procedure),
        "old": _moment(moved.due),
        "new": "" if moved.counted is None else _moment(moved.counted),
    }


def _note(kind: RowKind, note: Note) -> dict[str, Any]:
    return {"kind": kind, "subject": note.code, "new": note.text}


def _kind(old: object, new: object) -> RowKind:
    if old is None:
        return RowKind.NEW
    return RowKind.ABOLISHED if new is None else RowKind.CHANGED


def _day_kind(working: bool | None) -> DayKind:  # noqa: FBT001 - a field of DayChange
    if working is None:
        return DayKind.NONE
    return DayKind.WORKING if working else DayKind.OFF


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _moment(text: str) -> str:
    return f"{from_iso(text):%H:%M %d/%m/%Y}"
