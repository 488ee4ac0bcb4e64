"""The desk's own acts: refuse, hand over, give the result back.

All raise InvalidInput (``no_dossier``, a wrong field), Refusal (what can't have happened,
``not_permitted``), and write nothing then. ``at`` is when it happened; without it, now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from app.accounts.roles import Act
from app.clock.time import from_iso, to_iso
from app.deadlines.clock_face import Problem
from app.dossier.course import later
from app.dossier.desk_events import (
    DESK,
    OTHER,
    SELF,
    Certified,
    DeskBody,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.latest import latest_body
from app.dossier.processing_events import ProcessingBody
from app.dossier.state import Stage
from app.errors import InvalidInput, Refusal
from app.ids import new_id
from app.processing.acts import resolving
from app.processing.claiming import claim_warnings, use_claim
from app.processing.collecting import check_collector, collecting_warnings
from app.processing.hand_over_limit import came_back, complete_since, hand_over_limit
from app.processing.performing import Processed, perform, processed, record
from app.processing.procedure_of import procedure_of

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk

MAX_LIST = 500
"""How many dossiers go on one hand-over list."""


def refuse(
    desk: Desk,
    name: str,
    reason: str,
    *,
    ground: str = OTHER,
    basis: str = "",
    at: datetime | None = None,
) -> Processed:
    """Refuse reception before there is a number; ``ground`` is one of ``GROUNDS``."""
    body = Refused(at=_at(desk, at), reason=reason, basis=basis, ground=ground)
    return perform(desk, name, lambda _: [body])


def hand_over(
    desk: Desk,
    name: str,
    to: str,
    *,
    at: datetime | None = None,
    received_by: str = "",
    batch: str = "",
    note: str = "",
) -> Processed:
    """One dossier goes to who resolves it, the unit ``to``."""
    body = HandedOver(at=_at(desk, at), to=to, received_by=received_by, batch=batch, note=note)
    [done] = _hand_over(desk, [name], body)
    return done


def hand_over_list(
    desk: Desk,
    names: Sequence[str],
    to: str,
    *,
    at: datetime | None = None,
    received_by: str = "",
    note: str = "",
) -> tuple[str, list[Processed]]:
    """Hand over all of a list, or none: its ``batch``, and what became of each dossier.

    A dossier named twice is on it once. What is wrong with one is said with its name in front;
    InvalidInput (``missing``, ``too_many``; field ``code``) for no dossier, or too many.
    """
    if not names:
        raise InvalidInput("missing", "Chưa chọn hồ sơ nào để bàn giao.", field="code")
    if len(names) > MAX_LIST:
        raise InvalidInput("too_many", f"Mỗi lần bàn giao tối đa {MAX_LIST} hồ sơ.", field="code")
    batch = new_id(desk.clock.now())
    body = HandedOver(at=_at(desk, at), to=to, received_by=received_by, batch=batch, note=note)
    return batch, _hand_over(desk, names, body)


def return_result(
    desk: Desk,
    name: str,
    papers: Sequence[ReturnedPaper],
    *,
    receiver: str = "",
    relation: str = SELF,
    id_number: str = "",
    phone: str = "",
    document: str = "",
    method: str = DESK,
    receipt_shown: bool = True,
    originals: Sequence[str] = (),
    anyway: str = "",
    at: datetime | None = None,
) -> Processed:
    """Give the result to the citizen; what was done on the spot is resolved with it.

    ``receiver`` is the submitter where nobody is named. A dossier that ended without a result gives
    back ``originals`` only. ``anyway`` is why it is given although another desk is at it. Raises
    also Refusal (``in_person_only``, ``kin_needs_authorisation``, ``claimed_elsewhere``).
    """
    moment = _at(desk, at)
    body = ResultReturned(
        at=moment,
        receiver=receiver,
        papers=list(papers),
        relation=relation,
        id_number=id_number,
        phone=phone,
        document=document,
        method=method,
        receipt_shown=receipt_shown,
        originals=tuple(originals),
    )

    def told(dossier: Dossier) -> ResultReturned:
        return msgspec.structs.replace(body, receiver=receiver or _submitter(dossier, relation))

    def acts(dossier: Dossier) -> list[ProcessingBody | DeskBody]:
        check_collector(procedure_of(dossier, desk.catalogue), relation)
        if not _on_the_spot(dossier):
            return [told(dossier)]
        done_at = _done_at(desk, dossier) or moment
        return [*resolving(desk, dossier, done_at, "granted"), told(dossier)]

    desk.must(Act.RECEIVE)
    known = desk.find(name)
    claim = None
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        before, after = record(desk, transaction, known, acts)
        if papers:
            claim = use_claim(desk, transaction, before, anyway)
    done = processed(desk, before, after)
    warnings = [*collecting_warnings(after, told(after))]
    warnings += [] if claim is None else claim_warnings(claim, told(after))
    return replace(_with_warnings(done, warnings), claim=claim)


def _hand_over(desk: Desk, names: Sequence[str], body: HandedOver) -> list[Processed]:
    desk.must(Act.RECEIVE)
    known = list(dict.fromkeys(desk.find(name) for name in names))
    states = []
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        for dossier in known:
            try:
                states.append(record(desk, transaction, dossier, lambda _: [body]))
            except (InvalidInput, Refusal) as error:
                if len(known) == 1:
                    raise
                state = transaction.dossier(dossier)
                raise _named(error, state) from None
    return [
        _with_warnings(processed(desk, before, after), _hand_over_warnings(desk, before, body))
        for before, after in states
    ]


def _named(error: InvalidInput | Refusal, dossier: Dossier | None) -> InvalidInput | Refusal:
    name = "" if dossier is None else dossier.code or dossier.reference
    return type(error)(
        error.code, f"{name}: {error.message}", field=error.field, advice=error.advice
    )


def _hand_over_warnings(desk: Desk, before: Dossier, body: HandedOver) -> Iterator[Problem]:
    if before.code is None:
        yield _problem(body, "not_numbered", "Hồ sơ chưa có mã: ghi mã khi được cấp.")
    if before.handed_over and not came_back(before):
        yield _problem(body, "handed_over_again", "Hồ sơ này đã bàn giao trước đó.")
        return
    limit = _limit(desk, before)
    if limit is not None and from_iso(body.at) > limit:
        last = f"{limit:%H:%M %d/%m/%Y}"
        yield _problem(
            body,
            "handed_over_late",
            f"Hồ sơ phải được chuyển đi đến hết {last} (NĐ 118/2025 Đ.18.2, Đ.20).",
        )


def _limit(desk: Desk, dossier: Dossier) -> datetime | None:
    """None where nobody knows when it was complete, or whether those days are worked."""
    complete = complete_since(dossier)
    if complete is None:
        return None
    try:
        return hand_over_limit(complete, desk.calendar, elsewhere=_is_elsewhere(desk, dossier))
    except InvalidInput:
        return None


def _is_elsewhere(desk: Desk, dossier: Dossier) -> bool:
    """Whether another place than those that this desk receives for resolves it."""
    installation = desk.enrolled()
    own = {installation.agency, *installation.resolvers.values()}
    return dossier.application is not None and dossier.application.resolver not in own


def _on_the_spot(dossier: Dossier) -> bool:
    """Whether it is done while the citizen waits, and nobody has recorded the result yet."""
    immediate = dossier.procedure is not None and dossier.procedure.immediate
    in_hand = dossier.stage in {Stage.REGISTERED, Stage.PROCESSING}
    return in_hand and not dossier.clock_stands and (immediate or bool(dossier.certified))


def _done_at(desk: Desk, dossier: Dossier) -> str:
    """When the last of its papers was certified; empty where none was.

    Papers that came to the desk later begin its time anew: it was not done before that.
    """
    certified = latest_body(desk.store.events(dossier.id), Certified)
    return "" if certified is None else later(certified.at, dossier.received_at) or ""


def _submitter(dossier: Dossier, relation: str) -> str:
    """Who receives it where nobody is named: only the submitter needs no name."""
    if relation != SELF or dossier.application is None:
        return ""
    return dossier.application.submitter.name


def _with_warnings(done: Processed, warnings: Iterable[Problem]) -> Processed:
    return replace(done, warnings=[*done.warnings, *warnings])


def _problem(body: HandedOver, code: str, message: str) -> Problem:
    return Problem(body.TYPE, body.at, code, message, counted=True)


def _at(desk: Desk, at: datetime | None) -> str:
    return to_iso(at or desk.clock.now())
