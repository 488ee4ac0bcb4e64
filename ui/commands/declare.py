"""``declare``: print a declaration filled in from a card or a dossier, or what to bring."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import InvalidInput

if TYPE_CHECKING:
    from printing.declarations.people import People
    from printing.declarations.rendering import Wanted
    from ui.commands.context import CommandContext

NAME = "declare"
SUMMARY = "In tờ khai điền sẵn từ thẻ hoặc hồ sơ, giấy ủy quyền, phiếu hướng dẫn"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("form", metavar="FORM", nargs="?", help="tên tờ khai, xem --list")
    what.add_argument("--list", action="store_true", help="liệt kê các tờ khai")
    parser.add_argument("--pdf", type=Path, metavar="OUT")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--card", metavar="TEXT", help="nội dung quét từ thẻ; - để đọc từ stdin")
    source.add_argument("--dossier", metavar="CODE", help="mã hồ sơ, số tham chiếu, hoặc id")
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument(
        "--other",
        metavar="TEXT",
        help="thẻ của người được khai, hoặc của người được ủy quyền (cùng với --card)",
    )
    whom.add_argument(
        "--self",
        action="store_true",
        dest="for_self",
        help="người có thẻ khai cho chính mình (cùng với --card)",
    )
    parser.add_argument("--fingerprint", action="store_true", help="người khai điểm chỉ")
    parser.add_argument("--procedure", metavar="CODE", default="", help="mã thủ tục")
    parser.add_argument("--on", metavar="DATE", help="theo mẫu có hiệu lực ngày đó, mặc định nay")
    parser.add_argument("--size", default="A4", metavar="SIZE", help="A4 (mặc định) hoặc A5")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``{"path", "pages", "form", "form_version"}``; with ``--list`` ``{"declarations": [{"form",
    "title", "form_version", "procedures", "any_procedure", "confidence", "unsure"}]}``."""
    on = _on(arguments, context)
    if arguments.list:
        return _listed(arguments, on)
    if arguments.pdf is None:
        raise InvalidInput("missing", "Chưa ghi tệp PDF: --pdf OUT.", field="pdf")
    if arguments.card is None and (arguments.other is not None or arguments.for_self):
        raise InvalidInput("missing", "--other và --self đi cùng với --card.", field="card")
    return _printed(arguments, context, on)


def _on(arguments: argparse.Namespace, context: CommandContext) -> datetime:
    from app.clock.time import date_from_iso  # noqa: PLC0415 - verbs start lean

    now = context.clock.now()
    if arguments.on is None:
        return now
    day = date_from_iso(arguments.on, field="on")
    return now.replace(year=day.year, month=day.month, day=day.day)


def _listed(arguments: argparse.Namespace, on: datetime) -> dict[str, object]:
    from printing.declarations.kinds import declarations  # noqa: PLC0415 - verbs start lean
    from printing.declarations.rendering import form_on  # noqa: PLC0415 - as above

    wanted = arguments.procedure
    return {
        "declarations": [
            {
                "form": kind.form,
                "title": form.name,
                "form_version": form.version,
                "procedures": kind.procedures,
                "any_procedure": kind.any_procedure,
                "confidence": form.confidence,
                "unsure": form.unsure,
            }
            for kind in declarations()
            if (not wanted or kind.belongs_to(wanted))
            and (form := form_on(kind, on.date())) is not None
        ]
    }


def _printed(
    arguments: argparse.Namespace, context: CommandContext, on: datetime
) -> dict[str, object]:
    from app.store.manifest import read_manifest  # noqa: PLC0415 - verbs start lean
    from printing.declarations.declaring import declare, declare_at_desk  # noqa: PLC0415
    from printing.declarations.people import BLANK  # noqa: PLC0415 - as above
    from printing.declarations.rendering import Wanted  # noqa: PLC0415 - as above

    people = BLANK if arguments.card is None else _people_of_cards(arguments, context)
    wanted = Wanted(arguments.form, on, people, arguments.procedure, size=arguments.size)
    if arguments.dossier is None and read_manifest(context.data) is None:
        made = declare(_signed(arguments, wanted), context.catalogue(), arguments.pdf)
    else:
        with context.store() as store:
            made = declare_at_desk(
                context.desk(store),
                _signed(arguments, wanted),
                arguments.pdf,
                dossier=arguments.dossier,
            )
    return {"path": made.path, "pages": made.pages, "form": made.form, "form_version": made.version}


def _signed(arguments: argparse.Namespace, wanted: Wanted) -> Wanted:
    if not arguments.fingerprint:
        return wanted
    return replace(wanted, people=replace(wanted.people, fingerprint=True))


def _people_of_cards(arguments: argparse.Namespace, context: CommandContext) -> People:
    from app.identity.reading import read_identity  # noqa: PLC0415 - verbs start lean
    from printing.declarations.people import people_of_cards  # noqa: PLC0415 - as above

    today = context.clock.now().date()
    card = read_identity(context.stdin_text(arguments.card), today=today)
    other = read_identity(arguments.other, today=today) if arguments.other is not None else None
    return people_of_cards(card, other, for_self=arguments.for_self)
