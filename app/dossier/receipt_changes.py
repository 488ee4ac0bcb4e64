"""A receipt is replaced or void: what is forbidden, and what it changes (docs/adr/0030)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TypeVar

import msgspec

from app.clock.time import from_iso
from app.dossier.annulment import annulled_refusal
from app.dossier.commands import Annul, ChangeProcedure
from app.dossier.course import in_order
from app.dossier.events import Printed
from app.dossier.happening import Happening, moment_of
from app.dossier.processing import settled
from app.dossier.processing_events import Apologised, Extended
from app.dossier.receipt_events import Annulled, ProcedureChanged
from app.dossier.state import Annulment, Dossier, ReplacedReceipt, Stage
from app.dossier.text_checks import MAX_NAME, MAX_TEXT, check_filled, check_text
from app.errors import InvalidInput, Refusal

_Kind = TypeVar("_Kind")

MAX_REPLACED = 20
"""How often a dossier's receipt can be replaced."""
MAX_FEE_LINES = 100
MAX_AMOUNT_DONG = 10_000_000_000
FUTURE_TOLERANCE = timedelta(minutes=5)
_OF_THE_OLD_LIMIT = frozenset({Extended.TYPE, Apologised.TYPE})
"""What was said of the date before: the new receipt has another one."""
_RENEWED = ("receipt", "replaced")
"""The papers that are made anew (``print FORM``), with their own day and number."""


def check_change(dossier: Dossier, command: ChangeProcedure) -> None:
    """Raise where the procedure can't be changed, or not any more in this way."""
    body = command.body
    check_living(dossier)
    _check_undecided(dossier)
    _check_fields(body)
    _check_moment(dossier, body.at, command.recorded_at)
    if body.replaces != dossier.receipt_event:
        raise Refusal(
            "changed_meanwhile",
            f"Thủ tục của hồ sơ đã được đổi thành “{_procedure(dossier)}” ở nơi khác.",
            field="to",
            advice="Mở lại hồ sơ, xem thủ tục mới rồi đổi lại nếu vẫn cần.",
        )
    if (body.procedure.code, body.deadline_case) == _known(dossier):
        raise InvalidInput("same_procedure", "Hồ sơ đang theo đúng thủ tục này.", field="to")
    if _likeness(body.happenings) != _likeness(carried_over(dossier)):
        raise Refusal(
            "changed_meanwhile",
            "Việc giải quyết hồ sơ vừa được ghi thêm ở nơi khác nên ngày hẹn mới không còn đúng.",
            advice="Đổi thủ tục lại để tính lại ngày hẹn.",
        )
    received = moment_of(dossier.received_at)
    due = None if body.due.at is None else from_iso(body.due.at, field="due")
    if due is not None and received is not None and due < received:
        raise InvalidInput("due_before_receipt", "Ngày hẹn trước ngày nhận.", field="due")
    if len(dossier.replaced) >= MAX_REPLACED:
        raise Refusal("too_many", f"Hồ sơ đã đổi thủ tục {MAX_REPLACED} lần.")


def check_annulment(dossier: Dossier, command: Annul) -> None:
    """Raise where the dossier can't be annulled."""
    body = command.body
    check_living(dossier)
    if dossier.stage is Stage.RESOLVED:
        raise Refusal("already_resolved", "Hồ sơ đã có kết quả giải quyết nên không hủy được.")
    _check_nothing_certified(dossier)
    check_filled(body.reason, "reason", MAX_TEXT, "Hủy hồ sơ phải ghi lý do.")
    check_text(body.instead, "instead", MAX_NAME)
    _check_moment(dossier, body.at, command.recorded_at)
    if body.instead and body.instead in {dossier.code, dossier.reference, dossier.id}:
        raise InvalidInput("same_dossier", "Hồ sơ không thay được cho chính nó.", field="instead")
    if command.instead is not None and command.instead.annulled is not None:
        raise Refusal(
            "instead_annulled",
            f"Hồ sơ thay thế {body.instead} đã bị hủy{_when(command.instead.annulled.at)}.",
            field="instead",
            advice="Chọn hồ sơ khác thay thế, hoặc giữ hồ sơ này.",
        )


def check_living(dossier: Dossier) -> None:
    """Raise Refusal where the dossier has no number yet, or has ended but for its result."""
    if dossier.annulled is not None:
        raise annulled_refusal(dossier)
    match dossier.stage:
        case Stage.RETURNED:
            raise Refusal("already_returned", f"Kết quả đã trả{_when(dossier.returned_at)}.")
        case Stage.REFUSED | Stage.WITHDRAWN | Stage.STOPPED:
            raise Refusal("ended", "Hồ sơ đã kết thúc nên không ghi được việc này.")
    if dossier.code is None:
        raise Refusal(
            "not_registered",
            "Hồ sơ chưa có mã, chưa có giấy tiếp nhận để thay hay hủy.",
            advice="Từ chối tiếp nhận rồi tiếp nhận lại cho đúng.",
        )


def carried_over(dossier: Dossier) -> list[Happening]:
    """What has happened that counts under another time limit, too; in the order of the times."""
    return [each for each in in_order(dossier.happenings) if each.what not in _OF_THE_OLD_LIMIT]


