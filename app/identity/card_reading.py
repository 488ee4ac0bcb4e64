"""What a scan says about a person, whichever card it came from."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class CardKind(StrEnum):
    """What was scanned, by name."""

    CITIZEN_CARD = "citizen_card"  # the QR of CCCD 2021 and Căn cước 2024
    MRZ_CARD = "mrz_card"  # the machine-readable lines of a card
    MRZ_PASSPORT = "mrz_passport"
    HEALTH_INSURANCE = "health_insurance"  # the QR of thẻ bảo hiểm y tế


class CardReading(Struct, frozen=True):
    """What a card says; what it does not say is empty.

    ``number`` is the twelve-digit personal number, ``document_number`` that of a passport or of
    the card's blank. Dates are ISO; ``birth`` is ``YYYY`` where only the year is known.
    ``nationality`` is the three-letter code of a machine-readable zone. ``repairs`` names the
    damage that was undone (``Repair``); ``warnings`` tells the officer, in Vietnamese, what to
    compare with the card.
    """

    number: str
    old_number: str
    name: str
    birth: str
    sex: str
    address: str
    issued: str
    repairs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    kind: CardKind = CardKind.CITIZEN_CARD
    document_number: str = ""
    expires: str = ""
    nationality: str = ""
    insurance_number: str = ""

    @property
    def has_marks(self) -> bool:
        """Whether the name may be written on a paper: machine-readable lines have no tone marks."""
        return self.kind not in {CardKind.MRZ_CARD, CardKind.MRZ_PASSPORT}

    @property
    def identifies_by(self) -> str:
        """The number that a form asks for: the personal one, else the passport's; or empty."""
        if self.number or self.kind is CardKind.MRZ_CARD:
            return self.number
        return self.document_number
