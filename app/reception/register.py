"""Receive a dossier: open it, and register it at once where a number is at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.accounts.roles import Act
from app.catalogue.folding import fold
from app.clock.time import from_iso, to_iso
from app.dossier.application import Application
from app.dossier.commands import AttachPages, Open, Register
from app.dossier.decide import decide
from app.dossier.events import AnyBody, Opened, Page, Registered
from app.dossier.evolve import apply_body, read_body
from app.dossier.state import Dossier
from app.drafts.draft import Draft
from app.drafts.reading import application_of
from app.errors import InvalidInput, Refusal
from app.ids import new_id
from app.numbering.pad import reference_text
from app.numbering.series import Series, dossier_series
from app.pages.image import describe_page
from app.reception.desk import Desk
from app.reception.law import Law, law_of
from app.reception.resolver import resolver_of
from app.reception.wards import with_wards

if TYPE_CHECKING:
    from app.store.transaction import TakenNumber, Transaction


@dataclass(frozen=True, slots=True)
class Intake:
    """What is received. ``pages`` maps a component to its scanned pages (image files' bytes).

    ``origin`` names where the data came from; the same origin is received once. ``draft`` is the
    id of the draft that becomes this dossier. ``slip`` is the reference of a slip of the emergency
    pad on which it was received by hand; the dossier keeps it as its own.
    """

    application: Application
    received_at: datetime
    origin: str = ""
    late_reason: str = ""
    draft: str = ""
    slip: str = ""
    pages: Mapping[str, Sequence[bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """A received dossier; ``code`` is None while it waits for its number (chờ cấp mã)."""

    dossier: str
    code: str | None
    reference: str
    new: bool


@dataclass(frozen=True, slots=True)
class NumberedWaiting:
    """The dossiers (ids) that got their number, and why others (references) still wait.

    One for which no number is leased yet is in neither.
    """

    registered: list[str]
    held: dict[str, InvalidInput | Refusal]


def receive(desk: Desk, intake: Intake) -> Received:
    """Open and, where a number is leased, register a dossier in one synced transaction.

    Pages are durable before the event that names them. Received again under the same ``origin``
    it is returned as it stands. Raises InvalidInput or Refusal, and then nothing was written.
    """
    desk.must(Act.RECEIVE)
    installation = desk.enrolled()
    known = desk.store.by_origin(intake.origin) if intake.origin else None
    if known is not None:
        return _standing(desk, known, intake.application)
    if (intake.origin or intake.slip) and desk.store.catching_up:
        raise Refusal(
            "catching_up",
            "Kho vừa khôi phục, chưa đọc hết dữ liệu ở hệ thống trung tâm: hồ sơ này có thể đã"
            " được tiếp nhận.",
            advice="Nối mạng, chạy đồng bộ rồi làm lại.",
        )
    if intake.slip:
        desk.store.pad_slip(intake.slip)
    intake = replace(intake, application=with_wards(intake.application, desk.store.directory))
    now = desk.clock.now()  # once: midnight must not come between the check and the commit
    dossier_id = new_id(now)
    opening = _opening(desk, intake, now, reference="")
    draft = apply_body(None, opening, dossier=dossier_id, agency=installation.agency)
    # Also where it will wait for its number: what can't be registered must not be taken in.
    law = _law_of_dossier(desk, draft)
    attachments = _attachments(desk, draft, intake.pages)
    series = dossier_series(intake.application.resolver, intake.received_at.date())
    numbered = desk.store.prepare_number(series)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        reference = _open(desk, transaction, dossier_id, intake, now)
        taken = transaction.take_number(series) if numbered else None
        if taken is not None:
            transaction.append(dossier_id, _registration(desk, transaction, draft, law, taken))
        for body in attachments:
            transaction.append(dossier_id, body)
        if intake.draft:
            transaction.forget_draft(intake.draft)
        transaction.audit("receive", dossier_id, {"code": str(taken.code) if taken else None})
    return Received(dossier_id, str(taken.code) if taken else None, reference, new=True)


def receive_draft(desk: Desk, draft: Draft) -> Received:
    """Receive what was typed; a draft becomes one dossier, however often this is asked.

    Raises as ``receive``; the fields are named as in ``Draft``.
    """
    desk.must(Act.RECEIVE)
    received_at = from_iso(draft.received, field="received_at")
    procedure = desk.catalogue.procedure(draft.procedure, received_at.date())
    intake = Intake(
        application=application_of(
            draft, procedure, resolver_of(desk, procedure, received_at.date())
        ),
        received_at=received_at,
        origin=draft.origin,
        late_reason=draft.late_reason.strip(),
        draft=draft.id,
    )
    received = receive(desk, intake)
    if not received.new:  # cut after the commit: the draft went with it, a late save may not
        desk.store.drafts.remove(draft.id)
    return received


def register_waiting(desk: Desk) -> NumberedWaiting:
    """Number the dossiers that wait for a number and have a lease now.

    One that can't be numbered (its law changed, the clock is in doubt, the desk must enrol again)
    waits on and is told with its reason: neither the others nor the queue wait for it. Raises
    Refusal (``not_permitted``): a number is given in the name of who may receive.
    """
    desk.must(Act.RECEIVE)
    registered: list[str] = []
    held: dict[str, InvalidInput | Refusal] = {}
    for waiting in desk.store.waiting_for_number():
        state = desk.store.dossier(waiting.dossier_id)
        if state is None or state.code is not None:
            continue
        try:
            if _number(desk, state, waiting.series):
                registered.append(state.id)
        except (InvalidInput, Refusal) as error:
            held[state.reference] = error
    return NumberedWaiting(registered, held)


def _number(desk: Desk, state: Dossier, series: Series) -> bool:
    """Register one dossier that waits; False where no number is leased for it."""
    if not desk.store.prepare_number(series):
        return False
    law = _law_of_dossier(desk, state)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        now = transaction.dossier(state.id)
        if now is None or now.code is not None:
            return False  # another thread was faster, or the feed has brought its number
        taken = transaction.take_number(series)
        if taken is None:
            return False
        transaction.append(state.id, _registration(desk, transaction, now, law, taken))
        transaction.audit("number", state.id, {"code": str(taken.code)})
    return True


def _law_of_dossier(desk: Desk, state: Dossier) -> Law:
    assert state.application is not None
    return law_of(desk.catalogue, desk.calendar, state.application, from_iso(state.received_at))


def _open(
    desk: Desk, transaction: Transaction, dossier_id: str, intake: Intake, now: datetime
) -> str:
    """Append the ``opened`` event; returns the dossier's reference.

    With a slip of the pad both its reference and its event's id are what the slip bears.
    """
    if intake.slip:
        slip = transaction.take_pad_slip(intake.slip, dossier_id)
        opening = _opening(desk, intake, now, reference=slip.reference)
        transaction.append(dossier_id, opening, event_id=slip.event)
        return slip.reference
    reference = reference_text(desk.enrolled().key_id, transaction.take_reference())
    transaction.append(dossier_id, _opening(desk, intake, now, reference=reference))
    return reference


def _registration(
    desk: Desk, transaction: Transaction, state: Dossier, law: Law, taken: TakenNumber
) -> Registered:
    """The ``registered`` event of a dossier under the number that was taken for it, with the
    next place in the tracking book of its field."""
    command = Register(
        code=str(taken.code),
        lease=taken.lease,
        procedure=law.procedure,
        due=law.due,
        fees=law.fees,
        book=transaction.book_place(law.procedure.field),
    )
    [body] = decide(state, command, desk.catalogue)
    assert isinstance(body, Registered)
    return body


def _standing(desk: Desk, dossier_id: str, application: Application) -> Received:
    state = desk.store.dossier(dossier_id)
    assert state is not None
    bodies = [read_body(one.event) for one in desk.store.events(dossier_id)]
    opened = next((body for body in bodies if isinstance(body, Opened)), None)
    if opened is not None and _is_another(opened.application, application):
        raise InvalidInput(
            "ref_taken",
            f"Số tham chiếu này đã dùng cho hồ sơ {state.code or state.reference}, của người"
            " khác hoặc thủ tục khác.",
            field="ref",
            advice="Đặt số tham chiếu khác cho dòng này; mỗi hồ sơ một số, không dùng lại.",
        )
    return Received(dossier_id, state.code, state.reference, new=False)


def _is_another(known: Application, given: Application) -> bool:
    """Whether two applications can't be one dossier: another procedure, or another person."""
    numbers = known.submitter.id_number, given.submitter.id_number
    if all(numbers):
        same_person = numbers[0] == numbers[1]
    else:
        same_person = fold(known.submitter.name) == fold(given.submitter.name)
    return known.procedure != given.procedure or not same_person


def _opening(desk: Desk, intake: Intake, now: datetime, *, reference: str) -> AnyBody:
    command = Open(
        application=intake.application,
        received_at=to_iso(intake.received_at),
        recorded_at=to_iso(now),
        reference=reference,
        origin=intake.origin,
        late_reason=intake.late_reason,
    )
    [body] = decide(None, command, desk.catalogue)
    return body


def _attachments(desk: Desk, draft: Dossier, pages: Mapping[str, Sequence[bytes]]) -> list[AnyBody]:
    """Check the pages, make them durable, and return the events that name them."""
    described: dict[str, list[tuple[Page, bytes]]] = {}
    for component, files in pages.items():
        described[component] = [
            (describe_page(data, field=f"pages.{component}"), data) for data in files
        ]
    bodies = []
    for component, found in described.items():
        command = AttachPages(component=component, pages=[page for page, _ in found])
        bodies += decide(draft, command, desk.catalogue)
    for found in described.values():
        for _, data in found:
            desk.store.pages.put(data)
    return bodies
