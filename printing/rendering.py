"""A dossier's papers as PDF, as its state, the law's data and the desk have them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.clock.time import from_iso
from app.deadlines.due import due_at
from app.errors import InvalidInput, Refusal
from app.numbering.receipt_mark import sign_mark
from printing.forms import receipt, unnumbered_slip
from printing.from_dossier import desk_on_paper, receipt_paper
from printing.from_dossier import unnumbered_slip as slip_paper
from printing.papers import DeskOnPaper, RenderedPaper

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.store.installation import Installation

SIZES = ("A4", "A5")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be rendered: ``form`` of ``dossier`` for the ``nth`` time.

    ``preview``: marked as one, and without the QR that would make it a receipt.
    """

    dossier: Dossier
    form: str
    size: str
    nth: int
    preview: bool = False


def check_order(form: str, size: str) -> None:
    """Raises InvalidInput (``unknown_form``, ``unknown_size``) where there is no such paper."""
    if form not in _FORMS:
        raise InvalidInput(
            "unknown_form", f"Chưa in được mẫu {form[:40]!r}: {', '.join(_FORMS)}.", field="form"
        )
    if size not in SIZES:
        raise InvalidInput("unknown_size", f"Khổ giấy: {', '.join(SIZES)}.", field="size")


def render(
    desk: Desk, dossier: Dossier, form: str, *, size: str = "A4", preview: bool = False
) -> tuple[RenderedPaper, int]:
    """The paper, and the how manyeth printing it says it is (from 1).

    Forms: ``receipt`` (a draft while there is no code) and ``unnumbered``. Raises InvalidInput
    (``unknown_form``, ``unknown_size``) and Refusal (``numbered``, ``not_enrolled``).
    """
    check_order(form, size)
    nth = dossier.prints.get(form, 0) + 1
    order = Order(dossier, form, size, nth, preview)
    return _FORMS[form](desk, desk.enrolled(), order), nth


def _receipt(desk: Desk, installation: Installation, order: Order) -> RenderedPaper:
    state = order.dossier
    mark = ""
    if state.code is not None and state.registered_event is not None:
        mark = _sign(installation, state.code, state.registered_event)
    paper = receipt_paper(
        state,
        desk=_on_paper(desk, installation, state),
        issued=_issued(desk, state, "receipt"),
        nth=order.nth,
        mark=mark,
        preview=order.preview,
        wording=desk.wording,
    )
    return receipt.render(paper, size=order.size)


def _slip(desk: Desk, installation: Installation, order: Order) -> RenderedPaper:
    state = order.dossier
    if state.code is not None:
        raise Refusal(
            "numbered",
            f"Hồ sơ đã có mã {state.code}.",
            field="form",
            advice="In giấy tiếp nhận (receipt).",
        )
    assert state.application is not None
    assert state.opened_event is not None
    received = from_iso(state.received_at)
    procedure = desk.catalogue.procedure(state.application.procedure, received.date())
    paper = slip_paper(
        state,
        desk=_on_paper(desk, installation, state),
        issued=_issued(desk, state, "unnumbered"),
        nth=order.nth,
        mark=_sign(installation, state.reference, state.opened_event),
        procedure_name=procedure.name,
        due=due_at(received, procedure.deadline, desk.calendar),
        preview=order.preview,
    )
    return unnumbered_slip.render(paper, size=order.size)


def _sign(installation: Installation, code: str, event: str) -> str:
    return sign_mark(
        code, event, installation.installation, installation.key_id, installation.private_key
    )


def _issued(desk: Desk, state: Dossier, form: str) -> datetime:
    """The day that a paper is of: a reprint is as first issued."""
    first = state.first_printed.get(form)
    return from_iso(first) if first else desk.clock.now()


def _on_paper(desk: Desk, installation: Installation, state: Dossier) -> DeskOnPaper:
    return desk_on_paper(
        installation.agency_name,
        counter=installation.counter,
        officer=_receiver(desk, state),
        lookup_host=installation.lookup_host,
        demonstration=desk.store.demonstration,
    )


def _receiver(desk: Desk, state: Dossier) -> str:
    """Who received the dossier (người tiếp nhận hồ sơ), whoever prints its paper once more."""
    for stored in desk.store.events(state.id):
        if stored.event.header.id == state.opened_event:
            return stored.event.header.officer
    return desk.officer


_FORMS: dict[str, Callable[[Desk, Installation, Order], RenderedPaper]] = {
    "receipt": _receipt,
    "unnumbered": _slip,
}
