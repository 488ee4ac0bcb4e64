"""A desk that a restored central does not know brings itself back, with a code (docs/adr/0003)."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from app.clock.time import FixedClock
from sync.central.administration import (
    add_installation_code,
    list_installations,
    list_tasks,
    suspend,
)
from sync.central.embedded import EmbeddedCentral
from sync.central.generations import begin_generation
from sync.contract.messages import EnrolAnswer, KeyList, Result
from sync.contract.signing import sign_ancestor
from tests.sync.central.desk import AGENCY, NOW, OTHER_AGENCY, Desk, Reply

Enrolled = Callable[..., Desk]


def new_code(central: EmbeddedCentral, agency: str = AGENCY) -> str:
    return add_installation_code(central.database, agency, now=NOW)


def ask(successor: Desk, lost: Desk, code: str, /, *before: Desk, **changes: Any) -> Reply:
    """The request of ``lost``'s successor as a desk sends it; None in ``changes`` leaves out."""
    content = {
        "installation": successor.installation,
        "public_key": successor.public_key,
        "counter": "Quầy 3",
        "code": code,
        "predecessor": lost.installation,
        "predecessor_key": lost.public_key,
        "predecessor_key_id": 7,
        "predecessor_agency": lost.agency,
        "ancestors": [ancestor(each, successor) for each in before],
        **changes,
    }
    return lost.post("/v1/installations", {k: v for k, v in content.items() if v is not None})


def ancestor(desk: Desk, successor: Desk, *, key_id: int = 6) -> dict[str, object]:
    return {
        "installation": desk.installation,
        "key": desk.public_key,
        "key_id": key_id,
        "signature": sign_ancestor(desk.key, successor.installation, successor.public_key),
    }


def known(central: EmbeddedCentral) -> dict[str, tuple[str, int, str | None]]:
    """State, key id and predecessor by id."""
    return {
        row["installation"]: (row["state"], row["key_id"], row["predecessor"])
        for row in list_installations(central.database)
    }


def recovered(central: EmbeddedCentral) -> list[str]:
    return [
        task["subject"]
        for task in list_tasks(central.database)
        if task["kind"] == "installation_recovered"
    ]


def assert_refused(reply: Reply, central: EmbeddedCentral, code: str, *, spent: bool) -> None:
    """Nothing is left behind, and the code can still be used unless it was no good before."""
    assert not set(known(central)) & {"lost", "next"}
    assert recovered(central) == []
    if not spent:
        Desk(central.url, "later").ask_to_enrol(code).read(EnrolAnswer)
    assert reply.status in {400, 401, 403, 409}


@pytest.fixture
def lost(central: EmbeddedCentral) -> Desk:
    """A desk that was enrolled after the backup."""
    begin_generation(central.database, 100)
    return Desk(central.url, "lost")


@pytest.fixture
def successor(central: EmbeddedCentral) -> Desk:
    """The desk's next installation, not enrolled yet."""
    return Desk(central.url, "next")


def test_the_lost_desk_is_taken_in_as_retired_and_its_events_come_again(
    lost: Desk, successor: Desk, central: EmbeddedCentral
) -> None:
    """Its key and key id are published, its facts are accepted, a supervisor is told."""
    sent = [lost.opened("d1"), lost.opened("d2")]
    answer = ask(successor, lost, new_code(central)).read(EnrolAnswer)
    assert (answer.agency, answer.key_id > 7) == (AGENCY, True)
    assert known(central) == {
        "lost": ("retired", 7, None),
        "next": ("active", answer.key_id, "lost"),
    }
    assert [each.result for each in successor.push(*sent)] == [Result.ACCEPTED] * 2
    assert [each.findings for each in successor.push(*sent)] == [[], []]
    keys = successor.call("GET", "/v1/keys").read(KeyList).keys
    assert (keys[0].key_id, keys[0].public_key) == (7, lost.public_key)
    assert recovered(central) == ["lost"]
    assert lost.feed().problem.code == "installation_suspended"


