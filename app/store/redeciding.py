"""A request of the queue is decided once more, on the state that others have made meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.dossier.commands import Annul, Command
from app.dossier.decide import command_of, decide
from app.dossier.events import Event
from app.dossier.evolve import read_body, replay
from app.dossier.state import Dossier
from app.dossier.who_first import first_against, first_words
from app.errors import InvalidInput, Refusal
from app.store.counters import counter_name
from app.store.database import Database
from app.store.no_catalogue import NoCatalogue
from app.store.projection import load_state


def redecide(database: Database, event: Event, before: Sequence[Event]) -> None:
    """Put a request through ``decide`` on the state that ``before`` makes; facts pass.

    Raises Refusal or InvalidInput where it is forbidden now; the message says whose act came first.
    """
    body = read_body(event)
    asked = None if body is None else command_of(body)
    if asked is None:
        return
    command = _completed(database, asked)

    def check(state: Dossier | None) -> None:
        decide(state, command, NoCatalogue())

    try:
        check(replay(before))
    except (Refusal, InvalidInput) as refused:
        first = first_against(before, check)
        if first is None:
            raise
        counter = counter_name(database, first.header.installation)
        told = first_words(first, counter, event.header.recorded_at)
        raise type(refused)(
            refused.code,
            f"{refused.message} {told}",
            field=refused.field,
            advice=refused.advice,
        ) from None


def _completed(database: Database, command: Command) -> Command:
    """With the dossier that takes the place of an annulled one, as far as this desk knows it."""
    if not isinstance(command, Annul) or not command.body.instead:
        return command
    row = database.row(
        "SELECT id FROM dossier WHERE code = :name OR reference = :name",
        {"name": command.body.instead},
    )
    instead = None if row is None else load_state(database, row[0])
    return msgspec.structs.replace(command, instead=instead)
