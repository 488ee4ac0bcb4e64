"""An answer for each event of a batch: facts, requests, duplicates, chains (docs/adr/0002)."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.dossier.events import FIRST_PREV_HASH, Event, make_event, sha256_hex
from sync.central.administration import list_installations, list_tasks
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import count, holdings, registered_codes
from sync.contract.messages import (
    MAX_EVENT_BYTES,
    BatchAnswer,
    EventOutcome,
    Result,
)
from tests.app.dossier.samples import application
from tests.sync.central.desk import AGENCY, OTHER_AGENCY, Desk, opened_body, registered_body

Enrolled = Callable[..., Desk]


def codes(outcome: EventOutcome) -> list[str]:
    """The codes of an outcome's findings."""
    return [finding.code for finding in outcome.findings]


def why(outcome: EventOutcome) -> str:
    """The problem's code of an event that was not accepted."""
    assert outcome.problem is not None
    return outcome.problem.code


def test_facts_are_accepted_with_dense_positions_and_the_feed_gives_back_their_bytes(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """The central keeps the two byte strings untouched (docs/adr/0001)."""
    grant = desk.lease()
    events = [desk.opened("d1"), desk.registered("d1", grant, 1), desk.opened("d2")]
    outcomes = desk.push(*events)
    assert [each.result for each in outcomes] == [Result.ACCEPTED] * 3
    assert [each.position for each in outcomes] == [1, 2, 3]
    assert [each.findings for each in outcomes] == [[], [], []]
    entries = desk.whole_feed()
    assert [bytes(each.header) for each in entries] == [each.header_bytes for each in events]
    assert [bytes(each.payload) for each in entries] == [each.payload_bytes for each in events]
    held = holdings(central.database)
    assert (held.dossiers, held.registered, held.codes, held.duplicates) == (2, 1, 1, 0)
    assert registered_codes(central.database, AGENCY) == {"H26.107-261124-0001": ["d1"]}


def test_the_same_bytes_again_are_a_duplicate_with_the_position_they_have(desk: Desk) -> None:
    """No acknowledgement means unknown: what is sent again changes nothing."""
    events = [desk.opened("d1"), desk.opened("d2", application=application(procedure="9.999"))]
    first = desk.push(*events)
    again = desk.push(*events)
    assert [each.result for each in again] == [Result.DUPLICATE] * 2
    assert [each.position for each in again] == [each.position for each in first]
    assert codes(again[1]) == codes(first[1]) == ["unknown_procedure"]
    assert len(desk.whole_feed()) == 2


def test_an_event_twice_in_one_batch_is_accepted_once(desk: Desk) -> None:
    """Idempotence holds within a batch, too."""
    event = desk.opened("d1")
    refused = desk.corrected("d1", "wrong", "0900000009")
    outcomes = desk.push(event, event, refused, refused)
    assert [each.result for each in outcomes] == [
        Result.ACCEPTED,
        Result.DUPLICATE,
        Result.SET_ASIDE,
        Result.SET_ASIDE,
    ]
    assert len(desk.whole_feed()) == 1


def test_other_bytes_under_a_known_id_are_set_aside_and_the_chain_goes_on(desk: Desk) -> None:
    """The id is unique for ever; the other bytes keep their place in the chain."""
    desk.push(desk.opened("d1"))
    event = desk.event(
        opened_body(), "d2", id="desk-1-1"
    )  # the next in the chain, under the first one's id
    following = desk.opened("d3")
    for _ in range(2):
        outcomes = desk.push(event)
        assert (outcomes[0].result, why(outcomes[0])) == (Result.SET_ASIDE, "id_conflict")
    assert desk.push(following)[0].result is Result.ACCEPTED


def test_a_gap_in_the_chain_tries_again_and_nothing_behind_it_is_kept(desk: Desk) -> None:
    """seq is dense: what comes before must be here first."""
    first, second, third = (desk.opened(f"d{i}") for i in range(3))
    outcomes = desk.push(first, third)
    assert [each.result for each in outcomes] == [Result.ACCEPTED, Result.TRY_AGAIN]
    assert why(outcomes[1]) == "predecessor_missing"
    outcomes = desk.push(second, third)
    assert [each.position for each in outcomes] == [2, 3]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda event: (event.header_bytes, event.payload_bytes.replace(b"A", b"B")),
        lambda event: (event.header_bytes, b'"text"'),
    ],
)
def test_a_payload_that_does_not_fit_is_set_aside_until_the_right_one_comes(
    desk: Desk, spoil: Callable[[Event], tuple[bytes, bytes]]
) -> None:
    """A damaged payload keeps its place; the whole one, sent again, is accepted there."""
    first, second = desk.opened("d1"), desk.opened("d2")
    for _ in range(2):
        outcome = desk.send_raw(spoil(first)).read(BatchAnswer).outcomes[0]
        assert (outcome.result, why(outcome)) == (Result.SET_ASIDE, "malformed")
    outcomes = desk.push(second, first, second)
    assert [each.result for each in outcomes] == [
        Result.ACCEPTED,
        Result.ACCEPTED,
        Result.DUPLICATE,
    ]
    assert [entry.position for entry in desk.whole_feed()] == [1, 2]


