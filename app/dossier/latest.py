"""The last event of a type that counts, for the paper that is made of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from app.dossier.body import Body
from app.dossier.events import EVENT_KINDS, EventKind
from app.store.payloads import readable_body
from app.store.records import EventState, StoredEvent

_Body = TypeVar("_Body", bound=Body)


def latest_body(events: Iterable[StoredEvent], kind: type[_Body]) -> _Body | None:
    """The payload of the last event of type ``kind`` in ``events`` (``store.events``); None: none.

    A request that was set aside has not happened (docs/adr/0002); what can't be read is no paper.
    """
    bodies = bodies_of(events, kind)
    return bodies[-1] if bodies else None


def bodies_of(events: Iterable[StoredEvent], kind: type[_Body]) -> list[_Body]:
    """All payloads of type ``kind``, in the order in which they count; as ``latest_body``."""
    told = [readable_body(stored.event) for stored in events if _counts(stored, kind)]
    return [body for body in told if isinstance(body, kind)]


def _counts(stored: StoredEvent, kind: type[Body]) -> bool:
    name = stored.event.header.type
    is_fact = EVENT_KINDS.get(name) is EventKind.FACT
    return name == kind.TYPE and (is_fact or stored.state is not EventState.SET_ASIDE)
