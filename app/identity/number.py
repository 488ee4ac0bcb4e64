"""What the twelve digits of a personal number (số định danh) say, as warnings only.

``PPP G YY NNNNNN``: province of birth registration, sex and century, year (NĐ 137/2015, TT
59/2021). The structure's circular expired on 1/7/2024 and the law (26/2023/QH15 Đ.12) promises
twelve digits, no more: a number that does not fit is shown, never refused.
"""

from __future__ import annotations

_CODES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034"
    " 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068"
    " 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096"
)
PROVINCE_CODES = frozenset(_CODES.split())
"""The 63 provinces before 1/7/2025; numbers keep the old code."""
FIRST_COUNTRY_CODE = "100"
"""From here on codes are of countries, for births abroad: nothing to be warned of."""


def birth_place_warnings(number: str) -> list[str]:
    """What does not fit in the first three of twelve digits, in Vietnamese."""
    code = number[:3]
    if code >= FIRST_COUNTRY_CODE or code in PROVINCE_CODES:
        return []
    return [f"Ba số đầu của số định danh ({code}) không phải mã tỉnh nào."]


def number_warnings(number: str, *, sex: str, birth: str) -> list[str]:
    """What does not fit between ``number`` (12 digits), ``sex`` (Nam, Nữ or empty) and ``birth``
    (``YYYY…`` or empty), in Vietnamese."""
    warnings = birth_place_warnings(number)
    century, female = divmod(int(number[3]), 2)
    said = "Nữ" if female else "Nam"
    if sex and sex != said:
        warnings.append(
            f"Chữ số thứ 4 của số định danh ({number[3]}) ứng với {said}, thẻ ghi {sex}."
        )
    year = 1900 + 100 * century + int(number[4:6])
    if birth and int(birth[:4]) != year:
        warnings.append(f"Số định danh ứng với năm sinh {year}, thẻ ghi {birth[:4]}.")
    return warnings
