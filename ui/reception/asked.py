"""What a procedure makes the form ask: only what changes what is to be paid or may be received."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from app.errors import InvalidInput
from app.fees.fee import fee_for

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure
    from app.dossier.events import FeeLine
    from app.fees.rules import Ground

    _Charged = Callable[..., list[FeeLine]]

COUNTS = ("pages", "copies", "cases")
_OTHER_COUNT = 3
"""A count that no charge treats as it treats one."""


class Asked(Struct, frozen=True):
    """What is asked beside persons and papers.

    ``counts`` are those of pages, copies and cases that the fee counts; ``late`` whether it differs
    after the time for registering; ``grounds`` those that exempt from it. ``paper_law`` is, where
    dossiers are taken online only, the text that says so, ``paper_exceptions`` what it excepts.
    """

    counts: tuple[str, ...] = ()
    late: bool = False
    grounds: tuple[Ground, ...] = ()
    paper_law: str = ""
    paper_exceptions: str = ""


def asked_of(
    procedure: Procedure, grounds: Sequence[Ground], on: date, deadline_case: str = ""
) -> Asked:
    """Ask the law itself what makes a difference on ``on``, in a case (its id; empty: usual)."""
    charged = partial(fee_for, procedure, on=on, procedure_case=deadline_case)
    usual, late = charged(), charged(late=True)
    paper_law, paper_exceptions = _paper_law(procedure, on)
    return Asked(
        counts=tuple(count for count in COUNTS if _changes(charged, count, usual)),
        late=usual != late,
        grounds=tuple(
            ground
            for ground in grounds
            if _exempts(charged, ground, usual, is_late=False)
            or _exempts(charged, ground, late, is_late=True)
        ),
        paper_law=paper_law,
        paper_exceptions=paper_exceptions,
    )


def _changes(charged: _Charged, count: str, usual: list[FeeLine]) -> bool:
    pages, copies, cases = (_OTHER_COUNT if name == count else 1 for name in COUNTS)
    return charged(pages=pages, copies=copies, cases=cases) != usual


def _exempts(charged: _Charged, ground: Ground, usual: list[FeeLine], *, is_late: bool) -> bool:
    try:
        return charged(exemption=ground.id, late=is_late) != usual
    except InvalidInput:
        return False


def _paper_law(procedure: Procedure, on: date) -> tuple[str, str]:
    if procedure.reception(on) != "online_only":
        return "", ""
    periods = [one for one in procedure.reception_periods if one.valid_from <= on]
    period = (periods or procedure.reception_periods)[-1]
    return period.basis, period.exceptions
