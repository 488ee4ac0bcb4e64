"""``leases``: the desk's number blocks (Dải số của quầy) and what became of each number.

``leases pad OUT`` prints a pad of emergency slips (phiếu tiếp nhận dự phòng, docs/adr/0023).
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.errors import InvalidInput
from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.reception.desk import Desk
    from app.reception.emergency_pad import PadSlipOnPaper
    from printing.papers import RenderedPaper

NAME = "leases"
SUMMARY = "Dải số của quầy: còn lại, đã dùng, đã hủy; in tập phiếu dự phòng"
DEFAULT_PAD = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="VIỆC")
    pad = actions.add_parser("pad", help="in một tập phiếu tiếp nhận dự phòng ra tệp PDF")
    pad.add_argument("out", metavar="OUT", type=Path, help="tệp PDF mới")
    pad.add_argument(
        "--count", type=int, default=DEFAULT_PAD, metavar="N", help="số phiếu, 1 đến 100"
    )


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    if arguments.action == "pad":
        return _pad(arguments.out, arguments.count, context)
    with context.store(read_only=True) as store:
        leases = [msgspec.to_builtins(lease) for lease in store.leases.all()]
        ends = [msgspec.to_builtins(end) for end in store.leases.all_ends()]
    return {"leases": leases, "ended": ends}


def _pad(out: Path, count: int, context: CommandContext) -> dict[str, object]:
    """The references are kept before the file is: cut in between, none of them is ever printed."""
    from app.disk.durable_file import write_durably  # noqa: PLC0415 - verbs start lean
    from app.numbering.pad import check_pad_size  # noqa: PLC0415 - as above
    from app.reception.emergency_pad import make_pad  # noqa: PLC0415 - as above

    check_pad_size(count)
    _must_be_new(out)
    with context.store() as store:
        desk = context.desk(store)
        slips = make_pad(desk, count)
        paper = _render(desk, slips)
        write_durably(out, paper.pdf)
    return {
        "path": str(out),
        "pages": paper.pages,
        "slips": [slip.reference for slip in slips],
    }


def _render(desk: Desk, slips: Sequence[PadSlipOnPaper]) -> RenderedPaper:
    from printing.forms.emergency_pad import render_pad  # noqa: PLC0415 - verbs start lean
    from printing.rendering import desk_itself  # noqa: PLC0415 - as above

    shown = replace(desk_itself(desk), officer="")  # whoever writes on it signs it
    return render_pad(slips, shown, desk.clock.now())


def _must_be_new(out: Path) -> None:
    """An earlier pad is never written over: its slips may not be printed yet."""
    if out.exists():
        raise InvalidInput("file_exists", f"{out} đã có.", field="out", advice="Chọn tên khác.")
    if not out.name or not out.parent.is_dir():
        raise InvalidInput(
            "no_folder",
            f"Không có thư mục {out.parent}.",
            field="out",
            advice="Tạo thư mục đó trước, hoặc chọn chỗ khác.",
        )
