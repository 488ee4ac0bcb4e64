"""``POST /v1/carried``: another desk brings what a desk could not send (docs/adr/0029)."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from msgspec import Raw
from sqlalchemy import select

from sync.central.administration import resume, suspend
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import holdings
from sync.central.schema import carriage
from sync.contract.carried import make_batch
from sync.contract.messages import (
    BatchAnswer,
    EventOutcome,
    KeyList,
    LeaseGrant,
    Result,
    WireEvent,
)
from tests.sync.central.desk import OTHER_AGENCY, Desk, Reply, opened_body

Enrolled = Callable[..., Desk]


def outcomes(reply: Reply) -> list[EventOutcome]:
    """The outcomes of a call that must have been answered."""
    return reply.read(BatchAnswer).outcomes


def results(reply: Reply) -> list[Result]:
    return [each.result for each in outcomes(reply)]


@pytest.fixture
def origin(enrolled: Enrolled) -> Desk:
    """The desk whose line is down."""
    return enrolled("desk-2")


def test_carried_events_get_in_as_if_they_had_been_pushed(
    central: EmbeddedCentral, desk: Desk, origin: Desk
) -> None:
    """Accepted, in the feed of all, numbers used; the origin's own push is a duplicate then."""
    grant = origin.ask_lease().read(LeaseGrant)
    events = origin.opened("d1"), origin.registered("d1", grant, 1), origin.opened("d2")
    assert results(desk.carry(origin, *events)) == [Result.ACCEPTED] * 3
    assert [each.position for each in outcomes(origin.send(*events))] == [1, 2, 3]
    assert results(origin.send(*events)) == [Result.DUPLICATE] * 3
    assert len(desk.whole_feed()) == 3
    held = holdings(central.database)
    assert (held.dossiers, held.codes, held.duplicates) == (2, 1, 0)
    with central.database.read() as connection:
        noted = connection.execute(select(carriage)).all()
    assert [(row.installation, row.first_seq, row.last_seq, row.carrier) for row in noted] == [
        ("desk-2", 1, 3, "desk-1")
    ]


def test_the_same_batch_again_is_nothing_new(
    central: EmbeddedCentral, desk: Desk, enrolled: Enrolled, origin: Desk
) -> None:
    """The answer was lost, or another desk brings the same stick."""
    events = origin.opened("d1"), origin.opened("d2")
    third = enrolled("desk-3")
    desk.carry(origin, *events)
    assert results(desk.carry(origin, *events)) == [Result.DUPLICATE] * 2
    assert results(third.carry(origin, *events)) == [Result.DUPLICATE] * 2
    with central.database.read() as connection:
        carriers = connection.execute(select(carriage.c.carrier)).scalars().all()
    assert sorted(carriers) == ["desk-1", "desk-3"]


def test_a_run_may_overlap_what_is_there_and_waits_for_what_is_missing(
    desk: Desk, origin: Desk
) -> None:
    """Runs come in any order: the later one is tried again when the earlier has come."""
    first, second, third = (origin.opened(name) for name in ("d1", "d2", "d3"))
    late = desk.carry(origin, second, third)
    assert results(late) == [Result.TRY_AGAIN] * 2
    problem = outcomes(late)[0].problem
    assert problem is not None
    assert problem.code == "predecessor_missing"
    origin.push(first)
    assert results(desk.carry(origin, first, second)) == [Result.DUPLICATE, Result.ACCEPTED]
    assert results(desk.carry(origin, second, third)) == [Result.DUPLICATE, Result.ACCEPTED]


def test_each_event_is_answered_by_itself(desk: Desk, origin: Desk) -> None:
    """A request that the rules forbid is set aside; what follows it gets in."""
    events = origin.opened("d1"), origin.corrected("d1", "sai", "0911"), origin.opened("d2")
    assert results(desk.carry(origin, *events)) == [
        Result.ACCEPTED,
        Result.SET_ASIDE,
        Result.ACCEPTED,
    ]


def test_nobody_else_can_bring_what_a_desk_has_not_signed(desk: Desk, origin: Desk) -> None:
    """The carrier's key, a shorter run under the longer one's signature, a foreign event in it."""
    one, two = origin.opened("d1"), origin.opened("d2")
    forged = desk.carry(origin, one, two, key=desk.key)
    assert forged.problem.code == "bad_carried_signature"
    whole = make_batch([one, two], origin.key)
    cut = msgspec.structs.replace(whole, events=whole.events[:1])
    assert desk.post("/v1/carried", cut).problem.code == "bad_carried_signature"
    swapped = msgspec.structs.replace(whole, events=whole.events[::-1])
    assert desk.post("/v1/carried", swapped).problem.code == "bad_carried_signature"
    own = desk.opened("d3")
    foreign = msgspec.structs.replace(
        whole,
        events=[*whole.events, WireEvent(Raw(own.header_bytes), Raw(own.payload_bytes))],
    )
    assert desk.post("/v1/carried", foreign).problem.code == "bad_carried_signature"
    assert desk.whole_feed() == []


def test_a_payload_that_was_changed_on_the_way_is_set_aside_and_mended_by_the_origin(
    desk: Desk, origin: Desk
) -> None:
    """The signature is of the headers; what does not match its hash is never accepted."""
    event = origin.opened("d1")
    batch = make_batch([event], origin.key)
    spoiled = msgspec.structs.replace(
        batch, events=[WireEvent(Raw(event.header_bytes), Raw(b'{"received_at":"x"}'))]
    )
    [told] = outcomes(desk.post("/v1/carried", spoiled))
    assert told.result is Result.SET_ASIDE
    assert told.problem is not None
    assert told.problem.code == "malformed"
    [mended] = origin.push(event)
    assert mended.result is Result.ACCEPTED


