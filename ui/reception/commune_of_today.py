"""The commune of today that an address names, where that is certain (docs/adr/0018)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from msgspec import Struct

from app.catalogue.folding import fold
from app.errors import EnvironmentFault, InvalidInput
from app.units.ward import wards_in

_PROVINCE_KINDS = re.compile(r"\b(?:thanh pho|tinh|tp)\b")
_SIGNS = re.compile(r"[\W_]+")


class CommuneOfToday(Struct, frozen=True):
    """``code`` has five digits; ``name`` is with its province's, and empty where the address ends
    with it already.
    """

    code: str = ""
    name: str = ""


def commune_of_today(address: str, chosen: str, on: date, data: Path) -> CommuneOfToday:
    """What ``address`` leads to, as it is called ``on`` that day, by the units under ``data``.

    ``chosen`` is the code that stands beside it so far. Some 0.1 ms, the first time some 300. Where
    the tables can't be read nothing is certain: ``law check`` says what is wrong with them.
    """
    if not address.strip():
        return CommuneOfToday()
    wards = wards_in(data)
    try:
        code = wards.ward_of(address, chosen)
        commune = wards.units.commune(code, on)
        province = None if commune is None else wards.units.province(commune.province, on)
    except (EnvironmentFault, InvalidInput):
        return CommuneOfToday(chosen)
    if commune is None or province is None:
        return CommuneOfToday(code)
    name = f"{commune.full_name}, {province.full_name}"
    return CommuneOfToday(code, "" if _plain(address).endswith(_plain(name)) else name)


def _plain(text: str) -> str:
    """Without tone marks, signs, and what a province is called before its name."""
    return " ".join(_PROVINCE_KINDS.sub(" ", _SIGNS.sub(" ", fold(text))).split())
