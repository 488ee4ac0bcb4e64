"""How a desk becomes known (docs/adr/0003)."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.clock.time import FixedClock
from app.errors import InvalidInput
from app.numbering.series import dossier_series
from sync.central.administration import (
    CODE_LETTERS,
    add_agency,
    add_installation_code,
    list_installations,
    resume,
    suspend,
)
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import list_gaps
from sync.contract.messages import EnrolAnswer, KeyList, Result
from tests.sync.central.desk import AGENCY, NOW, OTHER_AGENCY, Desk

Enrolled = Callable[..., Desk]


def test_a_code_enrols_one_desk_and_tells_it_what_it_is(central: EmbeddedCentral) -> None:
    """Key id, agency, resolvers and host come with the answer."""
    answer = Desk(central.url, "desk-1").enrol(central)
    assert (answer.key_id, answer.agency, answer.agency_name) == (1, AGENCY, "Phường Hoa Sữa")
    assert answer.resolvers == {"commune": AGENCY, "commune_police": "G01.899"}
    assert (answer.lookup_host, answer.generation) == ("tra-cuu.example", 1)


def test_the_same_request_again_gets_the_same_answer(
    central: EmbeddedCentral, clock: FixedClock
) -> None:
    """The answer was lost: the code is spent by this installation and key, also later on."""
    code = add_installation_code(central.database, AGENCY, now=NOW)
    desk = Desk(central.url, "desk-1")
    first = desk.ask_to_enrol(code).read(EnrolAnswer)
    assert desk.ask_to_enrol(code.lower().replace("-", " ")).read(EnrolAnswer) == first
    clock.advance(timedelta(days=30))
    assert desk.ask_to_enrol(code).read(EnrolAnswer).key_id == first.key_id
    assert len(list_installations(central.database)) == 1


def test_a_code_is_spent_once_expires_and_can_not_be_guessed(
    central: EmbeddedCentral, clock: FixedClock
) -> None:
    """Spent by another, unknown, expired: one answer for all three."""
    code = add_installation_code(central.database, AGENCY, now=NOW)
    late = add_installation_code(central.database, AGENCY, now=NOW, valid_hours=1)
    assert {*code} <= {*CODE_LETTERS, "-"}
    Desk(central.url, "desk-1").ask_to_enrol(code).read(EnrolAnswer)
    clock.advance(timedelta(hours=1))
    for tried in (code, late, "", "BBBB-BBBB-BBBB"):
        refused = Desk(central.url, "desk-2").ask_to_enrol(tried).problem
        assert (refused.status, refused.code) == (403, "bad_enrolment_code")


def test_an_installation_or_key_that_is_known_can_not_be_taken(central: EmbeddedCentral) -> None:
    """Another key, a code that is none, or the same key under another name."""
    desk = Desk(central.url, "desk-1")
    desk.enrol(central)
    stranger = Desk(central.url, "desk-1")
    assert stranger.ask_to_enrol("BBBB").problem.code == "installation_exists"
    fresh = add_installation_code(central.database, AGENCY, now=NOW)
    assert desk.ask_to_enrol("BBBB").problem.code == "bad_enrolment_code"
    elsewhere = add_installation_code(central.database, OTHER_AGENCY, now=NOW)
    assert desk.ask_to_enrol(elsewhere).problem.code == "bad_enrolment_code"
    renamed = Desk(central.url, "desk-2", key=desk.key)
    assert renamed.ask_to_enrol(fresh).problem.code == "installation_exists"


def test_a_second_code_for_an_answer_that_was_lost_finds_the_desk_enrolled(
    central: EmbeddedCentral, clock: FixedClock
) -> None:
    """The officer asked for a new code: the desk must not be shut out for ever."""
    first, second = (add_installation_code(central.database, AGENCY, now=NOW) for _ in range(2))
    desk = Desk(central.url, "desk-1")
    lost = desk.ask_to_enrol(first).read(EnrolAnswer)
    assert desk.ask_to_enrol(second).read(EnrolAnswer) == lost
    clock.advance(timedelta(days=30))
    assert desk.ask_to_enrol(second).read(EnrolAnswer).key_id == lost.key_id
    other = Desk(central.url, "desk-2").ask_to_enrol(second).problem
    assert other.code == "bad_enrolment_code", "it is spent"
    assert len(list_installations(central.database)) == 1


def test_a_code_of_another_agency_is_not_spent_on_a_desk_that_is_known(
    central: EmbeddedCentral,
) -> None:
    """What is refused leaves nothing behind."""
    code = add_installation_code(central.database, OTHER_AGENCY, now=NOW)
    desk = Desk(central.url, "desk-1")
    desk.enrol(central)
    assert desk.ask_to_enrol(code).problem.code == "bad_enrolment_code"
    assert Desk(central.url, "desk-2").ask_to_enrol(code).read(EnrolAnswer).agency == OTHER_AGENCY


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("installation", "desk 1"),
        ("installation", ""),
        ("counter", "Quầy\x00"),
        ("public_key", "!" * 44),
        ("public_key", base64.b64encode(b"k" * 31).decode()),
        ("public_key", base64.b64encode(b"k" * 33).decode()),
        ("public_key", 7),
    ],
)
def test_an_identity_that_is_none_is_refused_with_its_field(
    central: EmbeddedCentral, field: str, value: object
) -> None:
    """The problem names the JSON path."""
    desk = Desk(central.url, "desk-1")
    content = {
        "installation": desk.installation,
        "public_key": desk.public_key,
        "counter": "Quầy",
        field: value,
    }
    refused = desk.post("/v1/installations", content, signed=False).problem
    assert (refused.code, refused.field) == ("bad_body", f"$.{field}")


def test_a_successor_takes_over_and_the_predecessors_unused_numbers_burn(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """The predecessor is retired; what it did not use is listed as gaps with the reason."""
    grant = desk.lease(count=10)
    desk.push(desk.opened("d1"), desk.registered("d1", grant, 2))
    desk.end_lease(grant.id, first=9, last=10, outcome="released", reason="hết giờ")
    left = [desk.opened("d2"), desk.registered("d2", grant, 3)]
    successor = Desk(central.url, "next")
    answer = successor.ask_to_enrol(predecessor=desk).read(EnrolAnswer)
    assert successor.ask_to_enrol(predecessor=desk).read(EnrolAnswer) == answer
    assert [each.findings for each in successor.push(*left)] == [[], []]
    gaps = list_gaps(central.database, dossier_series(AGENCY, NOW.date()))
    assert [(gap.first, gap.last, gap.outcome.value) for gap in gaps] == [
        (1, 1, "burned"),
        (4, 8, "burned"),
        (9, 10, "released"),
    ]
    assert "next" in gaps[0].reason
    states = {row["installation"]: row["state"] for row in list_installations(central.database)}
    assert states == {"desk-1": "retired", "next": "active"}
    assert successor.lease(id="new").first == 11


def test_the_desks_own_word_on_burned_numbers_comes_after_the_centrals(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """The successor reports what its predecessor burned: accepted although already burned."""
    grant = desk.lease(count=10)
    successor = Desk(central.url, "next")
    successor.ask_to_enrol(predecessor=desk).read(EnrolAnswer)
    for _ in range(2):
        assert successor.end_lease(grant.id, first=3, last=10).status == 200
    gaps = list_gaps(central.database, dossier_series(AGENCY, NOW.date()))
    assert [(gap.first, gap.last, gap.reason) for gap in gaps][-1] == (3, 10, "máy hỏng")
    assert sum(gap.last - gap.first + 1 for gap in gaps) == 10


def test_a_successor_of_a_successor_may_bring_events_of_the_first(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """Lineage reaches back to the beginning."""
    left = desk.opened("d1")
    second, third = Desk(central.url, "second"), Desk(central.url, "third")
    second.ask_to_enrol(predecessor=desk).read(EnrolAnswer)
    third.ask_to_enrol(predecessor=second).read(EnrolAnswer)
    assert third.push(left)[0].result is Result.ACCEPTED


def test_each_installation_of_a_desks_line_has_its_own_place(
    desk: Desk, enrolled: Enrolled, central: EmbeddedCentral
) -> None:
    """The volume of its books: an older copy of the desk has a successor, then another one."""
    enrolled("desk-2")
    places = []
    before = desk
    for name in ("second", "third", "fourth", "fifth"):
        successor = Desk(central.url, name)
        answer = successor.ask_to_enrol(predecessor=before).read(EnrolAnswer)
        assert successor.ask_to_enrol(predecessor=before).read(EnrolAnswer) == answer
        places.append(answer.nth)
        before = successor if name == "fourth" else desk
    assert places == [2, 3, 4, 5]
    assert Desk(central.url, "stranger").enrol(central).nth == 1


def test_a_successor_must_be_signed_by_its_predecessor(
    desk: Desk, enrolled: Enrolled, central: EmbeddedCentral
) -> None:
    """Unsigned, or signed by somebody else."""
    stranger = enrolled("desk-2")
    successor = Desk(central.url, "next")
    content = {
        "installation": "next",
        "public_key": successor.public_key,
        "counter": "Quầy",
        "predecessor": desk.installation,
    }
    assert successor.post("/v1/installations", content, signed=False).problem.code == "unsigned"
    assert stranger.post("/v1/installations", content).problem.code == "bad_signature"
    unknown = Desk(central.url, "nobody")
    refused = unknown.post("/v1/installations", {**content, "predecessor": "nobody"})
    assert refused.problem.code == "unknown_installation"


def test_a_code_of_another_agency_does_not_help_a_suspended_predecessor(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """A successor stays in its predecessor's agency."""
    suspend(central.database, desk.installation)
    code = add_installation_code(central.database, OTHER_AGENCY, now=NOW)
    successor = Desk(central.url, "next")
    refused = successor.ask_to_enrol(code, predecessor=desk)
    assert refused.problem.code == "bad_enrolment_code"
    good = add_installation_code(central.database, AGENCY, now=NOW)
    successor.ask_to_enrol(good, predecessor=desk).read(EnrolAnswer)
    resume(central.database, desk.installation)
    states = {row["installation"]: row["state"] for row in list_installations(central.database)}
    assert states["desk-1"] == "retired"  # it has a successor


