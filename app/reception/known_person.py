"""What this desk knows of a person from the newest dossier that names their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.roles import Act
from app.dossier.application import Person

if TYPE_CHECKING:
    from app.reception.desk import Desk

_LOOKED_AT = 5


def known_person(desk: Desk, id_number: str) -> Person | None:
    """The person of this number as last received here; None where no dossier names it.

    It saves typing phone and address again; the officer still sees and can change them. That
    somebody's data was read is logged, with the dossier that it came from. Raises Refusal
    (``not_permitted``).
    """
    desk.must(Act.RECEIVE)
    found = _newest(desk, id_number)
    if found is None:
        return None
    dossier, person = found
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit("known_person", dossier, {})
    return person


def _newest(desk: Desk, id_number: str) -> tuple[str, Person] | None:
    store = desk.store
    number = id_number.strip()
    if not number:
        return None
    rows, _ = store.search(number, _LOOKED_AT, count_to=_LOOKED_AT)
    for row in rows:
        state = store.dossier(row.id)
        application = None if state is None else state.application
        if application is None:
            continue
        people = [application.submitter, application.owner]
        if application.authorisation is not None:
            people.append(application.authorisation.person)
        for person in people:
            if person is not None and person.id_number == number:
                return row.id, person
    return None
