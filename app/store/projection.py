"""The tables that are made of events: dossiers and their search words. They can be rebuilt.

The state of a dossier at the desk is: accepted events in the central's order, then its own that
are not accepted yet (docs/adr/0002). A request that was set aside has not happened; a fact that
was set aside has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

import msgspec

from app.catalogue.folding import fold
from app.dossier.events import Event, read_event, sha256_hex
from app.dossier.evolve import replay
from app.dossier.state import Dossier, Stage
from app.store.database import Database
from app.store.event_order import BY_ORDER, COUNTING, json_list
from app.store.paper_numbers import rebuild_numbers
from app.store.settings import PROJECTION, read_setting, write_setting

_STATE = msgspec.json.Decoder(Dossier)
_MADE_BY = 1
"""Raised when evolve or the rows' values change their meaning, so that old rows are rebuilt."""


def load_state(database: Database, dossier: str) -> Dossier | None:
    """The projected state of a dossier; None where this desk does not know it."""
    row = database.row("SELECT state FROM dossier WHERE id = ?", (dossier,))
    return None if row is None else _STATE.decode(row[0])


def events_in_order(database: Database, dossier: str) -> list[Event]:
    """The events that make the dossier's state, in the order in which they count."""
    rows = database.rows(
        f"SELECT header, payload FROM event WHERE dossier = ? AND {COUNTING}"  # noqa: S608 - our own columns
        f" ORDER BY {BY_ORDER}",
        (dossier,),
    )
    return [read_event(header, payload) for header, payload in rows]


def last_accepted(database: Database, dossier: str) -> int:
    """The feed position of the dossier's last accepted event; 0 for none."""
    row = database.row(
        "SELECT position FROM event WHERE dossier = ? AND state = 'accepted'"
        " ORDER BY generation DESC, position DESC LIMIT 1",
        (dossier,),
    )
    return 0 if row is None else int(row[0])


def rebuild(database: Database, dossier: str) -> Dossier | None:
    """Make a dossier's rows anew from its events, inside a transaction."""
    state = replay(events_in_order(database, dossier))
    if state is not None:
        project(database, state)
        database.write(
            "UPDATE dossier SET accepted = ? WHERE id = ?",
            (last_accepted(database, dossier), dossier),
        )
    return state


def note_last_accepted(database: Database, dossiers: Collection[str]) -> None:
    """Bring the last accepted position of dossiers up to date, inside a transaction."""
    database.write(
        "UPDATE dossier SET accepted = coalesce((SELECT e.position FROM event e WHERE"
        " e.dossier = dossier.id AND e.state = 'accepted'"
        " ORDER BY e.generation DESC, e.position DESC LIMIT 1), 0)"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json_list(dossiers),),
    )


def fingerprint() -> str:
    """What the projections are made by: changes with the state's fields, and with ``_MADE_BY``."""
    return f"{_MADE_BY}.{_shape()}"


@cache
def _shape() -> str:
    """The state's fields in short; working them out takes as long as opening a store."""
    shape = msgspec.json.encode(msgspec.json.schema(Dossier), order="sorted")
    return sha256_hex(shape)[:16]


def bring_up_to_date(database: Database) -> bool:
    """Rebuild what an older version of the program has projected; False where nothing was old."""
    if is_current(database):
        return False
    with database.transaction():
        rebuild_all(database)
        write_setting(database, PROJECTION, fingerprint())
    return True


def is_current(database: Database) -> bool:
    """Whether the projections were made by this version of the program."""
    return read_setting(database, PROJECTION) == fingerprint()


def rebuild_all(database: Database) -> int:
    """Make every dossier's rows anew, inside a transaction; returns how many there are.

    Dossiers keep their order: that of their first event.
    """
    dossiers = database.rows("SELECT dossier FROM event GROUP BY dossier ORDER BY min(number)")
    database.write("DELETE FROM dossier")
    database.write("INSERT INTO search (search) VALUES ('delete-all')")
    for (dossier,) in dossiers:
        rebuild(database, dossier)
    rebuild_numbers(database)
    return len(dossiers)


def project(database: Database, state: Dossier) -> None:
    """Write a dossier's row and its search words, inside a transaction."""
    known = database.row("SELECT number, words FROM dossier WHERE id = ?", (state.id,))
    values = dossier_values(state)
    words = values["words"]
    if known is None:
        columns = ", ".join(values)
        places = ", ".join(f":{name}" for name in values)
        database.write(
            f"INSERT INTO dossier (accepted, {columns}) VALUES (0, {places})",  # noqa: S608 - names of our own columns
            values,
        )
        row = database.row("SELECT number FROM dossier WHERE id = ?", (state.id,))
        assert row is not None
        _index(database, row[0], str(words))
        return
    changes = ", ".join(f"{name} = :{name}" for name in values if name != "id")
    if known[1] != words:
        database.write(
            "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)",
            (known[0], known[1]),
        )
    database.write(f"UPDATE dossier SET {changes} WHERE id = :id", values)  # noqa: S608 - names of our own columns
    if known[1] != words:
        _index(database, known[0], str(words))


def _index(database: Database, number: int, words: str) -> None:
    database.write("INSERT INTO search (rowid, words) VALUES (?, ?)", (number, words))


def dossier_values(state: Dossier) -> dict[str, int | float | str | bytes | None]:
    """What the dossier's row holds, except its number and its last accepted position."""
    application = state.application
    owner = None if application is None else application.owner or application.submitter
    waiting = application is not None and state.code is None and state.stage is Stage.OPENED
    return {
        "id": state.id,
        "code": state.code,
        "reference": state.reference,
        "name": "" if owner is None else owner.name,
        "procedure": "" if application is None else application.procedure,
        "resolver": "" if application is None else application.resolver,
        "received_at": state.received_at,
        "due_at": None if state.due is None or state.clock_stands else state.due.at,
        "stage": state.stage.value,
        "waiting": int(waiting),
        "words": search_words(state),
        "state": msgspec.json.encode(state),
    }


def search_words(state: Dossier) -> str:
    """The folded text by which a dossier is found: names, numbers, phones, code, procedure."""
    parts: list[str] = [state.code or "", state.reference]
    application = state.application
    if application is not None:
        people = [application.submitter, application.owner]
        if application.authorisation is not None:
            people.append(application.authorisation.person)
        for person in people:
            if person is not None:
                parts += [person.name, person.id_number, person.phone]
        parts.append(application.procedure)
    return " ".join(dict.fromkeys(_words(parts)))


def _words(parts: list[str]) -> Iterator[str]:
    for part in parts:
        folded = fold(part)
        yield from "".join(sign if sign.isalnum() else " " for sign in folded).split()
