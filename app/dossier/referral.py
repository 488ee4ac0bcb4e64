"""What was set aside goes to the supervisor (Lãnh đạo Trung tâm) with a note: ``referred``."""

from __future__ import annotations

from app.clock.time import from_iso
from app.dossier.commands import Refer
from app.dossier.text_checks import MAX_NAME, MAX_TEXT, check_filled, check_text


def check_referral(command: Refer) -> None:
    """Raise InvalidInput where a field is wrong; whatever became of the dossier, it can be told."""
    body = command.body
    from_iso(body.at, field="at")
    check_filled(body.note, "note", MAX_TEXT, "Chưa ghi lời chuyển cho Lãnh đạo Trung tâm.")
    check_filled(body.event, "id", MAX_NAME, "Chưa chọn việc nào cần xử lý.")
    check_text(body.what, "what", MAX_NAME)
    check_text(body.code, "code", MAX_NAME)
    check_text(body.detail, "detail", MAX_TEXT)
