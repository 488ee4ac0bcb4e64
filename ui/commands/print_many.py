"""``print book | register | stickers | separator``: papers of many dossiers, or of none."""

from __future__ import annotations

import argparse
import calendar
import re
from datetime import date
from typing import TYPE_CHECKING

from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.reception.desk import Desk

FORMS = ("book", "register", "stickers", "separator")
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that only these papers have."""
    parser.add_argument("--field", metavar="FIELD", help="book: lĩnh vực của sổ")
    parser.add_argument("--kind", metavar="KIND", help="register: copy signature transaction …")
    parser.add_argument("--start", type=int, metavar="N", help="stickers: nhãn bắt đầu")


def print_many(arguments: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """``{"path", "pages", "draft", "rows"?}``; raises as ``printing.registers``."""
    if arguments.pdf is None:
        raise InvalidInput("only_to_file", "Giấy này chỉ in ra tệp: --pdf OUT.", field="printer")
    match arguments.form:
        case "book":
            return _book(arguments, desk)
        case "register":
            return _register(arguments, desk)
        case "stickers":
            return _stickers(arguments, desk)
        case _:
            return _separator(arguments, desk)


def _book(arguments: argparse.Namespace, desk: Desk) -> dict[str, object]:
    from printing.registers import print_tracking_book  # noqa: PLC0415 - verbs start lean

    (code,) = _codes(arguments, most=1)
    field = arguments.field
    if _PERIOD.match(code.partition("..")[0]):
        first, last = period(code)
    else:
        state = desk.dossier(code)
        year = date.fromisoformat(state.received_at[:10]).year
        first, last = date(year, 1, 1), date(year, 12, 31)
        if field is None and state.procedure is not None:
            field = state.procedure.field
    if not field:
        raise InvalidInput("missing", "Chưa ghi lĩnh vực của sổ: --field.", field="field")
    written = print_tracking_book(desk, field, first, last, arguments.pdf)
    return {
        "path": str(arguments.pdf),
        "pages": written.pages,
        "draft": False,
        "rows": written.rows,
    }


def _register(arguments: argparse.Namespace, desk: Desk) -> dict[str, object]:
    from printing.registers import print_certification_register  # noqa: PLC0415 - as above

    (code,) = _codes(arguments, most=1)
    first, last = period(code)
    if (first, last) != (date(first.year, 1, 1), date(first.year, 12, 31)):
        raise InvalidInput("bad_period", "Sổ chứng thực in theo năm, ví dụ 2026.", field="code")
    kind = arguments.kind or "copy"
    written = print_certification_register(desk, kind, first.year, arguments.pdf)
    return {
        "path": str(arguments.pdf),
        "pages": written.pages,
        "draft": False,
        "rows": written.rows,
    }


def _stickers(arguments: argparse.Namespace, desk: Desk) -> dict[str, object]:
    from printing.registers import print_stickers  # noqa: PLC0415 - as above

    codes = _codes(arguments, most=1_000)
    start = 1 if arguments.start is None else arguments.start
    size = arguments.size or "3x8"
    done = print_stickers(desk, codes, size, arguments.pdf, start=start)
    return {"path": done.path, "pages": done.pages, "draft": False}


def _separator(arguments: argparse.Namespace, desk: Desk) -> dict[str, object]:
    from printing.registers import print_separator  # noqa: PLC0415 - as above

    if arguments.code:
        raise InvalidInput("conflict", "Tờ phân cách không thuộc hồ sơ nào.", field="code")
    done = print_separator(desk, arguments.pdf)
    return {"path": done.path, "pages": done.pages, "draft": False}


def _codes(arguments: argparse.Namespace, *, most: int) -> list[str]:
    codes: list[str] = arguments.code
    if not 1 <= len(codes) <= most:
        raise InvalidInput("one_code" if most == 1 else "missing", "Ghi mã hoặc kỳ.", field="code")
    return codes


def period(text: str) -> tuple[date, date]:
    """The first and the last day of ``2026``, ``2026-11``, ``2026-11-23`` or ``A..B`` of them.

    Raises InvalidInput (``bad_period``, field ``code``).
    """
    begin, dots, end = text.partition("..")
    try:
        first = _days(begin)[0]
        last = _days(end if dots else begin)[1]
    except ValueError:
        raise InvalidInput(
            "bad_period",
            f"{text[:40]!r} không phải một kỳ.",
            field="code",
            advice="Ghi 2026, 2026-11, 2026-11-23 hoặc 2026-11-01..2026-11-15.",
        ) from None
    if first > last:
        raise InvalidInput("bad_period", "Kỳ kết thúc trước khi bắt đầu.", field="code")
    return first, last


def _days(text: str) -> tuple[date, date]:
    found = _PERIOD.match(text)
    if found is None:
        raise ValueError(text)
    year = int(found[1])
    if found[3]:
        day = date(year, int(found[2]), int(found[3]))
        return day, day
    if found[2]:
        month = int(found[2])
        first = date(year, month, 1)
        return first, date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)
