"""A dossier under the wrong procedure gets the right one: everything is counted anew.

Procedure version, due time and fees are those of the day of receipt; what has happened since still
counts, by the new time limit. The code stays; the receipt is replaced (docs/adr/0030).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from app.accounts.roles import Act
from app.clock.time import from_iso, to_iso
from app.deadlines.clock_face import Problem
from app.dossier.commands import ChangeProcedure
from app.dossier.decide import check_reception
from app.dossier.receipt_changes import check_living
from app.dossier.receipt_events import ProcedureChanged
from app.errors import InvalidInput, Refusal
from app.processing.performing import Processed, processed, record
from app.processing.recounting import recounted
from app.processing.undecided import check_decided
from app.reception.law import Law, law_of
from app.reception.resolver import resolver_of

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure
    from app.dossier.application import Application
    from app.dossier.state import Dossier
    from app.reception.desk import Desk


def change_procedure(
    desk: Desk, name: str, to: str, reason: str, *, case: str = "", at: datetime | None = None
) -> Processed:
    """Ask for the procedure ``to`` (its code), in the ``case`` of its time limit, if one is named.

    Raises as ``perform``; also InvalidInput (``unknown_procedure``, ``calendar_unknown`` …) where
    the law of the day of receipt does not have it, and Refusal (``other_agency``, ``undecided``).
    """
    desk.must(Act.CORRECT)
    moment = to_iso(at or desk.clock.now())

    def acts(dossier: Dossier) -> list[ChangeProcedure]:
        check_living(dossier)
        check_decided(desk, dossier)
        change = _change(desk, dossier, to.strip(), case.strip(), moment)
        return [ChangeProcedure(msgspec.structs.replace(change, reason=reason))]

    known = desk.find(name)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        before, after = record(desk, transaction, known, acts)
    done = processed(desk, before, after)
    return Processed(
        done.dossier, done.clock, [*done.warnings, *_warnings(desk, before, after, moment)]
    )


def _change(desk: Desk, dossier: Dossier, to: str, case: str, moment: str) -> ProcedureChanged:
    received = from_iso(dossier.received_at)
    procedure = desk.catalogue.procedure(to, received.date())
    application = dossier.application
    assert application is not None  # it has its number
    _check_agency(desk, application, procedure, received)
    wanted = msgspec.structs.replace(application, procedure=to, deadline_case=case)
    check_reception(wanted, received.date(), desk.catalogue)
    wanted, law = _law(desk, wanted, received)
    happenings, due = recounted(
        dossier, law.procedure, law.due, desk.catalogue, desk.calendar, desk.clock.now()
    )
    return ProcedureChanged(
        at=moment,
        reason="",
        old=application.procedure,
        replaces=dossier.receipt_event or "",
        procedure=law.procedure,
        due=due,
        fees=law.fees,
        deadline_case=case,
        exemption=wanted.exemption,
        happenings=happenings,
    )


def _check_agency(
    desk: Desk, application: Application, procedure: Procedure, received: datetime
) -> None:
    """The code names who resolves it, and never changes."""
    if resolver_of(desk, procedure, received.date()) != application.resolver:
        raise Refusal(
            "other_agency",
            "Thủ tục này do cơ quan khác giải quyết, mà mã hồ sơ đã cấp theo cơ quan cũ.",
            field="to",
            advice="Tiếp nhận hồ sơ mới rồi hủy hồ sơ này, ghi mã hồ sơ thay thế.",
        )


def _law(desk: Desk, application: Application, received: datetime) -> tuple[Application, Law]:
    """A ground of exemption that the right procedure does not have is dropped."""
    try:
        return application, law_of(desk.catalogue, desk.calendar, application, received)
    except InvalidInput as error:
        if error.field != "exemption":
            raise
    without = msgspec.structs.replace(application, exemption="")
    return without, law_of(desk.catalogue, desk.calendar, without, received)


def _warnings(desk: Desk, before: Dossier, after: Dossier, moment: str) -> Iterator[Problem]:
    """What the officer has to do now: money, papers, the new receipt."""
    rest = after.fee_total - after.collected
    if rest > 0:
        yield _problem(moment, "fee_owed", f"Theo thủ tục đúng còn phải thu {rest} đồng.")
    if rest < 0:
        yield _problem(
            moment, "fee_to_refund", f"Đã thu thừa {-rest} đồng so với thủ tục đúng: hoàn lại."
        )
    exempted, exempts = before.application, after.application
    if exempted and exempts and exempted.exemption != exempts.exemption:
        message = "Thủ tục đúng không miễn theo lý do đã ghi."
        yield _problem(moment, "exemption_not_applicable", message)
    missing = _missing(desk, after)
    if missing:
        named = "; ".join(missing)
        yield _problem(moment, "components_missing", f"Thủ tục đúng còn cần: {named[:500]}.")
    yield _problem(moment, "receipt_replaced", "Thu hồi giấy tiếp nhận cũ, in giấy tiếp nhận mới.")


def _missing(desk: Desk, dossier: Dossier) -> list[str]:
    """Papers that the right procedure always asks for and that nobody has ticked."""
    application, procedure = dossier.application, dossier.procedure
    if application is None or procedure is None:
        return []
    given = {each.component for each in application.components}
    wanted = desk.catalogue.procedure(procedure.code, from_iso(dossier.received_at).date())
    return [
        each.name
        for each in wanted.components
        if each.required and not each.condition and each.id not in given
    ]


def _problem(at: str, code: str, message: str) -> Problem:
    return Problem(ProcedureChanged.TYPE, at, code, message, counted=True)
