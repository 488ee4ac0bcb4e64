"""What the paper in the citizen's hand stands for (docs/adr/0030)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.dossier.happening import moment_of
from app.dossier.state import Dossier, ReplacedReceipt


class Standing(StrEnum):
    """How a scanned paper stands, as far as a desk can say."""

    VALID = "valid"
    REPLACED = "replaced"
    ANNULLED = "annulled"
    UNKNOWN = "unknown"


class ReceiptStanding(Struct, frozen=True):
    """``told`` is a sentence that can be read out, in Vietnamese; ``by`` the dossier that takes the
    place of an annulled one ("" where there is none)."""

    standing: Standing
    told: str
    by: str = ""


def receipt_standing(
    dossier: Dossier | None, scanned: str, event_id: str | None, *, genuine: bool | None = None
) -> ReceiptStanding:
    """How the paper stands that bears the code or reference ``scanned``.

    ``event_id`` is what its QR says that it stands for; None for a bare code, which every receipt
    of the dossier bears. ``dossier`` is None where this desk does not know it; ``genuine`` as in
    ``receipt_mark.check``.
    """
    if genuine is False:
        return ReceiptStanding(Standing.UNKNOWN, "Mã QR này không do quầy nào ký: xem giấy kỹ.")
    if dossier is None:
        return ReceiptStanding(Standing.UNKNOWN, "Quầy này chưa có hồ sơ của mã này.")
    if dossier.annulled is not None:
        return _annulled(dossier)
    if dossier.code is not None and scanned == dossier.reference:
        told = f"Phiếu chờ cấp mã đã được thay: hồ sơ có mã {dossier.code}."
        return ReceiptStanding(Standing.REPLACED, told)
    if event_id is None:
        return _of_bare_code(dossier)
    return _of_event(dossier, event_id)


def _of_event(dossier: Dossier, event_id: str) -> ReceiptStanding:
    if event_id in {dossier.receipt_event, dossier.opened_event}:
        return _valid(dossier)
    old = next((one for one in dossier.replaced if one.event == event_id), None)
    if old is not None:
        return ReceiptStanding(Standing.REPLACED, _replaced(old))
    told = "Giấy này không theo việc nào đã được chấp nhận của hồ sơ: in lại giấy tiếp nhận."
    return ReceiptStanding(Standing.UNKNOWN, told)


def _annulled(dossier: Dossier) -> ReceiptStanding:
    annulled = dossier.annulled
    assert annulled is not None
    told = f"Hồ sơ đã bị hủy{_day(annulled.at)}: {annulled.reason[:200]}. Giấy không còn giá trị."
    if annulled.instead:
        told = f"{told} Hồ sơ thay thế: {annulled.instead}."
    return ReceiptStanding(Standing.ANNULLED, told, by=annulled.instead)


def _valid(dossier: Dossier) -> ReceiptStanding:
    if dossier.code is None:
        return ReceiptStanding(Standing.VALID, "Phiếu tiếp nhận còn giá trị, hồ sơ chờ cấp mã.")
    return ReceiptStanding(Standing.VALID, "Giấy tiếp nhận còn giá trị.")


def _of_bare_code(dossier: Dossier) -> ReceiptStanding:
    """Old and new receipt bear the same code: until the new one is printed, it is the old one."""
    if not dossier.replaced:
        return _valid(dossier)
    last = dossier.replaced[-1]
    if "receipt" not in dossier.prints:
        return ReceiptStanding(Standing.REPLACED, f"{_replaced(last)} Giấy mới chưa in.")
    told = f"Hồ sơ đã thay giấy tiếp nhận{_day(last.at)}: quét mã QR để biết đây là giấy nào."
    return ReceiptStanding(Standing.UNKNOWN, told)


def _replaced(old: ReplacedReceipt) -> str:
    return f"Giấy tiếp nhận này đã được thay{_day(old.at)}: {old.reason[:200]}."


def _day(text: str) -> str:
    at = moment_of(text)
    return "" if at is None else f" ngày {at:%d/%m/%Y}"
