"""Between number and result: what decide forbids, and what evolve makes of the events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock.time import from_iso, to_iso
from app.dossier.commands import Command, Process
from app.dossier.decide import command_of, decide
from app.dossier.events import EVENT_KINDS, AnyBody, Due, EventKind
from app.dossier.evolve import evolve, replay
from app.dossier.processing import MAX_HAPPENINGS
from app.dossier.processing_events import (
    Apologised,
    Closed,
    Extended,
    ProcessingBody,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
)
from app.dossier.state import NATIONAL_STATE, Dossier, Stage
from app.errors import QmcError
from tests.app.dossier.samples import RECEIVED, RULES, Chain, opening, registration

DUE = Due("2026-11-30T17:00:00+07:00", False, ["5 ngày làm việc"], "v1")
NEW_DUE = Due("2026-12-07T17:00:00+07:00", False, ["tính lại từ đầu"], "v1")
RECORDED = "2027-01-15T08:00:00+07:00"
SIGNER = "Lê Văn C"


def asked(at: str = "2026-11-24T09:00", **changes: object) -> SupplementRequested:
    body = SupplementRequested(
        stage="appraisal", items=["Bản chính"], reason="bản mờ", at=at, until=""
    )
    return msgspec.structs.replace(body, **changes)


def completed(at: str = "2026-11-27T09:00", due: Due | None = NEW_DUE) -> Supplemented:
    return Supplemented(at=at, due=due)


def suspended(at: str = "2026-11-25T09:00", **changes: object) -> Suspended:
    body = Suspended(cause="verification", at=at, agency="UBND xã Bình Yên", reason="hỏi nơi cấp")
    return msgspec.structs.replace(body, **changes)


def resumed(at: str = "2026-11-27T09:00", **changes: object) -> Resumed:
    return msgspec.structs.replace(Resumed(cause="verification", at=at, due=NEW_DUE), **changes)


def extended(at: str = "2026-11-26T09:00", **changes: object) -> Extended:
    body = Extended(at=at, to="2026-12-03T17:00:00+07:00", reason="mưa bão", signer=SIGNER)
    return msgspec.structs.replace(body, **changes)


def apologised(at: str = "2026-12-01T09:00", **changes: object) -> Apologised:
    body = Apologised(at=at, new_due="2026-12-04T17:00:00+07:00", reason="mưa bão", signer=SIGNER)
    return msgspec.structs.replace(body, **changes)


def resolved(at: str = "2026-11-30T09:00", **changes: object) -> Resolved:
    return msgspec.structs.replace(Resolved(at=at, outcome="granted"), **changes)


def closed(at: str = "2026-12-10T09:00", **changes: object) -> Closed:
    return msgspec.structs.replace(Closed(at=at, reason="không bổ sung"), **changes)


def stopped(at: str = "2026-11-26T09:00", **changes: object) -> Stopped:
    return msgspec.structs.replace(Stopped(at=at, reason="không cần nữa"), **changes)


def dossier(*bodies: ProcessingBody, numbered: bool = True) -> Dossier:
    """The sample dossier after these events, decided or not."""
    state = None
    chain = Chain()
    commands: list[Command] = [opening(), registration(due=DUE)]
    for command in commands[: 2 if numbered else 1]:
        [body] = decide(state, command, RULES)
        state = evolve(state, chain.event(body))
    for body in bodies:
        state = evolve(state, chain.event(body))
    assert state is not None
    return state


def refusal(state: Dossier, body: ProcessingBody) -> tuple[str, str | None]:
    """Code and field of the error that recording ``body`` ends in."""
    with pytest.raises(QmcError) as caught:
        decide(state, Process(body, RECORDED), RULES)
    assert caught.value.message
    return caught.value.code, caught.value.field


def said(state: Dossier, body: ProcessingBody) -> str:
    """What decide says to it: a message, or that it is recorded."""
    try:
        decide(state, Process(body), RULES)
    except QmcError as error:
        return error.message
    return "recorded"


LIFE: list[tuple[list[ProcessingBody], Stage, str | None, bool]] = [
    ([asked()], Stage.SUPPLEMENT_AWAITED, DUE.at, True),
    ([asked(), completed()], Stage.PROCESSING, NEW_DUE.at, False),
    ([suspended()], Stage.PROCESSING, DUE.at, True),
    ([suspended(), resumed()], Stage.PROCESSING, NEW_DUE.at, False),
    ([suspended(cause="obligation", amount=5)], Stage.OBLIGATION_AWAITED, DUE.at, True),
    ([suspended(cause="của ngày mai")], Stage.PROCESSING, DUE.at, True),
    ([extended()], Stage.PROCESSING, "2026-12-03T17:00:00+07:00", False),
    ([apologised()], Stage.PROCESSING, DUE.at, False),
    ([resolved()], Stage.RESOLVED, DUE.at, False),
    ([suspended(), resolved()], Stage.RESOLVED, DUE.at, True),
    ([asked(), closed()], Stage.STOPPED, DUE.at, True),
    ([asked(), completed(), closed()], Stage.PROCESSING, NEW_DUE.at, False),  # it was complete
    ([stopped()], Stage.STOPPED, DUE.at, False),
    ([suspended("2026-12-01")], Stage.PROCESSING, DUE.at, False),  # it was due before
]


@pytest.mark.parametrize(("bodies", "stage", "due", "stands"), LIFE)
def test_each_event_moves_stage_and_due_time(
    bodies: list[ProcessingBody], stage: Stage, due: str | None, stands: bool
) -> None:
    """The national states; a date that an event froze is the one that counts."""
    state = dossier(*bodies)
    assert (state.stage, state.clock_stands) == (stage, stands)
    assert state.due is not None
    assert state.due.at == due
    assert state.first_due == DUE
    assert NATIONAL_STATE[state.stage]


def test_the_order_of_arrival_does_not_matter() -> None:
    """Two desks tell one dossier's life; what counts is when it happened."""
    bodies: list[ProcessingBody] = [asked(), completed()]
    bodies += [suspended("2026-11-28"), resumed("2026-11-29", due=None)]
    told = [dossier(*bodies), dossier(*reversed(bodies))]
    assert {(state.stage, state.clock_stands, state.due and state.due.at) for state in told} == {
        (Stage.PROCESSING, False, NEW_DUE.at)
    }


