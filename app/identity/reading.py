"""Read whatever a scanner typed of a paper that says who somebody is (docs/adr/0017)."""

from __future__ import annotations

from datetime import date

from app.errors import InvalidInput
from app.identity.card_reading import CardReading
from app.identity.citizen_card import read_card, stripped_scan
from app.identity.foreign_codes import foreign_code, is_of_app
from app.identity.health_insurance import read_health_insurance
from app.identity.mrz import read_mrz


def read_identity(text: str, *, today: date) -> CardReading:
    """Read a citizen card, a machine-readable zone, or a health insurance card.

    Raises InvalidInput: ``empty``, ``too_long``, ``not_a_card``, ``bad_number``, ``two_cards``,
    ``control_character``, ``cut_card``, ``damaged_insurance_card``, or ``vneid_code`` for an app's
    own code; never anything else, in time linear in the (bounded) length.
    """
    stripped = stripped_scan(text)
    reading = read_mrz(stripped, today=today) or read_health_insurance(stripped, today=today)
    if reading is not None:
        return reading
    try:
        return read_card(stripped, today=today)
    except InvalidInput as error:
        if error.code == "another_card":  # a health insurance card would have been read
            raise _cut_zone() from None
        if (error.code, error.field) == ("not_a_card", "text") or is_of_app(stripped):
            raise foreign_code(stripped) from None
        raise


def _cut_zone() -> InvalidInput:
    return InvalidInput(
        "cut_card",
        "Dòng đọc máy thiếu chỗ hoặc có ký tự lạ: thẻ có 3 dòng, hộ chiếu có 2 dòng.",
        field="text",
        advice="Quét lại cả vùng đọc máy, hoặc quét mã QR trên thẻ căn cước.",
    )