def test_a_damaged_retry_never_replaces_a_whole_payload(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """A request that was set aside is decided later on the bytes that were whole."""
    desk.push(desk.opened("d1"))
    request = desk.corrected("d1", "0900000009", "0900000003")
    assert why(desk.push(request)[0]) == "changed_meanwhile"
    damaged = (request.header_bytes, request.payload_bytes.replace(b"0003", b"0004"))
    outcome = desk.send_raw(damaged).read(BatchAnswer).outcomes[0]
    assert why(outcome) == "malformed"
    desk.push(desk.corrected("d1", "0900000001", "0900000009"))
    assert desk.push(request)[0].result is Result.ACCEPTED
    assert bytes(desk.whole_feed()[-1].payload) == request.payload_bytes
    assert count(central.database)["set_aside"] == 0


HEADERS = [
    b"1",
    b'"text"',
    b'{"id":"x"}',
    b'{"id":"x","installation":"desk-1","seq":1,"prev_hash":"short"}',
    b'{"id":"x y","installation":"desk-1","seq":1,"prev_hash":"' + b"0" * 64 + b'"}',
    b'{"id":"x","installation":"desk-1","seq":9007199254740993,"prev_hash":"' + b"0" * 64 + b'"}',
    b'{"id":"x","installation":"desk-1","seq":-1,"prev_hash":"' + b"0" * 64 + b'"}',
    b"[" * 900 + b"]" * 900,
    b'{"id":"\xff"}',
    b'{"id":"\\ud800"}',
    b"1e999",
    b"9" * 300,
]


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_without_a_place_is_set_aside_and_not_kept(
    desk: Desk, central: EmbeddedCentral, header: bytes
) -> None:
    """What can't even be placed is answered and forgotten; nothing is blocked."""
    good = desk.opened("d1")
    body = b'{"events":[{"header":%s,"payload":{}}]}' % header
    reply = desk.call("POST", "/v1/events", body=body)
    if reply.status == 400:  # JSON that is none: the whole batch
        assert reply.problem.code == "bad_body"
    else:
        assert why(reply.read(BatchAnswer).outcomes[0]) == "malformed"
    assert desk.push(good)[0].position == 1
    assert count(central.database)["set_aside"] == 0


def test_a_header_of_another_shape_keeps_its_place(desk: Desk) -> None:
    """Id, installation, seq and prev_hash are enough to hang on the chain."""
    link = msgspec.json.encode(
        {"id": "odd", "installation": "desk-1", "seq": 1, "prev_hash": FIRST_PREV_HASH}
    )
    outcome = desk.send_raw((link, b"{}")).read(BatchAnswer).outcomes[0]
    assert (outcome.id, outcome.result, why(outcome)) == ("odd", Result.SET_ASIDE, "malformed")
    desk.seq, desk.prev = 1, sha256_hex(link)
    assert desk.push(desk.opened("d1"))[0].result is Result.ACCEPTED


def test_names_that_no_database_can_hold_are_set_aside(desk: Desk) -> None:
    """A NUL or a line break in an id would poison every later query."""
    event = desk.event(opened_body(), "d\x001")
    assert why(desk.push(event)[0]) == "malformed"
    assert desk.push(desk.opened("d1"))[0].result is Result.ACCEPTED


def test_text_that_no_database_can_hold_stays_in_the_events_bytes(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """PostgreSQL refuses a NUL in a text: what is written beside an event never has one."""
    grant = desk.lease()
    odd_lease = msgspec.structs.replace(grant, id="a\x00")
    events = [
        desk.opened("d1", application=application(procedure="1.0\x00", summary="a\x00b")),
        desk.event(opened_body(received_at="hôm\x00qua"), "d2", officer="Cán\x00bộ"),
        desk.event(registered_body("mã\x00", grant.id), "d1"),
        desk.registered("d2", odd_lease, 1),
        desk.corrected("d1", "0900000001", "0900\x00"),
        desk.corrected("d1", "09\x00", "0900000002"),
        desk.raw_event("from_a_later_version", 1, b'{"to":"\\u0000"}', "d1"),
    ]
    outcomes = desk.push(*events)
    assert [codes(each) for each in outcomes[:4]] == [
        ["unknown_procedure"],
        ["bad_time"],
        ["bad_code"],
        ["number_not_leased"],
    ]
    assert {each.result for each in outcomes} <= {Result.ACCEPTED, Result.SET_ASIDE}
    assert [each.result for each in outcomes[5:]] == [Result.SET_ASIDE, Result.ACCEPTED]
    accepted = [e for e, o in zip(events, outcomes, strict=True) if o.result is Result.ACCEPTED]
    kept = [(bytes(each.header), bytes(each.payload)) for each in desk.whole_feed()]
    assert kept == [(each.header_bytes, each.payload_bytes) for each in accepted]
    assert all("\x00" not in str(row) for row in list_tasks(central.database))
    desk.push(desk.opened("d3"))  # and nothing is blocked


def test_an_oversized_event_is_set_aside(desk: Desk) -> None:
    """256 KiB an event."""
    event = desk.opened("d1", application=application(summary="x" * MAX_EVENT_BYTES))
    assert why(desk.push(event)[0]) == "too_large"


def test_an_event_of_another_agency_is_set_aside(desk: Desk) -> None:
    """A desk writes into its own agency's feed only."""
    event = desk.event(opened_body(), "d1", agency=OTHER_AGENCY)
    assert why(desk.push(event)[0]) == "wrong_agency"
    assert desk.push(desk.opened("d1"))[0].result is Result.ACCEPTED


def test_an_event_of_another_installation_is_set_aside(desk: Desk, enrolled: Enrolled) -> None:
    """Only the signer's own events, and those of its predecessors."""
    other = enrolled("desk-2")
    assert why(desk.push(other.opened("d1"))[0]) == "wrong_installation"


def test_a_dossier_of_another_agency_is_not_touched(
    desk: Desk, enrolled: Enrolled, central: EmbeddedCentral
) -> None:
    """The same dossier id from another agency is a finding and a row of its own."""
    desk.push(desk.opened("d1"))
    other = enrolled("desk-2", OTHER_AGENCY)
    assert codes(other.push(other.opened("d1"))[0]) == ["dossier_elsewhere"]
    assert holdings(central.database, AGENCY).events == 1
    assert holdings(central.database, OTHER_AGENCY).events == 1
    assert [task["kind"] for task in list_tasks(central.database)] == ["dossier_elsewhere"]


def test_a_newer_desks_event_is_kept_with_a_finding(desk: Desk) -> None:
    """Unknown types are facts; a newer schema of a known type can't be decided here."""
    desk.push(desk.opened("d1"))
    unknown = desk.raw_event("from_a_later_version", 1, b'{"to":"phong"}', "d1")
    newer = desk.raw_event("corrected", 9, b'{"all":"new"}', "d1")
    outcomes = desk.push(unknown, newer)
    assert [codes(each) for each in outcomes] == [["unknown_type"], ["not_decidable"]]
    assert len(desk.whole_feed()) == 3


def test_findings_tell_what_is_odd_about_a_fact(desk: Desk) -> None:
    """Order, time, procedure: told beside the event, never in its way."""
    grant = desk.lease()
    early = desk.registered("d1", grant, 1)
    printed = desk.raw_event(
        "printed",
        1,
        b'{"form":"receipt","form_version":"1","nth":1,"pages":1}',
        "d2",
    )
    twice = [desk.opened("d3"), desk.opened("d3")]
    timeless = desk.event(opened_body(received_at="hôm qua"), "d4")
    coded = desk.event(registered_body("không phải mã", grant.id), "d3")
    again = desk.registered("d3", grant, 2)
    outcomes = desk.push(early, printed, *twice, timeless, coded, again)
    assert [codes(each) for each in outcomes] == [
        ["not_opened"],
        ["not_opened"],
        [],
        ["already_opened"],
        ["bad_time"],
        ["bad_code"],
        ["already_registered"],
    ]


def test_a_number_that_two_dossiers_hold_keeps_both_and_makes_a_task(
    desk: Desk, enrolled: Enrolled, central: EmbeddedCentral
) -> None:
    """Both citizens hold a paper: both dossiers stay, a person sorts it out."""
    grant = desk.lease()
    other = enrolled("desk-2")
    first = desk.push(desk.opened("d1"), desk.registered("d1", grant, 1))
    second = other.push(other.opened("d2"), other.registered("d2", grant, 1))
    assert codes(first[1]) == []
    assert codes(second[1]) == ["number_taken", "number_not_leased"]
    held = count(central.database)
    assert (held["registered"], held["codes"], held["duplicates"]) == (2, 1, 1)
    assert held["agencies"][AGENCY]["duplicates"] == 1
    kinds = {task["kind"] for task in list_tasks(central.database, AGENCY)}
    assert kinds == {"number_taken", "number_not_leased"}


def test_a_number_outside_its_lease_is_a_finding(desk: Desk) -> None:
    """Unknown lease, another series, out of range, already ended."""
    grant = desk.lease(count=5)
    desk.end_lease(grant.id, first=4, last=5)
    unknown = msgspec.structs.replace(grant, id="nobody's")
    odd = msgspec.structs.replace(grant, id="không tên")
    police = msgspec.structs.replace(grant, agency="G01.899")
    wanted = [(unknown, 1), (odd, 2), (police, 3), (grant, 9), (grant, 5), (grant, 1)]
    outcomes = []
    for index, (lease, number) in enumerate(wanted):
        dossier = f"d{index}"
        outcomes += desk.push(desk.opened(dossier), desk.registered(dossier, lease, number))[1:]
    assert [codes(each) for each in outcomes[:5]] == [["number_not_leased"]] * 5
    assert codes(outcomes[5]) == ["number_taken"]  # the first one used it


@pytest.mark.parametrize("digits", ["010003", "00003"])
def test_another_systems_way_to_write_a_number_is_a_finding(desk: Desk, digits: str) -> None:
    """A centralised system's number, a padded one: neither is number 3 of the lease."""
    grant = desk.lease(count=5)
    body = registered_body(f"{grant.agency}-261124-{digits}", grant.id)
    outcomes = desk.push(desk.opened("d1"), desk.event(body, "d1"))
    assert codes(outcomes[1]) == ["number_not_leased"]
    used = desk.push(desk.opened("d2"), desk.registered("d2", grant, 3))
    assert [codes(each) for each in used] == [[], []]
    assert desk.lease(id="next", count=2).first == 6


def test_a_request_is_decided_on_the_present_state(desk: Desk, enrolled: Enrolled) -> None:
    """Two desks correct the same field: the second one's request is set aside with advice."""
    other = enrolled("desk-2")
    desk.push(desk.opened("d1"))
    mine = desk.corrected("d1", "0900000001", "0900000002")
    theirs = other.corrected("d1", "0900000001", "0900000003")
    assert desk.push(mine)[0].result is Result.ACCEPTED
    outcome = other.push(theirs)[0]
    assert (outcome.result, why(outcome)) == (Result.SET_ASIDE, "changed_meanwhile")
    assert outcome.problem is not None
    assert outcome.problem.advice
    assert outcome.problem.field == "submitter.phone"
    assert other.push(other.opened("d2"))[0].result is Result.ACCEPTED  # nothing is blocked


def test_a_request_that_was_set_aside_is_decided_again_when_it_is_sent_again(
    desk: Desk,
) -> None:
    """A retry is the same bytes on another state."""
    early = desk.corrected("d1", "0900000001", "0900000002")
    assert why(desk.push(early)[0]) == "not_opened"
    desk.push(desk.opened("d1"))
    outcome = desk.push(early)[0]
    assert (outcome.result, outcome.position) == (Result.ACCEPTED, 2)
    assert desk.push(early)[0].result is Result.DUPLICATE


def test_a_request_sees_the_events_of_its_own_batch(desk: Desk) -> None:
    """Opened and corrected offline, sent in one batch."""
    outcomes = desk.push(
        desk.opened("d1"),
        desk.corrected("d1", "0900000001", "0900000002"),
        desk.corrected("d1", "0900000002", "0900000003"),
        desk.corrected("d1", "0900000001", "0900000004"),
    )
    assert [each.result for each in outcomes] == [Result.ACCEPTED] * 3 + [Result.SET_ASIDE]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_doubled_reordered_and_lost_batches_end_in_the_same_holdings(
    central: EmbeddedCentral, enrolled: Enrolled, data: st.DataObject
) -> None:
    """However often and however cut a chain is sent, each event is held once, in order."""
    before = holdings(central.database)
    desk = enrolled(f"desk-{len(list_installations(central.database))}")
    grant = desk.lease()
    events: list[Event] = []
    for index in range(4):
        dossier = f"{desk.installation}-{index}"
        events += [desk.opened(dossier), desk.registered(dossier, grant, grant.first + index)]
    cuts = st.tuples(st.integers(0, 7), st.integers(1, 8))
    for start, length in data.draw(st.lists(cuts, max_size=8)):
        desk.push(*events[start : start + length])  # its answer is lost
    outcomes = desk.push(*events)
    assert {each.result for each in outcomes} <= {Result.ACCEPTED, Result.DUPLICATE}
    positions = [each.position for each in outcomes]
    assert positions == sorted(positions, key=lambda position: position or 0)
    assert len(set(positions)) == 8
    after = holdings(central.database)
    assert after.events - before.events == 8
    assert after.codes - before.codes == 4
    assert after.duplicates == 0


def test_a_hash_is_of_the_bytes_not_of_their_meaning(desk: Desk) -> None:
    """The same header written with other blanks is another event under the same id."""
    event = desk.opened("d1")
    desk.push(event)
    spaced = event.header_bytes.replace(b'","', b'", "')
    outcome = desk.send_raw((spaced, event.payload_bytes)).read(BatchAnswer).outcomes[0]
    assert why(outcome) == "id_conflict"
    assert desk.push(desk.opened("d2"))[0].findings == []  # no second machine is suspected
    assert desk.feed().status == 200


def test_made_events_are_what_the_desk_makes() -> None:
    """The rig builds events with the desk's own functions."""
    desk = Desk("http://desk.example", "desk-1")
    event = desk.opened("d1")
    assert make_event(event.header, event.payload_bytes) == event
