"""Print a pad of emergency slips: reserve their references, sign their marks (docs/adr/0023)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.accounts.roles import Act
from app.numbering.pad import check_pad_size
from app.numbering.receipt_mark import qr_text, sign_mark

if TYPE_CHECKING:
    from app.reception.desk import Desk


@dataclass(frozen=True, slots=True)
class PadSlipOnPaper:
    """What is printed of a slip: the desk's own ``reference``, and the text of its signed QR."""

    reference: str
    qr_text: str


def make_pad(desk: Desk, count: int) -> list[PadSlipOnPaper]:
    """``count`` (1 to 100) new slips, kept durably before anything can be printed.

    A slip that is never used costs nothing but its reference. Raises InvalidInput
    (``out_of_range``) and Refusal (``not_permitted``, ``not_enrolled``, ``must_succeed``).
    """
    desk.must(Act.RECEIVE)
    check_pad_size(count)
    installation = desk.enrolled()
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        slips = transaction.reserve_pad(count)
        transaction.audit(
            "emergency_pad",
            "",
            {"first": slips[0].reference, "last": slips[-1].reference, "count": count},
        )
    return [
        PadSlipOnPaper(
            slip.reference,
            qr_text(
                installation.lookup_host,
                slip.reference,
                sign_mark(
                    slip.reference,
                    slip.event,
                    installation.installation,
                    installation.key_id,
                    installation.private_key,
                ),
            ),
        )
        for slip in slips
    ]
