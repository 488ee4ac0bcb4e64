"""What a procedure makes the form ask: only what changes what is to be paid or may be received."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from app.errors import InvalidInput
from app.fees.fee import fee_for

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure
    from app.dossier.events import FeeLine
    from app.fees.rules import Ground

COUNTS = ("pages", "copies", "cases")
_OTHER_COUNT = 3
"""A count that no charge treats as it treats one."""


class Asked(Struct, frozen=True):
    """What is asked beside persons and papers.

    ``counts`` are those of pages, copies and cases that the fee counts; ``late`` whether it differs
    after the time for registering; ``grounds`` those that exempt from it. ``paper_law`` says, where
    dossiers are taken online only, by which text, and which exceptions it has.
    """

    counts: tuple[str, ...] = ()
    late: bool = False
    grounds: tuple[Ground, ...] = ()
    paper_law: str = ""


def asked_of(procedure: Procedure, grounds: Sequence[Ground], on: date) -> Asked:
    """Ask the law itself what makes a difference on ``on``."""
    usual, late = fee_for(procedure, on=on), fee_for(procedure, on=on, late=True)
    return Asked(
        counts=tuple(count for count in COUNTS if _changes(procedure, on, count, usual)),
        late=usual != late,
        grounds=tuple(
            ground
            for ground in grounds
            if _exempts(procedure, on, ground, usual, is_late=False)
            or _exempts(procedure, on, ground, late, is_late=True)
        ),
        paper_law=_paper_law(procedure, on),
    )


def _changes(procedure: Procedure, on: date, count: str, usual: list[FeeLine]) -> bool:
    pages, copies, cases = (_OTHER_COUNT if name == count else 1 for name in COUNTS)
    return fee_for(procedure, on=on, pages=pages, copies=copies, cases=cases) != usual


def _exempts(
    procedure: Procedure, on: date, ground: Ground, usual: list[FeeLine], *, is_late: bool
) -> bool:
    try:
        return fee_for(procedure, on=on, exemption=ground.id, late=is_late) != usual
    except InvalidInput:
        return False


def _paper_law(procedure: Procedure, on: date) -> str:
    if procedure.reception(on) != "online_only":
        return ""
    periods = [one for one in procedure.reception_periods if one.valid_from <= on]
    period = (periods or procedure.reception_periods)[-1]
    return f"{period.basis}. {period.exceptions}".rstrip(". ") + "."
