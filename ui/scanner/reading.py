"""What a scan says: an identity card, a dossier's code, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.errors import InvalidInput
from app.identity.card_reading import CardReading
from app.identity.reading import read_identity
from app.identity.repairs import SEPARATOR
from app.numbering.receipt_mark import ReadCode, read_code
from ui.scanner.scan_shapes import is_cut_card


@dataclass(frozen=True, slots=True)
class CardScan:
    """A card, a passport's lines, a health insurance card; compare it with its face."""

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


_NEITHER = frozenset({"empty", "too_long", "not_a_card"})
_DAMAGED_RECEIPT = "bad_mark"

Scan = CardScan | CodeScan | UnknownScan


def read_scan(text: str, now: datetime) -> Scan:
    """Classify what a scanner typed, by its content; never raises."""
    if SEPARATOR not in text:
        return _read_without_bars(text, now)
    try:
        reading = read_identity(text, today=now.date())
    except InvalidInput as why:
        return _code_or_none(text) or UnknownScan(text, why)
    # Half an address looks like a whole one: a card that broke off is not read at all.
    return UnknownScan(text, _cut_card()) if is_cut_card(text) else CardScan(reading)


def _code_or_none(text: str) -> CodeScan | None:
    """A code among the fields of another system's paper."""
    try:
        return CodeScan(read_code(text))
    except InvalidInput:
        return None


def _read_without_bars(text: str, now: datetime) -> Scan:
    """A code; else what has no bars, or has lost them."""
    try:
        return CodeScan(read_code(text))
    except InvalidInput as no_code:
        try:
            return CardScan(read_identity(text, today=now.date()))
        except InvalidInput as no_card:
            is_told = no_card.code in _NEITHER or no_code.code == _DAMAGED_RECEIPT
            return UnknownScan(text, no_code if is_told else no_card)


def _cut_card() -> InvalidInput:
    return InvalidInput(
        "cut_card",
        "Mã QR của thẻ chưa đọc hết.",
        field="text",
        advice="Quét lại thẻ, hoặc nhập tay.",
    )
