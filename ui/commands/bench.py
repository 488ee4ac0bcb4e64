"""``bench NAME``: measure this machine. ``start``: how long until the window takes a key;
``receipt``: how long a receipt takes, and with ``--peers`` other programs beside it; ``book``: how
fast a tracking book is written; ``drain``: how fast a full queue empties, and with ``--peers``
PouchDB beside it."""

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
    " (bao nhanh một sổ theo dõi), drain (bao nhanh hàng chờ được gửi hết), upload (ba ngày mất"
    " mạng qua đường truyền chậm)"
)
KNOWN = ("start", "receipt", "book", "drain", "upload")
DEFAULT_ROUNDS = 15
DEFAULT_DRAINS = 3
MAX_ROUNDS = 500
DEFAULT_DOSSIERS = 10_000
MAX_DOSSIERS = 99_999
"""As many numbers as one agency has for a day."""
DEFAULT_ROWS = 20_000
DEFAULT_SCALE = 0.05
MAX_ROWS = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("bench", metavar="NAME", help=", ".join(KNOWN))
    parser.add_argument(
        "--rounds",
        metavar="N",
        help=f"số vòng, mặc định {DEFAULT_ROUNDS} (drain: {DEFAULT_DRAINS})",
    )
    parser.add_argument("--rows", metavar="N", help=f"book: số dòng, mặc định {DEFAULT_ROWS}")
    parser.add_argument(
        "--scale",
        metavar="SHARE",
        help=f"upload: phần của ba ngày mất mạng (0–1), mặc định {DEFAULT_SCALE}",
    )
    parser.add_argument(
        "--dossiers", metavar="N", help=f"drain: số hồ sơ chờ gửi, mặc định {DEFAULT_DOSSIERS}"
    )
    parser.add_argument(
        "--database", metavar="URL", help="drain: cơ sở dữ liệu trống cho trung tâm, thay SQLite"
    )
    parser.add_argument("--display", metavar="NAME", help="start: đo trên màn hình này, ví dụ :0")
    parser.add_argument(
        "--peers",
        action="store_true",
        help="receipt: đo cả WeasyPrint, typst, fpdf2, platypus; drain: đo cả PouchDB (npm)",
    )


def _scale(text: str | None) -> float:
    """A share over 0, at most 1; raises InvalidInput (``bad_number``)."""
    try:
        scale = DEFAULT_SCALE if text is None else float(text)
    except ValueError:
        scale = 0.0
    if not 0.0 < scale <= 1.0:
        raise InvalidInput("bad_number", "Phần phải lớn hơn 0, không quá 1.", field="scale")
    return scale


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Raises InvalidInput (``unknown_bench``) and EnvironmentFault (``bench_failed``)."""
    usual = DEFAULT_DRAINS if arguments.bench == "drain" else DEFAULT_ROUNDS
    rounds = whole_number(arguments.rounds, "rounds", highest=MAX_ROUNDS, default=usual)
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
    if arguments.bench == "drain":
        from ui.benches import drain  # noqa: PLC0415 - as above

        dossiers = whole_number(
            arguments.dossiers, "dossiers", highest=MAX_DOSSIERS, default=DEFAULT_DOSSIERS
        )
        return drain.measure(
            context, rounds, dossiers, peers=arguments.peers, database=arguments.database
        )
    if arguments.bench == "upload":
        from ui.benches import upload  # noqa: PLC0415 - as above

        return upload.measure(_scale(arguments.scale), peers=arguments.peers, context=context)
    raise InvalidInput(
        "unknown_bench",
        f"Không có phép đo {arguments.bench[:40]!r}.",
        field="bench",
        advice=f"Các phép đo: {', '.join(KNOWN)}.",
    )
