"""The whole law of a data directory: the program's, and over it the administrator's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.agencies.succession import Successions, load_successions
from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.catalogue.catalogue import Catalogue, load_catalogue
from app.fees.in_words import WordStyle
from app.fees.wording import load_wording
from app.provincial_law.folder import LawFolder
from app.provincial_law.published import CALENDAR, CATALOGUE
from app.provincial_law.spoilt_bundle import load_without_spoilt


@dataclass(frozen=True, slots=True)
class LawInForce:
    """What a desk decides by; ``local_fees`` is the file of the council's amounts, if any.

    Units are not here: whoever reads an address asks ``app.units.ward`` for them.
    """

    catalogue: Catalogue
    calendar: WorkingCalendar
    successions: Successions
    wording: WordStyle
    local_fees: Path | None


def catalogue_in_force(folder: LawFolder) -> Catalogue:
    """The procedures of both layers; a published bundle that spoils them is set aside.

    Raises as ``load_law``.
    """
    fees = folder.fees_in_use()
    return load_without_spoilt(
        folder.catalogue,
        CATALOGUE,
        lambda place: load_catalogue(local_fees=fees, province=place),
    )


def calendar_in_force(folder: LawFolder) -> WorkingCalendar:
    """The calendar of both layers, as ``catalogue_in_force``."""
    return load_without_spoilt(
        folder.calendar, CALENDAR, lambda place: load_calendar(province=place)
    )


def load_law(folder: LawFolder) -> LawInForce:
    """Read both layers as they lie on the disk now.

    Raises InvalidInput (``bad_data``) naming file, entry and field; EnvironmentFault.
    """
    local_fees = folder.fees_in_use()
    return LawInForce(
        catalogue=catalogue_in_force(folder),
        calendar=calendar_in_force(folder),
        successions=load_successions(folder.agencies),
        wording=load_wording(folder.wording),
        local_fees=local_fees,
    )
