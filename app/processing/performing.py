"""How an act is recorded: decided on the state that counts now, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from app.accounts.roles import Act
from app.clock.time import to_iso
from app.deadlines.clock_face import DossierClock, Problem
from app.dossier.commands import (
    Annul,
    ChangeProcedure,
    Command,
    Process,
    RecordAct,
    Refer,
    RefundFee,
)
from app.dossier.decide import decide
from app.dossier.desk_events import DESK_FACTS, DeskBody
from app.dossier.processing_events import ProcessingBody
from app.processing.claiming import ClaimStanding
from app.processing.clock import clock_of
from app.reception.desk import Desk

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.store.transaction import Transaction

Decided = Annul | ChangeProcedure | Refer | RefundFee
"""Acts that are more than their body, or belong to no such family."""
Acts = Callable[["Dossier"], Sequence[ProcessingBody | DeskBody | Decided]]


@dataclass(frozen=True, slots=True)
class Processed:
    """The dossier after the act, its clock, and what the law has against what was recorded.

    ``claim`` is of a result that was handed out: whether another desk was at it too.
    """

    dossier: Dossier
    clock: DossierClock
    warnings: list[Problem]
    claim: ClaimStanding | None = None


def perform(desk: Desk, name: str, acts: Acts) -> Processed:
    """Record what ``acts`` makes of the dossier's state, in one transaction.

    Raises InvalidInput (``no_dossier``, a wrong field) and Refusal (``not_permitted``, what is
    forbidden); then nothing is written.
    """
    desk.must(Act.RECEIVE)
    known = desk.find(name)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        before, after = record(desk, transaction, known, acts)
    return processed(desk, before, after)


def record(
    desk: Desk, transaction: Transaction, dossier: str, acts: Acts
) -> tuple[Dossier, Dossier]:
    """Decide and append inside ``transaction``; the states before and after. Raises as ``perform``.

    The state is the one that counts now: another thread or the feed may have changed it.
    """
    recorded_at = to_iso(desk.clock.now())
    before = transaction.dossier(dossier)
    assert before is not None
    state = before
    for act in acts(before):
        body = act.body if isinstance(act, Decided) else act
        for decided in decide(state, _command(act, recorded_at), desk.catalogue):
            transaction.append(dossier, decided)
        transaction.audit(body.TYPE, dossier, {"at": body.at})
        changed = transaction.dossier(dossier)
        assert changed is not None
        state = changed
    return before, state


def _command(act: ProcessingBody | DeskBody | Decided, recorded_at: str) -> Command:
    if isinstance(act, Refer):
        return act
    if isinstance(act, Decided):
        return msgspec.structs.replace(act, recorded_at=recorded_at)
    if isinstance(act, DESK_FACTS):
        return RecordAct(act, recorded_at)
    return Process(act, recorded_at)


def processed(desk: Desk, before: Dossier, after: Dossier) -> Processed:
    """What there is to say of an act: the clock, and what is new against it."""
    now = desk.clock.now()
    clock = clock_of(after, desk.catalogue, desk.calendar, now)
    old = set(_keys(clock_of(before, desk.catalogue, desk.calendar, now).problems))
    new = [problem for problem in clock.problems if (problem.code, problem.at) not in old]
    return Processed(after, clock, new)


def _keys(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.at) for problem in problems]
