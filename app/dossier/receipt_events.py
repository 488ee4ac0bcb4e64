"""What becomes of a receipt that is out: replaced, or void. Requests (docs/adr/0030).

Times are ISO 8601; ``at`` is when it happened, never when it was typed.
"""

from __future__ import annotations

from typing import ClassVar

from app.dossier.body import Body, Due
from app.dossier.frozen_law import FeeLine, FrozenProcedure
from app.dossier.happening import Happening


class ProcedureChanged(Body, frozen=True, kw_only=True):
    """The dossier was received under the wrong procedure; its code stays, its receipt is replaced.

    ``procedure``, ``due`` and ``fees`` are those of the right one, by the same day of receipt;
    ``due`` is what the new receipt says. ``happenings`` are the dossier's so far with their dates
    counted by the new time limit; ``exemption`` is the ground of exemption that still holds.
    ``old`` is the code of the procedure before, ``replaces`` the event that the old receipt stands
    for: where another one counts meanwhile, the request is set aside.
    """

    TYPE: ClassVar[str] = "procedure_changed"
    at: str
    reason: str
    old: str
    replaces: str
    procedure: FrozenProcedure
    due: Due
    fees: list[FeeLine]
    deadline_case: str = ""
    exemption: str = ""
    happenings: tuple[Happening, ...] = ()
    salt: str = ""


class Annulled(Body, frozen=True, kw_only=True):
    """The dossier should never have had its number (entered twice, the wrong agency).

    ``instead`` is the code of the dossier that takes its place; empty where there is none.
    """

    TYPE: ClassVar[str] = "annulled"
    at: str
    reason: str
    instead: str = ""
    salt: str = ""


ReceiptBody = ProcedureChanged | Annulled

RECEIPT_REQUESTS = (ProcedureChanged, Annulled)
