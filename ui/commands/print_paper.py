"""``print FORM CODE``: print a paper of a dossier to a PDF file or on a printer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import InvalidInput
from ui.commands import print_many
from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from app.reception.desk import Desk

NAME = "print"
SUMMARY = "In giấy tờ của một hồ sơ ra tệp PDF hoặc máy in"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", metavar="FORM", help="receipt, supplement, refusal, handover …")
    parser.add_argument(
        "code", metavar="CODE", nargs="*", help="mã hồ sơ, số tham chiếu, hoặc id; kỳ của sổ"
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--pdf", type=Path, metavar="OUT", help="ra tệp PDF")
    where.add_argument(
        "--printer", metavar="ID", help="ra máy in: cups:TÊN, windows:TÊN, escpos:ĐỊA_CHỈ …"
    )
    parser.add_argument("--size", metavar="SIZE", help="A4, A5, 80mm, 58mm, 70x50mm; nhãn dán: 3x8")
    parser.add_argument("--copies", type=int, metavar="N", help="số bản in trên máy in")
    parser.add_argument("--tray", metavar="TRAY", help="khay giấy của máy in")
    print_many.add_arguments(parser)


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    _check_options(arguments)
    if arguments.form in print_many.FORMS:
        with context.store() as store:
            return print_many.print_many(arguments, context.desk(store))
    code = _one_code(arguments.code)
    if arguments.printer is not None:
        with context.store() as store:
            return _on_printer(arguments, context.desk(store), code)
    _check_is_for_file(arguments)
    with context.store() as store:
        return _to_file(arguments, context.desk(store), code)


def _to_file(arguments: argparse.Namespace, desk: Desk, code: str) -> dict[str, object]:
    from printing.issuing import issue  # noqa: PLC0415 - verbs start lean

    issued = issue(desk, code, arguments.form, arguments.pdf, size=_size(arguments))
    return {
        "path": issued.path,
        "pages": issued.pages,
        "draft": issued.draft,
        "nth": issued.nth,
        "number": issued.number,
    }


def _on_printer(arguments: argparse.Namespace, desk: Desk, code: str) -> dict[str, object]:
    from printing.issuing import print_paper  # noqa: PLC0415 - verbs start lean
    from printing.printers.find import open_printer  # noqa: PLC0415 - as above

    printed = print_paper(
        desk,
        code,
        arguments.form,
        open_printer(arguments.printer),
        size=_size(arguments),
        copies=1 if arguments.copies is None else arguments.copies,
        tray=arguments.tray or "",
    )
    job = printed.job
    return {
        "printer": printed.handed.printer,
        "spooler_job": printed.handed.job,
        "job": job.id if job else None,
        "state": job.state.value if job else None,
        "pages": printed.pages,
        "copies": printed.copies,
        "draft": printed.draft,
        "nth": printed.nth,
        "number": printed.number,
        "warnings": list(printed.warnings),
    }


def _size(arguments: argparse.Namespace) -> str:
    """The size that was asked for, else the paper's usual one."""
    from printing.paper_kinds import KINDS  # noqa: PLC0415 - as above

    if arguments.size is not None:
        return str(arguments.size)
    kind = KINDS.get(arguments.form)
    return kind.sizes[0] if kind is not None else "A4"


def _check_options(arguments: argparse.Namespace) -> None:
    """An option of another paper is said, not passed over."""
    for name, form in (("field", "book"), ("kind", "register"), ("start", "stickers")):
        if getattr(arguments, name) is not None and arguments.form != form:
            raise InvalidInput("conflict", f"--{name} chỉ dùng khi in {form}.", field=name)


def _one_code(codes: list[str]) -> str:
    if not codes:
        raise InvalidInput("missing", "Chưa ghi mã hồ sơ.", field="code")
    if len(codes) > 1:
        raise InvalidInput(
            "one_code",
            "Giấy này là của một hồ sơ.",
            field="code",
            advice="Ghi một mã. Giấy của mọi hồ sơ nộp cùng lúc: print group với một mã.",
        )
    return codes[0]


def _check_is_for_file(arguments: argparse.Namespace) -> None:
    """A file has no copies and no tray: said, not passed over."""
    for name in ("copies", "tray"):
        if getattr(arguments, name) is not None:
            raise InvalidInput("only_for_printer", f"--{name} chỉ dùng với --printer.", field=name)
