"""What happens once in the world has one holder (docs/adr/0028)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.clock.time import FixedClock, epoch_ms
from app.dossier.desk_events import ResultReturned, ReturnedPaper
from app.dossier.events import Event
from app.dossier.processing_events import Resolved
from sync.central import claims
from sync.central.administration import suspend
from sync.central.claims import MAX_HELD, lift_claim, list_claims
from sync.central.embedded import EmbeddedCentral
from sync.central.generations import begin_generation
from sync.central.schema import claim as claim_table
from sync.contract.messages import ClaimEnded, ClaimGrant, EnrolAnswer, EventOutcome
from tests.sync.central.desk import NOW, OTHER_AGENCY, Desk, Reply

Enrolled = Callable[..., Desk]


def ask(desk: Desk, claim: str = "", dossier: str = "d1", **changes: object) -> Reply:
    """Ask to hand out the result of a dossier."""
    fields = {
        "id": claim or f"claim-{desk.installation}",
        "kind": "return_result",
        "dossier": dossier,
    }
    return desk.post("/v1/claims", {**fields, **changes})


def take(desk: Desk, claim: str = "", dossier: str = "d1") -> ClaimGrant:
    """A claim that must be granted."""
    return ask(desk, claim, dossier).read(ClaimGrant)


def give_back(desk: Desk, claim: str = "") -> Reply:
    return desk.call("DELETE", f"/v1/claims/{claim or f'claim-{desk.installation}'}")


def returned(desk: Desk, dossier: str = "d1", **changes: object) -> Event:
    """The next event: the result is in the citizen's hand."""
    fields: dict[str, object] = {
        "at": NOW.isoformat(),
        "receiver": "Nguyễn Văn A",
        "papers": [ReturnedPaper("Trích lục khai sinh")],
    }
    return desk.event(ResultReturned(**{**fields, **changes}), dossier)  # type: ignore[arg-type]


def with_result(desk: Desk, dossier: str = "d1") -> None:
    """A dossier whose result lies at the desk."""
    grant = desk.lease(id=f"lease-{dossier}", count=1)
    outcomes = desk.push(
        desk.opened(dossier),
        desk.registered(dossier, grant, grant.first),
        desk.event(Resolved(at=NOW.isoformat(), outcome="granted"), dossier),
    )
    assert all(not outcome.findings for outcome in outcomes)


def findings(outcomes: list[EventOutcome]) -> list[str]:
    return [finding.code for outcome in outcomes for finding in outcome.findings]


def test_one_desk_has_it_and_the_other_is_told_who_and_since_when(
    desk: Desk, enrolled: Enrolled, clock: FixedClock
) -> None:
    """In Vietnamese, with the counter's name."""
    other = enrolled("desk-2")
    grant = take(desk)
    assert (grant.id, grant.dossier, grant.valid_s) == ("claim-desk-1", "d1", 7200)
    clock.advance(timedelta(minutes=4))
    refused = ask(other).problem
    assert (refused.status, refused.code) == (409, "claimed_elsewhere")
    assert refused.detail == "Quầy 3 đang trả kết quả hồ sơ này, từ 08:30 24/11/2026."
    assert refused.advice


def test_the_same_request_again_is_the_same_claim(desk: Desk, enrolled: Enrolled) -> None:
    """The answer may have been lost; other content under the id, or another desk's, is none."""
    first = take(desk, "a")
    assert take(desk, "a") == first
    assert ask(desk, "a", "d2").problem.code == "id_conflict"
    assert ask(desk, "a", kind="accept_online").problem.code == "id_conflict"
    assert ask(enrolled("desk-2"), "a").problem.code == "id_conflict"


def test_kinds_dossiers_and_agencies_do_not_get_in_each_others_way(
    desk: Desk, enrolled: Enrolled
) -> None:
    """One holder of each kind, dossier and agency."""
    take(desk, "a")
    other = enrolled("desk-2")
    take(other, "b", "d2")
    assert ask(other, "c", kind="accept_online").status == 200
    take(enrolled("desk-3", OTHER_AGENCY), "d", "d1")