def test_the_same_request_again_gets_the_same_answer(
    lost: Desk, successor: Desk, central: EmbeddedCentral, clock: FixedClock
) -> None:
    """Replayed, or sent with yet another code: one installation, one task."""
    code = new_code(central)
    first = ask(successor, lost, code).read(EnrolAnswer)
    before = known(central)
    assert ask(successor, lost, code).read(EnrolAnswer) == first
    assert ask(successor, lost, new_code(central)).read(EnrolAnswer) == first
    clock.advance(timedelta(days=30))
    lost.later(timedelta(days=30))
    assert ask(successor, lost, code).read(EnrolAnswer).key_id == first.key_id
    assert known(central) == before
    assert recovered(central) == ["lost"]
    other = Desk(central.url, "other").ask_to_enrol(code).problem
    assert other.code == "bad_enrolment_code", "it is spent"


@pytest.mark.parametrize("left_out", ["code", "predecessor_key"])
def test_without_a_code_or_the_key_it_stays_unknown_and_is_told_what_to_do(
    lost: Desk, successor: Desk, central: EmbeddedCentral, left_out: str
) -> None:
    """An older desk sends no key."""
    code = new_code(central)
    reply = ask(successor, lost, code, **{left_out: None})
    assert reply.problem.code == "unknown_installation"
    assert "enrol --replace --code" in (reply.problem.advice or "")
    assert_refused(reply, central, code, spent=False)
    assert "enrol --replace --code" in (lost.feed().problem.advice or "")


def test_a_code_that_is_none_is_spent_or_too_old_recovers_nothing(
    lost: Desk, successor: Desk, central: EmbeddedCentral, clock: FixedClock
) -> None:
    """The signature alone proves nothing: anybody can make a key."""
    spent = new_code(central)
    Desk(central.url, "other").ask_to_enrol(spent).read(EnrolAnswer)
    old = add_installation_code(central.database, AGENCY, now=NOW, valid_hours=1)
    clock.advance(timedelta(hours=1))
    lost.later(timedelta(hours=1))
    for code in ("BBBB-BBBB-BBBB", "--", spent, old):
        reply = ask(successor, lost, code)
        assert (reply.problem.code, reply.problem.field) == ("bad_enrolment_code", "$.code")
        assert_refused(reply, central, code, spent=True)


def test_a_code_of_another_agency_is_refused_and_not_spent(
    lost: Desk, successor: Desk, central: EmbeddedCentral
) -> None:
    """The desk's dossiers are of its agency; elsewhere they would all be set aside."""
    code = new_code(central, OTHER_AGENCY)
    reply = ask(successor, lost, code)
    assert (reply.problem.code, reply.problem.field) == ("bad_enrolment_code", "$.code")
    assert_refused(reply, central, code, spent=False)


def test_where_no_agency_is_stated_the_codes_agency_counts(
    lost: Desk, successor: Desk, central: EmbeddedCentral
) -> None:
    """The central knows nothing else of the desk."""
    reply = ask(successor, lost, new_code(central, OTHER_AGENCY), predecessor_agency=None)
    assert reply.read(EnrolAnswer).agency == OTHER_AGENCY
    assert {row["agency"] for row in list_installations(central.database)} == {OTHER_AGENCY}


