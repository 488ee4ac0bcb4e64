"""Official fee receipts (biên lai) as their provider issued them: typed in, never made here.

NĐ 123/2020/NĐ-CP (amended by NĐ 70/2025): a receipt has a mẫu số, a ký hiệu and a số. The desk's
own paper is no such receipt.
"""

from __future__ import annotations

import re

from app.dossier.events import OfficialReceipt
from app.dossier.text_checks import MAX_NAME, check_text
from app.errors import InvalidInput

MAX_NUMBER_DIGITS = 8
MAX_SIGN = 25
_NUMBER = re.compile(rf"\d{{1,{MAX_NUMBER_DIGITS}}}\Z", re.ASCII)
_SIGN = re.compile(rf"[0-9A-Z/.\-]{{1,{MAX_SIGN}}}\Z", re.ASCII)


def typed_receipt(
    number: str, template: str = "", serial: str = "", provider: str = ""
) -> OfficialReceipt | None:
    """What was typed, without blanks at the ends, signs in capitals; None where nothing was.

    Raises as ``check_receipt``.
    """
    receipt = OfficialReceipt(
        number=number.strip(),
        template=template.strip().upper(),
        serial=serial.strip().upper(),
        provider=" ".join(provider.split()),
    )
    if receipt == OfficialReceipt(number=""):
        return None
    check_receipt(receipt)
    return receipt


def check_receipt(receipt: OfficialReceipt) -> None:
    """Raise InvalidInput (``bad_receipt``, ``missing``) naming ``receipt_number`` and the like.

    Only what no receipt can be is refused: providers number in their own ways. Zeros in front stay.
    """
    if not receipt.number:
        raise InvalidInput("missing", "Ghi số biên lai.", field="receipt_number")
    if _NUMBER.match(receipt.number) is None or int(receipt.number) == 0:
        raise InvalidInput(
            "bad_receipt",
            f"Số biên lai gồm 1 đến {MAX_NUMBER_DIGITS} chữ số, khác 0.",
            field="receipt_number",
            advice="Ghi đúng số trên biên lai đã phát hành; phiếu của quầy không phải biên lai.",
        )
    for field, sign in (("template", receipt.template), ("serial", receipt.serial)):
        if sign and _SIGN.match(sign) is None:
            raise InvalidInput(
                "bad_receipt",
                f"Chỉ gồm chữ không dấu, số, gạch và chấm, tối đa {MAX_SIGN} ký tự.",
                field=f"receipt_{field}",
            )
    check_text(receipt.provider, "provider", MAX_NAME)


def same_receipt(one: OfficialReceipt, other: OfficialReceipt) -> bool:
    """Whether two records can only mean one receipt: one number of one series, 12 as 0000012."""
    return (int(one.number), one.template, one.serial, one.provider) == (
        int(other.number),
        other.template,
        other.serial,
        other.provider,
    )
