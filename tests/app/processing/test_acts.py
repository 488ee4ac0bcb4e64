"""Acts at a real desk: counted, decided, recorded, on record; in the name of who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.accounts.roles import PERMITTED, Act, Role
from app.clock.time import FixedClock, from_iso
from app.deadlines.clock_face import ClockState, Standing
from app.dossier.evolve import read_body, replay
from app.dossier.processing_events import Extended, Resumed
from app.dossier.state import Dossier, Stage
from app.errors import InvalidInput, QmcError, Refusal
from app.processing import acts
from app.processing.clock import clock_of
from app.processing.performing import Processed
from app.reception.change import retry
from app.reception.desk import Desk
from app.reception.find_dossiers import find_dossiers
from app.reception.register import register_waiting
from app.store.records import EventState, Settled, SettledAs
from tests.app.reception.test_receiving import arrive
from tests.app.store.rig import OtherDesk, feed_item
from tests.desks import MORNING, lease, open_desk

BIRTH_AGAIN = "1.004884"
"""Five working days: received on Monday 23/11/2026, due on Tuesday 1/12 (24/11 is a holiday)."""
SIGNER = "Lê Văn C"


class Counter:
    """A desk with one dossier; ``go`` moves the clock and never back."""

    def __init__(self, desk: Desk, clock: FixedClock) -> None:
        self.desk = desk
        self.clock = clock
        self.code = str(arrive(desk, procedure=BIRTH_AGAIN).code)

    def go(self, to: str) -> None:
        self.clock.advance(max(from_iso(to) - self.clock.now(), timedelta()))

    def due(self) -> str | None:
        """As the list of dossiers has it."""
        [row], _ = find_dossiers(self.desk, self.code, 1, count_to=1)
        return row.due

    def refused(self, act: Callable[[], Processed]) -> tuple[str, str | None]:
        """Code and field of an act that must not be; nothing of it is kept."""
        before = self.desk.store.events(self.desk.find(self.code))
        with pytest.raises((Refusal, InvalidInput)) as caught:
            act()
        assert self.desk.store.events(self.desk.find(self.code)) == before
        return caught.value.code, caught.value.field


@pytest.fixture(name="counter")
def _counter(tmp_path: Path) -> Iterator[Counter]:
    clock = FixedClock(MORNING)
    with open_desk(tmp_path / "desk", clock=clock) as desk:
        yield Counter(desk, clock)


def test_a_supplement_after_appraisal_starts_the_clock_again(counter: Counter) -> None:
    """Đ.19.5: it stands still, then counts from zero; the new date is frozen in the event."""
    desk, code = counter.desk, counter.code
    assert counter.due() == "2026-12-01T17:00:00+07:00"
    counter.go("2026-11-26T10:00")
    done = acts.request_supplement(desk, code, ["Bản sao giấy khai sinh cũ"], "bản nộp bị mờ")
    assert done.dossier.stage is Stage.SUPPLEMENT_AWAITED
    assert (done.clock.state, done.clock.due) == (ClockState.AWAITING_SUPPLEMENT, None)
    assert done.clock.close_from == "2026-12-12"
    assert (counter.due(), done.warnings) == (None, [])
    counter.go("2026-12-02T10:00")
    done = acts.supplemented(desk, code)
    assert done.clock.due == counter.due() == "2026-12-09T17:00:00+07:00"
    assert done.clock.first_due == "2026-12-01T17:00:00+07:00"
    assert (done.clock.state, done.clock.standing) == (ClockState.RUNNING, Standing.IN_TIME)
    assert done.dossier.due is not None
    assert done.dossier.due.trace


def test_asking_late_is_recorded_and_said(counter: Counter) -> None:
    """It has happened: a fact with a warning."""
    counter.go("2026-11-30T10:00")
    done = acts.request_supplement(counter.desk, counter.code, ["Tờ khai"], "thiếu chữ ký")
    assert [warning.code for warning in done.warnings] == ["supplement_late"]
    assert done.dossier.stage is Stage.SUPPLEMENT_AWAITED


def test_a_second_request_needs_its_reason(counter: Counter) -> None:
    """Once, complete (Đ.16.3)."""
    desk, code = counter.desk, counter.code
    counter.go("2026-11-25T10:00")
    acts.request_supplement(desk, code, ["Tờ khai"], "thiếu chữ ký")
    acts.supplemented(desk, code)
    again = ("supplement_once", "override_reason")
    assert counter.refused(lambda: acts.request_supplement(desk, code, ["Ảnh"], "mờ")) == again
    done = acts.request_supplement(desk, code, ["Ảnh"], "mờ", override_reason="ảnh nộp bị hỏng")
    assert done.dossier.stage is Stage.SUPPLEMENT_AWAITED


def test_verification_and_payment_stop_one_clock_once(counter: Counter) -> None:
    """The due date is open until the last of them ends."""
    desk, code = counter.desk, counter.code
    counter.go("2026-12-05T10:00")
    when = from_iso
    acts.suspend(desk, code, "verification", "hỏi nơi cấp", at=when("2026-11-25T10:00"))
    done = acts.suspend(
        desk, code, "obligation", "lệ phí", at=when("2026-11-26T10:00"), amount=50_000
    )
    assert done.dossier.stage is Stage.OBLIGATION_AWAITED
    done = acts.resume(desk, code, "verification", at=when("2026-11-27T10:00"))
    assert (done.clock.state, counter.due()) == (ClockState.SUSPENDED, None)
    done = acts.resume(desk, code, "obligation", at=when("2026-11-30T10:00"))
    assert done.clock.due == counter.due() == "2026-12-04T17:00:00+07:00"


def test_each_of_two_desks_ends_one_suspension(counter: Counter) -> None:
    """Neither knows of the other's end: the later one has the date that counts."""
    desk, code, store = counter.desk, counter.code, counter.desk.store
    counter.go("2026-11-25T09:00")
    acts.suspend(desk, code, "verification", "hỏi nơi cấp")
    acts.suspend(desk, code, "obligation", "thuế")
    counter.go("2026-11-30T09:00")
    done = acts.resume(desk, code, "verification")
    assert (done.clock.due, done.clock.state) == (None, ClockState.SUSPENDED)
    [ours] = [
        body
        for stored in store.events(done.dossier.id)
        if isinstance(body := read_body(stored.event), Resumed)
    ]
    assert ours.still
    theirs = Resumed(cause="obligation", at="2026-11-27T09:00:00+07:00")
    event = OtherDesk(counter.clock).event(desk.find(code), theirs)
    store.feed.apply(1, 9, [feed_item(9, event)], counter.clock.now())
    face = clock_of(desk.dossier(code), desk.catalogue, desk.calendar, counter.clock.now())
    assert face.due == counter.due() == "2026-12-04T17:00:00+07:00"


