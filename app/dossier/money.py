"""Money of a dossier: taken, and given back. What is odd, at the desk and at the central."""

from __future__ import annotations

from datetime import timedelta

from app.clock.time import from_iso
from app.dossier.annulment import annulled_refusal
from app.dossier.commands import CollectFee, RefundFee
from app.dossier.official_receipt import check_receipt
from app.dossier.state import Dossier
from app.dossier.text_checks import MAX_NAME, MAX_TEXT, check_filled, check_text
from app.errors import InvalidInput, Refusal

MAX_AMOUNT_DONG = 10_000_000_000
METHODS = ("cash", "transfer")
FUTURE_TOLERANCE = timedelta(minutes=5)


def check_collection(dossier: Dossier, command: CollectFee) -> None:
    """Raise where no such sum can be taken."""
    _check_sum(command.amount, command.method)
    check_text(command.payer, "payer", MAX_NAME)
    if command.official is not None:
        check_receipt(command.official)
    if dossier.annulled is not None:
        raise annulled_refusal(dossier)
    if dossier.code is None:
        raise Refusal("not_registered", "Hồ sơ chưa có mã nên chưa thu phí, lệ phí.")
    owed = dossier.fee_total - dossier.collected
    if command.amount > owed:
        raise Refusal("over_collected", f"Chỉ còn phải thu {max(owed, 0)} đồng.", field="amount")


def check_refund(dossier: Dossier, command: RefundFee) -> None:
    """Raise where no such sum can go back: never more than was taken. Also after the end."""
    body = command.body
    _check_sum(body.amount, body.method)
    check_filled(body.reason, "reason", MAX_TEXT, "Hoàn phí phải ghi lý do.")
    check_text(body.receiver, "receiver", MAX_NAME)
    at = from_iso(body.at, field="at")
    if command.recorded_at and at > (
        from_iso(command.recorded_at, field="recorded_at") + FUTURE_TOLERANCE
    ):
        raise InvalidInput("in_future", "Thời điểm của việc này ở tương lai.", field="at")
    if body.amount > dossier.collected:
        raise Refusal(
            "over_refunded",
            f"Chỉ hoàn được tối đa {max(dossier.collected, 0)} đồng đã thu.",
            field="amount",
        )


def _check_sum(amount: int, method: str) -> None:
    if method not in METHODS:
        raise InvalidInput("bad_method", "Hình thức thu: cash hoặc transfer.", field="method")
    if not 0 < amount <= MAX_AMOUNT_DONG:
        raise InvalidInput("bad_amount", "Số tiền phải là số đồng dương.", field="amount")
