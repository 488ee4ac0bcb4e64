"""What the law of the day of receipt has made of a dossier, frozen into its events."""

from __future__ import annotations

from msgspec import Struct


class FrozenDeadline(Struct, frozen=True, omit_defaults=True):
    """The time limit as data, so that it can be counted anew; values of ``DeadlineRule``."""

    unit: str
    amount: int = 1
    cutoff_15h: str = "none"


class FrozenProcedure(Struct, frozen=True):
    """The version of the procedure that the dossier was received under; never changes.

    ``deadline`` are the words of the receipt, ``rule`` the same as data (None where the law sets
    no time, and in dossiers registered before rules were frozen).
    """

    code: str
    name: str
    field: str
    valid_from: str
    legal_basis: list[str]
    deadline: str
    immediate: bool = False
    rule: FrozenDeadline | None = None


class FeeLine(Struct, frozen=True):
    """One charge in whole đồng; ``kind`` is ``phi`` or ``le_phi``."""

    name: str
    kind: str
    amount: int
