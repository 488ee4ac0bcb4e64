"""``central claims``: what desks have claimed for themselves, and how it is taken from one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.errors import InvalidInput
from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from sync.central.database import Database


def add_claims(parser: argparse.ArgumentParser) -> None:
    """The options of the action."""
    parser.add_argument("deed", choices=("list", "lift"))
    parser.add_argument("claim", nargs="?", metavar="MÃ", help="quyền giữ cần gỡ")
    parser.add_argument("--agency", metavar="MÃ", help="chỉ của cơ quan này")


def claims(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    """``{"claims": […]}``, those that are held now; of lifting also ``lifted``, its id."""
    from app.clock.time import epoch_ms  # noqa: PLC0415 - verbs start lean
    from sync.central.claims import lift_claim, list_claims  # noqa: PLC0415 - as above

    lifted: dict[str, object] = {}
    if arguments.deed == "lift":
        if arguments.claim is None:
            raise InvalidInput("missing", "Ghi rõ quyền giữ cần gỡ.", field="claim")
        with database.write() as connection:
            if not lift_claim(connection, arguments.claim):
                raise InvalidInput("unknown_claim", "Không có quyền giữ này.", field="claim")
        lifted = {"lifted": arguments.claim}
    elif arguments.claim is not None:
        raise InvalidInput("conflict", "Chỉ ghi quyền giữ khi gỡ ra.", field="claim")
    with database.read() as connection:
        held = list_claims(connection, arguments.agency, epoch_ms(context.clock.now()))
    return {**lifted, "claims": held}
