"""Sổ chứng thực of a kind and year: a book of any length, written a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO

from app.books.certification_row import CertificationRow
from app.dossier.desk_events import COPY, SIGNATURE, TRANSACTION, TRANSLATION
from printing.layout.long_paper import WrittenPaper, write_long_paper
from printing.layout.paper import Paper
from printing.layout.values import Places, Texts, Values
from printing.papers import DeskOnPaper
from printing.typesetting.fonts import printable

FORM = "certification_register"
PLACES = Places(
    texts=frozenset({"title", "book", "year"}),
    rows={
        "entries": frozenset(
            {
                "number", "day", "person", "person_id", "name", "signer", "signer_title", "pages",
                "copies", "fee", "note",
            }
        )
    },
)  # fmt: skip
TITLES = {
    COPY: "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH",
    SIGNATURE: "SỔ CHỨNG THỰC CHỮ KÝ/CHỨNG THỰC ĐIỂM CHỈ",
    TRANSLATION: "SỔ CHỨNG THỰC CHỮ KÝ NGƯỜI DỊCH",
    TRANSACTION: "SỔ CHỨNG THỰC HỢP ĐỒNG, GIAO DỊCH",
}
ELECTRONIC = "Bản điện tử"


def write_certification_register(
    rows: Iterable[CertificationRow],
    out: BinaryIO,
    *,
    desk: DeskOnPaper,
    issued: datetime,
    kind: str,
    year: int,
    book: str = "",
) -> WrittenPaper:
    """Write the register of ``kind`` and ``year`` to ``out``, a page as soon as it is full.

    ``book`` names it ("01-SCT/BS"; "" prints a blank). Needs no more memory for more rows. Raises
    as ``write_long_paper``.
    """
    texts = {"title": TITLES[kind], "book": printable(book), "year": str(year)}
    return write_long_paper(Paper(FORM, desk, issued, Values(texts)), PLACES, _texts(rows), out)


def _texts(rows: Iterable[CertificationRow]) -> Iterator[Texts]:
    for row in rows:
        yield {
            "number": f"{row.number:02d}",
            "day": f"{row.at[8:10]}/{row.at[5:7]}/{row.at[:4]}" if len(row.at) >= 10 else "",
            "person": row.person,
            "person_id": row.person_id,
            "name": row.name,
            "signer": row.signer,
            "signer_title": row.signer_title,
            "pages": f"{row.pages:02d}",
            "copies": f"{row.copies:02d}",
            "fee": f"{row.fee:,}".replace(",", ".") if row.fee else "",
            "note": "" if row.on_paper else ELECTRONIC,
        }
