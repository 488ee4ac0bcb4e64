"""What happens to a dossier between its number and its result (NĐ 118/2025 Đ.16, 19, 21).

Facts have happened in the world; an extension, a closing and a stop are requests (docs/adr/0016).
Times are ISO 8601. ``at`` is when it happened, never when it was typed. Words such as ``stage`` and
``cause`` are checked where they are decided: one that a newer desk knows must stay readable here.
"""

from __future__ import annotations

from typing import ClassVar

from app.dossier.body import Body, Due

DESK, APPRAISAL = "desk", "appraisal"
STAGES = (DESK, APPRAISAL)
VERIFICATION, OBLIGATION = "verification", "obligation"
CAUSES = (VERIFICATION, OBLIGATION)
OUTCOMES = ("granted", "refused")


class SupplementRequested(Body, frozen=True, kw_only=True):
    """Papers are missing or wrong (phiếu yêu cầu bổ sung), all of them at once.

    ``stage`` is ``desk`` before the number (Đ.16.3), ``appraisal`` after it (Đ.19.5); there
    ``until`` is the last day for completing (ISO date), after which the desk may close.
    ``override_reason`` says why it was asked a second time.
    """

    TYPE: ClassVar[str] = "supplement_requested"
    stage: str
    items: list[str]
    reason: str
    at: str
    until: str = ""
    override_reason: str = ""
    salt: str = ""


class Supplemented(Body, frozen=True, kw_only=True):
    """All that was asked for is there. ``due`` is counted anew after an appraisal, else None;
    ``still`` and ``under`` as in ``Resumed``."""

    TYPE: ClassVar[str] = "supplemented"
    at: str
    due: Due | None = None
    still: bool = False
    under: str = ""
    salt: str = ""


class Suspended(Body, frozen=True, kw_only=True):
    """The clock stands still: ``verification`` by ``agency``, or an ``obligation`` of ``amount``
    đồng that the citizen has to meet first."""

    TYPE: ClassVar[str] = "suspended"
    cause: str
    at: str
    agency: str = ""
    reason: str = ""
    amount: int | None = None
    salt: str = ""


class Resumed(Body, frozen=True, kw_only=True):
    """What the clock stood still for is done. Where something else keeps it ``still``, ``due``
    counts once that is over, unless the date which came with its end is later. ``under`` is the
    ``procedure_changed`` by whose time limit ``due`` was counted; empty: by the registration's."""

    TYPE: ClassVar[str] = "resumed"
    cause: str
    at: str
    due: Due | None = None
    still: bool = False
    under: str = ""
    salt: str = ""


class Extended(Body, frozen=True, kw_only=True):
    """The due time was put off, once; ``at`` is when that was announced (Đ.19.6)."""

    TYPE: ClassVar[str] = "extended"
    at: str
    to: str
    reason: str
    signer: str
    salt: str = ""


class Apologised(Body, frozen=True, kw_only=True):
    """The agency apologised and promised ``new_due``; the due time stays what it was."""

    TYPE: ClassVar[str] = "apologised"
    at: str
    new_due: str
    reason: str
    signer: str
    salt: str = ""


class Resolved(Body, frozen=True, kw_only=True):
    """There is a result: ``granted``, or ``refused`` after appraisal (Đ.19.3)."""

    TYPE: ClassVar[str] = "resolved"
    at: str
    outcome: str
    note: str = ""
    salt: str = ""


class Closed(Body, frozen=True, kw_only=True):
    """Not completed in 15 days: the desk closed it (Đ.19.5)."""

    TYPE: ClassVar[str] = "closed"
    at: str
    reason: str
    salt: str = ""


class Stopped(Body, frozen=True, kw_only=True):
    """The citizen asked to stop while there was no decision (Đ.21)."""

    TYPE: ClassVar[str] = "stopped"
    at: str
    reason: str
    salt: str = ""


ProcessingBody = (
    SupplementRequested
    | Supplemented
    | Suspended
    | Resumed
    | Extended
    | Apologised
    | Resolved
    | Closed
    | Stopped
)

FACTS = (SupplementRequested, Supplemented, Suspended, Resumed, Apologised, Resolved)
REQUESTS = (Extended, Closed, Stopped)