def test_a_request_that_the_stated_key_did_not_sign_spends_no_code(
    lost: Desk, successor: Desk, central: EmbeddedCentral
) -> None:
    """Signed by another key, in another's name, a changed body, or not at all."""
    code = new_code(central)
    other = Desk(central.url, "lost")
    assert ask(successor, other, code, predecessor_key=lost.public_key).problem.code == (
        "bad_signature"
    )
    named = ask(successor, lost, code, predecessor="somebody")
    assert named.problem.code == "unknown_installation"
    content = {
        "installation": "next",
        "public_key": successor.public_key,
        "counter": "Quầy",
        "code": code,
        "predecessor": "lost",
        "predecessor_key": lost.public_key,
    }

    def spoil(headers: dict[str, str]) -> None:
        headers["Content-Digest"] = f"sha-256=:{base64.b64encode(bytes(32)).decode()}:"

    body = msgspec.json.encode(content)
    changed = lost.call("POST", "/v1/installations", body=body, change=spoil)
    assert changed.problem.code == "bad_signature"
    unsigned = lost.call("POST", "/v1/installations", body=body, signed=False)
    assert unsigned.problem.code == "unsigned"
    assert_refused(changed, central, code, spent=False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("predecessor_key", "!" * 44),
        ("predecessor_key", "k" * 43),
        ("predecessor_key", base64.b64encode(b"k" * 31).decode()),
        ("predecessor_key", base64.b64encode(b"k" * 33).decode()),
        ("predecessor_key", 7),
        ("predecessor_key_id", 0),
        ("predecessor_key_id", 10**9),
        ("predecessor_key_id", "7"),
        ("predecessor_agency", "x" * 99),
        ("ancestors", {}),
    ],
)
def test_what_is_stated_malformed_is_refused_with_its_field(
    lost: Desk, successor: Desk, central: EmbeddedCentral, field: str, value: object
) -> None:
    """Before the code is looked at."""
    code = new_code(central)
    reply = ask(successor, lost, code, **{field: value})
    assert (reply.problem.code, reply.problem.field) == ("bad_body", f"$.{field}")
    assert_refused(reply, central, code, spent=False)


def test_a_key_that_another_installation_has_is_not_taken_in_again(
    lost: Desk, successor: Desk, central: EmbeddedCentral, enrolled: Enrolled
) -> None:
    """A known desk under a new name; a successor that is its own predecessor."""
    desk = enrolled("desk-1")
    renamed = Desk(central.url, "lost", key=desk.key)
    code = new_code(central)
    reply = ask(successor, renamed, code)
    assert reply.problem.code == "installation_exists"
    itself = ask(Desk(central.url, "lost"), lost, code)
    assert (itself.problem.code, itself.problem.field) == ("bad_body", "$.predecessor")
    same_key = ask(Desk(central.url, "next", key=lost.key), lost, code)
    assert (same_key.problem.code, same_key.problem.field) == ("bad_body", "$.predecessor")
    assert_refused(reply, central, code, spent=False)


def test_an_installation_that_is_known_can_not_be_taken_over_by_a_stated_key(
    successor: Desk, central: EmbeddedCentral, enrolled: Enrolled
) -> None:
    """The central's own key counts; what is stated about a known desk is passed over."""
    desk = enrolled("desk-1")
    suspend(central.database, "desk-1")
    thief = Desk(central.url, "desk-1")
    code = new_code(central)
    assert ask(successor, thief, code).problem.code == "bad_signature"
    answer = ask(
        successor, desk, code, predecessor_key=thief.public_key, predecessor_key_id=99
    ).read(EnrolAnswer)
    assert known(central) == {
        "desk-1": ("retired", 1, None),
        "next": ("active", answer.key_id, "desk-1"),
    }
    assert recovered(central) == []


@pytest.mark.parametrize("stated", ["taken", "above the floor", None])
def test_a_key_id_that_may_be_anothers_is_not_given_again(
    successor: Desk, central: EmbeddedCentral, enrolled: Enrolled, lost: Desk, stated: str | None
) -> None:
    """A key id names one key for ever; the task says that old receipts can't be checked."""
    desk = enrolled("desk-1")
    taken = known(central)[desk.installation][1]
    values = {"taken": taken, "above the floor": taken + 500, None: None}
    ask(successor, lost, new_code(central), predecessor_key_id=values[stated]).read(EnrolAnswer)
    ids = [key_id for _, key_id, _ in known(central).values()]
    assert sorted(ids) == [taken, taken + 1, taken + 2]
    details = [each["detail"] for each in list_tasks(central.database)]
    assert any("không đối chiếu được" in each for each in details)


def test_without_a_new_generation_no_key_id_is_taken_at_its_word(
    successor: Desk, central: EmbeddedCentral
) -> None:
    """No floor: the next desk would be given the same one."""
    ask(successor, Desk(central.url, "lost"), new_code(central)).read(EnrolAnswer)
    assert [key_id for _, key_id, _ in known(central).values()] == [1, 2]


