"""The acts of ``process`` that the desk does itself: refuse, hand over, give back, certify."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import InvalidInput
from ui.commands.context import CommandContext
from ui.commands.numbers import whole_number

if TYPE_CHECKING:
    from datetime import datetime

    from app.dossier.state import Dossier
    from app.processing.performing import Processed
    from app.reception.desk import Desk

DESK_ACTS: dict[str, tuple[str, ...]] = {
    "refuse": ("ground", "basis", "reason"),
    "hand-over": ("to", "received_by", "batch", "note"),
    "return-result": (
        *("receiver", "relation", "id_number", "phone", "document", "method"),
        *("no_receipt", "paper", "papers", "original", "anyway"),
    ),
    "claim": (),
    "unclaim": (),
    "certify": (
        *("kind", "paper", "papers", "pages", "copies", "person"),
        *("signer", "signer_title", "override_reason", "partly"),
    ),
}
"""Each act and the options that it takes; all take ``--at``."""


def add_desk_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that only these acts have."""
    words: list[tuple[str, str, str]] = [
        ("--ground", "GROUND", "vì sao từ chối: not_competent, out_of_scope, not_qualified, …"),
        ("--basis", "TEXT", "điều khoản viện dẫn khi từ chối"),
        ("--received-by", "NAME", "người nhận bàn giao"),
        ("--batch", "TEXT", "giấy bàn giao chung của nhiều hồ sơ"),
        ("--note", "TEXT", "ghi chú bàn giao"),
        ("--receiver", "NAME", "người nhận kết quả (bỏ trống: người nộp), nhận tiền hoàn"),
        ("--relation", "RELATION", "self (mặc định), kin hoặc authorised"),
        ("--id-number", "NUMBER", "số giấy tờ của người nhận"),
        ("--phone", "PHONE", "điện thoại của người nhận"),
        ("--document", "TEXT", "giấy ủy quyền"),
        ("--method", "METHOD", "desk (mặc định), post, electronic; hoàn phí: cash, transfer"),
        ("--anyway", "TEXT", "vì sao vẫn trả kết quả dù quầy khác đang trả"),
        ("--papers", "FILE", "JSON các giấy tờ trả, hay chứng thực (-: đầu vào chuẩn)"),
        ("--kind", "KIND", "copy, signature, transaction hoặc translation"),
        ("--pages", "N", "số trang của mỗi giấy tờ chứng thực"),
        ("--copies", "N", "số bản chứng thực"),
        ("--person", "NAME", "người có chữ ký, các bên giao dịch"),
        ("--signer-title", "TEXT", "chức danh của người ký chứng thực"),
    ]
    for name, metavar, help_ in words:
        parser.add_argument(name, metavar=metavar, help=help_)
    parser.add_argument("--paper", metavar="NAME", action="append", help="một giấy tờ")
    parser.add_argument(
        "--original", metavar="NAME", action="append", help="bản chính trả lại công dân"
    )
    for name, help_ in (
        ("--no-receipt", "không có giấy tiếp nhận: phải có --id-number"),
        ("--partly", "còn giấy tờ chứng thực tiếp: chưa có kết quả"),
    ):
        parser.add_argument(name, action="store_const", const=True, help=help_)


def papers_told(arguments: argparse.Namespace, context: CommandContext) -> bytes | None:
    """The file of ``--papers``, read before the store is held; None where none is named."""
    if arguments.papers is None:
        return None
    if arguments.paper is not None:
        raise InvalidInput("conflict", "Chỉ dùng --paper hoặc --papers.", field="papers")
    if arguments.papers == "-":
        return context.stdin_bytes()
    try:
        return Path(arguments.papers).read_bytes()
    except OSError as error:
        raise InvalidInput(
            "unreadable", f"Không đọc được tệp: {type(error).__name__}.", field="papers"
        ) from None


