"""What the types of the catalogue can't say: keys exist, ids are there once, dates in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from app.catalogue.procedure import Procedure
from app.dated_data.toml_table import bad_data
from app.fees.rules import Dong, Fee, Ground, Key, Local, LocalRate, Text

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


def check_procedure(path: Path, entry: str, procedure: Procedure, grounds: set[str]) -> None:
    """Raise InvalidInput (``bad_data``) naming file, entry and field of the first fault."""
    for field, reason in _faults(procedure, grounds):
        raise bad_data(path, f"{entry}.{field}", f"{procedure.code}: {reason}")


def check_grounds(path: Path, grounds: list[Ground]) -> None:
    """Raise InvalidInput (``bad_data``) where an id is there twice."""
    known: set[str] = set()
    for index, ground in enumerate(grounds):
        if ground.id in known:
            raise bad_data(path, f"ground[{index}].id", f"trùng lý do miễn {ground.id}")
        known.add(ground.id)


def local_keys(procedures: Iterable[Procedure]) -> set[str]:
    """The keys of the charges whose amount the province's council sets."""
    return {
        fee.charge.key
        for procedure in procedures
        for fee in procedure.fees
        if isinstance(fee.charge, Local)
    }


def with_local_rates(
    procedures: list[Procedure], table: LocalFees, path: Path, keys: set[str]
) -> list[Procedure]:
    """Put the province's amounts into the charges that name their keys.

    A later amount ends an open one. ``keys`` are all that may be named: also those of versions that
    the province has replaced. What the table does not name keeps the amounts of its own entry.
    """
    rates: dict[str, list[LocalRate]] = {}
    for index, rate in enumerate(table.rate):
        if rate.key not in keys:
            raise bad_data(path, f"rate[{index}].key", f"không có khoản thu {rate.key}")
        before = rates.setdefault(rate.key, [])
        if before and before[-1].valid_to is None and before[-1].valid_from < rate.valid_from:
            before[-1] = msgspec.structs.replace(before[-1], valid_to=rate.valid_from - _ONE_DAY)
        meets = bool(before) and (before[-1].valid_to or date.max) >= rate.valid_from
        if meets or _ends_early(rate.valid_from, rate.valid_to):
            raise bad_data(path, f"rate[{index}].valid_from", f"chồng ngày của {rate.key}")
        before.append(LocalRate(rate.amount, rate.valid_from, rate.basis, rate.valid_to))
    return [
        msgspec.structs.replace(procedure, fees=[_with_rates(fee, rates) for fee in procedure.fees])
        for procedure in procedures
    ]


def _with_rates(fee: Fee, rates: dict[str, list[LocalRate]]) -> Fee:
    if not isinstance(fee.charge, Local):
        return fee
    charge = msgspec.structs.replace(fee.charge, rates=rates.get(fee.charge.key, fee.charge.rates))
    replaced: Fee = msgspec.structs.replace(fee, charge=charge)
    return replaced


def _faults(procedure: Procedure, grounds: set[str]) -> Iterator[tuple[str, str]]:
    """The faulty fields (dotted) of one entry, and why."""
    if _ends_early(procedure.valid_from, procedure.valid_to):
        yield "valid_to", "trước valid_from"
    starts = [period.valid_from for period in procedure.reception_periods]
    if not _in_order(starts) or starts[0] > procedure.valid_from:
        yield "reception_periods", "phải theo thứ tự ngày và phủ từ ngày thủ tục có hiệu lực"
    if not _in_order([period.valid_from for period in procedure.online]):
        yield "online", "phải theo thứ tự ngày"
    if twice := _first_repeated(component.id for component in procedure.components):
        yield "components", f"trùng id thành phần {twice}"
    if twice := _first_repeated(case.id for case in procedure.deadline_cases):
        yield "deadline_cases", f"trùng id trường hợp {twice}"
    cases = {case.id for case in procedure.deadline_cases}
    for number, fee in enumerate(procedure.fees):
        if unknown := set(fee.only_in) - cases:
            yield f"fees[{number}].only_in", f"không có trường hợp {min(unknown)}"
        yield from _fee_faults(f"fees[{number}]", fee, grounds)


def _fee_faults(entry: str, fee: Fee, grounds: set[str]) -> Iterator[tuple[str, str]]:
    if _ends_early(fee.valid_from, fee.valid_to):
        yield f"{entry}.valid_to", "trước valid_from"
    for number, exemption in enumerate(fee.exemptions):
        place = f"{entry}.exemptions[{number}]"
        if exemption.ground not in grounds:
            yield f"{place}.ground", f"không có lý do miễn {exemption.ground}"
        if _ends_early(exemption.valid_from, exemption.valid_to):
            yield f"{place}.valid_to", "trước valid_from"
    if isinstance(fee.charge, Local):
        rates = fee.charge.rates
        for number, rate in enumerate(rates):
            before = rates[number - 1] if number else None
            if _ends_early(rate.valid_from, rate.valid_to):
                yield f"{entry}.charge.rates[{number}].valid_to", "trước valid_from"
            if before and (before.valid_to is None or before.valid_to >= rate.valid_from):
                yield f"{entry}.charge.rates[{number}].valid_from", "chồng lên mức thu trước"


def _in_order(starts: list[date]) -> bool:
    return all(before < after for before, after in pairwise(starts))


def _first_repeated(ids: Iterable[str]) -> str:
    """The first id that is there again; empty where each is there once."""
    known: set[str] = set()
    for one in ids:
        if one in known:
            return one
        known.add(one)
    return ""


def _ends_early(valid_from: date | None, valid_to: date | None) -> bool:
    return valid_from is not None and valid_to is not None and valid_to < valid_from
