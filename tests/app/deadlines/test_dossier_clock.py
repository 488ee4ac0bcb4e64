"""The clock of a dossier: each row reads as the law reads (docs/adr/0016)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendar.working_calendar import load_calendar
from app.clock.time import VIETNAM, from_iso, to_iso
from app.deadlines.clock_face import ClockState, DossierClock, Standing
from app.deadlines.dossier_clock import dossier_clock
from app.deadlines.due import due_at
from app.deadlines.rule import Cutoff, DeadlineRule, Unit
from app.dossier.events import Due
from app.dossier.happening import WHATS, Happening
from app.errors import InvalidInput

CALENDAR = load_calendar()
FIVE = DeadlineRule(Unit.WORKING_DAY, 5)
RECEIVED = "2026-11-02T09:00"  # a Monday; five working days: Monday 9 November


def asked(at: str, stage: str = "appraisal", *, again: bool = False) -> Happening:
    return Happening("supplement_requested", at, stage=stage, again=again)


def completed(at: str) -> Happening:
    return Happening("supplemented", at)


def suspended(at: str, cause: str = "verification") -> Happening:
    return Happening("suspended", at, cause=cause)


def resumed(at: str, cause: str = "verification") -> Happening:
    return Happening("resumed", at, cause=cause)


def extended(at: str, to: str) -> Happening:
    return Happening("extended", at, to=to)


def apologised(at: str, to: str) -> Happening:
    return Happening("apologised", at, to=to)


def resolved(at: str) -> Happening:
    return Happening("resolved", at, outcome="granted")


def closed(at: str) -> Happening:
    return Happening("closed", at)


def stopped(at: str) -> Happening:
    return Happening("stopped", at)


def clock(
    *happenings: Happening,
    now: str = "2026-11-30T09:00",
    rule: DeadlineRule | None = FIVE,
    received: str = RECEIVED,
) -> DossierClock:
    return dossier_clock(from_iso(received), rule, happenings, CALENDAR, from_iso(now))


def day(moment: str | None) -> str | None:
    return None if moment is None else moment[:10]


def codes(face: DossierClock) -> list[str]:
    return [problem.code for problem in face.problems]


DUE = [
    ("nothing happens", [], "2026-11-09"),
    ("restart from zero (Đ.19.5)", [asked("2026-11-04"), completed("2026-11-10")], "2026-11-17"),
    ("restart on a Sunday", [asked("2026-11-04"), completed("2026-11-15")], "2026-11-23"),
    (
        "the first day of a suspension counts, the last does not (BLDS Đ.147.2)",
        [suspended("2026-11-04T10:00"), resumed("2026-11-10T10:00")],
        "2026-11-13",
    ),
    (
        "within one day nothing is lost",
        [suspended("2026-11-04T08:00"), resumed("2026-11-04T16:00")],
        "2026-11-09",
    ),
    (
        "over a week-end only its working days are left out",
        [suspended("2026-11-06T10:00"), resumed("2026-11-09T10:00")],
        "2026-11-10",
    ),
    (
        "two causes at once stop one clock once",
        [
            suspended("2026-11-03T10:00"),
            suspended("2026-11-04T10:00", "obligation"),
            resumed("2026-11-05T10:00"),
            resumed("2026-11-06T10:00", "obligation"),
        ],
        "2026-11-12",
    ),
    (
        "a suspension before the restart is forgotten with it",
        [
            suspended("2026-11-03T08:00"),
            resumed("2026-11-04T08:00"),
            asked("2026-11-05T08:00"),
            completed("2026-11-10T08:00"),
        ],
        "2026-11-17",
    ),
    (
        "one that lasts over the restart goes on after it",
        [
            suspended("2026-11-04T08:00"),
            asked("2026-11-05T08:00"),
            completed("2026-11-10T08:00"),
            resumed("2026-11-12T08:00"),
        ],
        "2026-11-19",
    ),
    ("extended: the new date stands", [extended("2026-11-06", "2026-11-16")], "2026-11-16"),
    (
        "suspended after an extension: the new date moves by the days left out",
        [
            extended("2026-11-06", "2026-11-16"),
            suspended("2026-11-12T10:00"),
            resumed("2026-11-17T10:00"),
        ],
        "2026-11-19",
    ),
    (
        "an extension does not outlive a restart",
        [extended("2026-11-06", "2026-11-30"), asked("2026-11-10"), completed("2026-11-11")],
        "2026-11-18",
    ),
    ("an apology moves nothing", [apologised("2026-11-12", "2026-11-20")], "2026-11-09"),
    (
        "what was due before can't be suspended any more",
        [suspended("2026-11-10T08:00"), resumed("2026-11-20T08:00")],
        "2026-11-09",
    ),
    (
        "told in any order it is the same",
        [resumed("2026-11-10T10:00"), suspended("2026-11-04T10:00")],
        "2026-11-13",
    ),
]


@pytest.mark.parametrize(("law", "happenings", "due"), DUE, ids=[row[0] for row in DUE])
def test_the_date_that_counts(law: str, happenings: list[Happening], due: str) -> None:
    """NĐ 118/2025 Đ.19, BLDS 2015 Đ.147-148, VBHN 401 Đ.3.4."""
    face = clock(*happenings)
    assert day(face.due) == due, law
    assert face.due is None or face.due.endswith("T17:00:00+07:00")
    assert day(face.first_due) == "2026-11-09"


def test_a_second_cause_over_the_due_time_keeps_it_still() -> None:
    """Verification stood over the due time; a debt begun meanwhile is no suspension too late."""
    stops = [
        suspended("2026-11-06T08:00"),
        suspended("2026-11-09T20:00", "obligation"),
        resumed("2026-11-10T09:00"),
    ]
    face = clock(*stops, now="2026-11-12T09:00")
    assert (face.state, face.due, face.standing) == (
        ClockState.SUSPENDED,
        None,
        Standing.IN_TIME,
    )
    face = clock(*stops, resumed("2026-11-12T10:00", "obligation"))
    assert day(face.due) == "2026-11-13"


@pytest.mark.parametrize(
    ("begins", "ends", "due"),
    [
        ("2026-11-16T08:00", "2026-11-18T10:00", "2026-11-18T17:00"),
        ("2026-11-16T08:00", "2026-11-16T14:00", "2026-11-16T17:00"),
        ("2026-11-16T08:00", "2026-11-18T20:00", "2026-11-19T17:00"),
        ("2026-11-16T11:00", "2026-11-18T10:00", "2026-11-16T10:00"),
        ("2026-11-16T08:00", "2026-11-16T09:00", "2026-11-16T10:00"),
    ],
)
def test_an_extended_date_never_falls_inside_a_suspension(begins: str, ends: str, due: str) -> None:
    """As the first due time: it was set to 10:00 of Monday 16/11."""
    happenings = [extended("2026-11-06", "2026-11-16T10:00"), suspended(begins), resumed(ends)]
    assert clock(*happenings).due == f"{due}:00+07:00"


def test_a_resumption_counted_without_the_extension_does_not_undo_it() -> None:
    """Two desks: one resumed without knowing that the other had put the date off."""
    happenings = [
        suspended("2026-11-03T08:00"),
        extended("2026-11-04", "2026-11-30"),
        Happening("resumed", "2026-11-05T08:00", cause="verification", due="2026-11-11T17:00"),
    ]
    now = from_iso("2026-11-10")
    face = dossier_clock(from_iso(RECEIVED), FIVE, happenings, CALENDAR, now, numbered=True)
    assert day(face.due) == "2026-11-30"


def test_what_was_completed_in_time_was_not_closed() -> None:
    """The papers had come at one desk when another closed: a closing needs what is missing."""
    happenings = [asked("2026-11-03"), completed("2026-11-18"), closed("2026-11-20")]
    now = from_iso("2026-11-23")
    face = dossier_clock(from_iso(RECEIVED), FIVE, happenings, CALENDAR, now, numbered=True)
    assert (face.state, day(face.due)) == (ClockState.RUNNING, "2026-11-26")
    [problem] = face.problems
    assert (problem.code, problem.counted) == ("no_supplement_pending", False)


def test_calendar_days_give_back_calendar_days() -> None:
    """Ten days from 2 November, three of them suspended: Sunday 15th, so Monday."""
    ten = DeadlineRule(Unit.CALENDAR_DAY, 10)
    face = clock(suspended("2026-11-04T10:00"), resumed("2026-11-07T10:00"), rule=ten)
    assert day(face.due) == "2026-11-16"


def test_an_extended_date_in_calendar_days_moves_by_calendar_days() -> None:
    """Put off to Thursday 19th, suspended Thursday to Saturday: Saturday 21st, so Monday."""
    ten = DeadlineRule(Unit.CALENDAR_DAY, 10)
    face = clock(
        extended("2026-11-10", "2026-11-19"),
        suspended("2026-11-12T10:00"),
        resumed("2026-11-14T10:00"),
        rule=ten,
    )
    assert day(face.due) == "2026-11-23"


def test_hours_stop_at_their_moment() -> None:
    """BLDS Đ.147.1: two hours of suspension are two hours."""
    eight = DeadlineRule(Unit.WORKING_HOUR, 4)
    face = clock(suspended("2026-11-02T10:00"), resumed("2026-11-02T14:00"), rule=eight)
    assert face.due == "2026-11-02T17:00:00+07:00"


def test_at_the_desk_there_is_no_clock_until_it_is_complete() -> None:
    """Đ.16.3, Đ.17.3: the time limit runs from full and valid receipt."""
    waiting = clock(asked("2026-11-02T09:30", "desk"), now="2026-11-30")
    assert (waiting.state, waiting.standing) == (ClockState.NOT_STARTED, Standing.NONE)
    assert (waiting.due, waiting.first_due, waiting.close_from) == (None, None, None)
    face = clock(asked("2026-11-02T09:30", "desk"), completed("2026-11-04T16:00"))
    assert day(face.due) == day(face.first_due) == "2026-11-11"


STATES = [
    ("running", [], ClockState.RUNNING, "2026-11-05", Standing.IN_TIME),
    ("due on the next working day", [], ClockState.RUNNING, "2026-11-06", Standing.DUE_SOON),
    ("due today, after hours", [], ClockState.RUNNING, "2026-11-09T23:59", Standing.DUE_SOON),
    ("the day after", [], ClockState.RUNNING, "2026-11-10T00:00", Standing.OVERDUE),
    (
        "waiting counts as in time",
        [asked("2026-11-04")],
        ClockState.AWAITING_SUPPLEMENT,
        "2026-11-30",
        Standing.IN_TIME,
    ),
    (
        "suspended counts as in time",
        [suspended("2026-11-04")],
        ClockState.SUSPENDED,
        "2026-11-30",
        Standing.IN_TIME,
    ),
    (
        "suspended when it was overdue stays overdue",
        [suspended("2026-11-10")],
        ClockState.SUSPENDED,
        "2026-11-30",
        Standing.OVERDUE,
    ),
    ("early", [resolved("2026-11-06T17:30")], ClockState.RESOLVED, "2026-11-30", Standing.EARLY),
    (
        "on the due day, after hours",
        [resolved("2026-11-09T23:00")],
        ClockState.RESOLVED,
        "2026-11-30",
        Standing.ON_TIME,
    ),
    ("late", [resolved("2026-11-10T00:00")], ClockState.RESOLVED, "2026-11-30", Standing.LATE),
    (
        "after an extension by the new date",
        [extended("2026-11-06", "2026-11-16"), resolved("2026-11-16")],
        ClockState.RESOLVED,
        "2026-11-30",
        Standing.ON_TIME,
    ),
    (
        "after an apology by the date before it",
        [apologised("2026-11-06", "2026-11-16"), resolved("2026-11-16")],
        ClockState.RESOLVED,
        "2026-11-30",
        Standing.LATE,
    ),
    (
        "an apology after the due day leaves it late",
        [apologised("2026-11-12", "2026-11-16")],
        ClockState.RUNNING,
        "2026-11-13",
        Standing.OVERDUE,
    ),
    (
        "a result ends a suspension",
        [suspended("2026-11-04"), resolved("2026-11-12")],
        ClockState.RESOLVED,
        "2026-11-30",
        Standing.EARLY,
    ),
    (
        "a suspension after the due day does not heal",
        [suspended("2026-11-10"), resolved("2026-11-12")],
        ClockState.RESOLVED,
        "2026-11-30",
        Standing.LATE,
    ),
    (
        "closed after 15 days",
        [asked("2026-11-04"), closed("2026-11-20")],
        ClockState.CLOSED,
        "2026-11-30",
        Standing.ON_TIME,
    ),
    ("stopped", [stopped("2026-11-04")], ClockState.STOPPED, "2026-11-30", Standing.ON_TIME),
]


@pytest.mark.parametrize(
    ("law", "happenings", "state", "now", "standing"), STATES, ids=[row[0] for row in STATES]
)
def test_how_it_stands(
    law: str, happenings: list[Happening], state: ClockState, now: str, standing: Standing
) -> None:
    """By the day, as the reports count (TT 09/2026)."""
    face = clock(*happenings, now=now)
    assert (face.state, face.standing) == (state, standing), law


def test_without_a_time_limit_a_result_is_on_time() -> None:
    """No due date: in time while it lasts, on time when it is done."""
    assert clock(rule=None).standing is Standing.IN_TIME
    assert clock(resolved("2028-01-05"), rule=None, now="2028-01-06").standing is Standing.ON_TIME
    face = clock(asked("2026-11-04"), completed("2026-11-05"), rule=None)
    assert (face.due, face.state) == (None, ClockState.RUNNING)


FORBIDDEN = [
    (
        "a second extension",
        [extended("2026-11-06", "2026-11-16"), extended("2026-11-10", "2026-11-23")],
        ["extended_once"],
        "2026-11-16",
    ),
    (
        "an extension on the due day",
        [extended("2026-11-09T00:01", "2026-11-16")],
        ["too_late_to_extend"],
        "2026-11-09",
    ),
    (
        "one announced the day before, a Sunday, is in time",
        [extended("2026-11-08T20:00", "2026-11-16")],
        [],
        "2026-11-16",
    ),
    (
        "an extension to a day off",
        [extended("2026-11-06", "2026-11-24")],
        ["not_working_day"],
        "2026-11-09",
    ),
    (
        "an extension to the due day itself",
        [extended("2026-11-06", "2026-11-09")],
        ["not_later"],
        "2026-11-09",
    ),
    (
        "an extension while the clock stands",
        [suspended("2026-11-04"), extended("2026-11-05", "2026-11-16")],
        ["clock_stands"],
        None,
    ),
    (
        "closing on the last day of the 15",
        [asked("2026-11-04"), closed("2026-11-19")],
        ["too_early_to_close"],
        None,
    ),
    (
        "closing with nothing awaited",
        [closed("2026-11-20")],
        ["no_supplement_pending"],
        "2026-11-09",
    ),
    (
        "a stop after the result",
        [resolved("2026-11-06"), stopped("2026-11-07")],
        ["already_resolved"],
        "2026-11-09",
    ),
    (
        "asking later than the third working day counts, and is told",
        [asked("2026-11-06")],
        ["supplement_late"],
        None,
    ),
    (
        "asking again without a reason",
        [asked("2026-11-04"), completed("2026-11-05"), asked("2026-11-06")],
        ["supplement_once"],
        None,
    ),
    (
        "asking again with one",
        [asked("2026-11-04"), completed("2026-11-05"), asked("2026-11-06", again=True)],
        [],
        None,
    ),
    (
        "asking at the desk when it has run",
        [suspended("2026-11-03"), resumed("2026-11-03"), asked("2026-11-04", "desk")],
        ["already_numbered"],
        "2026-11-09",
    ),
    ("papers no one asked for", [completed("2026-11-04")], ["no_supplement_pending"], "2026-11-09"),
    ("an end without a beginning", [resumed("2026-11-04")], ["not_suspended"], "2026-11-09"),
    (
        "suspended twice for one cause",
        [suspended("2026-11-04"), suspended("2026-11-05")],
        ["already_suspended"],
        None,
    ),
    (
        "two results",
        [resolved("2026-11-04"), resolved("2026-11-05")],
        ["already_resolved"],
        "2026-11-09",
    ),
    (
        "before it was received",
        [suspended("2026-11-01"), resumed("2026-11-01T12:00")],
        ["before_receipt", "before_receipt"],
        "2026-11-09",
    ),
    (
        "an apology that promises a Sunday",
        [apologised("2026-11-12", "2026-11-15")],
        ["not_working_day"],
        "2026-11-09",
    ),
]


@pytest.mark.parametrize(
    ("law", "happenings", "problems", "due"), FORBIDDEN, ids=[row[0] for row in FORBIDDEN]
)
def test_what_the_law_forbids_is_told(
    law: str, happenings: list[Happening], problems: list[str], due: str | None
) -> None:
    """A forbidden request does not count; a fact does, with its problem."""
    face = clock(*happenings)
    assert codes(face) == problems, law
    assert day(face.due) == due
    assert all(
        problem.message in " ".join(face.trace) for problem in face.problems if not problem.counted
    )


CLOSING = [
    ("2026-11-02T11:00", "2026-11-18"),  # 17 November is the 15th day
    ("2026-11-02T23:59", "2026-11-18"),
    ("2026-11-06", "2026-11-24"),  # the 15th day is a Saturday: until Monday 23rd
    ("2026-11-09", "2026-11-26"),  # the 15th day is 24 November, a holiday: until the 25th
    ("2026-02-02", "2026-02-24"),  # Tết
]


@pytest.mark.parametrize(("at", "close_from"), CLOSING)
def test_it_may_be_closed_when_the_fifteen_days_are_over(at: str, close_from: str) -> None:
    """Đ.19.5: calendar days, the day of the request not counted, a day off moves the end."""
    face = clock(asked(at), received=at, now="2026-12-31")
    assert face.close_from == close_from
    early = to_iso(from_iso(close_from) - timedelta(seconds=1))
    assert codes(clock(asked(at), closed(early), received=at, now="2026-12-31")) == [
        "too_early_to_close"
    ]
    assert clock(asked(at), closed(close_from), received=at, now="2026-12-31").state is (
        ClockState.CLOSED
    )


def test_the_appraisal_has_three_working_days_to_ask() -> None:
    """Đ.19.5: the day of receipt not counted; a holiday neither."""
    assert clock(now="2026-11-03").supplement_until == "2026-11-05"
    assert clock(received="2026-11-20T16:00", now="2026-11-21").supplement_until == "2026-11-26"
    assert clock(received="2026-11-21T09:00", now="2026-11-21").supplement_until == "2026-11-27"
    assert clock(asked("2026-11-03"), completed("2026-11-04")).supplement_until is None


REMAINING = [
    ("2026-11-02", 5),
    ("2026-11-06", 1),
    ("2026-11-08", 1),
    ("2026-11-09", 0),
    ("2026-11-11", -2),
]


@pytest.mark.parametrize(("now", "left"), REMAINING)
def test_remaining_working_days(now: str, left: int) -> None:
    """After today, up to and with the due day; below zero when it is past."""
    assert clock(now=now + "T10:00").remaining == left


def test_what_has_not_happened_yet_is_left_out() -> None:
    """A clock at a time in the past shows what it showed then."""
    happenings = [suspended("2026-11-04T10:00"), resumed("2026-11-10T10:00")]
    assert clock(*happenings, now="2026-11-04T09:59").state is ClockState.RUNNING
    assert clock(*happenings, now="2026-11-05").state is ClockState.SUSPENDED


def test_a_frozen_date_is_taken_as_it_stands() -> None:
    """A calendar of later moves no printed date."""
    first = Due("2026-11-12T17:00:00+07:00", False, ["Theo lịch cũ."], "old")
    frozen = Happening("resumed", "2026-11-06", cause="verification", due="2026-11-20T17:00+07:00")
    face = dossier_clock(
        from_iso(RECEIVED),
        FIVE,
        [suspended("2026-11-05"), frozen],
        CALENDAR,
        from_iso("2026-11-07"),
        first_due=first,
        numbered=True,
    )
    assert (face.first_due, day(face.due)) == (first.at, "2026-11-20")
    assert face.trace[0] == "Theo lịch cũ."


def test_an_old_dossier_without_a_rule_is_put_off_by_the_working_days() -> None:
    """Registered before rules were frozen: its date is known, its time limit is not."""
    first = Due("2026-11-09T17:00:00+07:00", False, ["…"], "old")
    face = dossier_clock(
        from_iso(RECEIVED),
        None,
        [suspended("2026-11-04T08:00"), resumed("2026-11-06T08:00")],
        CALENDAR,
        from_iso("2026-11-07"),
        first_due=first,
        numbered=True,
    )
    assert day(face.due) == "2026-11-11"


def test_the_officer_can_read_it_out() -> None:
    """Sentences in order, each with a date a citizen can check."""
    face = clock(
        asked("2026-11-04T10:00"),
        completed("2026-11-10T10:00"),
        apologised("2026-11-16T08:00", "2026-11-20"),
        resolved("2026-11-18T08:00"),
    )
    text = " ".join(face.trace)
    parts = [
        "Nhận 09:00 thứ Hai 02/11/2026",
        "10:00 thứ Tư 04/11/2026: yêu cầu bổ sung sau thẩm định",
        "đến hết ngày 19/11/2026 (NĐ 118/2025 Đ.19.5)",
        "tính lại từ đầu",
        "17:00 thứ Ba 17/11/2026",
        "hẹn lại 17:00 thứ Sáu 20/11/2026",
        "Giải quyết quá hạn.",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert face.promised == "2026-11-20T17:00:00+07:00"


def test_a_year_without_a_calendar_is_said_where_it_has_to_be_counted() -> None:
    """Nothing is guessed."""
    with pytest.raises(InvalidInput) as caught:
        clock(asked("2028-12-20"), completed("2028-12-29"), received="2028-12-15", now="2029-01-01")
    assert caught.value.code == "calendar_unknown"


_FIRST = datetime(2026, 1, 5, tzinfo=VIETNAM)
_MOMENTS = st.integers(0, 540 * 24 * 60).map(lambda minutes: _FIRST + timedelta(minutes=minutes))
_RULES = st.builds(
    DeadlineRule,
    unit=st.sampled_from(list(Unit)),
    amount=st.integers(1, 12),
    cutoff_15h=st.sampled_from(list(Cutoff)),
)
_HAPPENINGS = st.lists(
    st.builds(
        Happening,
        what=st.sampled_from([*WHATS, "blessed"]),
        at=_MOMENTS.map(to_iso) | st.just("gần đây"),
        stage=st.sampled_from(["desk", "appraisal", "", "x"]),
        cause=st.sampled_from(["verification", "obligation", "new"]),
        to=_MOMENTS.map(lambda moment: moment.date().isoformat()) | st.just(""),
        again=st.booleans(),
    ),
    max_size=12,
)


@given(_MOMENTS, _RULES, _HAPPENINGS, st.sampled_from([None, True, False]))
def test_no_history_makes_it_raise_and_a_due_day_is_a_working_day(
    received: datetime, rule: DeadlineRule, happenings: list[Happening], numbered: bool | None
) -> None:
    """Whatever two desks have told in whatever order."""
    now = datetime(2027, 7, 1, tzinfo=VIETNAM)
    face = dossier_clock(received, rule, happenings, CALENDAR, now, numbered=numbered)
    if face.due is not None and (numbered is None or not face.extended):
        assert CALENDAR.is_working(from_iso(face.due).date())
        for stop in face.suspensions:
            over = stop.ends is not None
            assert not (over and stop.begins < face.due < str(stop.ends)), "due while it stood"
    assert all(face.trace)


@given(_MOMENTS, _RULES, st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_a_longer_suspension_never_makes_it_earlier(
    received: datetime, rule: DeadlineRule, after_h: int, length_h: int, more_h: int
) -> None:
    """Nor does any suspension at all."""
    begins = received + timedelta(hours=after_h)

    def due_day(hours: int) -> str | None:
        stops = [
            suspended(to_iso(begins)),
            resumed(to_iso(begins + timedelta(hours=hours))),
        ]
        now = begins + timedelta(hours=10_000)
        return day(dossier_clock(received, rule, stops, CALENDAR, now).due)

    short, long = due_day(length_h), due_day(length_h + more_h)
    plain = day(due_at(received, rule, CALENDAR).at)
    assert plain is not None
    assert short is not None
    assert long is not None
    assert plain <= short <= long
