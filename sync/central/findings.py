"""What is odd about a well-formed fact: findings beside it, tasks for the supervisor.

Nothing here refuses anything (docs/adr/0002): a citizen holds the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.clock.time import VIETNAM, from_iso
from app.dossier.commands import Process, RecordAct
from app.dossier.decide import Rules
from app.dossier.desk_acts import check_act
from app.dossier.desk_events import DESK_FACTS, DeskBody
from app.dossier.events import BODY_TYPES, Event, Opened, Printed, Registered
from app.dossier.processing import check_processing
from app.dossier.processing_events import FACTS as PROCESSING_FACTS
from app.dossier.processing_events import ProcessingBody
from app.dossier.state import Dossier
from app.errors import InvalidInput, Refusal
from app.numbering.series import Series, dossier_series
from sync.central.ledger import LeaseRow, Ledger
from sync.central.received import Received
from sync.central.tasks import Task
from sync.contract.messages import Finding

FOR_A_PERSON = frozenset(
    {
        *("number_taken", "number_not_leased", "already_registered", "bad_code"),
        *("dossier_elsewhere", "already_resolved", "ended"),
        *("already_returned", "already_refused", "already_certified", "no_result"),
    }
)
"""Findings that someone has to act on."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact's findings and the tasks they make."""

    findings: list[Finding]
    tasks: list[Task]


def judge_fact(
    received: Received,
    event: Event,
    ledger: Ledger,
    rules: Rules,
    before: Callable[[], Dossier | None],
    *,
    now: str,
) -> Judged:
    """Look at a fact with the eyes of the whole agency, and of every other agency's numbers.

    ``before`` makes the state of the dossier before it, where that is needed; ``now`` is the
    central's time, ISO 8601.
    """
    findings = list(_findings(received, event, ledger, rules))
    if not findings and isinstance(received.body, (*PROCESSING_FACTS, *DESK_FACTS)):
        findings += _of_happening(received.body, before(), now)
    tasks = [
        Task(
            kind=each.code,
            subject=f"{event.header.dossier} {event.header.id}",
            agency=ledger.agency,
            installation=event.header.installation,
            dossier=event.header.dossier,
            detail=each.detail,
        )
        for each in findings
        if each.code in FOR_A_PERSON
    ]
    return Judged(findings, tasks)


def _findings(received: Received, event: Event, ledger: Ledger, rules: Rules) -> Iterator[Finding]:
    dossier = event.header.dossier
    if dossier in ledger.elsewhere:
        yield Finding("dossier_elsewhere", "Hồ sơ này thuộc một cơ quan khác.")
    body = received.body
    if body is None:
        known = event.header.type in BODY_TYPES
        yield Finding(
            "not_decidable" if known else "unknown_type",
            f"Trung tâm chưa hiểu {event.header.type!r} phiên bản {event.header.schema}.",
        )
    elif isinstance(body, Opened):
        yield from _of_opened(body, dossier, ledger, rules)
    elif isinstance(body, Registered):
        yield from _of_registered(received, body, event, ledger)
    elif isinstance(body, Printed) and body.lease:
        yield from _of_slip(received, body, event, ledger)
    elif dossier not in ledger.dossiers or ledger.dossiers[dossier].opened is None:
        yield Finding("not_opened", "Chưa có sự kiện mở hồ sơ.")


def _of_happening(
    body: ProcessingBody | DeskBody, dossier: Dossier | None, now: str
) -> Iterator[Finding]:
    """What ``decide`` would have refused at the desk, had it known what the central knows."""
    if dossier is None:
        return
    try:
        if isinstance(body, DESK_FACTS):
            check_act(dossier, RecordAct(body, now))
        else:
            check_processing(dossier, Process(body, now))
    except (InvalidInput, Refusal) as error:
        yield Finding(error.code, error.message)


def _of_opened(body: Opened, dossier: str, ledger: Ledger, rules: Rules) -> Iterator[Finding]:
    known = ledger.dossiers.get(dossier)
    if known is not None and known.opened is not None:
        yield Finding("already_opened", "Hồ sơ này đã được mở trước đó.")
    procedure = body.application.procedure
    try:
        day = from_iso(body.received_at, field="received_at").astimezone(VIETNAM).date()
    except InvalidInput as error:
        yield Finding("bad_time", error.message)
        return
    if rules.reception(procedure, day) is None:
        yield Finding(
            "unknown_procedure", f"Không có thủ tục {procedure[:60]!r} vào {day:%d/%m/%Y}."
        )


def _of_registered(
    received: Received, body: Registered, event: Event, ledger: Ledger
) -> Iterator[Finding]:
    dossier = event.header.dossier
    known = ledger.dossiers.get(dossier)
    if known is None or known.opened is None:
        yield Finding("not_opened", "Chưa có sự kiện mở hồ sơ.")
    code = received.code
    if known is not None and known.registered is not None:
        yield Finding("already_registered", f"Hồ sơ đã có mã {known.code or '(sai mẫu)'}.")
    if code is None:
        yield Finding("bad_code", f"Không phải mã hồ sơ: {body.code[:40]!r}.")
        return
    holders = ledger.uses.get(str(code), set()) - {(ledger.agency, dossier)}
    if holders:
        yield Finding("number_taken", f"Mã {code} đã thuộc một hồ sơ khác.")
    series = dossier_series(code.agency, code.day) if code.is_of_a_series else None
    lease = ledger.leases.get(received.lease)
    why = _not_leased(lease, series, code.sequence, event.header.installation)
    if why:
        yield Finding("number_not_leased", why)


def _of_slip(received: Received, body: Printed, event: Event, ledger: Ledger) -> Iterator[Finding]:
    """A paper with a number of its own: the same questions as of a dossier's number."""
    known = ledger.dossiers.get(event.header.dossier)
    if known is None or known.opened is None:
        yield Finding("not_opened", "Chưa có sự kiện mở hồ sơ.")
    slip = received.slip
    if slip is None:
        yield Finding("bad_code", f"Không phải số phiếu: {body.series[:40]!r}.")
        return
    if ledger.slips.get(slip, set()) - {event.header.id}:
        yield Finding("number_taken", f"Số {slip} đã thuộc một phiếu khác.")
    lease = ledger.leases.get(received.lease)
    why = _not_leased(lease, slip.series, slip.sequence, event.header.installation)
    if why:
        yield Finding("number_not_leased", why)


def _not_leased(
    lease: LeaseRow | None, series: Series | None, sequence: int, installation: str
) -> str:
    """Why the number is not one that this installation was leased; empty where it is.

    ``series`` is None where the number is of none that is leased.
    """
    if lease is None:
        return "Trung tâm không biết dải số này."
    if lease.installation != installation:
        return "Dải số thuộc một máy quầy khác."
    if lease.series != series:
        return "Số thuộc một dãy khác với dải số."
    if not lease.first <= sequence <= lease.last:
        return f"Số {sequence} ngoài dải {lease.first}–{lease.last}."
    if any(first <= sequence <= last for first, last in lease.ended):
        return f"Số {sequence} đã được trả hoặc hủy."
    return ""