def test_papers_that_come_while_it_is_suspended_restart_it_too(counter: Counter) -> None:
    """The other desk had the payment already: the restart has its date nevertheless."""
    desk, code, store = counter.desk, counter.code, counter.desk.store
    counter.go("2026-11-25T09:00")
    acts.suspend(desk, code, "obligation", "thuế")
    acts.request_supplement(desk, code, ["Ảnh"], "mờ")
    counter.go("2026-11-30T09:00")
    assert acts.supplemented(desk, code).clock.due is None
    theirs = Resumed(cause="obligation", at="2026-11-27T09:00:00+07:00")
    event = OtherDesk(counter.clock).event(desk.find(code), theirs)
    store.feed.apply(1, 9, [feed_item(9, event)], counter.clock.now())
    face = clock_of(desk.dossier(code), desk.catalogue, desk.calendar, counter.clock.now())
    assert face.due == counter.due() == "2026-12-07T17:00:00+07:00"


def test_an_extension_is_announced_a_day_ahead_to_a_working_day(counter: Counter) -> None:
    """Đ.19.6: once; a mere date is the end of its office hours."""
    desk, code = counter.desk, counter.code
    counter.go("2026-11-30T16:00")
    off = counter.refused(lambda: acts.extend(desk, code, "2026-12-06", "mưa bão", SIGNER))
    assert off == ("not_working_day", "to")
    done = acts.extend(desk, code, "2026-12-07", "mưa bão", SIGNER)
    assert done.clock.due == counter.due() == "2026-12-07T17:00:00+07:00"
    assert done.clock.extended
    twice = counter.refused(lambda: acts.extend(desk, code, "2026-12-10", "mưa bão", SIGNER))
    assert twice == ("extended_once", None)


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("2026-12-07T03:00", "outside_hours"),
        ("2026-12-07T12:30", "outside_hours"),
        ("2026-12-07T23:59", "outside_hours"),
        ("2026-12-05T09:00", "not_working_day"),
    ],
)
def test_nobody_is_promised_a_time_at_which_nobody_is_there(
    counter: Counter, to: str, code: str
) -> None:
    """Neither by an extension nor by an apology."""
    desk = counter.desk
    found = counter.refused(lambda: acts.extend(desk, counter.code, to, "mưa bão", SIGNER))
    assert found == (code, "to")
    found = counter.refused(lambda: acts.apologise(desk, counter.code, to, "mưa bão", SIGNER))
    assert found == (code, "to")


