"""Two images of one machine: the chain shows it, nothing is lost (docs/adr/0004)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.dossier.events import FIRST_PREV_HASH
from sync.central.administration import add_installation_code, list_tasks, resume, suspend
from sync.central.chain import Place, Tip, place_of
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import count
from sync.central.received import ChainLink
from sync.contract.messages import EnrolAnswer, EventOutcome, Result
from tests.sync.central.desk import AGENCY, NOW, Desk, opened_body, registered_body

Enrolled = Callable[..., Desk]


def codes(outcome: EventOutcome) -> list[str]:
    """The codes of an outcome's findings."""
    return [finding.code for finding in outcome.findings]


A, B = "a" * 64, "b" * 64


@pytest.mark.parametrize(
    ("seq", "prev", "tip", "predecessor", "place"),
    [
        (1, FIRST_PREV_HASH, Tip(0, FIRST_PREV_HASH), None, Place.NEXT),
        (1, A, Tip(0, FIRST_PREV_HASH), None, Place.FORK),
        (2, FIRST_PREV_HASH, Tip(0, FIRST_PREV_HASH), None, Place.MISSING),
        (6, A, Tip(5, A), 5, Place.NEXT),
        (6, B, Tip(5, A), None, Place.FORK),
        (6, B, Tip(5, A), 5, Place.FORK),
        (3, B, Tip(5, A), 2, Place.FORK),
        (7, B, Tip(5, A), None, Place.MISSING),
        (7, B, Tip(5, A), 6, Place.FORK),
        (8, B, Tip(5, A), 6, Place.MISSING),
    ],
)
def test_the_place_of_an_event(
    seq: int, prev: str, tip: Tip, predecessor: int | None, place: Place
) -> None:
    """Next on the trunk, beside it, or not yet."""
    assert place_of(ChainLink("id", "desk", seq, prev), tip, predecessor) is place


def test_both_branches_of_a_fork_come_in_and_the_installation_gets_no_more(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """Facts of both images are kept; leases and the feed wait for the administrator."""
    grant = desk.lease()
    desk.push(desk.opened("d0"))
    twin = desk.copy()
    trunk = [desk.opened("d1"), desk.registered("d1", grant, 1)]
    branch = [
        twin.event(opened_body(), "d2", id="twin-1"),
        twin.event(registered_body("H26.107-261124-0001", grant.id), "d2", id="twin-2"),
        twin.event(opened_body(), "d3", id="twin-3"),  # longer than the trunk
        twin.event(opened_body(), "d4", id="twin-4"),
    ]
    assert [codes(each) for each in desk.push(*trunk)] == [[], []]
    outcomes = twin.push(*branch)
    assert [each.result for each in outcomes] == [Result.ACCEPTED] * 4
    assert codes(outcomes[0]) == ["chain_fork"]
    assert codes(outcomes[1]) == ["number_taken", "chain_fork"]
    assert codes(outcomes[3]) == ["chain_fork"]
    assert desk.feed().problem.code == "installation_suspended"
    assert desk.ask_lease(id="another").problem.code == "installation_suspended"
    assert codes(desk.push(desk.opened("d5"))[0]) == ["installation_suspended"]
    assert [each.result for each in twin.push(*branch)] == [Result.DUPLICATE] * 4
    held = count(central.database)
    assert (held["registered"], held["duplicates"]) == (2, 1)
    kinds = [task["kind"] for task in list_tasks(central.database)]
    assert sorted(kinds) == ["chain_fork", "number_taken"]


def test_requests_of_a_forked_installation_wait_until_it_is_lifted(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """A correction has not happened until the central agrees, and it can't know whose it is."""
    desk.push(desk.opened("d1"))
    twin = desk.copy()
    desk.push(desk.opened("d2"))
    twin.push(twin.event(opened_body(), "d3", id="twin"))
    request = desk.corrected("d1", "0900000001", "0900000002")
    outcome = desk.push(request)[0]
    assert outcome.problem is not None
    assert outcome.problem.code == "installation_suspended"
    resume(central.database, desk.installation)
    assert desk.push(request)[0].result is Result.ACCEPTED
    assert desk.feed().status == 200


def test_each_image_goes_on_as_a_successor_with_a_code(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """A forked key alone enrols nobody; with the administrator's code it does."""
    desk.push(desk.opened("d1"))
    twin = desk.copy()
    desk.push(desk.opened("d2"))
    left = twin.event(opened_body(), "d3", id="twin")
    twin.push(left)
    for name, image in (("next-1", desk), ("next-2", twin)):
        successor = Desk(central.url, name)
        refused = successor.ask_to_enrol(predecessor=image)
        if name == "next-1":
            assert refused.problem.code == "installation_suspended"
            code = add_installation_code(central.database, AGENCY, now=NOW)
            refused = successor.ask_to_enrol(code, predecessor=image)
        # the first successor has retired it: the second one needs no code, but makes a task
        assert refused.read(EnrolAnswer).agency == AGENCY
        assert successor.push(successor.opened(f"{name}-d"))[0].findings == []
        assert successor.push(left)[0].result is Result.DUPLICATE
    kinds = {task["kind"] for task in list_tasks(central.database)}
    assert kinds == {"chain_fork", "second_successor"}


def test_a_retired_installation_that_still_speaks_is_told_apart(
    desk: Desk, enrolled: Enrolled, central: EmbeddedCentral
) -> None:
    """Its facts are accepted with a finding; what its successor brings for it has none."""
    desk.push(desk.opened("d1"))
    left = desk.opened("d2")
    copy = desk.copy()
    successor = Desk(central.url, "next")
    successor.ask_to_enrol(predecessor=desk).read(EnrolAnswer)
    assert codes(successor.push(left)[0]) == []
    late = copy.opened("d3")
    assert codes(copy.push(late)[0]) == ["installation_retired"]
    other = Desk(central.url, desk.installation, key=desk.key, seq=1, prev=left.header.prev_hash)
    beside = other.event(opened_body(), "d4", id="beside")
    assert codes(other.push(beside)[0]) == ["chain_fork"]
    for call in (copy.feed(), copy.ask_lease()):
        assert call.problem.code == "installation_suspended"


def test_a_suspended_installation_is_refused_whole_and_nothing_is_lost(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """A stolen machine: everything waits at the desk until the administrator lifts it."""
    event = desk.opened("d1")
    suspend(central.database, desk.installation)
    for reply in (desk.send(event), desk.feed(), desk.ask_lease(), desk.end_lease("x")):
        assert reply.problem.code == "installation_suspended"
        assert reply.problem.advice
    successor = Desk(central.url, "next")
    refused = successor.ask_to_enrol(predecessor=desk).problem
    assert refused.code == "installation_suspended"
    resume(central.database, desk.installation)
    assert desk.push(event)[0].result is Result.ACCEPTED
