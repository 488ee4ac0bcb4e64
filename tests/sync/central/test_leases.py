"""Blocks of numbers: upwards only, never twice, every end noted (docs/adr/0004)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from app.clock.time import VIETNAM, FixedClock, epoch_ms
from app.errors import InvalidInput
from app.numbering.code import HIGHEST_NATIONAL
from sync.central.embedded import EmbeddedCentral
from sync.central.generations import begin_generation
from sync.central.lease_ends import left_over
from sync.central.schema import series
from sync.contract.messages import FeedPage, LeaseGrant, LeaseReturned
from tests.sync.central.databases import NewDatabase
from tests.sync.central.desk import OTHER_AGENCY, POLICE, Desk, running_central

Enrolled = Callable[..., Desk]


def test_blocks_are_handed_out_upwards_and_do_not_touch(desk: Desk, enrolled: Enrolled) -> None:
    """Two desks of one series; another agency and another day count for themselves."""
    other = enrolled("desk-2")
    blocks = [
        desk.lease(id="a", count=5),
        other.lease(id="b", count=7),
        desk.lease(id="c", count=1),
    ]
    assert [(each.first, each.last) for each in blocks] == [(1, 5), (6, 12), (13, 13)]
    assert desk.lease(id="d", agency=POLICE).first == 1
    assert desk.lease(id="e", agency=OTHER_AGENCY).first == 1
    assert desk.lease(id="f", period="2026-11-25").first == 1


def test_the_same_ask_again_gets_the_same_block(desk: Desk, enrolled: Enrolled) -> None:
    """The id was stored before it was sent; other content under it is a problem."""
    first = desk.lease(id="a")
    assert desk.lease(id="a") == first
    changes: list[dict[str, object]] = [
        {"count": 21},
        {"agency": POLICE},
        {"period": "2026-11-25"},
    ]
    for change in changes:
        refused = desk.ask_lease(id="a", **change).problem
        assert (refused.status, refused.code) == (409, "id_conflict")
    assert enrolled("desk-2").ask_lease(id="a").problem.code == "id_conflict"


def test_an_old_ask_is_answered_also_when_its_period_is_past(
    desk: Desk, central: EmbeddedCentral, clock: FixedClock
) -> None:
    """Idempotence does not expire."""
    first = desk.lease(id="a")
    clock.advance(timedelta(days=500))
    desk.later(timedelta(days=500))
    assert desk.lease(id="a") == first
    assert desk.ask_lease(id="b").problem.code == "period_out_of_range"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"period": "2025-10-19"}, "period_out_of_range", "$.period"),
        ({"period": "2026-12-09"}, "period_out_of_range", "$.period"),
        ({"period": "2026-02-30"}, "bad_body", "$.period"),
        ({"period": "24/11/2026"}, "bad_body", "$.period"),
        ({"kind": "book_entry"}, "series_not_allowed", "$.kind"),
        ({"kind": "supplement"}, "series_not_allowed", "$.period"),
        ({"agency": "H99.999"}, "series_not_allowed", "$.agency"),
        ({"agency": "không"}, "series_not_allowed", "$.agency"),
        ({"count": 0}, "bad_body", "$.count"),
        ({"count": 1001}, "bad_body", "$.count"),
        ({"count": 10**30}, "bad_body", "$.count"),
        ({"id": "a\x00"}, "bad_body", "$.id"),
        ({"id": ""}, "bad_body", "$.id"),
    ],
)
def test_what_can_not_be_leased_is_refused(
    desk: Desk, change: dict[str, object], code: str, field: str
) -> None:
    """Period −30…+14 days of the central's day, known agency, bounded count."""
    refused = desk.ask_lease(**change).problem
    assert (refused.code, refused.field) == (code, field)


@pytest.mark.parametrize("period", ["2026-10-25", "2026-12-08"])
def test_the_ends_of_the_period_are_allowed(desk: Desk, period: str) -> None:
    """30 days back and 14 ahead."""
    assert desk.lease(period=period).first == 1


