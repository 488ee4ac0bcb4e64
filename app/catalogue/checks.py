"""What the types of the catalogue can't say: no version overlaps, keys exist, dates in order."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from app.catalogue.procedure import Procedure
from app.dated_data.toml_table import bad_data
from app.errors import InvalidInput
from app.fees.rules import Dong, Fee, Key, Local, LocalRate, Text

_ONE_DAY = timedelta(days=1)


class ConfiguredRate(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[rate]]`` of the province's file."""

    key: Key
    amount: Dong
    valid_from: date
    basis: Text
    valid_to: date | None = None


class LocalFees(Struct, frozen=True, forbid_unknown_fields=True):
    """The amounts that the province's council (HĐND) has set."""

    rate: Annotated[list[ConfiguredRate], Meta(max_length=1_000)]


def check_procedures(files: list[tuple[Path, list[Procedure]]], grounds: set[str]) -> None:
    """Raise InvalidInput (``bad_data``) naming file, entry and field of the first fault."""
    until: dict[str, date | None] = {}
    for path, procedures in files:
        for index, procedure in enumerate(procedures):
            entry = f"procedure[{index}]"
            _check_procedure(path, entry, procedure, grounds)
            if procedure.code in until:
                _check_follows(path, entry, procedure, until[procedure.code])
            until[procedure.code] = procedure.valid_to


def with_local_rates(procedures: list[Procedure], table: LocalFees, path: Path) -> list[Procedure]:
    """Put the province's amounts into the charges that name their keys."""
    keys = {
        fee.charge.key
        for procedure in procedures
        for fee in procedure.fees
        if isinstance(fee.charge, Local)
    }
    rates: dict[str, list[LocalRate]] = {}
    for index, rate in enumerate(table.rate):
        if rate.key not in keys:
            raise bad_data(path, f"rate[{index}].key", f"không có khoản thu {rate.key}")
        before = rates.setdefault(rate.key, [])
        last = before[-1].valid_to if before else rate.valid_from - _ONE_DAY
        if last is None or last >= rate.valid_from or _ends_early(rate.valid_from, rate.valid_to):
            raise bad_data(path, f"rate[{index}].valid_from", f"chồng ngày của {rate.key}")
        before.append(LocalRate(rate.amount, rate.valid_from, rate.basis, rate.valid_to))
    return [
        msgspec.structs.replace(procedure, fees=[_with_rates(fee, rates) for fee in procedure.fees])
        for procedure in procedures
    ]


def _with_rates(fee: Fee, rates: dict[str, list[LocalRate]]) -> Fee:
    if not isinstance(fee.charge, Local):
        return fee
    charge = msgspec.structs.replace(fee.charge, rates=rates.get(fee.charge.key, []))
    replaced: Fee = msgspec.structs.replace(fee, charge=charge)
    return replaced


def _check_procedure(path: Path, entry: str, procedure: Procedure, grounds: set[str]) -> None:
    def fault(field: str, reason: str) -> InvalidInput:
        return bad_data(path, f"{entry}.{field}", f"{procedure.code}: {reason}")

    if _ends_early(procedure.valid_from, procedure.valid_to):
        raise fault("valid_to", "trước valid_from")
    starts = [period.valid_from for period in procedure.reception_periods]
    if starts != sorted(set(starts)) or starts[0] > procedure.valid_from:
        raise fault("reception_periods", "phải theo thứ tự ngày và phủ từ ngày thủ tục có hiệu lực")
    ids = [component.id for component in procedure.components]
    if len(set(ids)) != len(ids):
        raise fault("components", "trùng id thành phần")
    for number, fee in enumerate(procedure.fees):
        if _ends_early(fee.valid_from, fee.valid_to):
            raise fault(f"fees[{number}].valid_to", "trước valid_from")
        for exempt, exemption in enumerate(fee.exemptions):
            if exemption.ground not in grounds:
                raise fault(
                    f"fees[{number}].exemptions[{exempt}].ground",
                    f"không có lý do miễn {exemption.ground}",
                )


def _check_follows(path: Path, entry: str, procedure: Procedure, until: date | None) -> None:
    if until is None or procedure.valid_from <= until:
        raise bad_data(
            path,
            f"{entry}.valid_from",
            f"{procedure.code}: chồng lên phiên bản trước ({f'đến {until}' if until else 'để mở'})",
        )


def _ends_early(valid_from: date | None, valid_to: date | None) -> bool:
    return valid_from is not None and valid_to is not None and valid_to < valid_from
