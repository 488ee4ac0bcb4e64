"""The dossiers that one person handed in on one visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.catalogue.folding import fold
from app.clock.time import from_iso

if TYPE_CHECKING:
    from datetime import datetime

    from app.dossier.application import Person
    from app.dossier.state import Dossier
    from app.reception.desk import Desk


def one_visit(desk: Desk, dossier: Dossier, until: datetime) -> list[Dossier]:
    """The numbered dossiers of the submitter of ``dossier`` of its day, the earliest first.

    Only those that were received by ``until``, the moment in which the paper was first issued: a
    reprint has no other dossiers than the paper itself.
    """
    assert dossier.application is not None
    submitter = dossier.application.submitter
    day = from_iso(dossier.received_at).date()
    found = []
    for row in desk.store.received_on(day):
        state = dossier if row.id == dossier.id else desk.store.dossier(row.id)
        if state is None or state.application is None or state.code is None:
            continue
        received = from_iso(state.received_at)
        if received <= until and _same_person(state.application.submitter, submitter):
            found.append(state)
    return sorted(found, key=lambda state: (state.received_at, state.code or ""))


def _same_person(one: Person, other: Person) -> bool:
    """By number; without one, by name, birth and phone."""
    if one.id_number or other.id_number:
        return one.id_number == other.id_number
    return (fold(one.name), one.birth, one.phone) == (fold(other.name), other.birth, other.phone)
