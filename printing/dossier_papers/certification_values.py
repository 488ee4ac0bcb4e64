"""What lời chứng and its label say of each certified paper, from the event ``certified``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.books.certification_row import requester
from app.clock.time import from_iso
from app.dossier.desk_events import CERTIFICATION_KINDS, Certified, CertifiedPaper
from app.errors import InvalidInput
from app.fees.in_words import amount_in_words
from printing.dossier_papers.happened import DAY_BLANK, as_beginning, day_text
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from printing.layout.values import Texts

CERTIFIED = frozenset(
    {
        "is_copy", "is_signature", "is_transaction", "is_translation", "number", "book", "day",
        "day_in_words", "signer", "signer_title", "person", "person_id", "paper_name", "pages",
        "copies",
    }
)  # fmt: skip
WORDS_BLANK = "………………………………"
MAX_LABELS = 500


def certified_texts(dossier: Dossier, certified: Certified | None) -> list[Texts]:
    """One row for each paper of the event; without one a blank row of each kind."""
    if certified is None:
        blank = {"day": as_beginning(DAY_BLANK), "day_in_words": WORDS_BLANK}
        return [{**blank, **_kind_marks(kind)} for kind in CERTIFICATION_KINDS]
    common = {
        "day": as_beginning(day_text(certified.at)),
        "day_in_words": day_in_words(certified.at),
        "signer": printable(certified.signer),
        "signer_title": printable(certified.signer_title),
    }
    return [{**common, **_paper(dossier, paper)} for paper in certified.papers]


def label_texts(rows: Sequence[Texts]) -> list[Texts]:
    """A row for each copy (bản) of each paper: every one gets its label.

    Where that is more than ``MAX_LABELS``, one for each paper: the printer makes the copies.
    """
    counts = [int(row.get("copies") or 1) for row in rows]
    if sum(counts) > MAX_LABELS:
        return list(rows)
    return [row for row, count in zip(rows, counts, strict=True) for _ in range(count)]


def day_in_words(iso: str) -> str:
    """As in ``ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi sáu``."""
    try:
        at = from_iso(iso)
    except InvalidInput:
        return WORDS_BLANK
    return f"ngày {_words(at.day)} tháng {_words(at.month)} năm {_words(at.year)}"


def _paper(dossier: Dossier, paper: CertifiedPaper) -> dict[str, str]:
    person, number = requester(paper, dossier)
    return {
        **_kind_marks(paper.kind),
        "number": f"{paper.number:02d}",
        "book": printable(paper.book),
        "person": printable(person),
        "person_id": printable(number),
        "paper_name": printable(paper.name),
        "pages": f"{paper.pages:02d}",
        "copies": f"{paper.copies:02d}",
    }


def _kind_marks(kind: str) -> dict[str, str]:
    return {f"is_{one}": "1" if one == kind else "" for one in CERTIFICATION_KINDS}


def _words(number: int) -> str:
    return amount_in_words(number).removesuffix(" đồng").lower()
