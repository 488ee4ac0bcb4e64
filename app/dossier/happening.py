"""A happening: the little of an event that the clock of a dossier is counted from."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from app.clock.time import from_iso
from app.dossier.processing_events import (
    Apologised,
    Closed,
    Extended,
    ProcessingBody,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
)
from app.errors import InvalidInput

WHATS = tuple(
    body.TYPE
    for body in (
        *(SupplementRequested, Supplemented, Suspended, Resumed, Extended),
        *(Apologised, Resolved, Closed, Stopped),
    )
)
"""What can happen: the types of the events."""


class Happening(Struct, frozen=True, omit_defaults=True):
    """``what`` is an event's type, ``at`` its ISO time; the rest is of some kinds only.

    ``stage``: of a supplement, asked for or brought. ``cause``: of a suspension, begun or ended.
    ``to``: the date that an extension or an apology sets, or the last day for completing.
    ``due``: the due time that was frozen when it was recorded; empty where it is to be counted.
    ``again``: a second supplement was asked for with its reason.
    """

    what: str
    at: str
    stage: str = ""
    cause: str = ""
    to: str = ""
    due: str = ""
    outcome: str = ""
    again: bool = False


def happening_of(body: ProcessingBody) -> Happening:  # noqa: PLR0911 - one arm a kind
    """What ``body`` tells the clock."""
    what, at = body.TYPE, body.at
    match body:
        case SupplementRequested():
            again = bool(body.override_reason.strip())
            return Happening(what, at, stage=body.stage, to=body.until, again=again)
        case Supplemented():
            return Happening(what, at, due=_at(body))
        case Suspended():
            return Happening(what, at, cause=body.cause)
        case Resumed():
            return Happening(what, at, cause=body.cause, due=_at(body))
        case Extended():
            return Happening(what, at, to=body.to)
        case Apologised():
            return Happening(what, at, to=body.new_due)
        case Resolved():
            return Happening(what, at, outcome=body.outcome)
        case Closed() | Stopped():
            return Happening(what, at)


def moment_of(text: str | None) -> datetime | None:
    """The time that ``text`` says; None where it says none (evolve never raises)."""
    if not text:
        return None
    try:
        return from_iso(text)
    except InvalidInput:
        return None


def _at(body: Supplemented | Resumed) -> str:
    return "" if body.due is None or body.due.at is None else body.due.at
