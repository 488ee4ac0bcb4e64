"""Processing at the central: facts with findings, requests decided on the present state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from app.clock.time import FixedClock, to_iso
from app.dossier.desk_events import (
    Certified,
    CertifiedPaper,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.events import AnyBody
from app.dossier.processing_events import (
    ProcessingBody,
    Resolved,
    Resumed,
    Supplemented,
    Suspended,
)
from sync.central.administration import list_tasks
from sync.central.embedded import EmbeddedCentral
from sync.contract.messages import EventOutcome, Result
from tests.app.dossier.test_processing import (
    DUE,
    NEW_DUE,
    asked,
    closed,
    completed,
    extended,
    resolved,
    resumed,
    stopped,
    suspended,
)
from tests.sync.central.desk import Desk, registered_body

SEVEN_WEEKS = timedelta(days=52)


@pytest.fixture(name="desks")
def _desks(enrolled: Callable[..., Desk], clock: FixedClock) -> tuple[Desk, Desk]:
    """Two desks, and a dossier with its number, due on 30 November; it is 15 January now."""
    one, other = enrolled(), enrolled("desk-2")
    body = registered_body("H26.107-261124-0001", one.lease().id)
    body = msgspec.structs.replace(body, due=DUE)
    one.push(one.opened("d1"), one.event(body, "d1"))
    clock.advance(SEVEN_WEEKS)
    for desk in (one, other):
        desk.later(SEVEN_WEEKS)
    return one, other


def push(desk: Desk, *bodies: AnyBody, recorded_at: str = "") -> list[EventOutcome]:
    at = recorded_at or to_iso(desk.at)
    return desk.push(*[desk.event(body, "d1", recorded_at=at) for body in bodies])


def codes(outcome: EventOutcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


FACTS: list[tuple[list[ProcessingBody], list[str]]] = [
    ([asked()], []),
    ([asked(), asked("2026-11-25")], ["supplement_once"]),
    ([asked(stage="desk")], ["already_numbered"]),
    ([asked(stage="của ngày mai")], ["bad_choice"]),
    ([asked(reason="")], ["missing"]),
    ([Supplemented(at="2026-11-27", due=NEW_DUE)], ["no_supplement_pending"]),
    ([Suspended(cause="verification", at="2026-11-25", reason="x")], []),
    ([Resumed(cause="verification", at="2026-11-25")], ["not_suspended"]),
    ([Resolved(at="hôm qua", outcome="granted")], ["bad_time"]),
    ([Resolved(at="2027-01-16", outcome="granted")], ["in_future"]),
    ([resolved(), resolved("2026-12-01")], ["already_resolved"]),
    ([suspended(), resumed(), suspended("2026-11-26")], ["out_of_order"]),
]


@pytest.mark.parametrize(("facts", "found"), FACTS)
def test_a_fact_is_accepted_with_what_the_law_has_against_it(
    desks: tuple[Desk, Desk], facts: list[ProcessingBody], found: list[str]
) -> None:
    """docs/adr/0002: a citizen holds the paper."""
    outcomes = push(desks[0], *facts)
    assert [each.result for each in outcomes] == [Result.ACCEPTED] * len(facts)
    assert codes(outcomes[-1]) == found


COPY = CertifiedPaper("copy", "Bằng tốt nghiệp", "01-SCT/BS", 2026, 1)
CERTIFIED = Certified(at="2026-11-25", papers=[COPY], signer="Lê Văn C")
GIVEN = ResultReturned(
    at="2026-12-05", receiver="Nguyễn Văn A", papers=[ReturnedPaper("Trích lục")]
)
REFUSED = Refused(at="2026-11-25", reason="không thuộc địa bàn")

DESK_FACTS: list[tuple[list[AnyBody], list[str], list[str]]] = [
    ([HandedOver(at="2026-11-25", to="Phòng Kinh tế")], [], []),
    ([HandedOver(at="2026-11-25", to="")], ["missing"], []),
    ([resolved(), GIVEN], [], []),
    ([resolved(), GIVEN, GIVEN], ["already_returned"], ["already_returned"]),
    ([GIVEN], ["no_result"], ["no_result"]),
    ([stopped(), GIVEN], ["ended"], ["ended"]),
    ([REFUSED], ["already_registered"], ["already_registered"]),
    ([CERTIFIED], [], []),
    ([CERTIFIED, CERTIFIED], ["already_certified"], ["already_certified"]),
    ([resolved("2027-01-10"), msgspec.structs.replace(GIVEN, at="2027-01-16")], ["in_future"], []),
]


@pytest.mark.parametrize(("facts", "found", "tasks"), DESK_FACTS)
def test_what_a_desk_did_is_kept_with_what_is_odd_about_it(
    desks: tuple[Desk, Desk],
    central: EmbeddedCentral,
    facts: list[AnyBody],
    found: list[str],
    tasks: list[str],
) -> None:
    """Never refused; a result given twice, or that nobody had, is a task for the supervisor."""
    outcomes = [push(desks[index % 2], body)[0] for index, body in enumerate(facts)]
    assert [each.result for each in outcomes] == [Result.ACCEPTED] * len(facts)
    assert codes(outcomes[-1]) == found
    assert [task["kind"] for task in list_tasks(central.database)] == tasks


def test_before_it_is_opened_there_is_nothing_to_judge_by(desk: Desk) -> None:
    """One finding, not two."""
    assert codes(push(desk, asked())[0]) == ["not_opened"]


def test_two_desks_that_extend_at_once(desks: tuple[Desk, Desk]) -> None:
    """The second is set aside with the reason in Vietnamese; the first stands."""
    desk, other = desks
    [first] = push(desk, extended())
    [second] = push(other, extended(to="2026-12-04T17:00:00+07:00"))
    assert (first.result, second.result) == (Result.ACCEPTED, Result.SET_ASIDE)
    assert second.problem is not None
    assert second.problem.code == "extended_once"
    assert "một lần" in second.problem.detail


def test_an_extension_is_decided_on_what_both_desks_have_told(desks: tuple[Desk, Desk]) -> None:
    """The other desk has asked for papers: the clock stands, there is no date to put off."""
    desk, other = desks
    push(other, asked())
    [outcome] = push(desk, extended())
    assert outcome.problem is not None
    assert (outcome.result, outcome.problem.code) == (Result.SET_ASIDE, "clock_stands")


def test_a_result_after_a_stop_is_a_task_for_the_supervisor(
    desks: tuple[Desk, Desk], central: EmbeddedCentral
) -> None:
    """The stop was decided, the result was given at another desk: someone has to look."""
    desk, other = desks
    assert push(desk, stopped())[0].result is Result.ACCEPTED
    [outcome] = push(other, resolved())
    assert (outcome.result, codes(outcome)) == (Result.ACCEPTED, ["ended"])
    assert [task["kind"] for task in list_tasks(central.database)] == ["ended"]


def test_a_stop_after_the_result_is_set_aside(desks: tuple[Desk, Desk]) -> None:
    """Đ.21: only while no decision exists."""
    outcomes = push(desks[0], resolved(), stopped("2026-12-01"), extended("2026-12-01"))
    assert [each.problem and each.problem.code for each in outcomes] == [
        None,
        "already_resolved",
        "already_resolved",
    ]


def test_a_desk_whose_clock_is_ahead_closes_no_earlier(desks: tuple[Desk, Desk]) -> None:
    """Fifteen days are fifteen days: the central judges a request by its own clock."""
    [asked_, closed_] = push(
        desks[0],
        asked("2027-01-14"),
        closed("2027-02-01"),
        recorded_at="2027-02-01T08:00:00+07:00",
    )
    assert asked_.result is Result.ACCEPTED
    assert closed_.problem is not None
    assert (closed_.result, closed_.problem.code) == (Result.SET_ASIDE, "in_future")


def test_a_desk_whose_clock_is_ahead_tells_the_future(desks: tuple[Desk, Desk]) -> None:
    """What it recorded has happened, but not then: a finding."""
    [outcome] = push(desks[0], resolved("2027-02-01"), recorded_at="2027-02-01T08:00:00+07:00")
    assert (outcome.result, codes(outcome)) == (Result.ACCEPTED, ["in_future"])


def test_papers_that_came_before_the_closing_are_a_task_and_it_goes_on(
    desks: tuple[Desk, Desk], central: EmbeddedCentral
) -> None:
    """One desk closed what another had taken in: nobody can say any more that they were missing."""
    desk, other = desks
    push(desk, asked())
    [outcome] = push(desk, closed())
    assert outcome.result is Result.ACCEPTED
    [outcome] = push(other, completed("2026-12-09"))
    assert (outcome.result, codes(outcome)) == (Result.ACCEPTED, ["ended"])
    assert [task["kind"] for task in list_tasks(central.database)] == ["ended"]
    [outcome] = push(desk, resolved("2026-12-11"))
    assert (outcome.result, codes(outcome)) == (Result.ACCEPTED, [])