def test_the_keys_of_all_installations_are_published(desk: Desk, enrolled: Enrolled) -> None:
    """Also those of other agencies and of retired desks: their receipts stay genuine."""
    other = enrolled("desk-2", OTHER_AGENCY)
    keys = desk.call("GET", "/v1/keys").read(KeyList).keys
    assert [(key.key_id, key.installation, key.agency) for key in keys] == [
        (1, "desk-1", AGENCY),
        (2, "desk-2", OTHER_AGENCY),
    ]
    assert keys[1].public_key == other.public_key


def test_administration_refuses_what_is_wrong(central: EmbeddedCentral) -> None:
    """Each with its code."""
    database = central.database
    wrong: list[tuple[Callable[[], object], str]] = [
        (lambda: add_agency(database, "x", "Tên", {}, ""), "bad_agency"),
        (lambda: add_agency(database, AGENCY, "Tên", {"commune": "x"}, ""), "bad_agency"),
        (lambda: add_agency(database, AGENCY, " ", {}, ""), "bad_name"),
        (lambda: add_agency(database, AGENCY, "Tên", {}, "https://tracuu.example"), "bad_host"),
        (lambda: add_installation_code(database, "H26.999"), "unknown_agency"),
        (lambda: add_installation_code(database, AGENCY, valid_hours=0), "bad_hours"),
        (lambda: suspend(database, "nobody"), "unknown_installation"),
        (lambda: resume(database, "nobody"), "unknown_installation"),
    ]
    for act, code in wrong:
        with pytest.raises(InvalidInput) as caught:
            act()
        assert caught.value.code == code
    add_agency(database, AGENCY, "Phường Mới", {}, "moi.example")
    assert Desk(central.url, "d").enrol(central).agency_name == "Phường Mới"
    assert list_installations(database, OTHER_AGENCY) == []