def test_on_the_due_day_it_is_too_late_and_an_apology_leaves_it_late(counter: Counter) -> None:
    """The dossier is judged by the date before the apology."""
    desk, code = counter.desk, counter.code
    counter.go("2026-12-01T08:00")
    late = counter.refused(lambda: acts.extend(desk, code, "2026-12-07", "mưa bão", SIGNER))
    assert late == ("too_late_to_extend", "at")
    counter.go("2026-12-02T08:00")
    done = acts.apologise(desk, code, "2026-12-04", "mưa bão", SIGNER)
    assert done.clock.promised == "2026-12-04T17:00:00+07:00"
    assert counter.due() == "2026-12-01T17:00:00+07:00"
    assert done.clock.standing is Standing.OVERDUE
    counter.go("2026-12-04T08:00")
    assert acts.resolve(desk, code, "granted").clock.standing is Standing.LATE


def test_a_result_ends_what_the_clock_stood_still_for(counter: Counter) -> None:
    """The end of the suspension is recorded with it, with its date."""
    desk, code = counter.desk, counter.code
    counter.go("2026-11-25T08:00")
    acts.suspend(desk, code, "verification", "hỏi nơi cấp")
    acts.suspend(desk, code, "obligation", "lệ phí")
    counter.go("2026-12-07T08:00")
    done = acts.resolve(desk, code, "granted")
    assert (done.dossier.stage, done.clock.standing) == (Stage.RESOLVED, Standing.EARLY)
    types = [stored.event.header.type for stored in desk.store.events(done.dossier.id)]
    assert types[-3:] == ["resumed", "resumed", "resolved"]
    assert counter.due() == done.clock.due == "2026-12-11T17:00:00+07:00"


def test_closing_waits_fifteen_days_and_a_stop_for_no_one(counter: Counter) -> None:
    """Đ.19.5, Đ.21."""
    desk, code = counter.desk, counter.code
    counter.go("2026-11-25T08:00")
    acts.request_supplement(desk, code, ["Tờ khai"], "thiếu chữ ký")
    counter.go("2026-12-10T16:00")
    early = counter.refused(lambda: acts.close(desk, code, "không bổ sung"))
    assert early == ("too_early_to_close", "at")
    counter.go("2026-12-11T07:30")
    done = acts.close(desk, code, "không bổ sung")
    assert (done.dossier.stage, done.clock.state) == (Stage.STOPPED, ClockState.CLOSED)
    other = str(arrive(desk, procedure=BIRTH_AGAIN, ref="s2", received="2026-11-23T08:25",
                       late_reason="mất điện").code)  # fmt: skip
    assert acts.stop(desk, other).clock.state is ClockState.STOPPED


