"""``read-code TEXT``: a dossier code or a receipt's QR text, and whether it is genuine."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NamedTuple

from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from app.dossier.receipt_standing import ReceiptStanding
    from app.numbering.receipt_mark import ReadCode

NAME = "read-code"
SUMMARY = "Đọc mã hồ sơ hoặc mã QR trên giấy tiếp nhận"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="chữ máy quét gõ vào; - là đầu vào chuẩn")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``pattern`` and ``order`` are null for a desk's own reference; ``successor`` is the agency
    that does a dissolved one's work today, whatever the field, else null. ``standing`` says what
    the paper stands for, as far as this desk knows the dossier, and ``told`` the same in words."""
    from app.numbering.code import order_of  # noqa: PLC0415 - verbs start lean
    from app.numbering.receipt_mark import read_code  # noqa: PLC0415 - as above

    read = read_code(context.stdin_text(arguments.text))
    today = context.clock.now().date()
    successor = context.successions().successor(read.agency, "", today)
    known = _known(context, read)
    return {
        "code": read.code,
        "agency": read.agency,
        "day": read.day.isoformat() if read.day else None,
        "sequence": read.sequence,
        "genuine": known.genuine,
        "system": read.system,
        "pattern": read.pattern,
        "order": order_of(read.agency) if read.agency else None,
        "successor": None if successor == read.agency else successor,
        "standing": known.standing.standing.value,
        "told": known.standing.told,
        "instead": known.standing.by or None,
    }


class _Known(NamedTuple):
    """What this desk knows of a scanned paper."""

    genuine: bool | None
    standing: ReceiptStanding


def _known(context: CommandContext, read: ReadCode) -> _Known:
    """By the published keys and the dossier; nothing where there is no desk on this machine."""
    from app.dossier.receipt_standing import receipt_standing  # noqa: PLC0415 - verbs start lean
    from app.numbering.receipt_mark import check  # noqa: PLC0415 - as above
    from app.store.manifest import store_exists  # noqa: PLC0415 - as above

    event = read.mark.event_id if read.mark else None
    if not store_exists(context.data):
        return _Known(check(read, {}), receipt_standing(None, read.code, event))
    with context.store(read_only=True) as store:
        dossier = store.find_dossier(read.code)
        state = None if dossier is None else store.dossier(dossier)
        genuine = check(read, store.known_keys())
    return _Known(genuine, receipt_standing(state, read.code, event, genuine=genuine))
