"""What an import would change, field by field in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from app.catalogue.catalogue import Catalogue
from app.catalogue.importing.entries import Entries
from app.catalogue.procedure import Procedure
from app.deadlines.rule import deadline_text
from app.errors import InvalidInput
from app.fees.rules import ByChannel, Fee, Free, Local, PerCase, PerCopy, PerPageCapped

_LEVEL_WORDS = {"none": "không", "partial": "một phần", "full": "toàn trình"}


class FieldChange(Struct, frozen=True):
    """One field, before and after, in words."""

    field: str
    old: str
    new: str


class ProcedureChange(Struct, frozen=True):
    """One procedure. ``change`` is ``new``, ``changed`` or ``abolished``."""

    code: str
    name: str
    change: str
    fields: tuple[FieldChange, ...] = ()


def difference(entries: Entries, catalogue: Catalogue, on: date) -> list[ProcedureChange]:
    """What would be different from ``on``, by code."""
    found = []
    for made in entries.procedures:
        base = _before(catalogue, made.code, on)
        kind = "new" if base is None else "changed"
        found.append(ProcedureChange(made.code, made.name, kind, tuple(_fields(base, made))))
    for gone in entries.abolished:
        name = catalogue.procedure(gone.code, on).name
        found.append(ProcedureChange(gone.code, name, "abolished"))
    return sorted(found, key=lambda change: change.code)


class VersionChange(Struct, frozen=True):
    """One version of a procedure. ``change`` is ``new``, ``changed`` or ``gone``.

    One that is ``changed`` without ``fields`` says the same of what people read.
    """

    code: str
    valid_from: date
    name: str
    change: str
    fields: tuple[FieldChange, ...] = ()


def catalogue_difference(old: Catalogue, new: Catalogue) -> list[VersionChange]:
    """What is different between two catalogues, version by version."""
    before = {(one.code, one.valid_from): one for one in old.procedures}
    after = {(one.code, one.valid_from): one for one in new.procedures}
    found = []
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if now is None:
            assert was is not None
            found.append(VersionChange(*key, was.name, "gone"))
        elif was is None:
            found.append(VersionChange(*key, now.name, "new", tuple(_fields(None, now))))
        elif was != now:
            fields = (*_fields(was, now), *_last_day(was, now))
            found.append(VersionChange(*key, now.name, "changed", fields))
    return found


def _last_day(was: Procedure, now: Procedure) -> Iterator[FieldChange]:
    if was.valid_to != now.valid_to:
        yield FieldChange("valid_to", _day(was.valid_to), _day(now.valid_to))


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _before(catalogue: Catalogue, code: str, on: date) -> Procedure | None:
    try:
        return catalogue.procedure(code, on)
    except InvalidInput:
        return None


def _fields(base: Procedure | None, made: Procedure) -> Iterator[FieldChange]:
    old, new = _words(base) if base else {}, _words(made)
    for field, words in new.items():
        if words != old.get(field, ""):
            yield FieldChange(field, old.get(field, ""), words)


def _words(procedure: Procedure) -> dict[str, str]:
    """A procedure's fields as an administrator reads them."""
    return {
        "name": procedure.name,
        "field": procedure.field,
        "deadline": procedure.time_limit,
        "deadline_cases": "\n".join(
            f"{case.name}: {deadline_text(case.deadline)}" for case in procedure.deadline_cases
        ),
        "components": "\n".join(
            component.name + ("" if component.required else " (nếu có)")
            for component in procedure.components
        ),
        "fees": "\n".join(_fee_words(fee) for fee in procedure.fees),
        "online": "\n".join(
            f"từ {period.valid_from:%d/%m/%Y}: {_LEVEL_WORDS[period.level]}"
            for period in procedure.online
        ),
        "results": "\n".join(result.name for result in procedure.results),
        "legal_basis": "\n".join(procedure.legal_basis),
        "unsure": procedure.unsure,
    }


def _fee_words(fee: Fee) -> str:
    match fee.charge:
        case Free():
            amount = "không thu"
        case PerCase(amount=each):
            amount = f"{each} đ/trường hợp"
        case PerCopy(amount=each):
            amount = f"{each} đ/bản"
        case ByChannel(direct=direct, online=online):
            amount = f"{direct} đ trực tiếp, {online} đ trực tuyến"
        case PerPageCapped(first_rate=first, further_rate=further, cap=cap):
            amount = f"{first}/{further} đ mỗi trang, tối đa {cap} đ/bản"
        case Local():
            amount = "theo nghị quyết HĐND"
    return f"{fee.name}: {amount}"