def test_at_the_desk_it_is_received_when_it_is_complete() -> None:
    """Đ.16.3, Đ.17.3: no number, no clock; full receipt counts."""
    request = asked("2026-11-23T08:40", stage="desk")
    state = dossier(request, numbered=False)
    assert (state.stage, state.received_at) == (Stage.SUPPLEMENT_AWAITED, RECEIVED)
    with pytest.raises(QmcError) as caught:
        decide(state, registration(), RULES)
    assert caught.value.code == "supplement_awaited"
    state = dossier(request, completed("2026-11-25T10:00", due=None), numbered=False)
    assert (state.stage, state.received_at) == (Stage.OPENED, "2026-11-25T10:00")
    assert decide(state, registration(code="H26.107-261125-0001", due=DUE), RULES)


def test_only_what_is_decided_is_a_request() -> None:
    """docs/adr/0016: extension, closing and stop; the rest has happened in the world."""
    requests = {name for name, kind in EVENT_KINDS.items() if kind is EventKind.REQUEST}
    assert requests == {
        *("corrected", "procedure_changed", "annulled", "extended", "closed", "stopped")
    }
    assert command_of(extended()) == Process(extended())
    assert command_of(asked()) is None


FORBIDDEN: list[tuple[str, list[ProcessingBody], ProcessingBody, str, str | None]] = [
    ("twice", [extended()], extended("2026-11-27"), "extended_once", None),
    ("on the due day", [], extended("2026-11-30T00:00"), "too_late_to_extend", "at"),
    ("after it", [], extended("2026-12-01"), "too_late_to_extend", "at"),
    ("to the due day", [], extended(to="2026-11-30T23:00"), "not_later", "to"),
    ("to an earlier one", [], extended(to="2026-11-27"), "not_later", "to"),
    ("to nowhere", [], extended(to=""), "missing", "to"),
    ("to nonsense", [], extended(to="mai"), "bad_time", "to"),
    ("without a signer", [], extended(signer=" "), "missing", "signer"),
    ("without a reason", [], extended(reason=""), "missing", "reason"),
    ("while suspended", [suspended()], extended(), "clock_stands", None),
    ("while papers are awaited", [asked()], extended(), "clock_stands", None),
    ("when done", [resolved()], extended("2026-12-01"), "already_resolved", None),
    ("when stopped", [stopped()], extended("2026-11-27"), "ended", None),
    ("at the desk with a number", [], asked(stage="desk"), "already_numbered", "stage"),
    ("at some stage", [], asked(stage="x"), "bad_choice", "stage"),
    ("a second time", [asked(), completed()], asked("2026-11-28"), "supplement_once",
     "override_reason"),
    ("while the first is awaited", [asked()], asked("2026-11-25"), "supplement_once",
     "override_reason"),
    ("for nothing", [], asked(items=[]), "missing", "items"),
    ("for a blank", [], asked(items=["Bản chính", " "]), "missing", "items"),
    ("for too much", [], asked(items=["x"] * 51), "missing", "items"),
    ("without saying why", [], asked(reason="\n"), "missing", "reason"),
    ("with too little time", [], asked(until="2026-12-08"), "too_little_time", "until"),
    ("hidden letters", [], asked(reason="bản\u202emờ"), "control_character", "reason"),
    ("a long text", [], asked(reason="x" * 2_001), "too_long", "reason"),
    ("nobody asked", [], completed(), "no_supplement_pending", None),
    ("before it was asked", [asked()], completed("2026-11-24T08:59"), "out_of_order", "at"),
    ("twice for one cause", [suspended()], suspended("2026-11-26"), "already_suspended", "cause"),
    ("for another cause", [], suspended(cause="mưa"), "bad_choice", "cause"),
    ("for a debt", [], suspended(cause="obligation", amount=0), "bad_amount", "amount"),
    ("a debt to a verification", [], suspended(amount=5), "conflict", "amount"),
    ("not suspended", [], resumed(), "not_suspended", "cause"),
    ("for the other cause", [suspended()], resumed(cause="obligation"), "not_suspended", "cause"),
    ("ends before it began", [suspended()], resumed("2026-11-25T08:59"), "out_of_order", "at"),
    ("without reason", [], apologised(reason=" "), "missing", "reason"),
    ("without signer", [], apologised(signer=""), "missing", "signer"),
    ("promising the past", [], apologised(new_due="2026-11-30"), "not_later", "to"),
    ("when there is a result", [resolved()], apologised(), "already_resolved", None),
    ("a second result", [resolved()], resolved("2026-12-01"), "already_resolved", None),
    ("some outcome", [], resolved(outcome="maybe"), "bad_choice", "outcome"),
    ("refused without a reason", [], resolved(outcome="refused"), "missing", "note"),
    ("on the 15th day", [asked()], closed("2026-12-09T23:59"), "too_early_to_close", "at"),
    ("before the frozen day", [asked(until="2026-12-14")], closed("2026-12-14"),
     "too_early_to_close", "at"),
    ("nothing awaited", [], closed(), "no_supplement_pending", None),
    ("papers came", [asked(), completed()], closed(), "no_supplement_pending", None),
    ("no reason", [asked()], closed(reason=""), "missing", "reason"),
    ("after the result", [resolved()], stopped("2026-12-01"), "already_resolved", None),
    ("twice", [stopped()], stopped("2026-11-27"), "ended", None),
    ("before receipt", [], stopped("2026-11-23T08:29"), "before_receipt", "at"),
    ("at no time", [], stopped("hôm qua"), "bad_time", "at"),
    ("in the future", [], resolved("2027-01-15T08:06"), "in_future", "at"),
]  # fmt: skip