def test_at_the_desk_it_gets_its_number_when_it_is_complete(tmp_path: Path) -> None:
    """No number and no clock before (Đ.16.3, Đ.17.3)."""
    clock = FixedClock(MORNING)
    with open_desk(tmp_path / "desk", clock=clock, numbers=0) as desk:
        received = arrive(desk, procedure=BIRTH_AGAIN)
        assert received.code is None
        done = acts.request_supplement(desk, received.reference, ["Tờ khai"], "thiếu chữ ký")
        assert (done.clock.state, done.clock.due) == (ClockState.NOT_STARTED, None)
        lease(desk.store, 5)
        assert register_waiting(desk).registered == []
        clock.advance(timedelta(hours=6))
        done = acts.supplemented(desk, received.reference)
        assert done.dossier.received_at == "2026-11-23T14:30:00+07:00"
        assert register_waiting(desk).registered == [received.dossier]
        state = desk.dossier(received.reference)
        face = clock_of(state, desk.catalogue, desk.calendar, clock.now())
        assert (face.state, face.due) == (ClockState.RUNNING, "2026-12-01T17:00:00+07:00")
        assert face.problems == []


@pytest.mark.parametrize("role", list(Role))
def test_who_may_receive_may_record_what_follows(tmp_path: Path, role: Role) -> None:
    """And no one else; what was refused leaves no trace."""
    clock = FixedClock(MORNING)
    with open_desk(tmp_path / "desk", clock=clock) as desk:
        code = Counter(desk, clock).code
    calls: list[Callable[[Desk], Processed]] = [
        lambda desk: acts.suspend(desk, code, "verification", "hỏi nơi cấp"),
        lambda desk: acts.extend(desk, code, "2026-12-07", "mưa bão", SIGNER),
        lambda desk: acts.resolve(desk, code, "granted"),
    ]
    with open_desk(tmp_path / "desk", clock=clock, roles=frozenset({role})) as desk:
        for call in calls:
            lines = len(desk.store.audit_lines())
            refused = False
            try:
                call(desk)
            except QmcError as error:
                refused = error.code == "not_permitted"
            assert refused == (Act.RECEIVE not in PERMITTED[role])
            if refused:
                assert len(desk.store.audit_lines()) == lines


def test_what_was_done_is_on_record(counter: Counter) -> None:
    """Who, when, what: without the reasons, which are the citizen's."""
    acts.suspend(counter.desk, counter.code, "verification", "hỏi nơi cấp")
    [line] = [one for one in counter.desk.store.audit_lines() if one.action == "suspended"]
    assert line.subject == counter.desk.find(counter.code)
    assert line.detail == {"at": "2026-11-23T08:30:00+07:00"}


def test_of_two_extensions_at_once_the_second_is_set_aside(counter: Counter) -> None:
    """The feed brings another desk's first: ours waits for a person, with the reason."""
    desk, code = counter.desk, counter.code
    counter.go("2026-11-26T10:00")
    store, dossier = desk.store, desk.find(code)
    sent = [
        Settled(item.event.header.id, SettledAs.ACCEPTED, place)
        for place, item in enumerate(store.outbox.due(counter.clock.now(), 10, 10**6), 1)
    ]
    store.outbox.settle(sent, counter.clock.now())
    acts.extend(desk, code, "2026-12-07", "mưa bão", SIGNER)
    theirs = Extended(
        at="2026-11-26T09:00:00+07:00",
        to="2026-12-08T17:00:00+07:00",
        reason="thiếu người",
        signer=SIGNER,
    )
    event = OtherDesk(counter.clock).event(dossier, theirs)
    store.feed.apply(1, 9, [feed_item(9, event)], counter.clock.now())
    [entry] = store.outbox.list()
    assert (entry.type, entry.state) == ("extended", EventState.SET_ASIDE)
    assert entry.problem is not None
    assert (entry.problem.code, "một lần" in entry.problem.detail) == ("extended_once", True)
    assert counter.due() == theirs.to
    with pytest.raises(Refusal):
        retry(desk, entry.id)


