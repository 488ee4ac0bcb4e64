"""``process CODE ACT``: what happens to a dossier from its receipt to the result in hand."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.errors import InvalidInput
from ui.commands.context import CommandContext
from ui.commands.desk_acts import (
    DESK_ACTS,
    add_desk_arguments,
    certified_document,
    papers_told,
    perform_desk_act,
)
from ui.commands.numbers import whole_number
from ui.commands.receipt_acts import (
    RECEIPT_ACTS,
    add_receipt_arguments,
    perform_receipt_act,
    receipt_document,
)

if TYPE_CHECKING:
    from datetime import datetime

    from app.processing.performing import Processed
    from app.reception.desk import Desk

NAME = "process"
SUMMARY = (
    "Ghi việc giải quyết hồ sơ: bổ sung, tạm dừng, gia hạn, xin lỗi, kết quả, đóng, dừng,"
    " từ chối, bàn giao, trả kết quả, chứng thực, đổi thủ tục, hủy, hoàn phí"
)

ACTS: dict[str, tuple[str, ...]] = {
    "supplement": ("item", "reason", "override_reason"),
    "supplemented": (),
    "suspend": ("cause", "reason", "agency", "amount"),
    "resume": ("cause",),
    "extend": ("to", "reason", "signer"),
    "apologise": ("to", "reason", "signer"),
    "resolve": ("outcome", "reason"),
    "close": ("reason",),
    "stop": ("reason",),
    **RECEIPT_ACTS,
    **DESK_ACTS,
}
"""Each act and the options that it takes; all take ``--at``."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")
    parser.add_argument("act", metavar="ACT", choices=list(ACTS), help=", ".join(ACTS))
    parser.add_argument("--at", metavar="ISO", help="lúc việc đó xảy ra; bỏ trống: bây giờ")
    parser.add_argument("--reason", metavar="TEXT", help="lý do, nội dung")
    parser.add_argument(
        "--to",
        metavar="TEXT",
        help="ngày hẹn mới (extend, apologise); nơi nhận (hand-over); thủ tục (change-procedure)",
    )
    parser.add_argument("--item", metavar="TEXT", action="append", help="giấy tờ cần bổ sung")
    parser.add_argument("--cause", metavar="CAUSE", help="verification hoặc obligation")
    parser.add_argument("--signer", metavar="NAME", help="thủ trưởng ký; người ký chứng thực")
    parser.add_argument("--agency", metavar="NAME", help="nơi xác minh")
    parser.add_argument("--amount", metavar="N", help="nghĩa vụ tài chính; tiền hoàn lại; số đồng")
    parser.add_argument("--outcome", metavar="OUTCOME", help="granted (mặc định) hoặc refused")
    parser.add_argument("--override-reason", metavar="TEXT", help="vì sao yêu cầu bổ sung lần nữa")
    add_desk_arguments(parser)
    add_receipt_arguments(parser)


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``{"id", "code", "state", "national_state", "clock", "warnings"}``; of a result that is
    handed out, and of claiming it, also ``claim`` (``state``, ``message``); of certifying also
    ``certified``, the dossier's certified papers with their numbers; of what becomes of a receipt
    also its ``procedure``, ``fees``, ``replaced`` receipts and whether it is ``annulled``."""
    import msgspec  # noqa: PLC0415 - verbs start lean

    from app.clock.time import from_iso  # noqa: PLC0415 - as above
    from app.dossier.state import NATIONAL_STATE  # noqa: PLC0415 - as above
    from ui.commands.clock_document import clock_document  # noqa: PLC0415 - as above

    _check_options(arguments)
    at = None if arguments.at is None else from_iso(arguments.at, field="at")
    papers = papers_told(arguments, context)
    with context.store() as store:
        desk = context.desk(store)
        if arguments.act in DESK_ACTS:
            done = perform_desk_act(desk, arguments, papers, at)
        elif arguments.act in RECEIPT_ACTS:
            done = perform_receipt_act(desk, arguments, at)
        else:
            done = _perform(desk, arguments, at)
    document: dict[str, object] = {
        "id": done.dossier.id,
        "code": done.dossier.code,
        "state": done.dossier.stage.value,
        "national_state": NATIONAL_STATE[done.dossier.stage],
        "clock": clock_document(done.clock),
        "warnings": msgspec.to_builtins(done.warnings),
    }
    if done.claim is not None:
        document["claim"] = msgspec.to_builtins(done.claim)
    if arguments.act in RECEIPT_ACTS:
        document |= receipt_document(done.dossier)
    if arguments.act == "certify":
        document["certified"] = certified_document(done.dossier)
    return document


def _check_options(arguments: argparse.Namespace) -> None:
    for name in {option for options in ACTS.values() for option in options}:
        if getattr(arguments, name) is not None and name not in ACTS[arguments.act]:
            raise InvalidInput(
                "conflict", f"Việc {arguments.act} không dùng mục này: bỏ đi.", field=name
            )


def _perform(desk: Desk, arguments: argparse.Namespace, at: datetime | None) -> Processed:  # noqa: PLR0911 - one arm an act
    from app.dossier.processing import MAX_AMOUNT_DONG  # noqa: PLC0415 - verbs start lean
    from app.processing import acts  # noqa: PLC0415 - as above

    code, reason = arguments.code, arguments.reason or ""
    cause, to = arguments.cause or "", arguments.to or ""
    signer = arguments.signer or ""
    match arguments.act:
        case "supplement":
            again = arguments.override_reason or ""
            items = arguments.item or []
            return acts.request_supplement(desk, code, items, reason, at=at, override_reason=again)
        case "supplemented":
            return acts.supplemented(desk, code, at=at)
        case "suspend":
            amount = None
            if arguments.amount is not None:
                amount = whole_number(arguments.amount, "amount", highest=MAX_AMOUNT_DONG)
            agency = arguments.agency or ""
            return acts.suspend(desk, code, cause, reason, at=at, agency=agency, amount=amount)
        case "resume":
            return acts.resume(desk, code, cause, at=at)
        case "extend":
            return acts.extend(desk, code, to, reason, signer, at=at)
        case "apologise":
            return acts.apologise(desk, code, to, reason, signer, at=at)
        case "resolve":
            outcome = arguments.outcome or "granted"
            return acts.resolve(desk, code, outcome, at=at, note=reason)
        case "close":
            return acts.close(desk, code, reason, at=at)
    return acts.stop(desk, code, reason, at=at)
