"""What is odd about a well-formed fact: findings beside it, tasks for the supervisor.

Nothing here refuses anything (docs/adr/0002): a citizen holds the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from app.clock.time import VIETNAM, from_iso
from app.dossier.commands import CollectFee, Command, Process, RecordAct, RefundFee
from app.dossier.decide import Rules, decide
from app.dossier.deed_words import deed_words
from app.dossier.desk_events import DESK_FACTS
from app.dossier.events import (
    BODY_TYPES,
    AnyBody,
    Event,
    FeeCollected,
    FeeRefunded,
    Opened,
    Printed,
    Referred,
    Registered,
)
from app.dossier.processing_events import FACTS as PROCESSING_FACTS
from app.dossier.receipt_changes import check_receipt_printed
from app.dossier.state import Dossier
from app.dossier.who_first import Check
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
        *("annulled", "receipt_replaced", "over_collected", "over_refunded"),
    }
)
"""Findings that someone has to act on."""
_ALONE = (Printed, FeeCollected, FeeRefunded)
"""Facts that only other desks' acts can make odd."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact's findings and the tasks they make."""

    findings: list[Finding]
    tasks: list[Task]


@dataclass(frozen=True, slots=True)
class History:
    """What was before a fact, made where it is needed: the dossier's state, and in a sentence whose
    action makes a check of it fail ("" where nobody's does)."""

    state: Callable[[], Dossier | None]
    first: Callable[[Check], str]


def judge_fact(
    received: Received,
    event: Event,
    ledger: Ledger,
    rules: Rules,
    before: History,
    *,
    now: str,
) -> Judged:
    """Look at a fact with the eyes of the whole agency, and of every other agency's numbers.

    ``now`` is the central's time, ISO 8601.
    """
    findings = list(_findings(received, event, ledger, rules))
    if isinstance(received.body, Registered):
        findings = [_with_first(each, before) for each in findings]
    if not findings:
        findings += _of_course(received, event, ledger, before, rules, now=now)
    tasks = [_task(each.code, each.detail, event, ledger) for each in findings if _asks(each)]
    if isinstance(received.body, Referred):
        tasks.append(_task(Referred.TYPE, _referral(received.body, event), event, ledger))
    return Judged(findings, tasks)


def _asks(finding: Finding) -> bool:
    return finding.code in FOR_A_PERSON


def _task(kind: str, detail: str, event: Event, ledger: Ledger) -> Task:
    return Task(
        kind=kind,
        subject=f"{event.header.dossier} {event.header.id}",
        agency=ledger.agency,
        installation=event.header.installation,
        dossier=event.header.dossier,
        detail=detail,
    )


def _referral(body: Referred, event: Event) -> str:
    """What an officer hands to the supervisor: the note, and why it was set aside."""
    why = f" Việc cần xử lý: {deed_words(body.what)}, vì: {body.detail[:500]}" if body.what else ""
    return f"{event.header.officer[:100]}: {body.note[:1000]}{why}"


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


def _of_course(
    received: Received, event: Event, ledger: Ledger, before: History, rules: Rules, *, now: str
) -> Iterator[Finding]:
    """What ``decide`` would have refused at the desk, had it known what the central knows."""
    body = received.body
    if isinstance(body, _ALONE) and event.header.dossier in ledger.added_dossiers:
        return  # all of it is in this batch: its desk has decided on the same state
    check = _check(body, rules, now)
    dossier = None if check is None else before.state()
    if check is None or dossier is None:
        return
    try:
        check(dossier)
    except (InvalidInput, Refusal) as error:
        first = before.first(check) if error.code in FOR_A_PERSON else ""
        yield Finding(error.code, f"{error.message} {first}".strip())


def _with_first(finding: Finding, before: History) -> Finding:
    if finding.code != "already_registered":
        return finding
    return Finding(finding.code, f"{finding.detail} {before.first(_check_unnumbered)}".strip())


def _check_unnumbered(dossier: Dossier | None) -> None:
    if dossier is not None and dossier.code is not None:
        raise Refusal("already_registered", f"Hồ sơ đã có mã {dossier.code}.")


def _check(body: AnyBody | None, rules: Rules, now: str) -> Check | None:
    """What is asked of the state before ``body``; None where nothing is."""
    if isinstance(body, Printed):
        return partial(check_receipt_printed, body=body) if body.form == "receipt" else None
    command = _command(body, now)
    return None if command is None else partial(decide, command=command, rules=rules)


def _command(body: AnyBody | None, now: str) -> Command | None:
    """What the desk has decided when it recorded ``body``; None where nothing is asked again."""
    if isinstance(body, DESK_FACTS):
        return RecordAct(body, now)
    if isinstance(body, PROCESSING_FACTS):
        return Process(body, now)
    if isinstance(body, FeeCollected):
        return CollectFee(body.amount, body.method, body.payer, body.official)
    return RefundFee(body, now) if isinstance(body, FeeRefunded) else None


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
