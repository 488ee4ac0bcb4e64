"""The order in which a dossier's events count, for many dossiers at once.

A dossier's state is made of its events in that order, and events never change: where the order is
what it was, so is the state, and its rows need not be made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from app.dossier.events import EVENT_KINDS, EventKind
from app.store.database import Database

FACTS = tuple(name for name, kind in EVENT_KINDS.items() if kind is EventKind.FACT)

_FACT_LIST = ", ".join(f"'{name}'" for name in FACTS)

COUNTING = f"(state <> 'set_aside' OR type IN ({_FACT_LIST}))"
"""Which events have happened: a request that was set aside has not, a fact that was has."""

BY_ORDER = "state <> 'accepted', generation, position, number"
"""Accepted events as the central took them in, then the rest as it came here."""


def orders_of(database: Database, dossiers: Collection[str]) -> dict[str, str]:
    """For each of the ``dossiers`` its events' numbers in order, as text; none for unknown ones."""
    rows = database.rows(
        f"SELECT dossier, group_concat(number ORDER BY {BY_ORDER}) FROM event"  # noqa: S608 - our own columns
        f" WHERE dossier IN (SELECT value FROM json_each(?)) AND {COUNTING} GROUP BY dossier",
        (json_list(dossiers),),
    )
    return dict(rows)


def reordered(database: Database, before: Mapping[str, str]) -> list[str]:
    """The dossiers of ``before`` (``orders_of``, from earlier on) whose order is another now."""
    after = orders_of(database, before)
    return [dossier for dossier, order in before.items() if after.get(dossier) != order]


def json_list(values: Collection[str | int]) -> str:
    """A list for SQLite's ``json_each``: any number of values in one statement."""
    return msgspec.json.encode(list(values)).decode()