@pytest.mark.parametrize(("how", "before", "body", "code", "field"), FORBIDDEN)
def test_what_the_law_forbids_is_refused_with_its_reason(
    how: str, before: list[ProcessingBody], body: ProcessingBody, code: str, field: str | None
) -> None:
    """NĐ 118/2025 Đ.16.3, 19.5, 19.6, 21; texts as everywhere."""
    assert refusal(dossier(*before), body) == (code, field), (body.TYPE, how)


NO_EFFECT: list[tuple[str, list[ProcessingBody], ProcessingBody]] = [
    ("inside another", [suspended(), resumed()], suspended("2026-11-26")),
    ("before another", [suspended(), resumed()], suspended("2026-11-24")),
    ("papers came after it", [asked(), completed()],
     asked("2026-11-25", override_reason="thiếu nữa")),
    ("restarted after it", [asked("2026-11-27"), completed("2026-11-28")],
     extended(to="2026-12-15T17:00:00+07:00")),
]  # fmt: skip


@pytest.mark.parametrize(("how", "before", "body"), NO_EFFECT)
def test_what_would_change_nothing_is_not_recorded_as_if_it_did(
    how: str, before: list[ProcessingBody], body: ProcessingBody
) -> None:
    """Told late, its time lies where what was recorded since leaves it no effect."""
    assert refusal(dossier(*before), body) == ("out_of_order", "at"), how


def test_told_late_in_its_place_is_recorded() -> None:
    """The end of a verification that somebody forgot, once papers are awaited."""
    state = dossier(suspended(), asked("2026-11-27"))
    assert decide(state, Process(resumed("2026-11-26", due=None), RECORDED), RULES)


def test_a_dossier_with_too_many_happenings_can_still_end() -> None:
    """Whoever asks has a right to an end (Đ.21), and nothing of what went before is forgotten."""
    bodies: list[ProcessingBody] = [suspended("2026-12-01"), resumed("2026-12-01")] * 300
    bodies.insert(0, extended())
    ends: list[ProcessingBody] = [resolved("2026-12-02"), stopped("2026-12-02")]
    for end in ends:
        state = dossier(*bodies)
        assert decide(state, Process(end, RECORDED), RULES) == [end]
        ended = evolve(state, Chain().event(end))
        assert ended.stage is (Stage.RESOLVED if end.TYPE == "resolved" else Stage.STOPPED)
        assert len(ended.happenings) == MAX_HAPPENINGS + 1
        assert ended.happenings[0].what == "extended"


