"""Whose action came first: the event because of which another one is refused (docs/adr/0030).

No type of event has a rule of its own here. What is refused now is put to the dossier as it was
before, step by step backwards: the event after which it is refused is the one that came first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import category

from app.dossier.deed_words import deed_words
from app.dossier.events import Event, Header
from app.dossier.evolve import evolve, read_body
from app.dossier.happening import moment_of
from app.dossier.state import Dossier
from app.errors import InvalidInput, Refusal

MAX_BACK = 200
"""How many events back it is looked for."""
MAX_NAMED = 80
UNKNOWN_COUNTER = "Quầy khác"

_ENDS = frozenset({"annulled", "already_returned", "already_resolved", "already_refused", "ended"})
"""Reasons that one event alone brings, whatever was against it before."""

Check = Callable[[Dossier | None], object]
"""Raises Refusal or InvalidInput where something is forbidden in this state."""


def first_against(before: Sequence[Event], check: Check) -> Event | None:
    """The event of ``before`` that made ``check`` fail; None where it always did.

    ``before`` are the events that count, in their order; it fails after them.
    """
    states: list[Dossier | None] = [None]
    for event in before:
        states.append(evolve(states[-1], event))
    now = _refusal(states[-1], check)
    for place in range(len(before) - 1, max(len(before) - MAX_BACK, 0) - 1, -1):
        was = _refusal(states[place], check)
        if not was or (now in _ENDS and was != now):
            return before[place]
    return None


def first_words(first: Event, counter: str, recorded_at: str) -> str:
    """Who did what, where and when: ``Quầy 2 (Nguyễn Thị B) đã trả kết quả lúc 9:05 24/11/2026; …``

    ``counter`` is the name of the desk that was first ("" where it is not known), ``recorded_at``
    (ISO) when the other one typed what is refused now.
    """
    header = first.header
    officer = _one_line(header.officer)
    who = _one_line(counter) or UNKNOWN_COUNTER
    who = f"{who} ({officer})" if officer else who
    done = f"{who} đã {deed_words(header.type)}{_when(_happened(first, header))}"
    typed = _when(recorded_at)
    return f"{done}; việc này ghi{typed}." if typed else f"{done}."


def _refusal(state: Dossier | None, check: Check) -> str:
    """The code by which it is refused; empty where it is not."""
    try:
        check(state)
    except (Refusal, InvalidInput) as error:
        return error.code
    return ""


def _happened(event: Event, header: Header) -> str:
    """When it happened where its payload says so, else when it was typed."""
    try:
        at = getattr(read_body(event), "at", "")
    except (ValueError, TypeError, KeyError, RecursionError):  # msgspec's errors are ValueErrors
        at = ""
    return at if moment_of(at) is not None else header.recorded_at


def _when(text: str) -> str:
    at = moment_of(text)
    return "" if at is None else f" lúc {at.hour}:{at:%M %d/%m/%Y}"


def _one_line(text: str) -> str:
    seen = "".join(" " if category(sign)[0] in "CZ" else sign for sign in text[: MAX_NAMED * 2])
    return " ".join(seen.split())[:MAX_NAMED]