def test_what_is_given_back_is_free(desk: Desk, enrolled: Enrolled) -> None:
    """Giving back twice is no error, nor is giving back what nobody knows."""
    other = enrolled("desk-2")
    take(desk, "a")
    assert give_back(desk, "a").read(ClaimEnded) == ClaimEnded("a")
    assert give_back(desk, "a").read(ClaimEnded) == ClaimEnded("a")
    assert give_back(desk, "nobody").read(ClaimEnded) == ClaimEnded("nobody")
    assert take(other, "b").id == "b"
    assert give_back(desk, "b").problem.code == "unknown_claim"


def test_a_request_that_comes_after_it_was_given_back_takes_nothing(
    desk: Desk, enrolled: Enrolled
) -> None:
    """The network doubled it and delivered the second one late."""
    take(desk, "a")
    give_back(desk, "a")
    assert ask(desk, "a").problem.code == "claim_ended"
    take(enrolled("desk-2"), "b")
    assert ask(desk, "a").problem.code == "claimed_elsewhere"


def test_after_two_hours_it_has_run_out(desk: Desk, enrolled: Enrolled, clock: FixedClock) -> None:
    """A desk that lost its power must not keep a citizen waiting."""
    other = enrolled("desk-2")
    take(desk, "a")
    for machine in (desk, other):
        machine.later(timedelta(hours=2))
    clock.advance(timedelta(hours=2) - timedelta(milliseconds=1))
    assert ask(other, "b").problem.code == "claimed_elsewhere"
    clock.advance(timedelta(milliseconds=1))
    take(other, "b")
    assert ask(desk, "a").problem.code == "claimed_elsewhere"


def test_the_same_request_after_its_time_holds_again_where_nobody_else_has_it(
    desk: Desk, enrolled: Enrolled, clock: FixedClock
) -> None:
    """The desk still wants it: for as long as a new one, from now."""
    take(desk, "a")
    clock.advance(timedelta(hours=3))
    desk.later(timedelta(hours=3))
    assert take(desk, "a").valid_s == 7200
    other = enrolled("desk-2")
    other.later(timedelta(hours=3))
    assert ask(other).problem.code == "claimed_elsewhere"


def test_a_newer_request_of_the_same_desk_takes_the_place_of_the_older(desk: Desk) -> None:
    """A desk that forgot the first one (restored) is not kept out by itself."""
    take(desk, "a")
    take(desk, "b")
    assert ask(desk, "a").problem.code == "claim_ended"


def test_a_successor_goes_on_with_its_predecessors_claims(
    desk: Desk, enrolled: Enrolled, central: EmbeddedCentral
) -> None:
    """It is the same counter with another key."""
    take(desk, "a")
    successor = Desk(central.url, "desk-1b")
    successor.ask_to_enrol(predecessor=desk).read(EnrolAnswer)
    assert take(successor, "a").id == "a"
    assert give_back(successor, "a").status == 200
    take(enrolled("desk-2"), "b")


def test_what_was_handed_out_nobody_can_claim_any_more(
    desk: Desk, enrolled: Enrolled, clock: FixedClock
) -> None:
    """``used`` for good: the holder's own event, pushed with its claim."""
    other = enrolled("desk-2")
    with_result(desk)
    take(desk, "a")
    clock.advance(timedelta(minutes=4))
    assert findings(desk.push(returned(desk))) == []
    refused = ask(other, "b").problem
    assert (refused.status, refused.code) == (409, "claim_used")
    assert refused.detail == "Quầy 3 đã trả kết quả hồ sơ này (ghi nhận lúc 08:34 24/11/2026)."
    assert ask(desk, "a").problem.code == "claim_used"
    assert give_back(desk, "a").read(ClaimEnded) == ClaimEnded("a", used=True)
    for machine in (desk, other):
        machine.later(timedelta(days=3))
    clock.advance(timedelta(days=3))
    assert ask(other, "c").problem.code == "claim_used"