ALLOWED: list[tuple[list[ProcessingBody], ProcessingBody]] = [
    ([], extended("2026-11-29T23:59")),  # a Sunday, the day before
    ([extended()], apologised()),
    ([asked(), completed()], asked("2026-11-28", override_reason="giấy mới hết hạn")),
    ([suspended()], suspended("2026-11-26", cause="obligation")),
    ([suspended("2026-12-01")], resolved("2026-12-02")),
    ([asked()], closed("2026-12-10T00:00")),
    ([asked(), suspended()], completed()),
    ([], stopped(reason="")),  # the citizen need not say why
    ([asked()], stopped()),
    ([], resolved(outcome="refused", note="không đủ điều kiện, Điều 5")),
    ([], resolved("2027-01-15T08:04")),  # clocks differ by minutes
    ([apologised()], apologised("2026-12-05", new_due="2026-12-08")),
]


@pytest.mark.parametrize(("before", "body"), ALLOWED)
def test_what_the_law_allows_is_recorded(
    before: list[ProcessingBody], body: ProcessingBody
) -> None:
    """And is recorded as it was told."""
    assert decide(dossier(*before), Process(body, RECORDED), RULES) == [body]


def test_without_a_number_only_papers_are_asked_for_and_a_stop_is_made() -> None:
    """What has no number is not processed."""
    state = dossier(numbered=False)
    for body in (suspended(), extended(), apologised(), resolved(), asked()):
        assert refusal(state, body)[0] == "not_registered"
    assert decide(state, Process(asked(stage="desk"), RECORDED), RULES)
    assert decide(state, Process(stopped(), RECORDED), RULES)


def test_the_happenings_of_a_state_are_bounded() -> None:
    """The state of a dossier never grows without end."""
    bodies: list[ProcessingBody] = [suspended(), resumed()] * (MAX_HAPPENINGS // 2)
    state = dossier(*bodies)
    assert len(state.happenings) == MAX_HAPPENINGS
    assert refusal(state, suspended("2026-12-01"))[0] == "too_many"
    assert len(evolve(state, Chain().event(suspended())).happenings) == MAX_HAPPENINGS


_TIMES = st.integers(0, 60 * 24 * 60).map(
    lambda minutes: to_iso(from_iso(RECEIVED) + timedelta(minutes=minutes))
)
_DUES = st.none() | _TIMES.map(lambda at: Due(at, False, ["đếm lại"], "v1"))
_TEXTS = st.sampled_from(["", "lý do"])
_BODIES: st.SearchStrategy[ProcessingBody] = st.one_of(
    st.builds(
        SupplementRequested,
        stage=st.sampled_from(["desk", "appraisal", "x"]),
        items=st.just(["Bản chính"]),
        reason=_TEXTS,
        at=_TIMES,
        until=st.just("") | _TIMES,
        override_reason=_TEXTS,
    ),
    st.builds(Supplemented, at=_TIMES | st.just("hôm qua"), due=_DUES),
    st.builds(Suspended, cause=st.sampled_from(["verification", "obligation", "x"]), at=_TIMES),
    st.builds(Resumed, cause=st.sampled_from(["verification", "obligation"]), at=_TIMES, due=_DUES),
    st.builds(Extended, at=_TIMES, to=_TIMES | st.just("mai"), reason=_TEXTS, signer=_TEXTS),
    st.builds(Apologised, at=_TIMES, new_due=_TIMES, reason=_TEXTS, signer=_TEXTS),
    st.builds(Resolved, at=_TIMES, outcome=st.sampled_from(["granted", "x"])),
    st.builds(Closed, at=_TIMES, reason=_TEXTS),
    st.builds(Stopped, at=_TIMES, reason=_TEXTS),
)


@given(st.lists(_BODIES, max_size=12), st.integers(0, 2))
def test_facts_out_of_order_never_break_a_dossier(
    bodies: Sequence[ProcessingBody], opened_at: int
) -> None:
    """evolve never raises, keeps the first date, and decide has words for everything."""
    chain = Chain()
    [begin] = decide(None, opening(), RULES)
    [number] = decide(dossier(numbered=False), registration(due=DUE), RULES)
    order: list[AnyBody] = list(bodies)
    order.insert(min(opened_at, len(order)), begin)
    order.append(number)
    state = replay([chain.event(body) for body in order])
    assert state is not None
    assert (state.unknown, state.unreadable) == (0, 0)
    assert state.first_due == DUE
    assert state.stage in NATIONAL_STATE
    assert all(said(state, body) for body in bodies)
