"""``read-code TEXT``: a dossier code or a receipt's QR text, and whether it is genuine."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from app.numbering.receipt_mark import KnownKey

NAME = "read-code"
SUMMARY = "Đọc mã hồ sơ hoặc mã QR trên giấy tiếp nhận"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="chữ máy quét gõ vào; - là đầu vào chuẩn")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``pattern`` and ``order`` are null for a desk's own reference; ``successor`` is the agency
    that does a dissolved one's work today, whatever the field, else null."""
    from app.numbering.code import order_of  # noqa: PLC0415 - verbs start lean
    from app.numbering.receipt_mark import check, read_code  # noqa: PLC0415 - as above

    read = read_code(context.stdin_text(arguments.text))
    today = context.clock.now().date()
    successor = context.successions().successor(read.agency, "", today)
    return {
        "code": read.code,
        "agency": read.agency,
        "day": read.day.isoformat() if read.day else None,
        "sequence": read.sequence,
        "genuine": check(read, _known_keys(context)) if read.mark else None,
        "system": read.system,
        "pattern": read.pattern,
        "order": order_of(read.agency) if read.agency else None,
        "successor": None if successor == read.agency else successor,
    }


def _known_keys(context: CommandContext) -> Mapping[int, KnownKey]:
    """The published keys that this desk holds; none where there is no desk on this machine."""
    from app.store.manifest import store_exists  # noqa: PLC0415 - verbs start lean

    if not store_exists(context.data):
        return {}
    with context.store(read_only=True) as store:
        return store.known_keys()
