"""Refusing, handing over and giving back at a real desk: decided, recorded, warned of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.accounts.roles import PERMITTED, Act, Role
from app.clock.time import FixedClock, from_iso
from app.deadlines.clock_face import ClockState, Standing
from app.dossier.desk_events import (
    AUTHORISED,
    DUPLICATE,
    KIN,
    POST,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.evolve import replay
from app.dossier.latest import bodies_of, latest_body
from app.dossier.processing_events import Extended, SupplementRequested
from app.dossier.state import Stage
from app.errors import InvalidInput, QmcError, Refusal
from app.processing import acts, desk_acts
from app.processing.hand_over_limit import hand_over_limit
from app.processing.performing import Processed
from app.reception.change import collect_fee
from app.reception.desk import Desk
from app.reception.register import register_waiting
from app.store.records import Settled, SettledAs, StoredProblem
from tests.app.processing.test_acts import BIRTH_AGAIN, SIGNER, Counter
from tests.app.reception.test_receiving import arrive
from tests.app.store.rig import OtherDesk, feed_item
from tests.desks import MORNING, calendar, lease, open_desk

CIVIL_COPY = "2.000635"
"""Cấp bản sao trích lục hộ tịch: close relatives collect without an authorisation."""
EXTRACT = [ReturnedPaper("Trích lục khai sinh", number="12/TLKS-BS", copies=2)]
UNIT = "Phòng Văn hóa - Xã hội"


@pytest.fixture(name="counter")
def _counter(tmp_path: Path) -> Iterator[Counter]:
    clock = FixedClock(MORNING)
    with open_desk(tmp_path / "desk", clock=clock) as desk:
        yield Counter(desk, clock)


def warned(done: Processed) -> list[str]:
    return [warning.code for warning in done.warnings]


def received(desk: Desk, **changes: object) -> str:
    return str(arrive(desk, **changes).code)


def test_a_dossier_ends_in_the_citizens_hand(counter: Counter) -> None:
    """Handed over, resolved, given back; the clock is judged by the result, not by the collecting.

    Đ.18.2, Đ.22.
    """
    desk, code = counter.desk, counter.code
    counter.go("2026-11-23T16:00")
    done = desk_acts.hand_over(desk, code, UNIT, received_by="Trần Thị B")
    assert (done.dossier.stage, warned(done)) == (Stage.PROCESSING, [])
    counter.go("2026-11-30T10:00")
    acts.resolve(desk, code, "granted")
    counter.go("2026-12-07T10:00")
    done = desk_acts.return_result(desk, code, EXTRACT, originals=["Giấy chứng sinh"])
    assert (done.dossier.stage, done.dossier.returned_by) == (Stage.RETURNED, "desk")
    assert (done.clock.state, done.clock.standing) == (ClockState.RESOLVED, Standing.EARLY)
    told = latest_body(desk.store.events(done.dossier.id), ResultReturned)
    assert told is not None
    assert (told.receiver, told.papers, told.originals) == (
        "Nguyễn Văn A", EXTRACT, ("Giấy chứng sinh",),
    )  # fmt: skip
    twice = counter.refused(lambda: desk_acts.return_result(desk, code, EXTRACT))
    assert twice == ("already_returned", None)
    again = counter.refused(lambda: desk_acts.hand_over(desk, code, UNIT))
    assert again == ("already_returned", None)


def test_a_refused_dossier_leaves_the_queue_for_numbers(tmp_path: Path) -> None:
    """No number is ever used up by it."""
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        waiting = arrive(desk, procedure=BIRTH_AGAIN)
        done = desk_acts.refuse(desk, waiting.reference, "đã nộp hôm qua", ground=DUPLICATE)
        assert (done.dossier.stage, done.clock.state) == (Stage.REFUSED, ClockState.NOT_STARTED)
        lease(desk.store, 5)
        assert register_waiting(desk).registered == []
        other = arrive(desk, procedure=BIRTH_AGAIN, ref="s2")
        assert other.code == "H26.107-261123-0001"
        refused = latest_body(desk.store.events(waiting.dossier), Refused)
        assert refused is not None
        assert (refused.ground, refused.reason) == (DUPLICATE, "đã nộp hôm qua")


def test_what_has_its_number_is_not_refused_at_the_counter(counter: Counter) -> None:
    """Refusing after appraisal is a result (Đ.19.3)."""
    found = counter.refused(lambda: desk_acts.refuse(counter.desk, counter.code, "x"))
    assert found == ("already_registered", None)


LIMITS = [
    ("2026-11-23T08:30", False, "2026-11-23T17:00"),
    ("2026-11-23T15:00", False, "2026-11-23T17:00"),
    ("2026-11-23T15:00:01", False, "2026-11-25T11:30"),  # 24/11 is a holiday
    ("2026-11-28T09:00", False, "2026-11-30T11:30"),  # a Saturday's reception
    ("2026-11-27T16:59", False, "2026-11-30T11:30"),
    ("2026-11-23T08:30", True, "2026-11-25T17:00"),
    ("2026-12-31T15:30", False, "2027-01-04T11:30"),
]


@pytest.mark.parametrize(("at", "elsewhere", "limit"), LIMITS)
def test_it_goes_the_same_day_or_the_next_morning(at: str, elsewhere: bool, limit: str) -> None:
    """Đ.18.2; one that another place resolves within a working day (Đ.20)."""
    expected = from_iso(limit)
    assert hand_over_limit(from_iso(at), calendar(), elsewhere=elsewhere) == expected


def test_a_late_hand_over_is_recorded_and_said(counter: Counter) -> None:
    """It has happened: a fact with a warning. After a supplement it goes again without one."""
    desk, code = counter.desk, counter.code
    counter.go("2026-11-25T08:00")
    assert warned(desk_acts.hand_over(desk, code, UNIT)) == ["handed_over_late"]
    assert warned(desk_acts.hand_over(desk, code, UNIT)) == ["handed_over_again"]
    counter.go("2026-11-26T08:00")
    acts.request_supplement(desk, code, ["Tờ khai"], "thiếu chữ ký")
    awaited = counter.refused(lambda: desk_acts.hand_over(desk, code, UNIT))
    assert awaited == ("supplement_awaited", None)
    counter.go("2026-11-30T14:00")
    acts.supplemented(desk, code)
    counter.go("2026-11-30T16:30")
    done = desk_acts.hand_over(desk, code, UNIT)
    assert (warned(done), done.dossier.stage) == ([], Stage.PROCESSING)
    assert len(bodies_of(desk.store.events(done.dossier.id), HandedOver)) == 3


def test_another_place_has_a_working_day_and_without_a_calendar_nobody_is_late(
    tmp_path: Path,
) -> None:
    """Đ.20; the last known day: no calendar, no judgement, and no failure."""
    clock = FixedClock(from_iso("2028-12-28T09:00"))
    with open_desk(tmp_path / "desk", clock=clock, numbers=0) as desk:
        own, other, last = (
            arrive(desk, ref=ref, resolver=resolver, received="2028-12-28T08:50").reference
            for ref, resolver in (("a", "H26.107"), ("b", "H26.999"), ("c", "H26.999"))
        )
        clock.advance(timedelta(days=1))
        assert warned(desk_acts.hand_over(desk, own, UNIT)) == ["not_numbered", "handed_over_late"]
        assert warned(desk_acts.hand_over(desk, other, UNIT)) == ["not_numbered"]
        late = "2028-12-29T08:00"
        unknown = arrive(desk, ref="d", resolver="H26.999", received=late).reference
        clock.advance(timedelta(days=60))
        assert "handed_over_late" in warned(desk_acts.hand_over(desk, last, UNIT))
        assert warned(desk_acts.hand_over(desk, unknown, UNIT)) == ["not_numbered"]


def test_a_dossier_without_its_number_can_go_and_that_is_said(tmp_path: Path) -> None:
    """Offline for long: the papers need not wait for the number."""
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        waiting = arrive(desk, procedure=BIRTH_AGAIN)
        done = desk_acts.hand_over(desk, waiting.reference, UNIT)
        assert (warned(done), done.dossier.stage) == (["not_numbered"], Stage.OPENED)
        lease(desk.store, 5)
        assert register_waiting(desk).registered == [waiting.dossier]
        assert desk.dossier(waiting.reference).stage is Stage.PROCESSING


def test_a_list_is_handed_over_whole_or_not_at_all(counter: Counter) -> None:
    """Each once, under one batch; what is wrong with one says which."""
    desk = counter.desk
    codes = [counter.code, *(received(desk, ref=f"s{n}", procedure=BIRTH_AGAIN) for n in range(3))]
    acts.request_supplement(desk, codes[2], ["Ảnh"], "mờ")
    with pytest.raises(Refusal) as caught:
        desk_acts.hand_over_list(desk, codes, UNIT)
    assert caught.value.code == "supplement_awaited"
    assert caught.value.message.startswith(codes[2])
    assert {desk.dossier(code).handed_over for code in codes} == {""}
    sendable = [codes[0], codes[1], codes[3], desk.find(codes[0])]
    batch, done = desk_acts.hand_over_list(desk, sendable, UNIT)
    assert [each.dossier.code for each in done] == [codes[0], codes[1], codes[3]]
    for each in done:
        body = latest_body(desk.store.events(each.dossier.id), HandedOver)
        assert body is not None
        assert (body.batch, body.to) == (batch, UNIT)
    for names, code in (([], "missing"), (["x"] * 501, "too_many"), (["x"], "no_dossier")):
        with pytest.raises(InvalidInput) as wrong:
            desk_acts.hand_over_list(desk, names, UNIT)
        assert (wrong.value.code, wrong.value.field) == (code, "code")


def test_who_may_collect_is_what_the_procedure_says(counter: Counter) -> None:
    """TT 04/2020 Đ.2: close relatives in civil status only; others with an authorisation."""
    desk = counter.desk
    civil, household = (
        received(desk, ref=procedure, procedure=procedure) for procedure in (CIVIL_COPY, "1.001612")
    )
    signature = received(desk, ref="s3", procedure="2.000884")
    for code in (civil, household, signature):
        acts.resolve(desk, code, "granted")

    def collected(code: str, relation: str, document: str = "") -> Processed:
        return desk_acts.return_result(
            desk, code, EXTRACT, receiver="Trần Thị B", relation=relation, document=document
        )

    for relation in (KIN, AUTHORISED):
        with pytest.raises(Refusal) as alone:
            collected(signature, relation, "Giấy ủy quyền")
        assert (alone.value.code, alone.value.field) == ("in_person_only", "relation")
    with pytest.raises(Refusal) as kin:
        collected(household, KIN)
    assert (kin.value.code, kin.value.field) == ("kin_needs_authorisation", "relation")
    with pytest.raises(InvalidInput) as nameless:
        desk_acts.return_result(desk, civil, EXTRACT, relation=KIN)
    assert nameless.value.field == "receiver"
    assert collected(civil, KIN).dossier.stage is Stage.RETURNED
    done = collected(household, AUTHORISED, "Giấy ủy quyền ngày 20/11/2026")
    assert done.dossier.stage is Stage.RETURNED


def test_what_is_done_on_the_spot_is_resolved_when_it_is_given(counter: Counter) -> None:
    """Đ.17.4: certified while the citizen waits; nothing else can be given without a result."""
    desk = counter.desk
    on_the_spot = received(desk, ref="s2")
    counter.go("2026-11-23T09:00")
    done = desk_acts.return_result(desk, on_the_spot, [ReturnedPaper("Bản sao")])
    assert (done.dossier.stage, done.clock.standing) == (Stage.RETURNED, Standing.ON_TIME)
    types = [stored.event.header.type for stored in desk.store.events(done.dossier.id)]
    assert types[-2:] == ["resolved", "result_returned"]
    early = counter.refused(lambda: desk_acts.return_result(desk, counter.code, EXTRACT))
    assert early == ("no_result", None)


def test_what_is_owed_and_who_takes_it_is_looked_at(counter: Counter) -> None:
    """A warning: the officer decides, the result is given."""
    desk = counter.desk
    first, second = received(desk, ref="s2"), received(desk, ref="s3")
    given = [ReturnedPaper("Bản sao")]
    done = desk_acts.return_result(desk, first, given, receiver="Lê Thị D")
    assert warned(done) == ["fee_owed", "receiver_differs"]
    collect_fee(desk, second, desk.dossier(second).fee_total, "cash")
    done = desk_acts.return_result(
        desk, second, given, receiver="nguyen van  a", id_number="001090000001"
    )
    assert warned(done) == []
    third = received(desk, ref="s4")
    collect_fee(desk, third, desk.dossier(third).fee_total, "cash")
    namesake = desk_acts.return_result(
        desk, third, given, receiver="Nguyễn Văn A", id_number="079304000002"
    )
    assert warned(namesake) == ["receiver_differs"]


def test_without_the_receipt_somebody_is_identified(counter: Counter) -> None:
    """Đ.6; by post nobody comes."""
    desk, code = counter.desk, counter.code
    acts.resolve(desk, code, "granted")
    lost = counter.refused(
        lambda: desk_acts.return_result(desk, code, EXTRACT, receipt_shown=False)
    )
    assert lost == ("missing", "id_number")
    done = desk_acts.return_result(desk, code, EXTRACT, receipt_shown=False, method=POST)
    assert done.dossier.returned_by == POST


def test_a_stopped_dossier_gives_its_originals_back(counter: Counter) -> None:
    """Đ.21: stopped it stays."""
    desk, code = counter.desk, counter.code
    acts.stop(desk, code)
    counter.go("2026-11-25T09:00")
    back = ["Giấy chứng sinh"]
    done = desk_acts.return_result(desk, code, [], originals=back)
    assert (done.dossier.stage, done.clock.state) == (Stage.STOPPED, ClockState.STOPPED)


def test_a_year_later_the_result_is_still_given(counter: Counter) -> None:
    """2028: beyond the known calendar nothing is counted, and the citizen is served."""
    desk, code = counter.desk, counter.code
    acts.resolve(desk, code, "granted")
    counter.go("2028-03-01T09:00")
    assert desk_acts.return_result(desk, code, EXTRACT).dossier.stage is Stage.RETURNED


def test_of_two_returns_at_two_desks_one_stays(counter: Counter) -> None:
    """Both desks gave it offline: the state is the one that the central heard first."""
    desk, code, store = counter.desk, counter.code, counter.desk.store
    acts.resolve(desk, code, "granted")
    counter.go("2026-12-01T09:00")
    done = desk_acts.return_result(desk, code, EXTRACT)
    theirs = ResultReturned(
        at="2026-12-01T10:00:00+07:00", receiver="B", papers=EXTRACT, method=POST
    )
    event = OtherDesk(counter.clock).event(done.dossier.id, theirs)
    store.feed.apply(1, 9, [feed_item(9, event)], counter.clock.now())
    state = desk.dossier(code)
    assert (state.stage, state.returned_by) == (Stage.RETURNED, POST)
    assert state == replay(stored.event for stored in store.events(state.id))


def test_the_last_of_a_kind_is_what_its_paper_is_made_of(counter: Counter) -> None:
    """None before there is one; a request that was set aside has not happened."""
    desk, code = counter.desk, counter.code
    dossier = desk.find(code)
    assert latest_body(desk.store.events(dossier), SupplementRequested) is None
    counter.go("2026-11-25T09:00")
    acts.request_supplement(desk, code, ["Tờ khai"], "thiếu chữ ký")
    acts.supplemented(desk, code)
    acts.request_supplement(desk, code, ["Ảnh"], "mờ", override_reason="ảnh hỏng")
    asked = bodies_of(desk.store.events(dossier), SupplementRequested)
    assert [body.items for body in asked] == [["Tờ khai"], ["Ảnh"]]
    acts.supplemented(desk, code)
    acts.extend(desk, code, "2026-12-10", "mưa bão", SIGNER)
    assert latest_body(desk.store.events(dossier), Extended) is not None
    last = desk.store.events(dossier)[-1].event.header.id
    problem = StoredProblem("extended_once", "Chỉ gia hạn một lần.")
    aside = Settled(last, SettledAs.SET_ASIDE, problem=problem)
    desk.store.outbox.settle([aside], counter.clock.now())
    assert latest_body(desk.store.events(dossier), Extended) is None


@pytest.mark.parametrize("role", list(Role))
def test_who_may_receive_may_do_it(tmp_path: Path, role: Role) -> None:
    """And no one else."""
    clock = FixedClock(MORNING)
    with open_desk(tmp_path / "desk", clock=clock) as desk:
        code = Counter(desk, clock).code
    calls: list[Callable[[Desk], object]] = [
        lambda desk: desk_acts.hand_over(desk, code, UNIT),
        lambda desk: desk_acts.return_result(desk, code, EXTRACT),
        lambda desk: desk_acts.refuse(desk, code, "x"),
    ]
    with open_desk(tmp_path / "desk", clock=clock, roles=frozenset({role})) as desk:
        for call in calls:
            code_of = ""
            try:
                call(desk)
            except QmcError as error:
                code_of = error.code
            assert (code_of == "not_permitted") == (Act.RECEIVE not in PERMITTED[role])


def test_what_was_done_is_on_record_without_names(counter: Counter) -> None:
    """Who, when, what: who collected is the citizen's affair."""
    acts.resolve(counter.desk, counter.code, "granted")
    desk_acts.return_result(counter.desk, counter.code, EXTRACT, receiver="Nguyễn Văn A")
    [line] = [one for one in counter.desk.store.audit_lines() if one.action == "result_returned"]
    assert line.detail == {"at": "2026-11-23T08:30:00+07:00"}


def test_an_act_of_tomorrow_is_not_recorded_today(counter: Counter) -> None:
    """``at`` is when it happened."""
    later = datetime.fromisoformat("2026-11-23T10:00:00+07:00") + timedelta(days=1)
    found = counter.refused(lambda: desk_acts.hand_over(counter.desk, counter.code, UNIT, at=later))
    assert found == ("in_future", "at")
