"""evolve(state, event) -> state: pure, and never raises (docs/adr/0001)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from app.dossier.correction import apply_changes
from app.dossier.desk_acts import after_act, unrefused
from app.dossier.desk_events import Certified, HandedOver, Refused, ResultReturned
from app.dossier.events import (
    BODY_TYPES,
    AnyBody,
    Corrected,
    Event,
    FeeCollected,
    FeeRefunded,
    Opened,
    PagesAttached,
    Printed,
    Referred,
    Registered,
)
from app.dossier.processing import after, settled
from app.dossier.receipt_changes import after_annulment, after_change, is_of_old_receipt
from app.dossier.receipt_events import Annulled, ProcedureChanged
from app.dossier.renewed_papers import with_new_paper
from app.dossier.state import Dossier

Upcast = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTS: dict[tuple[str, int], Upcast] = {}
"""(type, schema) -> payload of the next schema. Empty while every type is at its first."""

_DECODERS = {name: msgspec.json.Decoder(body) for name, body in BODY_TYPES.items()}


def read_body(event: Event) -> AnyBody | None:
    """Decode an event's payload, upcast to today's schema; None where the type is unknown.

    Raises msgspec.MsgspecError where the payload is not of its type.
    """
    name, schema = event.header.type, event.header.schema
    body_type = BODY_TYPES.get(name)
    if body_type is None or schema > body_type.SCHEMA:
        return None
    if schema == body_type.SCHEMA:
        return _DECODERS[name].decode(event.payload_bytes)
    raw: dict[str, Any] = msgspec.json.decode(event.payload_bytes, type=dict[str, Any])
    for version in range(schema, body_type.SCHEMA):
        upcast = UPCASTS.get((name, version))
        if upcast is None:
            return None
        raw = upcast(raw)
    return msgspec.convert(raw, body_type)


def evolve(state: Dossier | None, event: Event) -> Dossier:
    """Apply one event. An event that can't be understood is counted, never an error."""
    header = event.header
    dossier = state or Dossier(id=header.dossier, agency=header.agency)
    dossier = msgspec.structs.replace(dossier, applied=dossier.applied + 1, last_event=header.id)
    try:
        body = read_body(event)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError, RecursionError):
        return msgspec.structs.replace(dossier, unreadable=dossier.unreadable + 1)
    if body is None:
        return msgspec.structs.replace(dossier, unknown=dossier.unknown + 1)
    return _apply(dossier, body, event_id=header.id, recorded_at=header.recorded_at)


def apply_body(state: Dossier | None, body: AnyBody, *, dossier: str, agency: str) -> Dossier:
    """The state that ``body`` would make, before it is an event (for the command that follows)."""
    return _apply(state or Dossier(id=dossier, agency=agency), body, event_id="", recorded_at="")


def replay(events: Iterable[Event]) -> Dossier | None:
    """The state after ``events`` in order; None for none."""
    state: Dossier | None = None
    for event in events:
        state = evolve(state, event)
    return state


def _apply(  # noqa: PLR0911 - one arm a type
    dossier: Dossier, body: AnyBody, *, event_id: str, recorded_at: str
) -> Dossier:
    replace = msgspec.structs.replace
    match body:
        case Opened():
            return _opened(dossier, body, event_id)
        case Registered():
            return _registered(dossier, body, event_id)
        case PagesAttached():
            pages = dossier.pages.get(body.component, ()) + tuple(body.pages)
            return replace(dossier, pages={**dossier.pages, body.component: pages})
        case Printed():
            return _printed(dossier, body, recorded_at)
        case ProcedureChanged():
            return after_change(dossier, body, event_id)
        case Annulled():
            return after_annulment(dossier, body)
        case Corrected():
            application = apply_changes(dossier.application, body.changes)
            return replace(dossier, application=application, corrections=dossier.corrections + 1)
        case FeeCollected() | FeeRefunded():
            return _paid(dossier, body)
        case Referred():
            return replace(dossier, referrals=dossier.referrals + 1)
        case Refused() | HandedOver() | ResultReturned() | Certified():
            return after_act(with_new_paper(dossier, body), body)
        case _:  # the rest is what happens between number and result
            return after(with_new_paper(dossier, body), body)


def _opened(dossier: Dossier, body: Opened, event_id: str) -> Dossier:
    if dossier.application is not None:
        return dossier
    return msgspec.structs.replace(
        dossier,
        opened_event=event_id,
        application=body.application,
        received_at=body.received_at,
        reference=body.reference,
        origin=body.origin,
    )


def _registered(dossier: Dossier, body: Registered, event_id: str) -> Dossier:
    """One code per dossier (NĐ 118/2025 Đ.17.3): the first stays."""
    if dossier.code is not None:
        return dossier
    return settled(
        msgspec.structs.replace(
            unrefused(dossier),
            code=body.code,
            registered_event=event_id,
            procedure=body.procedure,
            due=body.due,
            first_due=body.due,
            fees=tuple(body.fees),
            book=body.book,
        )
    )


def _printed(dossier: Dossier, body: Printed, recorded_at: str) -> Dossier:
    """A receipt of before counts for the new one neither as a printing nor with its number."""
    if body.form == "receipt" and is_of_old_receipt(dossier, body.stands_for):
        return dossier
    nth = max(dossier.prints.get(body.form, 0) + 1, body.nth)
    return msgspec.structs.replace(
        dossier,
        prints={**dossier.prints, body.form: nth},
        first_printed={body.form: recorded_at, **dossier.first_printed},
        paper_numbers=_with_number(dossier.paper_numbers, body),
    )


def _paid(dossier: Dossier, body: FeeCollected | FeeRefunded) -> Dossier:
    """Sums add up, whatever came first."""
    if isinstance(body, FeeRefunded):
        return msgspec.structs.replace(
            dossier,
            collected=dossier.collected - body.amount,
            refunded=dossier.refunded + body.amount,
        )
    given = () if body.official is None else (body.official,)
    return msgspec.structs.replace(
        dossier, collected=dossier.collected + body.amount, receipts=dossier.receipts + given
    )


def _with_number(numbers: dict[str, str], printed: Printed) -> dict[str, str]:
    """The number of a form's first numbered paper stays its number."""
    if not printed.number:
        return numbers
    return {printed.form: printed.number, **numbers}
