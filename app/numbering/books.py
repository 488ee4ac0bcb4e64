"""The desk's own books: names of what is counted, and how a certification book is written.

A tracking book (sổ theo dõi hồ sơ, TT 03/2025/TT-VPCP Mẫu 07) is kept for a field; a certification
book (sổ chứng thực) for a kind and a year (NĐ 23/2015). Both are counted at the desk alone, in
its own chain of events (docs/adr/0023).
"""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from app.dated_data.toml_table import RESOURCES, bad_data, in_force, read_bytes, read_table
from app.dossier.desk_events import CERTIFICATION_KINDS
from app.errors import InvalidInput

CERTIFICATION_BOOKS_FILE = RESOURCES / "numbering" / "certification_books.toml"
_VOLUME, _YEAR = "{volume}", "{year}"

Text = Annotated[str, Meta(min_length=1, max_length=300)]


def tracking_key(field: str) -> str:
    """The name under which the entries of a field's tracking book are counted."""
    return f"tracking/{' '.join(unicodedata.normalize('NFC', field).split())}"


def certification_key(kind: str, year: int) -> str:
    """The name under which the certifications of a kind and year are counted."""
    return f"certification/{kind}/{year}"


class CertificationBook(Struct, frozen=True, forbid_unknown_fields=True):
    """How the book of one kind of certification is named; both ends of its validity count.

    ``confidence`` as in the catalogue: H, M or L; ``unsure`` says what is.
    """

    kind: str
    valid_from: date
    text: Text
    basis: Text
    confidence: Literal["H", "M", "L"]
    valid_to: date | None = None
    unsure: str = ""


class _BooksFile(Struct, frozen=True, forbid_unknown_fields=True):
    book: Annotated[list[CertificationBook], Meta(min_length=1, max_length=1_000)]


class CertificationBooks:
    """The names of all kinds' books."""

    def __init__(self, books: list[CertificationBook]) -> None:
        self.books = tuple(books)

    def name(self, kind: str, volume: int, on: date) -> str:
        """The book as it stands behind "quyển số" ("01-SCT/BS") of what is certified on ``on``.

        Raises InvalidInput: ``no_book`` where none is known for that kind and day.
        """
        for book in self.books:
            if book.kind == kind and in_force(on, book.valid_from, book.valid_to):
                text = book.text.replace(_VOLUME, f"{volume:02d}")
                return text.replace(_YEAR, str(on.year))
        raise InvalidInput(
            "no_book",
            f"Chưa có sổ chứng thực loại {kind[:40]!r} vào ngày {on:%d/%m/%Y}.",
            field="kind",
        )


def check_certification(kind: str, year: int) -> None:
    """Raise InvalidInput (``bad_kind``, ``bad_year``) for what no certification book counts."""
    if kind not in CERTIFICATION_KINDS:
        raise InvalidInput(
            "bad_kind",
            f"Không có loại chứng thực {kind[:40]!r}.",
            field="kind",
            advice="Các loại: " + ", ".join(CERTIFICATION_KINDS),
        )
    if not 2000 <= year <= 2099:
        raise InvalidInput("bad_year", "Năm của sổ chứng thực từ 2000 đến 2099.", field="year")


def load_certification_books(path: Path = CERTIFICATION_BOOKS_FILE) -> CertificationBooks:
    """Read the names; raises InvalidInput (``bad_data``) naming file, entry and field."""
    books = read_table(path, read_bytes(path), _BooksFile).book
    until: dict[str, date | None] = {}
    for index, book in enumerate(books):
        place = f"book[{index}]"
        rest = book.text.replace(_VOLUME, "").replace(_YEAR, "")
        if book.text.count(_VOLUME) != 1 or book.text.count(_YEAR) > 1 or "{" in rest:
            raise bad_data(path, f"{place}.text", f"phải có {_VOLUME} đúng một lần")
        if book.kind not in CERTIFICATION_KINDS:
            raise bad_data(path, f"{place}.kind", f"không có loại {book.kind[:40]!r}")
        if book.valid_to is not None and book.valid_to < book.valid_from:
            raise bad_data(path, f"{place}.valid_to", "trước valid_from")
        if book.kind in until:
            before = until[book.kind]
            if before is None or book.valid_from <= before:
                raise bad_data(path, f"{place}.valid_from", f"chồng ngày của {book.kind}")
        until[book.kind] = book.valid_to
    return CertificationBooks(books)