def test_a_result_without_any_claim_is_used_all_the_same(desk: Desk, enrolled: Enrolled) -> None:
    """The line was down, the citizen stood there; nothing is odd about it."""
    with_result(desk)
    assert findings(desk.push(returned(desk))) == []
    assert ask(enrolled("desk-2")).problem.code == "claim_used"


def test_a_result_is_accepted_while_another_desk_has_the_claim(
    desk: Desk, enrolled: Enrolled, central: EmbeddedCentral
) -> None:
    """A fact is a fact; the finding says who had it, and the other's claim has ended."""
    other = enrolled("desk-2")
    with_result(desk)
    take(other, "b")
    [outcome] = desk.push(returned(desk))
    assert outcome.result == "accepted"
    assert [finding.code for finding in outcome.findings] == ["without_claim"]
    assert "Quầy 3 đang trả kết quả" in outcome.findings[0].detail
    assert ask(other, "b").problem.code == "claim_used"
    assert held(central) == []


def test_of_two_that_hand_it_out_the_second_is_told(desk: Desk, enrolled: Enrolled) -> None:
    """``already_returned`` is the supervisor's case; the first use stays."""
    other = enrolled("desk-2")
    with_result(desk)
    take(other, "b")
    desk.push(returned(desk))
    assert findings(other.push(returned(other))) == ["already_returned"]
    assert ask(other, "c").problem.detail.startswith("Quầy 3 đã trả")


def test_originals_that_are_given_back_use_no_claim(desk: Desk, enrolled: Enrolled) -> None:
    """A dossier that ended without a result has nothing that is handed out once."""
    with_result(desk)
    take(enrolled("desk-2"), "b")
    outcomes = desk.push(returned(desk, papers=[], originals=("Giấy chứng sinh",)))
    assert "without_claim" not in findings(outcomes)


def test_the_same_event_again_changes_nothing(desk: Desk, central: EmbeddedCentral) -> None:
    """Its answer was lost."""
    with_result(desk)
    take(desk, "a")
    event = returned(desk)
    desk.push(event)
    [again] = desk.push(event)
    assert (again.result, again.findings) == ("duplicate", [])
    with central.database.read() as connection:
        rows = connection.execute(select(claim_table.c.id, claim_table.c.state)).all()
    assert [tuple(row) for row in rows] == [("a", "used")]


def test_a_restored_central_takes_claims_in_under_their_ids(
    desk: Desk, enrolled: Enrolled, central: EmbeddedCentral
) -> None:
    """It has forgotten them; the desk asks again, and nobody else gets it."""
    take(desk, "a")
    with central.database.write() as connection:
        connection.execute(claim_table.delete())
    begin_generation(central.database, 100)
    assert take(desk, "a").id == "a"
    assert ask(enrolled("desk-2")).problem.code == "claimed_elsewhere"


def held(central: EmbeddedCentral) -> list[str]:
    with central.database.read() as connection:
        return [each["claim"] for each in list_claims(connection, None, epoch_ms(NOW))]


def test_the_administrator_lifts_a_claim(
    desk: Desk, enrolled: Enrolled, central: EmbeddedCentral
) -> None:
    """The machine is broken and the citizen waits; its own desk does not get it back by itself."""
    take(desk, "a")
    assert held(central) == ["a"]
    with central.database.write() as connection:
        assert lift_claim(connection, "a")
        assert not lift_claim(connection, "a")
    assert ask(desk, "a").problem.code == "claim_ended"
    take(enrolled("desk-2"), "b")


