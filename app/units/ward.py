"""The code of the commune of today that an address names, for what stands beside a person."""

from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from app.provincial_law.folder import LawFolder
from app.units.address import MappedAddress, map_address
from app.units.units import Units, load_units


class Wards:
    """Reads addresses with the units of a data directory; the tables are read when first asked."""

    def __init__(self, data: Path | None = None) -> None:
        self._province = None if data is None else LawFolder.in_data(data).units

    @cached_property
    def units(self) -> Units:
        """The units; raises as ``load_units``, each time until the fault is mended."""
        return load_units(province=self._province)

    def mapped(self, address: str, on: date | None = None) -> MappedAddress:
        """What ``address`` leads to; ``on``: the day on which it was printed."""
        return map_address(address, self.units, on)

    def ward_of(self, address: str, chosen: str = "", on: date | None = None) -> str:
        """The commune's code, five digits; empty where it is not certain.

        ``chosen`` is what somebody picked earlier: it stands as long as the address allows it.
        """
        mapped = self.mapped(address, on)
        if chosen and any(commune.code == chosen for commune in mapped.candidates):
            return chosen
        return "" if mapped.commune is None else mapped.commune.code


@lru_cache(maxsize=8)
def wards_in(data: Path | None = None) -> Wards:
    """The one ``Wards`` of a data directory in this process; None: the program's tables alone."""
    return Wards(data)


def ward_of(address: str) -> str:
    """``Wards.ward_of`` with the program's tables: some 0.1 ms, the first time some 100."""
    return wards_in().ward_of(address)
