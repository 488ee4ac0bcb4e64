"""``central scans``: scanned pages that came, and those that accepted events wait for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import msgspec

from app.errors import InvalidInput
from ui.commands.context import CommandContext
from ui.commands.numbers import whole_number

if TYPE_CHECKING:
    from sync.central.database import Database

DEFAULT_LIMIT = 200
MAX_LIMIT = 10_000


def add_scans(action: argparse.ArgumentParser) -> None:
    """The options of the action."""
    action.add_argument("agency", metavar="MÃ", help="mã định danh cơ quan, ví dụ H26.107")
    action.add_argument("--limit", metavar="N", help=f"số trang kể ra, mặc định {DEFAULT_LIMIT}")


def scans(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    """``{"pages", "bytes", "awaited": [{"sha256", "bytes", "dossier", "event"}]}``.

    Raises InvalidInput (``bad_agency``).
    """
    del context
    from app.numbering.code import is_agency  # noqa: PLC0415 - verbs start lean
    from sync.central.awaited_scans import missing_scans  # noqa: PLC0415 - as above
    from sync.central.scan_uploads import pages_held  # noqa: PLC0415 - as above

    limit = whole_number(arguments.limit, "limit", highest=MAX_LIMIT, default=DEFAULT_LIMIT)
    if not is_agency(arguments.agency):
        raise InvalidInput(
            "bad_agency",
            f"Mã định danh cơ quan không hợp lệ: {arguments.agency[:40]!r}",
            field="agency",
        )
    with database.read() as connection:
        pages, size = pages_held(connection, arguments.agency)
        awaited = missing_scans(connection, arguments.agency, limit=limit)
    return {"pages": pages, "bytes": size, "awaited": msgspec.to_builtins(awaited)}