def test_a_suspended_desk_claims_nothing(desk: Desk, central: EmbeddedCentral) -> None:
    """A stolen machine does not keep citizens waiting."""
    take(desk, "a")
    suspend(central.database, "desk-1")
    assert ask(desk, "b").problem.code == "installation_suspended"
    assert give_back(desk, "a").problem.code == "installation_suspended"


def test_a_wrong_request_says_where(desk: Desk) -> None:
    """A problem of the contract that names the place."""
    wrong: list[tuple[str, object]] = [
        ("id", ""),
        ("id", "a/b"),
        ("id", "a" * 65),
        ("dossier", "d\n"),
        ("dossier", "d" * 200_000),
        ("kind", "burn_down"),
        ("kind", 1),
    ]
    for field, value in wrong:
        good = {"id": "a", "kind": "return_result", "dossier": "d1"}
        refused = desk.post("/v1/claims", {**good, field: value}).problem
        assert (refused.status, refused.code, refused.field) == (400, "bad_body", f"$.{field}")


def hold_many(central: EmbeddedCentral, desk: Desk) -> None:
    """As many as one desk may: c0 for x0 and so on."""
    until = epoch_ms(NOW + timedelta(hours=1))
    common = {"agency": desk.agency, "kind": "return_result", "installation": desk.installation}
    with central.database.write() as connection:
        connection.execute(
            claim_table.insert(),
            [
                {
                    "id": f"c{number}",
                    "dossier": f"x{number}",
                    "taken_ms": epoch_ms(NOW),
                    "expires_ms": until,
                    "state": "held",
                    **common,
                }
                for number in range(MAX_HELD)
            ],
        )


def test_a_desk_holds_only_so_many(desk: Desk, central: EmbeddedCentral) -> None:
    """A bound on everything; what it has goes on."""
    hold_many(central, desk)
    assert ask(desk, "one-more").problem.code == "too_many_claims"
    assert ask(desk, "c7", "x7").status == 200


def test_of_desks_that_ask_at_once_one_gets_it(enrolled: Enrolled) -> None:
    """Whatever the order in which they come."""
    desks = [enrolled(f"desk-{number}") for number in range(1, 5)]
    with ThreadPoolExecutor(len(desks)) as pool:
        for dossier in ("d1", "d2", "d3", "d4", "d5"):
            replies = pool.map(
                lambda each, of=dossier: ask(each, f"{each.installation}-{of}", of), desks
            )
            assert sorted(reply.status for reply in replies) == [200, 409, 409, 409]


def test_a_central_whose_clock_was_ahead_holds_nothing_for_days(
    desk: Desk, enrolled: Enrolled, clock: FixedClock
) -> None:
    """From when it is noticed it is held for two hours, for its desk may still count on it."""
    other = enrolled("desk-2")

    def move(by: timedelta) -> None:
        clock.advance(by)
        desk.at = other.at = clock.now()  # desks sign with the central's time

    move(timedelta(days=365))
    take(desk)
    move(-timedelta(days=365))
    assert ask(other).problem.code == "claimed_elsewhere"
    move(timedelta(hours=1, minutes=59))
    assert ask(other).problem.code == "claimed_elsewhere"
    move(timedelta(minutes=1))
    take(other)


def test_a_request_that_comes_after_its_own_giving_back_holds_nothing(
    desk: Desk, enrolled: Enrolled
) -> None:
    """It hung in the line while the officer thought better of it: nobody would end it."""
    assert give_back(desk, "a").read(ClaimEnded) == ClaimEnded("a")
    assert ask(desk, "a").problem.code == "claim_ended"
    take(enrolled("desk-2"), "b")


def test_what_is_given_back_unasked_is_remembered_within_bounds(
    desk: Desk, central: EmbeddedCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that has gone mad fills no table."""
    monkeypatch.setattr(claims, "MAX_HELD", 3)
    for number in range(5):
        give_back(desk, f"x{number}").read(ClaimEnded)
    with central.database.read() as connection:
        assert len(connection.execute(select(claim_table)).all()) == 3