def test_a_desk_holds_a_bounded_count_of_one_series(desk: Desk, central: EmbeddedCentral) -> None:
    """50,000 a series and installation; a series of today ends at five digits.

    A sixth would read as a centralised system's number (TT 04/2025/TT-VPCP Đ.23).
    """
    for index in range(50):
        desk.lease(id=f"a{index}", count=1000)
    assert desk.ask_lease(id="more", count=1).problem.code == "series_not_allowed"
    desk.lease(id="p", agency=POLICE, count=1)
    with central.database.write() as connection:
        connection.execute(update(series).values(next=HIGHEST_NATIONAL - 1))
    assert desk.ask_lease(id="q", agency=POLICE, count=3).problem.code == "series_not_allowed"
    assert desk.lease(id="r", agency=POLICE, count=2).last == HIGHEST_NATIONAL


def test_numbers_that_are_known_to_be_used_are_never_leased(desk: Desk) -> None:
    """A desk that lost its disk registers its receipts again under their own numbers."""
    lost = LeaseGrant("lost", "dossier", "H26.107", "2026-11-24", 1, 50)
    desk.push(desk.opened("d1"), desk.registered("d1", lost, 7))
    desk.push(desk.opened("d2"), desk.registered("d2", lost, 30))
    block = desk.lease(id="a", count=10)
    assert (block.first, block.last) == (8, 17)
    block = desk.lease(id="b", count=20)
    assert (block.first, block.last) == (31, 50)


def test_many_desks_at_once_get_blocks_that_do_not_touch(
    central: EmbeddedCentral, enrolled: Enrolled
) -> None:
    """Concurrent asks, each sent twice: as many different numbers as were granted."""
    desks = [enrolled(f"desk-{index}") for index in range(4)]

    def ask(index: int) -> LeaseGrant:
        one = desks[index % 4]
        first = one.lease(id=f"ask-{index}", count=3)
        assert one.lease(id=f"ask-{index}", count=3) == first
        return first

    with ThreadPoolExecutor(8) as pool:
        grants = list(pool.map(ask, range(24)))
    numbers = [n for grant in grants for n in range(grant.first, grant.last + 1)]
    assert sorted(numbers) == list(range(1, 73))


def test_the_end_of_numbers_is_noted_once(desk: Desk) -> None:
    """Idempotent; an overlap with other ends is refused; ends beside each other are fine."""
    grant = desk.lease(count=20)
    for _ in range(2):
        answer = desk.end_lease(grant.id, first=1, last=5).read(LeaseReturned)
        assert (answer.first, answer.last, answer.outcome.value) == (1, 5, "burned")
    assert desk.end_lease(grant.id, first=6, last=8, outcome="released").status == 200
    for change in ({"first": 5, "last": 9}, {"first": 1, "last": 5, "outcome": "released"}):
        assert desk.end_lease(grant.id, **change).problem.code == "already_ended"
    assert desk.end_lease(grant.id, first=4, last=7).problem.code == "already_ended"


def test_an_end_that_is_none_is_refused(desk: Desk, enrolled: Enrolled) -> None:
    """Another's lease, outside it, a query that is wrong."""
    grant = desk.lease(count=5)
    assert desk.end_lease("nobody").problem.code == "unknown_lease"
    assert desk.end_lease("kh%C3%B4ng").problem.code == "unknown_lease"
    assert enrolled("desk-2").end_lease(grant.id).problem.code == "unknown_lease"
    assert desk.end_lease(grant.id, first=5, last=6).problem.code == "not_in_lease"
    assert desk.end_lease(grant.id, first=3, last=2).problem.code == "not_in_lease"
    wrong: list[dict[str, object]] = [
        {"first": "0"},
        {"first": "x"},
        {"last": "1" * 20},
        {"last": None},
        {"outcome": "used"},
        {"outcome": None},
        {"reason": " "},
        {"reason": "x" * 501},
        {"reason": "a\x00"},
    ]
    for change in wrong:
        refused = desk.end_lease(grant.id, **change).problem
        assert (refused.code, refused.field) == ("bad_query", next(iter(change)))


