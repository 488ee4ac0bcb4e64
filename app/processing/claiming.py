"""Whether another desk is handing out the same result at this moment (docs/adr/0028).

The desk asks ahead, when a dossier is opened for handing out, and never waits: what the line
brings until the officer needs it counts. Without an answer the act goes on, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act
from app.clock.time import from_iso
from app.deadlines.clock_face import Problem
from app.dossier.desk_events import ResultReturned
from app.dossier.text_checks import MAX_TEXT, check_text
from app.errors import InvalidInput, Refusal
from app.store.claims import RETURN_RESULT

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.store.transaction import Transaction

GRANTED, REFUSED, UNKNOWN, NOT_NEEDED = "granted", "refused", "unknown", "not_needed"


class ClaimStanding(Struct, frozen=True):
    """``granted``: nobody else hands it out now. ``refused``: another desk does, or has;
    ``message`` says which, and since when. ``unknown``: the central has not answered.
    ``not_needed``: it is done here while the citizen waits, no other desk has had it."""

    state: str
    message: str = ""


_UNKNOWN = ClaimStanding(
    UNKNOWN,
    "Chưa hỏi được hệ thống trung tâm xem quầy khác có đang trả kết quả này không:"
    " giữ lại giấy tiếp nhận bản giấy.",
)


def claim_for(desk: Desk, name: str) -> ClaimStanding:
    """Ask for the right to hand out the result of this dossier; what is known by now.

    Asking again is the same question; the answer comes with the line. Raises InvalidInput
    (``no_dossier``), Refusal (``not_permitted``).
    """
    desk.must(Act.RECEIVE)
    dossier = desk.dossier(name)
    standing = claim_standing(desk, dossier)
    if standing.state != NOT_NEEDED and desk.store.installation is not None:
        desk.store.claims.ask(RETURN_RESULT, dossier.id, desk.clock.now())
    return standing


def give_back_claim(desk: Desk, name: str) -> bool:
    """The result is not handed out after all: others may; whether there was anything to give back.

    Raises as ``claim_for``.
    """
    desk.must(Act.RECEIVE)
    return desk.store.claims.give_back(RETURN_RESULT, desk.find(name))


def claim_standing(desk: Desk, dossier: Dossier) -> ClaimStanding:
    """What this desk knows of the claim now; nothing is asked."""
    if _is_done_here(desk, dossier):
        return ClaimStanding(NOT_NEEDED)
    known = desk.store.claims.present(RETURN_RESULT, dossier.id, desk.clock.now())
    if known is None or desk.store.must_succeed:
        return _UNKNOWN
    if known.state == GRANTED:
        return ClaimStanding(GRANTED)
    # One that is asked anew still says what the central said last.
    return ClaimStanding(REFUSED, known.reason) if known.reason else _UNKNOWN


def use_claim(desk: Desk, transaction: Transaction, dossier: Dossier, anyway: str) -> ClaimStanding:
    """Inside the transaction that records the handing out: what stood in its way, if anything.

    Raises Refusal (``claimed_elsewhere``) where another desk has it and no reason is given to go
    on ``anyway``; the reason is logged. InvalidInput (``too_long``).
    """
    check_text(anyway, "anyway", MAX_TEXT)
    standing = claim_standing(desk, dossier)
    if standing.state == REFUSED and not anyway.strip():
        raise Refusal(
            "claimed_elsewhere",
            standing.message,
            field="anyway",
            advice="Hỏi quầy đó. Nếu vẫn phải trả cho công dân đang ở đây thì ghi lý do.",
        )
    if anyway.strip():
        detail = {"reason": anyway.strip(), "claim": standing.state, "told": standing.message}
        transaction.audit("returned_anyway", dossier.id, detail)
    transaction.use_claim(RETURN_RESULT, dossier.id)
    return standing


def claim_warnings(standing: ClaimStanding, body: ResultReturned) -> Iterator[Problem]:
    """What the officer should know of what was handed out nevertheless."""
    codes = {REFUSED: "claimed_elsewhere", UNKNOWN: "not_claimed"}
    if standing.state in codes:
        code = codes[standing.state]
        yield Problem(body.TYPE, body.at, code, standing.message, counted=True)


def _is_done_here(desk: Desk, dossier: Dossier) -> bool:
    """Whether the citizen waits for it: the papers have never left this desk."""
    immediate = dossier.procedure is not None and dossier.procedure.immediate
    if not (immediate or dossier.certified):
        return False
    try:
        received = from_iso(dossier.received_at)
    except InvalidInput:
        return False
    today = desk.clock.now().date()
    return received.date() == today and all(each.own for each in desk.store.events(dossier.id))
