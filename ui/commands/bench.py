"""``bench NAME``: measure this machine. ``start``: how long until the window takes a key;
``receipt``: how long a receipt takes, and with ``--peers`` other programs beside it; ``book``: how
fast a tracking book is written."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.errors import InvalidInput
from ui.commands.numbers import whole_number

if TYPE_CHECKING:
    from ui.commands.context import CommandContext

NAME = "bench"
SUMMARY = (
    "Đo máy này: start (bao lâu thì cửa sổ nhận phím), receipt (bao lâu một giấy tiếp nhận), book"
    " (bao nhanh một sổ theo dõi)"
)
KNOWN = ("start", "receipt", "book")
DEFAULT_ROUNDS = 15
MAX_ROUNDS = 500
DEFAULT_ROWS = 20_000
MAX_ROWS = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("bench", metavar="NAME", help=", ".join(KNOWN))
    parser.add_argument("--rounds", metavar="N", help=f"số vòng, mặc định {DEFAULT_ROUNDS}")
    parser.add_argument("--rows", metavar="N", help=f"book: số dòng, mặc định {DEFAULT_ROWS}")
    parser.add_argument("--display", metavar="NAME", help="start: đo trên màn hình này, ví dụ :0")
    parser.add_argument(
        "--peers", action="store_true", help="receipt: đo cả WeasyPrint, typst, fpdf2, platypus"
    )


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Raises InvalidInput (``unknown_bench``) and EnvironmentFault (``bench_failed``)."""
    rounds = whole_number(arguments.rounds, "rounds", highest=MAX_ROUNDS, default=DEFAULT_ROUNDS)
    if arguments.bench == "start":
        from ui.benches import start  # noqa: PLC0415 - verbs start lean

        return start.measure(rounds, display=arguments.display, clock=context.clock)
    if arguments.bench == "receipt":
        from ui.benches import receipt  # noqa: PLC0415 - as above

        return receipt.measure(rounds, peers=arguments.peers)
    if arguments.bench == "book":
        from ui.benches import book  # noqa: PLC0415 - as above

        rows = whole_number(arguments.rows, "rows", highest=MAX_ROWS, default=DEFAULT_ROWS)
        return book.measure(rows)
    raise InvalidInput(
        "unknown_bench",
        f"Không có phép đo {arguments.bench[:40]!r}.",
        field="bench",
        advice=f"Các phép đo: {', '.join(KNOWN)}.",
    )
