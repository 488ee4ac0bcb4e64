"""A series of numbers: what is counted, for whom, in which period (docs/adr/0004, 0019)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from app.errors import InvalidInput
from app.numbering.code import CENTRALISED_SINCE, HIGHEST_NATIONAL, DossierCode, is_agency

DOSSIER_KIND = "dossier"
BOOK_KIND = "book_entry"
HIGHEST = 999_999_999
_OLDEST_YEAR, _NEWEST_YEAR = 2000, 2099


class SlipKind(StrEnum):
    """The papers with a number of their own ("Số: …"), counted by agency and year."""

    RECEIPT = "receipt_no"  # Mẫu 01
    SUPPLEMENT = "supplement"  # Mẫu 02, PBS
    REFUSAL = "refusal"  # Mẫu 03, PTC
    APOLOGY = "apology"  # Mẫu 04, PXL
    STOP = "stop"  # Mẫu 05
    CONTROL = "control"  # Mẫu 06, PKS
    BOOK = "book"  # Mẫu 07, STD


SLIP_KINDS = frozenset(kind.value for kind in SlipKind)
LEASED_KINDS = frozenset({DOSSIER_KIND, *SLIP_KINDS})
"""What the central leases in blocks; books are counted at the desk alone (docs/adr/0023)."""


class Series(Struct, frozen=True, order=True):
    """(kind, agency, period).

    ``period`` is an ISO date: for dossier codes the day of receipt, for slips the first of January
    of their year. A book's series has the desk's installation for ``agency`` and the book for
    ``period``.
    """

    kind: str
    agency: str
    period: str

    def code(self, sequence: int) -> DossierCode:
        """The dossier code of number ``sequence`` of this series."""
        return DossierCode(self.agency, date.fromisoformat(self.period), sequence)

    @property
    def last_day(self) -> date:
        """The last day on which its numbers are given out: of a slip the end of its year."""
        first = date.fromisoformat(self.period)
        return first if self.kind == DOSSIER_KIND else date(first.year, 12, 31)

    @property
    def text(self) -> str:
        """Of a slip's series: kind, agency and year ("supplement/H26.107/2026")."""
        return f"{self.kind}/{self.agency}/{self.period[:4]}"

    def number_text(self, sequence: int) -> str:
        """Number ``sequence`` as a text that no other number of any series has."""
        if self.kind == DOSSIER_KIND:
            return str(self.code(sequence))
        return f"{self.text}/{sequence}"

    @property
    def highest(self) -> int:
        """The highest number that can be handed out: one above it would read as another code."""
        if self.kind == DOSSIER_KIND and date.fromisoformat(self.period) >= CENTRALISED_SINCE:
            return HIGHEST_NATIONAL
        return HIGHEST


def dossier_series(agency: str, day: date) -> Series:
    """The series of dossier codes that ``agency`` resolves, received on ``day``."""
    return Series(DOSSIER_KIND, agency, day.isoformat())


def slip_series(kind: SlipKind, agency: str, year: int) -> Series:
    """The series of the slips of ``kind`` that ``agency`` issues in ``year`` (2000 to 2099)."""
    assert _OLDEST_YEAR <= year <= _NEWEST_YEAR
    return Series(kind.value, agency, date(year, 1, 1).isoformat())


def series_of(kind: str, agency: str, day: date) -> Series:
    """The series of ``kind`` in which a number of ``day`` is; InvalidInput (``bad_kind``)."""
    if kind == DOSSIER_KIND:
        return dossier_series(agency, day)
    if kind not in SLIP_KINDS or not _OLDEST_YEAR <= day.year <= _NEWEST_YEAR:
        raise InvalidInput(
            "bad_kind",
            f"Không có loại dãy số {kind[:40]!r}.",
            field="kind",
            advice="Các loại: " + ", ".join(sorted(LEASED_KINDS)),
        )
    return slip_series(SlipKind(kind), agency, day.year)


def read_slip_series(text: str) -> Series | None:
    """The series that ``Series.text`` names; None where the text is of no slip's series."""
    parts = text.split("/")
    if len(parts) != 3 or parts[0] not in SLIP_KINDS or not is_agency(parts[1]):
        return None
    year = parts[2]
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        return None
    if not _OLDEST_YEAR <= int(year) <= _NEWEST_YEAR:
        return None
    return slip_series(SlipKind(parts[0]), parts[1], int(year))


def book_series(desk: str, field: str, volume: int = 1) -> Series:
    """The entries (số thứ tự) of a desk's book of a field, volume (quyển) by volume from 1.

    ``desk`` is the installation: a book belongs to one desk and is counted on there, from 1 to its
    end, whatever the year.
    """
    assert volume >= 1
    return Series(BOOK_KIND, desk, f"{field}/{volume:02d}")
