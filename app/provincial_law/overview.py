"""The law of a desk at a glance: versions, dates, what is provisional, what is not certain."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.clock.time import VIETNAM
from app.dated_data.toml_table import in_force
from app.fees.rules import Local
from app.units.units import load_units

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.catalogue.procedure import Procedure
    from app.provincial_law.folder import LawFolder
    from app.provincial_law.law_in_force import LawInForce


class LawFile(Struct, frozen=True):
    """A file of the administrator's layer, its name within the folder, when it was written."""

    name: str
    written: datetime


class UnsureEntry(Struct, frozen=True):
    """A version of a procedure of which something is not certain; ``confidence`` H, M or L."""

    code: str
    valid_from: date
    name: str
    confidence: str
    unsure: str

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.code} {self.valid_from.isoformat()}"


class Overview(Struct, frozen=True):
    """``procedures`` are in force on the day that was asked for, ``newest`` is the last day on
    which one began.

    ``rates`` are amounts of the council, ``without_rate`` the keys of charges of that day that
    have none. ``provisional`` are years that were computed, not decided.
    """

    folder: Path
    catalogue: str
    procedures: int
    newest: date | None
    calendar: str
    first_year: int
    last_year: int
    provisional: list[int]
    units: str
    communes: int
    rates: int
    rates_since: date | None
    without_rate: list[str]
    files: list[LawFile]
    unsure: list[UnsureEntry]


def overview(folder: LawFolder, law: LawInForce, on: date) -> Overview:
    """Look at ``law`` as it is on ``on``. For a worker: the tables of units are large.

    Raises InvalidInput (``bad_data``) of the units.
    """
    present = [one for one in law.catalogue.procedures if one.in_force(on)]
    rates = {
        (fee.charge.key, rate.valid_from)
        for one in law.catalogue.procedures
        for fee in one.fees
        if isinstance(fee.charge, Local)
        for rate in fee.charge.rates
    }
    units = load_units(province=folder.units)
    return Overview(
        folder=folder.path,
        catalogue=law.catalogue.version,
        procedures=len(present),
        newest=max((one.valid_from for one in present), default=None),
        calendar=law.calendar.version,
        first_year=law.calendar.first_day.year,
        last_year=law.calendar.last_day.year,
        provisional=provisional_years(law.calendar),
        units=units.version,
        communes=len(units.communes(on)),
        rates=len(rates),
        rates_since=max((since for _, since in rates), default=None),
        without_rate=_without_rate(present, on),
        files=law_files(folder),
        unsure=unsure_entries(law.catalogue),
    )


def unsure_entries(catalogue: Catalogue) -> list[UnsureEntry]:
    """The versions of which something is not certain, in the catalogue's order."""
    return [
        UnsureEntry(one.code, one.valid_from, one.name, one.confidence, one.unsure)
        for one in catalogue.procedures
        if one.unsure
    ]


def provisional_years(calendar: WorkingCalendar) -> list[int]:
    """The known years that were computed, not decided."""
    years = range(calendar.first_day.year, calendar.last_day.year + 1)
    return [year for year in years if calendar.is_provisional(year)]


def law_files(folder: LawFolder) -> list[LawFile]:
    """The files of the administrator's layer, by name; none where it is not there."""
    found = [
        LawFile(
            path.relative_to(folder.path).as_posix(),
            datetime.fromtimestamp(path.stat().st_mtime, VIETNAM),
        )
        for path in folder.path.rglob("*")
        if path.is_file()
    ]
    return sorted(found, key=lambda file: file.name)


def _without_rate(procedures: list[Procedure], on: date) -> list[str]:
    return sorted(
        {
            fee.charge.key
            for one in procedures
            for fee in one.fees
            if isinstance(fee.charge, Local)
            and not any(in_force(on, rate.valid_from, rate.valid_to) for rate in fee.charge.rates)
        }
    )
