"""``units``: find administrative units of today and before, or the one that an address names."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.errors import InvalidInput

if TYPE_CHECKING:
    from datetime import date

    from app.units.finding import FoundUnit
    from app.units.unit import Commune
    from app.units.units import Units
    from ui.commands.context import CommandContext

NAME = "units"
SUMMARY = "Tìm đơn vị hành chính, hoặc đơn vị mà một địa chỉ nói đến; không cần dấu"
LEVELS = ("province", "commune", "old_commune")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query", metavar="QUERY", nargs="?", help='tên hoặc mã; "" là tất cả; - để đọc từ stdin'
    )
    parser.add_argument("--level", choices=LEVELS, help="chỉ tỉnh, xã, hoặc xã trước 1/7/2025")
    parser.add_argument(
        "--on",
        metavar="DATE",
        help="theo ngày; với --address: ngày in địa chỉ; mặc định cả hai thời",
    )
    parser.add_argument("--address", metavar="TEXT", help="địa chỉ cần đọc; - để đọc từ stdin")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Found: ``{"units": [{"code", "name", "kind", "level", "province", …}], "total"}``.

    With ``--address``: ``{"certain", "unit", "province", "candidates", "why"}``; ``unit`` is null
    where it is not certain.
    """
    from app.clock.time import date_from_iso  # noqa: PLC0415 - verbs start lean
    from app.units.ward import wards_in  # noqa: PLC0415 - as above

    on = None if arguments.on is None else date_from_iso(arguments.on, field="on")
    if (arguments.query is None) == (arguments.address is None):
        raise InvalidInput("missing", "Cần một trong hai: từ khóa, hoặc --address.", field="query")
    units = wards_in(context.data).units
    if arguments.address is not None:
        return _mapping(context.stdin_text(arguments.address), units, on)
    return _listing(context.stdin_text(arguments.query), arguments.level, units, on)


def _listing(query: str, level: str | None, units: Units, on: date | None) -> dict[str, object]:
    from app.units.finding import Level, UnitIndex  # noqa: PLC0415 - as above

    wanted = None if level is None else Level(level)
    day = None if wanted is Level.OLD_COMMUNE else on  # whoever names them knows that they are gone
    found = UnitIndex(units, day).find(query, wanted)
    return {"units": [_row(one, units) for one in found], "total": len(found)}


def _row(found: FoundUnit, units: Units) -> dict[str, object]:
    from app.units.finding import Level  # noqa: PLC0415 - as above

    row: dict[str, object] = {
        "code": found.unit.code,
        "name": found.unit.full_name,
        "kind": found.unit.kind.value,
        "level": found.level.value,
        "province": found.province,
    }
    if found.level is not Level.OLD_COMMUNE:
        return row
    successors = []
    for step in units.successors(found.unit.code):
        commune = units.commune(step.after)
        assert commune is not None  # ``successors`` names only communes of the list
        successors.append(_commune(commune, units) | {"extent": step.extent.value})
    return row | {"district": found.district, "successors": successors}


def _mapping(text: str, units: Units, on: date | None) -> dict[str, object]:
    from app.units.address import map_address  # noqa: PLC0415 - as above

    mapped = map_address(text, units, on)
    return {
        "certain": mapped.certain,
        "unit": None if mapped.commune is None else _commune(mapped.commune, units),
        "province": None if mapped.province is None else mapped.province.full_name,
        "candidates": [_commune(commune, units) for commune in mapped.candidates],
        "why": mapped.why,
    }


def _commune(commune: Commune, units: Units) -> dict[str, object]:
    province = units.province(commune.province)
    assert province is not None  # checked when the tables were read
    return {"code": commune.code, "name": commune.full_name, "province": province.full_name}