def perform_desk_act(
    desk: Desk, arguments: argparse.Namespace, papers: bytes | None, at: datetime | None
) -> Processed:
    """Do the act that ``arguments`` name, with ``papers`` as they were told."""
    from app.dossier.desk_events import OTHER  # noqa: PLC0415 - verbs start lean
    from app.processing import desk_acts  # noqa: PLC0415 - as above

    code = arguments.code
    match arguments.act:
        case "refuse":
            return desk_acts.refuse(
                desk,
                code,
                arguments.reason or "",
                ground=arguments.ground or OTHER,
                basis=arguments.basis or "",
                at=at,
            )
        case "hand-over":
            return desk_acts.hand_over(
                desk,
                code,
                arguments.to or "",
                at=at,
                received_by=arguments.received_by or "",
                batch=arguments.batch or "",
                note=arguments.note or "",
            )
        case "return-result":
            return _return_result(desk, arguments, papers, at)
        case "claim" | "unclaim":
            return _claim(desk, arguments)
    return _certify(desk, arguments, papers, at)


def certified_document(dossier: Dossier) -> list[dict[str, Any]]:
    """The certified papers of a dossier as plain data, every field of each."""
    return [
        {
            "kind": paper.kind,
            "name": paper.name,
            "book": paper.book,
            "year": paper.year,
            "number": paper.number,
            "pages": paper.pages,
            "copies": paper.copies,
            "person": paper.person,
            "on_paper": paper.on_paper,
        }
        for paper in dossier.certified
    ]


def _return_result(
    desk: Desk, arguments: argparse.Namespace, papers: bytes | None, at: datetime | None
) -> Processed:
    from app.dossier.desk_events import DESK, SELF, ReturnedPaper  # noqa: PLC0415 - as above
    from app.processing.desk_acts import return_result  # noqa: PLC0415 - as above
    from app.processing.told_papers import read_returned_papers  # noqa: PLC0415 - as above

    told = [ReturnedPaper(name) for name in arguments.paper or []]
    return return_result(
        desk,
        arguments.code,
        told if papers is None else read_returned_papers(papers),
        receiver=arguments.receiver or "",
        relation=arguments.relation or SELF,
        id_number=arguments.id_number or "",
        phone=arguments.phone or "",
        document=arguments.document or "",
        method=arguments.method or DESK,
        receipt_shown=not arguments.no_receipt,
        originals=arguments.original or [],
        anyway=arguments.anyway or "",
        at=at,
    )


def _claim(desk: Desk, arguments: argparse.Namespace) -> Processed:
    """``claim`` says what is known by now: the answer comes with ``sync``, then ask again."""
    from app.processing.claiming import (  # noqa: PLC0415 - as above
        ClaimStanding,
        claim_for,
        give_back_claim,
    )
    from app.processing.performing import processed  # noqa: PLC0415 - as above

    code = arguments.code
    if arguments.act == "claim":
        standing = claim_for(desk, code)
    else:
        standing = ClaimStanding("given_back" if give_back_claim(desk, code) else "none")
    dossier = desk.dossier(code)
    return replace(processed(desk, dossier, dossier), claim=standing)


def _certify(
    desk: Desk, arguments: argparse.Namespace, papers: bytes | None, at: datetime | None
) -> Processed:
    from app.dossier.desk_act_fields import MAX_SHEETS  # noqa: PLC0415 - as above
    from app.processing.certifying import PaperToCertify, certify  # noqa: PLC0415 - as above
    from app.processing.told_papers import read_papers_to_certify  # noqa: PLC0415 - as above

    if papers is None:
        pages = whole_number(arguments.pages, "pages", highest=MAX_SHEETS)
        copies = whole_number(arguments.copies, "copies", highest=MAX_SHEETS)
        kind, person = arguments.kind or "", arguments.person or ""
        told = [PaperToCertify(kind, name, pages, copies, person) for name in arguments.paper or []]
    else:
        _check_alone(arguments)
        told = read_papers_to_certify(papers)
    return certify(
        desk,
        arguments.code,
        told,
        arguments.signer or "",
        signer_title=arguments.signer_title or "",
        override_reason=arguments.override_reason or "",
        complete=not arguments.partly,
        at=at,
    )


def _check_alone(arguments: argparse.Namespace) -> None:
    """The file says these of each paper."""
    for name in ("kind", "pages", "copies", "person"):
        if getattr(arguments, name) is not None:
            raise InvalidInput("conflict", "Mục này đã có trong tệp --papers: bỏ đi.", field=name)