def test_a_restored_central_leases_above_a_safety_gap(
    desk: Desk, central: EmbeddedCentral, clock: FixedClock
) -> None:
    """Also for series that the backup does not know, up to where they can have been leased."""
    assert desk.lease(id="a", count=5).last == 5
    second = begin_generation(central.database, 100, clock=clock)
    assert second == epoch_ms(clock.now()) // 1_000
    assert desk.lease(id="b", count=5).first == 106
    assert desk.lease(id="c", period="2026-12-08").first == 101
    assert begin_generation(central.database, 50, clock=clock) > second
    assert desk.lease(id="d", period="2026-12-07").first == 151
    clock.advance(timedelta(days=15))
    desk.later(timedelta(days=15))
    assert desk.lease(id="e", period="2026-12-20").first == 1
    with pytest.raises(InvalidInput):
        begin_generation(central.database, 0)


def test_a_restored_central_never_gives_a_key_id_twice(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """Key ids are printed on receipts: a desk that the backup does not know may have the next."""
    begin_generation(central.database, 1)
    begin_generation(central.database, 1)
    first = Desk(central.url, "desk-2").enrol(central).key_id
    assert first > 2_000
    assert Desk(central.url, "desk-3").enrol(central).key_id == first + 1


def test_a_backup_restored_twice_makes_two_generations_and_never_the_same_key_ids(
    central: EmbeddedCentral, clock: FixedClock, new_database: NewDatabase
) -> None:
    """The desks of the first restore notice the second, and its key ids do not come again."""
    first = begin_generation(central.database, 10, clock=clock)
    known = {Desk(central.url, f"first-{n}").enrol(central).key_id for n in range(3)}
    clock.advance(timedelta(hours=1))
    with running_central(new_database(), clock) as again:  # as it was before the first
        assert begin_generation(again.database, 10, clock=clock) > first
        later = {Desk(again.url, f"later-{n}").enrol(again).key_id for n in range(3)}
    assert not known & later


def test_a_backup_restored_twice_by_a_clock_that_is_behind_makes_two_generations(
    central: EmbeddedCentral, clock: FixedClock, new_database: NewDatabase
) -> None:
    """A battery was flat: the time does not tell the restores apart, and the desks must."""
    later = FixedClock(clock.now() + timedelta(days=1))
    begin_generation(central.database, 10, clock=later)
    first = begin_generation(central.database, 10, clock=clock)
    with running_central(new_database(), clock) as again:  # as it was before the last one
        begin_generation(again.database, 10, clock=later)
        assert begin_generation(again.database, 10, clock=clock) != first


def test_generations_go_on_when_32_bits_are_full(desk: Desk, central: EmbeddedCentral) -> None:
    """They are Unix seconds: from January 2038 on."""
    late = FixedClock(datetime(2039, 1, 1, tzinfo=VIETNAM))
    generation = begin_generation(central.database, 1, clock=late)
    assert generation > 2**31
    assert desk.feed("1.0").read(FeedPage).generation == generation


numbers = st.integers(1, 30)


@given(st.lists(st.tuples(numbers, st.integers(0, 6))), numbers, st.integers(0, 25))
def test_what_is_left_over_and_what_is_taken_make_the_whole(
    taken: list[tuple[int, int]], first: int, length: int
) -> None:
    """No number is lost between the two, none is in both."""
    whole = range(first, first + length + 1)
    ranges = [(start, start + more) for start, more in taken]
    covered = {n for start, end in ranges for n in range(start, end + 1)}
    free = [
        n for start, end in left_over((whole[0], whole[-1]), ranges) for n in range(start, end + 1)
    ]
    assert free == [n for n in whole if n not in covered]
