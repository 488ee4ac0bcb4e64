"""What is odd about a well-formed fact: findings beside it, tasks for the supervisor.

Nothing here refuses anything (docs/adr/0002): a citizen holds the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.clock.time import VIETNAM, from_iso
from app.dossier.commands import Process
from app.dossier.decide import Rules
from app.dossier.events import BODY_TYPES, Event, Opened, Registered
from app.dossier.processing import check_processing
from app.dossier.processing_events import FACTS as PROCESSING_FACTS
from app.dossier.processing_events import ProcessingBody
from app.dossier.state import Dossier
from app.errors import InvalidInput, Refusal
from app.numbering.code import DossierCode
from sync.central.ledger import LeaseRow, Ledger
from sync.central.received import Received
from sync.central.tasks import Task
from sync.contract.messages import Finding

FOR_A_PERSON = frozenset(
    {
        *("number_taken", "number_not_leased", "already_registered", "bad_code"),
        *("dossier_elsewhere", "already_resolved", "ended"),
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
    if not findings and isinstance(received.body, PROCESSING_FACTS):
        findings += _of_processing(received.body, before(), now)
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
    elif dossier not in ledger.dossiers or ledger.dossiers[dossier].opened is None:
        yield Finding("not_opened", "Chưa có sự kiện mở hồ sơ.")


def _of_processing(body: ProcessingBody, dossier: Dossier | None, now: str) -> Iterator[Finding]:
    """What ``decide`` would have refused at the desk, had it known what the central knows."""
    if dossier is None:
        return
    try:
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
    why = _not_leased(ledger.leases.get(received.lease), code, event.header.installation)
    if why:
        yield Finding("number_not_leased", why)


def _not_leased(lease: LeaseRow | None, code: DossierCode, installation: str) -> str:
    """Why the number is not one that this installation was leased; empty where it is."""
    if lease is None:
        return "Trung tâm không biết dải số này."
    if lease.installation != installation:
        return "Dải số thuộc một máy quầy khác."
    series = (code.agency, code.day.isoformat())
    if not code.is_of_a_series or (lease.agency, lease.period) != series:
        return "Mã thuộc một dãy khác với dải số."
    if not lease.first <= code.sequence <= lease.last:
        return f"Số {code.sequence} ngoài dải {lease.first}–{lease.last}."
    if any(first <= code.sequence <= last for first, last in lease.ended):
        return f"Số {code.sequence} đã được trả hoặc hủy."
    return ""
