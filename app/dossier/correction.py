"""Which fields of an application can be corrected, and how a correction is applied."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.dossier.application import Application, Authorisation, Person
from app.dossier.events import Change

PERSON_FIELDS = ("name", "id_number", "birth", "sex", "address", "phone", "email")
OWN_FIELDS = ("summary", "return_at", "sets")
MAX_SETS = 99

CORRECTABLE = frozenset(
    [*OWN_FIELDS]
    + [f"{who}.{field}" for who in ("submitter", "owner", "authoriser") for field in PERSON_FIELDS]
)
"""Paths that ``corrected`` may name. Code, times, procedure and fees are not among them."""


def read_sets(text: str) -> int | None:
    """The number of sets that ``text`` says, 1 to MAX_SETS; None where it says none."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 2):
        return None
    return int(text) if 1 <= int(text) <= MAX_SETS else None


def current_value(application: Application, path: str) -> str | None:
    """The value at ``path`` as text; None where the path names nothing."""
    if path not in CORRECTABLE:
        return None
    who, dot, field = path.partition(".")
    if not dot:
        return str(getattr(application, path))
    person = _person(application, who)
    return None if person is None else str(getattr(person, field))


def apply_changes(application: Application | None, changes: Iterable[Change]) -> Application | None:
    """Apply what can be applied; a path that names nothing is passed over (evolve never raises)."""
    for change in changes:
        if application is not None and current_value(application, change.field) is not None:
            application = _set(application, change.field, change.new)
    return application


def _person(application: Application, who: str) -> Person | None:
    if who == "authoriser":
        return application.authorisation.person if application.authorisation else None
    return application.submitter if who == "submitter" else application.owner


def _set(application: Application, path: str, value: str) -> Application:
    replace = msgspec.structs.replace
    who, dot, field = path.partition(".")
    if path == "sets":
        sets = read_sets(value)
        return application if sets is None else replace(application, sets=sets)
    if not dot:
        return replace(application, **{path: value})
    person = _person(application, who)
    if person is None:
        return application
    changed = replace(person, **{field: value})
    if field == "address":  # the commune was read from the address before
        changed = replace(changed, ward="")
    if who == "authoriser" and application.authorisation is not None:
        authorisation: Authorisation = replace(application.authorisation, person=changed)
        return replace(application, authorisation=authorisation)
    return replace(application, **{who: changed})
