"""What a scan says: an identity card, a dossier's code, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.errors import InvalidInput
from app.identity.citizen_card import CardReading, read_card
from app.identity.repairs import SEPARATOR
from app.numbering.receipt_mark import ReadCode, read_code


@dataclass(frozen=True, slots=True)
class CardScan:
    """An identity card; compare it with the card's face."""

    reading: CardReading


@dataclass(frozen=True, slots=True)
class CodeScan:
    """A dossier's code, a desk's reference, or a receipt's QR."""

    code: ReadCode


@dataclass(frozen=True, slots=True)
class UnknownScan:
    """Neither; ``why`` is for the officer (another card, a damaged mark, …)."""

    text: str
    why: InvalidInput


Scan = CardScan | CodeScan | UnknownScan


def read_scan(text: str, now: datetime) -> Scan:
    """Classify what a scanner typed, by its content; never raises."""
    try:
        if SEPARATOR in text:
            return CardScan(read_card(text, today=now.date()))
        return CodeScan(read_code(text))
    except InvalidInput as why:
        return UnknownScan(text, why)
