"""Name the commune of today beside each person's address, where the address says it for certain."""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.dossier.application import Application, Person
from app.errors import EnvironmentFault, InvalidInput
from app.units.ward import Wards, wards_in


def with_wards(application: Application, data: Path) -> Application:
    """``application`` with every person's ``ward``; the addresses stay as they are.

    A ward that is there already stands where the address allows it. Where the tables of units under
    ``data`` can't be read nobody gets one: an empty ward costs a look later, and no reception.
    """
    wards = wards_in(data)
    replace = msgspec.structs.replace
    try:
        authorisation = application.authorisation
        if authorisation is not None:
            authorisation = replace(authorisation, person=_placed(authorisation.person, wards))
        return replace(
            application,
            submitter=_placed(application.submitter, wards),
            owner=None if application.owner is None else _placed(application.owner, wards),
            authorisation=authorisation,
        )
    except (EnvironmentFault, InvalidInput):  # ``law check`` and ``units`` say what is wrong
        return application


def _placed(person: Person, wards: Wards) -> Person:
    if not person.address:
        return msgspec.structs.replace(person, ward="")
    return msgspec.structs.replace(person, ward=wards.ward_of(person.address, person.ward))
