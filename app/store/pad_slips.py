"""The slips of emergency pads: made in one go, each used for one dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.clock.time import to_iso
from app.errors import Refusal
from app.ids import new_id
from app.numbering.pad import PadSlip
from app.store.database import Database


def add(database: Database, references: Sequence[str], now: datetime) -> list[PadSlip]:
    """Keep new slips, inside a transaction."""
    slips = [PadSlip(reference, new_id(now)) for reference in references]
    for slip in slips:
        database.write(
            "INSERT INTO pad_slip (reference, event, made_at) VALUES (?, ?, ?)",
            (slip.reference, slip.event, to_iso(now)),
        )
    return slips


def find(database: Database, reference: str) -> PadSlip:
    """The slip with this reference, unless a dossier has it.

    Its event may also be here without a row that says so: the feed has brought it back to a desk
    that was restored. Raises Refusal (``unknown_pad_slip``, ``pad_slip_used``).
    """
    row = database.row(
        "SELECT event, coalesce(pad_slip.dossier, event.dossier) FROM pad_slip"
        " LEFT JOIN event ON event.id = pad_slip.event WHERE reference = ?",
        (reference,),
    )
    if row is None:
        raise Refusal(
            "unknown_pad_slip",
            f"Quầy này không in phiếu dự phòng số {reference[:40]!r}.",
            field="slip",
            advice="So lại số trên phiếu. Nếu quầy đã khôi phục dữ liệu sau khi in phiếu, nhập hồ"
            " sơ không có số phiếu và ghi số phiếu vào lý do nhập muộn.",
        )
    if row[1] is not None:
        raise Refusal(
            "pad_slip_used",
            f"Phiếu {reference} đã nhập vào hồ sơ {_name(database, row[1])}.",
            field="slip",
            advice="Mỗi phiếu chỉ nhập một lần; mở hồ sơ đó để xem.",
        )
    return PadSlip(reference, row[0])


def use(database: Database, reference: str, dossier: str) -> PadSlip:
    """The slip is this dossier's, inside a transaction; raises as ``find``."""
    slip = find(database, reference)
    database.write("UPDATE pad_slip SET dossier = ? WHERE reference = ?", (dossier, reference))
    return slip


def _name(database: Database, dossier: str) -> str:
    row = database.row("SELECT coalesce(code, reference) FROM dossier WHERE id = ?", (dossier,))
    return dossier if row is None else str(row[0])
