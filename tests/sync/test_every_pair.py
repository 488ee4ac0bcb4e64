"""Every type of event against every other, at two real desks (docs/merging.md).

In the end all agree. Both know the same dossier; each records its own act and knows nothing of the
other's; then their batches arrive, one desk's before the other's. All data fictitious.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from random import Random

import msgspec
import pytest

from app.clock.time import FixedClock, from_iso, to_iso
from app.dossier.decide import command_of, decide
from app.dossier.deed_words import DEEDS
from app.dossier.desk_events import (
    Certified,
    CertifiedPaper,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.events import (
    BODY_TYPES,
    AnyBody,
    FeeCollected,
    FeeLine,
    FeeRefunded,
    PagesAttached,
    Printed,
    Referred,
    Registered,
)
from app.dossier.evolve import apply_body
from app.dossier.processing_events import (
    Apologised,
    Closed,
    Extended,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
)
from app.dossier.receipt_events import Annulled
from app.dossier.state import Dossier, Stage
from app.errors import QmcError
from app.ids import new_id
from app.numbering.series import dossier_series
from app.pages.image import describe_page
from app.processing.counting import counted
from app.store.records import EventState
from app.store.transaction import Transaction
from app.store.verify import verify
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from tests.app.reception.test_receiving import page
from tests.desks import calendar, catalogue
from tests.faults import intake, life
from tests.faults.rules import OnPaper
from tests.sync.real_desk import NOW, RealDesk, numbered
from tests.sync.test_processing_at_two_desks import SOME_WEEKS, state_at

SERIES = dossier_series(intake.AGENCY, NOW.date())
Make = Callable[[Dossier], AnyBody]


def after(state: Dossier, days: int) -> str:
    """So many days after the receipt."""
    return to_iso(from_iso(state.received_at) + timedelta(days=days))


def resumed(state: Dossier) -> AnyBody:
    body = Resumed(cause="verification", at=after(state, 4))
    return counted(state, body, catalogue(), calendar(), NOW)


def supplemented(state: Dossier) -> AnyBody:
    return counted(state, Supplemented(at=after(state, 5)), catalogue(), calendar(), NOW)


def changed(state: Dossier) -> AnyBody:
    body = life.other_procedure(Random(1), after(state, 2), state, NOW)
    assert body is not None
    return body


def corrected(state: Dossier) -> AnyBody:
    assert state.application is not None
    return intake.corrected(state.application.submitter.phone, "0900000009", salt="")


def certified(state: Dossier) -> AnyBody:
    paper = CertifiedPaper("copy", "Bằng tốt nghiệp", "01", 2026, 1)
    return Certified(at=after(state, 1), papers=[paper], signer="Lê Văn C")


def returned(state: Dossier) -> AnyBody:
    papers = [ReturnedPaper("Trích lục")]
    return ResultReturned(at=after(state, 7), receiver="Nguyễn Văn A", papers=papers)


def asked(state: Dossier) -> AnyBody:
    stage = "desk" if state.code is None else "appraisal"
    return SupplementRequested(
        stage=stage, items=["Ảnh"], reason="mờ", at=after(state, 1), override_reason="ảnh hỏng"
    )


def extended(state: Dossier) -> AnyBody:
    to = after(state, 20)
    return Extended(at=after(state, 3), to=to, reason="bão", signer="Lê Văn C")


IMAGE = page()
PAGE = describe_page(IMAGE, field="pages")
MAKE: dict[str, Make] = {
    "pages_attached": lambda _: PagesAttached(component="to-khai", pages=[PAGE]),
    "printed": lambda _: Printed(form="receipt", form_version="2025", nth=1, pages=1),
    "fee_collected": lambda _: FeeCollected(amount=3_000, method="cash"),
    "fee_refunded": lambda state: FeeRefunded(at=after(state, 2), amount=3_000, reason="thừa"),
    "referred": lambda state: Referred(at=after(state, 2), event="e", what="corrected", note="xem"),
    "corrected": corrected,
    "procedure_changed": changed,
    "annulled": lambda state: Annulled(at=after(state, 2), reason="nhập hai lần"),
    "supplement_requested": asked,
    "supplemented": supplemented,
    "suspended": lambda state: Suspended(
        cause="verification", at=after(state, 2), reason="hỏi nơi cấp"
    ),
    "resumed": resumed,
    "extended": extended,
    "apologised": lambda state: Apologised(
        at=after(state, 8), new_due=after(state, 12), reason="bão", signer="Lê Văn C"
    ),
    "resolved": lambda state: Resolved(at=after(state, 6), outcome="granted"),
    "closed": lambda state: Closed(at=after(state, 30), reason="không bổ sung"),
    "stopped": lambda state: Stopped(at=after(state, 3), reason=""),
    "refused": lambda state: Refused(at=after(state, 1), reason="không thuộc địa bàn"),
    "handed_over": lambda state: HandedOver(at=after(state, 1), to="Phòng Kinh tế"),
    "result_returned": returned,
    "certified": certified,
}
"""``registered`` takes a number; ``opened`` is of a new dossier, which only its desk knows."""
TYPES = ["registered", *MAKE]
BASES: list[tuple[bool, list[str]]] = [
    (True, []),
    (True, ["fee_collected"]),
    (True, ["supplement_requested"]),
    (True, ["suspended"]),
    (True, ["fee_collected", "suspended"]),
    (True, ["fee_collected", "supplement_requested"]),
    (True, ["suspended", "supplement_requested"]),
    (True, ["resolved"]),
    (True, ["fee_collected", "resolved"]),
    (False, []),
    (False, ["supplement_requested"]),
]
"""What both desks know: whether it has its number, and what happened since."""
MOST = 300
"""So many pairs of types can meet; the others exclude each other (a number, and no number)."""


def registered(code: str, lease: str) -> Registered:
    body = intake.registered(code, lease, received=NOW - SOME_WEEKS, salt="")
    return msgspec.structs.replace(body, fees=[FeeLine("Lệ phí", "le_phi", 8_000)])


def allows(state: Dossier, name: str) -> bool:
    """Whether a desk that knows the dossier as ``state`` can record this."""
    if name == "registered":
        return state.code is None and state.stage is Stage.OPENED
    if name == "procedure_changed" and state.procedure is None:
        return False
    for body in acts(state, name):
        if isinstance(body, PagesAttached | Printed):
            continue
        try:
            decide(state, command_of(body) or life.command(body, NOW), OnPaper())
        except QmcError:
            return False
        state = apply_body(state, body, dossier=state.id, agency=state.agency)
    return True


def acts(state: Dossier, name: str) -> list[AnyBody]:
    """What an officer records for it: a result is resolved before it is given, if it is not yet."""
    if name == "result_returned" and state.stage is not Stage.RESOLVED:
        return [MAKE["resolved"](state), MAKE[name](state)]
    return [MAKE[name](state)]


def known_states() -> list[Dossier]:
    """The dossier as each base makes it."""
    states = []
    for has_number, names in BASES:
        state = apply_body(None, intake.opened(NOW - SOME_WEEKS, 1), dossier="d", agency="a")
        bodies: list[AnyBody] = [registered("H26.107-261124-0001", "l")] if has_number else []
        for body in bodies:
            state = apply_body(state, body, dossier="d", agency="a")
        for name in names:
            state = apply_body(state, MAKE[name](state), dossier="d", agency="a")
        states.append(state)
    return states


def pairs() -> list[tuple[str, str, int]]:
    """Each two types that two desks can record at once, and the first base that allows both."""
    states = known_states()
    found = []
    for one, other in product(TYPES, TYPES):
        both = (n for n, state in enumerate(states) if allows(state, one) and allows(state, other))
        base = next(both, None)
        if base is not None:
            found.append((one, other, base))
    return found


def record(desk: RealDesk, transaction: Transaction, dossier: str, name: str) -> None:
    """Record one act as its desk would: decided on what it knows, numbers taken."""
    state = transaction.dossier(dossier)
    assert state is not None
    assert allows(state, name)
    if name == "registered":
        assert desk.store.prepare_number(SERIES)
        taken = transaction.take_number(SERIES)
        assert taken is not None
        transaction.append(dossier, registered(str(taken.code), taken.lease))
        return
    for body in acts(state, name):
        if isinstance(body, Certified):
            body = numbered(body, transaction)  # noqa: PLW2901 - with its number
        transaction.append(dossier, body)


class NumberedByHand(RealDesk):
    """Nothing gets its number beside the test."""

    def number_waiting(self) -> None:
        """Not now."""


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    started = EmbeddedCentral(f"sqlite:///{tmp_path / 'central.db'}", FixedClock(NOW))
    add_agency(started.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
    yield started
    started.stop()


@pytest.fixture
def desks(central: EmbeddedCentral, tmp_path: Path) -> Iterator[list[RealDesk]]:
    made: list[RealDesk] = []
    for name in ("quay-1", "quay-2"):
        desk = NumberedByHand(tmp_path / name, FixedClock(NOW), ago=SOME_WEEKS)
        desk.store.set_setting("lease_block", "600")
        desk.store.pages.put(IMAGE)
        code = add_installation_code(central.database, intake.AGENCY, now=NOW)
        desk.store.enrolment.prepare(central.url, code, name)
        desk.sync(central.url)
        made.append(desk)
    yield made
    for each in made:
        each.close()


@pytest.mark.parametrize("first", [0, 1])
def test_every_type_against_every_other(
    desks: list[RealDesk], central: EmbeddedCentral, first: int
) -> None:
    """Nothing raises, everybody has one state, and every refusal says who was first and when."""
    meeting = pairs()
    assert {one for one, _, _ in meeting} | {"opened"} == set(BODY_TYPES)
    assert len(meeting) > MOST
    dossiers = know_them(desks, central, meeting)
    record_all(desks[0], "Cán bộ 1", dossiers, [ours for ours, _, _ in meeting])
    record_all(desks[1], "Cán bộ 2", dossiers, [theirs for _, theirs, _ in meeting])
    for place in (first, 1 - first, first, 1 - first):
        desks[place].sync(central.url)
    for dossier, pair in zip(dossiers, meeting, strict=True):
        one, other = (desk.store.dossier(dossier) for desk in desks)
        assert one == other == state_at(central, dossier), pair
    for desk in desks:
        assert verify(desk.store).problems == []
    check_refusals(desks, first)


def record_all(desk: RealDesk, officer: str, dossiers: list[str], names: list[str]) -> None:
    """One act for each of the dossiers."""
    with desk.store.transaction(officer=officer) as transaction:
        for dossier, name in zip(dossiers, names, strict=True):
            record(desk, transaction, dossier, name)


def know_them(
    desks: list[RealDesk], central: EmbeddedCentral, meeting: list[tuple[str, str, int]]
) -> list[str]:
    """Both desks know a dossier for each pair, as its base has it."""
    dossiers = []
    with desks[0].store.transaction(officer="Cán bộ 1") as transaction:
        for number, (_, _, base) in enumerate(meeting):
            dossier = new_id(NOW)
            transaction.append(dossier, intake.opened(NOW - SOME_WEEKS, number, salt=""))
            has_number, names = BASES[base]
            for name in [*(["registered"] if has_number else []), *names]:
                record(desks[0], transaction, dossier, name)
            dossiers.append(dossier)
    for desk in desks:
        desk.sync(central.url)
    return dossiers


def check_refusals(desks: list[RealDesk], first: int) -> None:
    """Only the second desk's requests are set aside, each because of what the first has done."""
    assert not desks[first].store.outbox.list()
    refused = desks[1 - first].store.outbox.list()
    assert refused
    for entry in refused:
        assert entry.state is EventState.SET_ASIDE
        assert entry.problem is not None
        told = entry.problem.detail
        assert f"quay-{first + 1} (Cán bộ {first + 1}) đã " in told, entry
        assert any(f" đã {deed} lúc " in told for deed in DEEDS.values())