def test_what_can_not_be_counted_is_not_recorded(counter: Counter) -> None:
    """A year without a calendar is not guessed: the desk says what is missing."""
    desk, code = counter.desk, counter.code
    counter.go("2026-11-25T09:00")
    acts.suspend(desk, code, "verification", "hỏi nơi cấp")
    counter.go("2029-02-01T09:00")
    unknown = counter.refused(lambda: acts.resume(desk, code, "verification"))
    assert unknown == ("calendar_unknown", "at")


def test_a_dossier_that_only_others_know_has_a_clock_that_has_not_begun(counter: Counter) -> None:
    """A fact that came before its opening, or of an opening that can't be read."""
    for dossier in (Dossier("d", "H26.107"), Dossier("d", "H26.107", received_at="hôm qua")):
        face = clock_of(dossier, counter.desk.catalogue, counter.desk.calendar, MORNING)
        assert (face.state, face.due) == (ClockState.NOT_STARTED, None)


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("ask", "complete", "suspend", "owe", "resume", "pay", "extend"),
                *("apologise", "close", "stop", "resolve"),
            ]
        ),
        st.integers(1, 400),
        st.integers(0, 90),
    ),
    max_size=12,
)


def _step(desk: Desk, code: str, name: str, hours_ago: int) -> None:
    at = desk.clock.now() - timedelta(hours=hours_ago)
    later = (desk.clock.now() + timedelta(days=9)).date()
    to = (
        later if desk.calendar.is_working(later) else desk.calendar.next_working(later)
    ).isoformat()
    match name:
        case "ask":
            acts.request_supplement(desk, code, ["Ảnh"], "mờ", override_reason="ảnh hỏng", at=at)
        case "complete":
            acts.supplemented(desk, code, at=at)
        case "suspend":
            acts.suspend(desk, code, "verification", "hỏi nơi cấp", at=at)
        case "owe":
            acts.suspend(desk, code, "obligation", "lệ phí", at=at)
        case "resume":
            acts.resume(desk, code, "verification", at=at)
        case "pay":
            acts.resume(desk, code, "obligation", at=at)
        case "extend":
            acts.extend(desk, code, to, "mưa bão", SIGNER, at=at)
        case "apologise":
            acts.apologise(desk, code, to, "mưa bão", SIGNER, at=at)
        case "close":
            acts.close(desk, code, "không bổ sung", at=at)
        case "stop":
            acts.stop(desk, code, at=at)
        case _:
            acts.resolve(desk, code, "granted", at=at)


@settings(max_examples=15, deadline=None)
@given(_STEPS)
def test_what_is_replayed_is_what_was_counted(steps: list[tuple[str, int, int]]) -> None:
    """The state that the events make, the clock counted from it, and the list agree.

    Also where an officer tells late what happened before.
    """
    clock = FixedClock(MORNING)
    with TemporaryDirectory() as place, open_desk(Path(place) / "desk", clock=clock) as desk:
        counter = Counter(desk, clock)
        for name, hours, hours_ago in steps:
            clock.advance(timedelta(hours=hours))
            try:
                _step(desk, counter.code, name, hours_ago)
            except (Refusal, InvalidInput):
                continue
            state = desk.dossier(counter.code)
            told = replay(stored.event for stored in desk.store.events(state.id))
            assert told == state
            face = clock_of(state, desk.catalogue, desk.calendar, clock.now())
            due = None if state.due is None or state.clock_stands else state.due.at
            assert face.due == due == counter.due()
            assert (face.standing is Standing.NONE) is False
