"""What waits for the central's word must not be built upon: one request after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.dossier.receipt_events import Annulled, ProcedureChanged
from app.errors import Refusal
from app.store.records import EventState

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk

_UNDECIDED = frozenset({ProcedureChanged.TYPE, Annulled.TYPE})


def check_decided(desk: Desk, dossier: Dossier) -> None:
    """Raise Refusal (``undecided``) while the central has not answered what replaces a receipt."""
    for entry in desk.store.outbox.list(EventState.PENDING, dossier=dossier.id):
        if entry.type in _UNDECIDED:
            raise Refusal(
                "undecided",
                "Yêu cầu đổi thủ tục hoặc hủy trước đó chưa được hệ thống trung tâm trả lời.",
                advice="Chờ gửi xong (xem Hàng chờ gửi) rồi làm lại.",
            )
