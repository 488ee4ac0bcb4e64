"""A series of numbers: what is counted, for which agency, in which period (docs/adr/0004)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from app.numbering.code import DossierCode

DOSSIER_KIND = "dossier"


class Series(Struct, frozen=True, order=True):
    """(kind, agency, period). ``period`` is an ISO date: for dossier codes the day of receipt."""

    kind: str
    agency: str
    period: str

    def code(self, sequence: int) -> DossierCode:
        """The dossier code of number ``sequence`` of this series."""
        return DossierCode(self.agency, date.fromisoformat(self.period), sequence)


def dossier_series(agency: str, day: date) -> Series:
    """The series of dossier codes that ``agency`` resolves, received on ``day``."""
    return Series(DOSSIER_KIND, agency, day.isoformat())
