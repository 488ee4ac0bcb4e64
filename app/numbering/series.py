"""A series of numbers: what is counted, for whom, in which period (docs/adr/0004, 0019)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from app.numbering.code import CENTRALISED_SINCE, HIGHEST_NATIONAL, DossierCode

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


def book_series(desk: str, field: str, volume: int = 1) -> Series:
    """The entries (số thứ tự) of a desk's book of a field, volume (quyển) by volume from 1.

    ``desk`` is the installation: a book belongs to one desk and is counted on there, from 1 to its
    end, whatever the year.
    """
    assert volume >= 1
    return Series(BOOK_KIND, desk, f"{field}/{volume:02d}")
