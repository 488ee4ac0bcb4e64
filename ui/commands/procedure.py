"""``procedure CODE``: one procedure with everything that the law's data says of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from app.catalogue.catalogue import Catalogue
    from app.catalogue.procedure import Procedure
    from ui.commands.context import CommandContext

NAME = "procedure"
SUMMARY = "Một thủ tục hành chính với mọi quy định có hiệu lực vào một ngày"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="mã thủ tục, có hoặc không có đuôi địa phương")
    parser.add_argument("--on", metavar="DATE", help="theo ngày, mặc định hôm nay")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """The version in force on the day, field by field, and all ``versions`` by their first day.

    Where nothing is in force today and no day was asked for: the version that ended last (or else
    the one that begins first), with ``in_force`` false.
    """
    from app.clock.time import date_from_iso  # noqa: PLC0415 - verbs start lean

    catalogue, code = context.catalogue(), context.stdin_text(arguments.code).strip()
    on = context.clock.now().date()
    if arguments.on is not None:
        on = date_from_iso(arguments.on, field="on")
        return _document(catalogue, catalogue.procedure(code, on), on)
    version = _nearest(catalogue.versions(code), on) or catalogue.procedure(code, on)
    return _document(catalogue, version, on)


def _nearest(versions: list[Procedure], on: date) -> Procedure | None:
    """The version that governs on ``on``, or began last before it, or begins first after it."""
    begun = [version for version in versions if version.valid_from <= on]
    return begun[-1] if begun else next(iter(versions), None)


def _document(catalogue: Catalogue, version: Procedure, on: date) -> dict[str, object]:
    import msgspec  # noqa: PLC0415 - verbs start lean

    fields: dict[str, Any] = msgspec.to_builtins(version)
    abolition = catalogue.abolition(version.code)
    return {
        **fields,
        "on": on.isoformat(),
        "in_force": version.in_force(on),
        "reception": version.reception(on),
        "level": version.level(on),
        "deadline_words": version.time_limit,
        "versions": [
            {
                "valid_from": one.valid_from.isoformat(),
                "valid_to": one.valid_to and one.valid_to.isoformat(),
                "name": one.name,
            }
            for one in catalogue.versions(version.code)
        ],
        "abolished": None if abolition is None else msgspec.to_builtins(abolition),
    }
