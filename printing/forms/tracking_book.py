"""Sổ theo dõi hồ sơ (Mẫu 07; until 14/9/2025 Mẫu 06 of TT 01/2018): a book of any length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO

from app.books.book_row import BookRow
from printing.layout.long_paper import WrittenPaper, write_long_paper
from printing.layout.paper import Paper
from printing.layout.values import Places, Texts, Values
from printing.papers import DeskOnPaper
from printing.typesetting.fonts import printable

FORM = "tracking_book"
ROW = frozenset(
    {
        "number", "code", "procedure", "sets", "person", "address", "phone", "resolver", "received",
        "due", "handed_over", "result_received", "returned", "how", "signed", "note",
    }
)  # fmt: skip
PLACES = Places(texts=frozenset({"book", "period", "field", "volume"}), rows={"dossiers": ROW})
_HOW = {"desk": "Tại quầy", "post": "Bưu chính", "electronic": "Bản điện tử"}


def write_tracking_book(
    rows: Iterable[BookRow],
    out: BinaryIO,
    *,
    desk: DeskOnPaper,
    issued: datetime,
    field: str = "",
    volume: str = "",
    period: str = "",
    number: str = "",
) -> WrittenPaper:
    """Write the book of ``field`` ("": of all) to ``out``, a page as soon as it is full.

    ``period`` and ``volume`` (quyển số) are what stands under its name, ``number`` is the paper's
    own. Needs no more memory for more rows. Raises as ``write_long_paper``.
    """
    parts = [f"Lĩnh vực: {field}" if field else "", f"Quyển số: {volume}" if volume else ""]
    texts = {
        "book": printable(" – ".join(part for part in parts if part)),
        "field": printable(field),
        "volume": printable(volume),
        "period": printable(period),
    }
    paper = Paper(FORM, desk, issued, Values(texts), number=number)
    return write_long_paper(paper, PLACES, _texts(rows), out)


def _texts(rows: Iterable[BookRow]) -> Iterator[Texts]:
    for row in rows:
        yield {
            "number": _place(row),
            "code": row.code,
            "procedure": row.procedure,
            "sets": f"{row.sets:02d}",
            "person": row.person,
            "address": row.address,
            "phone": row.phone,
            "resolver": row.resolver,
            "received": _moment(row.received),
            "due": _moment(row.due),
            "handed_over": _moment(row.handed_over),
            "returned": _moment(row.returned),
            "how": _HOW.get(row.how, row.how),
            "signed": row.signed,
        }


def _place(row: BookRow) -> str:
    """The number; from the second volume on with it: a desk that was enrolled anew begins again."""
    if not row.number:
        return ""
    return str(row.number) if row.volume == 1 else f"{row.volume:02d}/{row.number}"


def _moment(iso: str) -> str:
    """``08:30 23/11/2026`` of an ISO 8601 time in Vietnam; "" for none."""
    if len(iso) < 16:
        return ""
    return f"{iso[11:16]} {iso[8:10]}/{iso[5:7]}/{iso[:4]}"