def after_change(dossier: Dossier, body: ProcedureChanged, event: str) -> Dossier:
    """The state with the right procedure and a receipt that is not printed yet. Never raises."""
    application = dossier.application
    if dossier.code is None or application is None or len(dossier.replaced) >= MAX_REPLACED:
        return dossier
    old = ReplacedReceipt(
        event=dossier.receipt_event or "",
        by=event,
        at=body.at,
        reason=body.reason,
        number=dossier.paper_numbers.get("receipt", ""),
        printed_at=dossier.first_printed.get("receipt", ""),
    )
    changed = msgspec.structs.replace(
        dossier,
        application=msgspec.structs.replace(
            application,
            procedure=body.procedure.code,
            deadline_case=body.deadline_case,
            exemption=body.exemption,
        ),
        procedure=body.procedure,
        due=body.due,
        first_due=body.due,
        fees=tuple(body.fees),
        happenings=tuple(body.happenings),
        replaced=(*dossier.replaced, old),
        prints=_renewed(dossier.prints),
        first_printed=_renewed(dossier.first_printed),
        paper_numbers=_renewed(dossier.paper_numbers),
    )
    return settled(changed)


def after_annulment(dossier: Dossier, body: Annulled) -> Dossier:
    """The state in which no receipt counts; a result that was given out before stays."""
    if dossier.annulled is not None or dossier.stage is Stage.RETURNED:
        return dossier
    annulment = Annulment(at=body.at, reason=body.reason, instead=body.instead)
    return settled(msgspec.structs.replace(dossier, stage=Stage.ANNULLED, annulled=annulment))


def is_of_old_receipt(dossier: Dossier, stands_for: str) -> bool:
    """Whether a receipt that ``stands_for`` this event (empty: the first) counts no more."""
    return bool(dossier.replaced) and stands_for != dossier.receipt_event


def check_receipt_printed(dossier: Dossier | None, body: Printed) -> None:
    """Raise Refusal where a receipt was printed that counts no more (at a desk that did not know).

    Codes: ``annulled``, ``receipt_replaced``.
    """
    if dossier is None:
        return
    if dossier.annulled is not None:
        raise annulled_refusal(dossier)
    if is_of_old_receipt(dossier, body.stands_for):
        last = dossier.replaced[-1]
        raise Refusal(
            "receipt_replaced",
            f"Giấy tiếp nhận vừa in đã được thay{_when(last.at)}: {last.reason[:200]}",
            advice="Thu hồi giấy đó, in giấy tiếp nhận mới.",
        )


def _check_undecided(dossier: Dossier) -> None:
    if dossier.stage is Stage.RESOLVED:
        raise Refusal(
            "already_resolved", "Hồ sơ đã có kết quả giải quyết nên không đổi thủ tục được."
        )
    _check_nothing_certified(dossier)
    if dossier.clock_stands:
        raise Refusal(
            "clock_stands",
            "Thời hạn đang tạm dừng nên chưa có ngày hẹn cho giấy tiếp nhận mới.",
            advice="Ghi đã bổ sung hoặc hết tạm dừng rồi đổi thủ tục.",
        )


def _check_nothing_certified(dossier: Dossier) -> None:
    if dossier.certified:
        raise Refusal(
            "already_certified",
            "Hồ sơ đã có giấy tờ được chứng thực, đã vào sổ chứng thực.",
            advice="Trả kết quả chứng thực; việc khác thì tiếp nhận hồ sơ mới.",
        )


def _check_fields(body: ProcedureChanged) -> None:
    check_filled(body.reason, "reason", MAX_TEXT, "Đổi thủ tục phải ghi lý do.")
    check_filled(body.procedure.code, "to", MAX_NAME, "Chưa chọn thủ tục đúng.")
    check_text(body.deadline_case, "case", MAX_NAME)
    check_text(body.exemption, "exemption", MAX_NAME)
    if len(body.fees) > MAX_FEE_LINES:
        raise InvalidInput("too_many", "Quá nhiều khoản thu.", field="fees")
    if any(not 0 <= line.amount <= MAX_AMOUNT_DONG for line in body.fees):
        raise InvalidInput("bad_amount", "Mức thu phải là số đồng không âm.", field="fees")


def _check_moment(dossier: Dossier, text: str, recorded_at: str) -> None:
    at = from_iso(text, field="at")
    received = moment_of(dossier.received_at)
    if received is not None and at < received:
        raise InvalidInput(
            "before_receipt",
            f"Việc này xảy ra trước khi nhận hồ sơ{_when(dossier.received_at)}.",
            field="at",
            advice="Ghi lại thời điểm của việc này.",
        )
    if recorded_at and at > from_iso(recorded_at, field="recorded_at") + FUTURE_TOLERANCE:
        raise InvalidInput("in_future", "Thời điểm của việc này ở tương lai.", field="at")


def _known(dossier: Dossier) -> tuple[str, str]:
    application, procedure = dossier.application, dossier.procedure
    case = "" if application is None else application.deadline_case
    return ("" if procedure is None else procedure.code), case


def _procedure(dossier: Dossier) -> str:
    return "" if dossier.procedure is None else dossier.procedure.name[:80]


def _likeness(happenings: Iterable[Happening]) -> list[tuple[str, str, str, str]]:
    return [(each.what, each.at, each.stage, each.cause) for each in in_order(happenings)]


def _renewed(known: dict[str, _Kind]) -> dict[str, _Kind]:
    return {form: value for form, value in known.items() if form not in _RENEWED}


def _when(text: str) -> str:
    at = moment_of(text)
    return "" if at is None else f" lúc {at:%H:%M %d/%m/%Y}"