def test_what_was_cut_out_of_the_middle_is_no_run(desk: Desk, origin: Desk) -> None:
    """Events that do not follow one another are no batch, whoever signs."""
    one, _, three = (origin.opened(name) for name in ("d1", "d2", "d3"))
    assert desk.carry(origin, one, three).problem.code == "bad_carried_signature"


def test_a_desk_of_another_agency_carries_nothing(enrolled: Enrolled, origin: Desk) -> None:
    """Not even where it can open the pack."""
    away = enrolled("away", OTHER_AGENCY)
    refused = away.carry(origin, origin.opened("d1")).problem
    assert refused.code == "wrong_agency"
    assert refused.advice


def test_what_an_unknown_desk_made_is_refused_with_advice(
    central: EmbeddedCentral, desk: Desk
) -> None:
    """A central that was restored from before its enrolment can't check its signature."""
    stranger = Desk(central.url, "stranger")
    refused = desk.carry(stranger, stranger.opened("d1")).problem
    assert refused.code == "unknown_origin"
    assert refused.advice


def test_a_suspended_origin_is_refused_and_blocks_nobody_else(
    central: EmbeddedCentral, desk: Desk, origin: Desk
) -> None:
    """As its own push would be; under a code that does not speak of the carrier."""
    event = origin.opened("d1")
    suspend(central.database, origin.installation)
    assert desk.carry(origin, event).problem.code == "origin_suspended"
    assert desk.push(desk.opened("d2"))[0].result is Result.ACCEPTED
    resume(central.database, origin.installation)
    assert results(desk.carry(origin, event)) == [Result.ACCEPTED]


def test_a_suspended_machine_does_not_go_on_as_its_predecessor(
    central: EmbeddedCentral, desk: Desk, origin: Desk
) -> None:
    """A stolen machine holds the keys of what it was before; a living second heir lets them in."""
    event = origin.opened("d1")
    for name in ("desk-2-a", "desk-2-b"):
        assert Desk(central.url, name).ask_to_enrol(predecessor=origin).status == 200
        suspend(central.database, name)
    assert origin.send(event).problem.code == "installation_suspended"
    assert desk.carry(origin, event).problem.code == "origin_suspended"
    resume(central.database, "desk-2-b")
    assert results(desk.carry(origin, event)) == [Result.ACCEPTED]
    assert results(origin.send(event)) == [Result.DUPLICATE]


def test_a_run_of_which_nothing_was_taken_was_brought_by_nobody(
    central: EmbeddedCentral, desk: Desk, origin: Desk
) -> None:
    """What has to come again is no carriage yet, and fills no table."""
    first, second, third = (origin.opened(name) for name in ("d1", "d2", "d3"))
    assert results(desk.carry(origin, second, third)) == [Result.TRY_AGAIN] * 2
    with central.database.read() as connection:
        assert connection.execute(select(carriage)).all() == []
    origin.push(first)
    desk.carry(origin, second, third)
    with central.database.read() as connection:
        assert len(connection.execute(select(carriage)).all()) == 1


@pytest.mark.parametrize("name", ["a\0b", "\n", "máy", "nobody"])
def test_an_origin_that_can_be_none_is_unknown(desk: Desk, name: str) -> None:
    """Also one whose name a database can't hold: it is not asked to be sent again for ever."""
    batch = {"installation": name, "signature": "A" * 88, "events": [{"header": {}, "payload": {}}]}
    reply = desk.call("POST", "/v1/carried", body=msgspec.json.encode(batch))
    assert reply.problem.code == "unknown_origin"


def test_a_retired_origin_gets_in_with_a_finding_unless_its_successor_carries(
    central: EmbeddedCentral, desk: Desk, origin: Desk
) -> None:
    """As pushing: a successor brings what its predecessor left, that is as it should be."""
    one, two = origin.opened("d1"), origin.opened("d2")
    successor = Desk(central.url, "desk-2-next")
    assert successor.ask_to_enrol(predecessor=origin).status == 200
    [by_successor] = outcomes(successor.carry(origin, one))
    assert (by_successor.result, by_successor.findings) == (Result.ACCEPTED, [])
    [by_other] = outcomes(desk.carry(origin, two))
    assert by_other.result is Result.ACCEPTED
    assert [each.code for each in by_other.findings] == ["installation_retired"]


def test_a_second_image_of_a_desk_is_found_by_what_is_carried(desk: Desk, origin: Desk) -> None:
    """Both dossiers are kept; the branch bears the finding, as when it had been pushed."""
    clone = origin.copy()
    origin.push(origin.opened("d1"))
    [branch] = outcomes(desk.carry(clone, clone.event(opened_body(), "d2", id="another")))
    assert branch.result is Result.ACCEPTED
    assert [each.code for each in branch.findings] == ["chain_fork"]


def test_the_keys_bring_the_centrals_own_and_it_stays(desk: Desk, enrolled: Enrolled) -> None:
    """Made at first use; every desk seals for the same one."""
    first = desk.call("GET", "/v1/keys").read(KeyList).seal_key
    again = enrolled("desk-3").call("GET", "/v1/keys").read(KeyList).seal_key
    assert first
    assert first == again
