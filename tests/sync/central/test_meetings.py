"""docs/merging.md at a real central: two desks that did not know of each other, one case a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import msgspec
import pytest

from app.clock.time import FixedClock, to_iso
from app.dossier.deed_words import deed_words
from app.dossier.events import EVENT_KINDS, AnyBody, EventKind, Registered
from app.dossier.evolve import evolve
from app.dossier.state import Dossier
from sync.central.administration import add_installation_code, list_tasks
from sync.central.embedded import EmbeddedCentral
from sync.central.findings import FOR_A_PERSON
from sync.contract.messages import EventOutcome, LeaseGrant, Result
from tests.app.dossier.meetings import MEETINGS, Meeting, came_first, made, opened, registered
from tests.app.dossier.samples import annulled
from tests.sync.central.desk import NOW, Desk, running_central

SEVEN_WEEKS = timedelta(days=52)
FIRST, SECOND = "Nguyễn Thị B", "Trần Văn C"
CASES = [
    pytest.param(name, meeting, id=f"{name}-{number}")
    for name, meetings in MEETINGS.items()
    for number, meeting in enumerate(meetings, 1)
]


@dataclass
class Town:
    """A central and two desks; the second is "Quầy 3" as the first, its officer another."""

    central: EmbeddedCentral
    first: Desk
    second: Desk
    grants: dict[str, LeaseGrant]
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 500)))

    def body(self, body: AnyBody, desk: Desk) -> AnyBody:
        """A registration gets a number of the desk's own; the rest is as it is."""
        if not isinstance(body, Registered):
            return body
        grant = self.grants[desk.installation]
        code = f"H26.107-261124-{grant.first + next(self.numbers):04d}"
        return msgspec.structs.replace(body, code=code, lease=grant.id)

    def push(self, desk: Desk, dossier: str, body: AnyBody) -> tuple[EventOutcome, Dossier]:
        officer = FIRST if desk is self.first else SECOND
        event = desk.event(
            self.body(body, desk), dossier, officer=officer, recorded_at=to_iso(desk.at)
        )
        [outcome] = desk.push(event)
        return outcome, evolve(self.known.get(dossier), event)

    known: dict[str, Dossier] = field(default_factory=dict)

    def both_know(self, dossier: str, meeting: Meeting) -> Dossier:
        """Push what both desks know of it."""
        bodies = [opened(), *([registered()] if meeting.numbered else []), *meeting.known]
        for body in bodies:
            wanted = made(body, self.known[dossier]) if dossier in self.known else body
            assert not callable(wanted)
            outcome, self.known[dossier] = self.push(self.first, dossier, wanted)
            assert outcome.result is Result.ACCEPTED
        return self.known[dossier]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    clock = FixedClock(NOW)
    file = tmp_path_factory.mktemp("town") / "central.db"
    with running_central(f"sqlite:///{file}", clock) as central:
        desks = []
        for name in ("desk-1", "desk-2"):
            desk = Desk(central.url, name)
            desk.ask_to_enrol(add_installation_code(central.database, desk.agency, now=NOW))
            desks.append(desk)
        grants = {desk.installation: desk.lease(count=500) for desk in desks}
        clock.advance(SEVEN_WEEKS)
        for desk in desks:
            desk.later(SEVEN_WEEKS)
        yield Town(central, desks[0], desks[1], grants)


@pytest.mark.parametrize(("name", "meeting"), CASES)
def test_a_row_at_the_central(town: Town, name: str, meeting: Meeting) -> None:
    """Facts are taken in with the finding of the row, requests are set aside with its code."""
    dossier = f"{name}-{next(town.numbers)}"
    known = town.both_know(dossier, meeting)
    first = came_first(meeting, known)
    for body in first:
        outcome, _ = town.push(town.first, dossier, body)
        assert outcome.result is Result.ACCEPTED
    outcome, _ = town.push(town.second, dossier, made(meeting.second, known))
    found = [finding.code for finding in outcome.findings]
    if EVENT_KINDS[name] is EventKind.REQUEST and meeting.code:
        assert outcome.problem is not None
        assert (outcome.result, outcome.problem.code) == (Result.SET_ASIDE, meeting.code)
        assert told(outcome.problem.detail, first)
        return
    assert outcome.result is Result.ACCEPTED
    if meeting.code:
        assert meeting.code in found
    else:
        assert not set(found) & FOR_A_PERSON
    tasks = [
        task
        for task in list_tasks(town.central.database)
        if task["dossier"] == dossier and task["installation"] == "desk-2"
    ]
    wanted = "referred" if name == "referred" else meeting.code
    assert {task["kind"] for task in tasks} == ({wanted} & (FOR_A_PERSON | {"referred"}))
    if meeting.code in FOR_A_PERSON:
        assert told(tasks[0]["detail"], first)


def told(sentence: str, first: list[AnyBody]) -> bool:
    """Whether it says who, what and when: the one whose act came first, never an event's type."""
    return (
        any(f"Quầy 3 ({FIRST}) đã {deed_words(body.TYPE)} lúc " in sentence for body in first)
        and "việc này ghi lúc" in sentence
    )


def test_two_desks_never_annul_both_of_two(town: Town) -> None:
    """Entered twice: each desk takes the other's dossier for the right one. One of them stays."""
    codes = []
    for dossier in ("twin-1", "twin-2"):
        state = town.both_know(dossier, MEETINGS["referred"][0])
        codes.append(str(state.code))
    first, _ = town.push(town.first, "twin-1", annulled(instead=codes[1]))
    second, _ = town.push(town.second, "twin-2", annulled(instead=codes[0]))
    assert first.result is Result.ACCEPTED
    assert second.problem is not None
    assert (second.result, second.problem.code) == (Result.SET_ASIDE, "instead_annulled")


def test_what_is_handed_to_the_supervisor_is_a_task_with_its_note(town: Town) -> None:
    """Who, the note, and why it was set aside."""
    [meeting] = MEETINGS["referred"]
    dossier = "handed-up"
    town.both_know(dossier, meeting)
    town.push(town.second, dossier, made(meeting.second, town.known[dossier]))
    [task] = [each for each in list_tasks(town.central.database) if each["dossier"] == dossier]
    assert (task["kind"], task["installation"]) == ("referred", "desk-2")
    assert SECOND in task["detail"]
    assert "xin ý kiến" in task["detail"]
