"""What a scan says: an identity card, a dossier's code, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.errors import InvalidInput
from app.identity.citizen_card import CardReading, read_card
from app.identity.repairs import SEPARATOR
from app.numbering.receipt_mark import ReadCode, read_code
from ui.scanner.scan_shapes import is_cut_card


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
        if SEPARATOR not in text:
            return CodeScan(read_code(text))
        reading = read_card(text, today=now.date())
    except InvalidInput as why:
        return UnknownScan(text, why)
    # Half an address looks like a whole one: a card that broke off is not read at all.
    return UnknownScan(text, _cut_card()) if is_cut_card(text) else CardScan(reading)


def _cut_card() -> InvalidInput:
    return InvalidInput(
        "cut_card",
        "Mã QR của thẻ chưa đọc hết.",
        field="text",
        advice="Quét lại thẻ, hoặc nhập tay.",
    )