def test_what_the_desk_was_before_comes_with_it_back_to_the_first_that_is_known(
    successor: Desk, central: EmbeddedCentral, enrolled: Enrolled, lost: Desk
) -> None:
    """The known one is retired and its numbers burn; the events of all of them come in."""
    first = enrolled("first")
    first.lease(count=5)
    second = Desk(central.url, "second")
    events = [second.opened("d2"), lost.opened("d3"), first.opened("d1")]
    code = new_code(central)
    answer = ask(successor, lost, code, second, first).read(EnrolAnswer)
    states = known(central)
    assert [(name, states[name][0], states[name][2]) for name in sorted(states)] == [
        ("first", "retired", None),
        ("lost", "retired", "second"),
        ("next", "active", "lost"),
        ("second", "retired", "first"),
    ]
    assert states["second"][1] == 6
    assert [each.result for each in successor.push(*events)] == [Result.ACCEPTED] * 3
    assert sorted(recovered(central)) == ["lost", "second"]
    assert ask(successor, lost, code, second, first).read(EnrolAnswer) == answer
    assert first.ask_lease(id="more").problem.code == "installation_suspended"


def test_an_ancestor_that_did_not_sign_or_is_anothers_recovers_nothing(
    successor: Desk, central: EmbeddedCentral, enrolled: Enrolled, lost: Desk
) -> None:
    """Nobody takes a desk into his own lineage without its key."""
    desk, elsewhere = enrolled("desk-1"), enrolled("desk-2", OTHER_AGENCY)
    before = Desk(central.url, "before")
    code = new_code(central)
    good = ancestor(before, successor)
    stolen = {**ancestor(before, successor), "installation": "desk-1"}
    for_another = {**good, "signature": ancestor(before, lost)["signature"]}
    malformed = {**good, "key": "!" * 44}
    cases: list[tuple[list[dict[str, object]], str]] = [
        ([{**ancestor(desk, successor), "signature": good["signature"]}], "bad_signature"),
        ([for_another], "bad_signature"),
        ([{**good, "signature": "!" * 88}], "bad_signature"),
        ([stolen], "installation_exists"),
        ([good, ancestor(Desk(central.url, "x", key=desk.key), successor)], "installation_exists"),
        ([ancestor(elsewhere, successor)], "bad_enrolment_code"),
        ([good, good], "bad_body"),
        ([ancestor(lost, successor)], "bad_body"),
        ([malformed], "bad_body"),
        ([{**good, "installation": "a b"}], "bad_body"),
    ]
    for ancestors, problem in cases:
        reply = ask(successor, lost, code, ancestors=ancestors)
        assert reply.problem.code == problem, ancestors
    assert known(central)["desk-1"][0] == known(central)["desk-2"][0] == "active"
    assert_refused(reply, central, code, spent=False)


def test_a_copy_of_the_lost_desk_finds_it_known(
    lost: Desk, successor: Desk, central: EmbeddedCentral
) -> None:
    """Two images of it: the second goes today's path, and a supervisor is told."""
    ask(successor, lost, new_code(central)).read(EnrolAnswer)
    ask(Desk(central.url, "copy"), lost, "").read(EnrolAnswer)
    kinds = [task["kind"] for task in list_tasks(central.database)]
    assert sorted(kinds) == ["installation_recovered", "second_successor"]


def test_bytes_that_are_no_key_are_no_proof(
    lost: Desk, successor: Desk, central: EmbeddedCentral
) -> None:
    """Whatever 32 bytes are stated as the key, the answer is a refusal, not a crash."""
    code = new_code(central)
    for raw in (bytes(32), b"\x01" + bytes(31), b"\xff" * 32):
        reply = ask(successor, lost, code, predecessor_key=base64.b64encode(raw).decode())
        assert reply.problem.code == "bad_signature"
    assert_refused(reply, central, code, spent=False)
