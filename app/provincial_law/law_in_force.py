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


def load_law(folder: LawFolder) -> LawInForce:
    """Read both layers as they lie on the disk now.

    Raises InvalidInput (``bad_data``) naming file, entry and field; EnvironmentFault.
    """
    local_fees = folder.fees_in_use()
    return LawInForce(
        catalogue=load_catalogue(local_fees=local_fees, province=folder.catalogue),
        calendar=load_calendar(province=folder.calendar),
        successions=load_successions(folder.agencies),
        wording=load_wording(folder.wording),
        local_fees=local_fees,
    )
