"""The feed: in order, without gaps, by cursor, waking at once (docs/adr/0005)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.clock.time import FixedClock
from sync.central.embedded import EmbeddedCentral
from sync.central.generations import begin_generation
from sync.central.settings import CentralSettings
from sync.contract.messages import FeedPage
from tests.app.dossier.samples import RULES, application
from tests.sync.central.desk import NOW, OTHER_AGENCY, Desk, running_central

Enrolled = Callable[..., Desk]


def test_pages_follow_each_other_by_the_cursor(desk: Desk) -> None:
    """limit entries a page; ``more`` says whether another follows."""
    desk.push(*[desk.opened(f"d{index}") for index in range(5)])
    first = desk.feed(limit=2).read(FeedPage)
    assert ([each.position for each in first.entries], first.next, first.more) == (
        [1, 2],
        "1.2",
        True,
    )
    rest = desk.feed(first.next, limit=3).read(FeedPage)
    assert ([each.position for each in rest.entries], rest.more) == ([3, 4, 5], False)
    empty = desk.feed(rest.next).read(FeedPage)
    assert (empty.entries, empty.next, empty.more) == ([], "1.5", False)


def test_an_agency_reads_its_own_feed_only(desk: Desk, enrolled: Enrolled) -> None:
    """Positions count within the agency."""
    other = enrolled("desk-2", OTHER_AGENCY)
    desk.push(desk.opened("d1"))
    other.push(other.opened("d2"))
    assert [entry.position for entry in other.whole_feed()] == [1]
    assert b"d2" in bytes(other.whole_feed()[0].header)


def test_a_page_is_bounded_in_bytes(desk: Desk) -> None:
    """About 4 MiB a page, and at least one entry: a long feed never fills a desk's memory."""
    long = application(summary="x" * 200_000)
    for start in range(0, 24, 12):
        desk.push(*[desk.opened(f"d{start + i}", application=long) for i in range(12)])
    page = desk.feed().read(FeedPage)
    assert len(page.entries) == 20
    assert page.more
    assert len(desk.whole_feed()) == 24


@pytest.mark.parametrize("after", ["", "x", "1", "1.x", "1.-1", "1.99", f"1.{1 << 63}", "٣.1"])
def test_a_cursor_that_is_none_is_refused(desk: Desk, after: str) -> None:
    """Also one of a place that this generation has not reached."""
    assert desk.feed(after).problem.code == "bad_cursor"


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 501}, {"wait_s": 26}, {"wait_s": "x"}])
def test_a_query_out_of_bounds_is_refused(desk: Desk, query: dict[str, Any]) -> None:
    """limit 1 to 500, wait_s 0 to 25."""
    refused = desk.feed(**query).problem
    assert (refused.code, refused.field) == ("bad_query", next(iter(query)))


def test_a_cursor_of_another_generation_starts_again_at_its_beginning(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """After a restore the desk reads all of it again, and the answer says why, at once."""
    desk.push(desk.opened("d1"), desk.opened("d2"))
    second = begin_generation(central.database, 10)
    page = desk.feed("1.2", wait_s=20).read(FeedPage)
    assert (page.generation, page.next, len(page.entries)) == (second, f"{second}.2", 2)
    assert desk.feed("1.99").status == 200  # the old generation had come further


def test_a_new_generation_is_told_although_there_is_nothing_to_read(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """No long poll on an empty new generation: the desk must offer its events again."""
    second = begin_generation(central.database, 10)
    began = time.monotonic()
    page = desk.feed("1.7", wait_s=20).read(FeedPage)
    assert (page.generation, page.entries, page.next) == (second, [], f"{second}.0")
    assert time.monotonic() - began < 10


def test_a_waiting_poll_is_woken_by_a_push(database_url: str) -> None:
    """By the writer, not by the next look: the look is set far away here."""
    settings = CentralSettings(poll_interval_s=60)
    with running_central(database_url, settings=settings) as central:
        desk, other = Desk(central.url, "desk-1"), Desk(central.url, "desk-2")
        desk.enrol(central)
        other.enrol(central)
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(desk.feed, "1.0", wait_s=25)
            while not central.waiting_polls:
                assert not waiting.done()
            other.push(other.opened("d1"))
            page = waiting.result(20).read(FeedPage)
    assert [entry.position for entry in page.entries] == [1]


def test_a_waiting_poll_ends_empty_when_its_time_is_over(desk: Desk) -> None:
    """wait_s is kept."""
    began = time.monotonic()
    assert desk.feed("1.0", wait_s=1).read(FeedPage).entries == []
    assert time.monotonic() - began >= 1


def test_two_centrals_on_one_database_share_events_and_leases(database_url: str) -> None:
    """Stateless processes: what one accepted, the other's waiting poll reads."""
    settings = CentralSettings(poll_interval_s=0.05)
    with (
        running_central(database_url) as first,
        EmbeddedCentral(database_url, FixedClock(NOW), settings=settings, rules=RULES) as other,
    ):
        here, there = Desk(first.url, "desk-1"), Desk(other.url, "desk-2")
        here.enrol(first)
        there.enrol(other)
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(there.feed, "1.0", wait_s=25)
            here.push(here.opened("d1"))
            assert len(waiting.result(20).read(FeedPage).entries) == 1
        assert (here.lease(id="a").first, there.lease(id="b").first) == (1, 21)


def test_writers_of_two_centrals_never_leave_a_gap_for_a_reader(database_url: str) -> None:
    """Positions appear in the order of the commits: a tailing reader misses nothing."""
    with (
        running_central(database_url) as first,
        EmbeddedCentral(database_url, FixedClock(NOW), rules=RULES) as second,
    ):
        urls = [first.url, second.url]
        desks = [Desk(urls[index % 2], f"desk-{index}") for index in range(4)]
        for desk in desks:
            desk.enrol(first)
        reader = Desk(first.url, "reader")
        reader.enrol(first)
        finished = threading.Event()
        seen: list[int] = []

        def tail() -> None:
            cursor = "1.0"
            while True:
                last_look = finished.is_set()
                page = reader.feed(cursor).read(FeedPage)
                seen.extend(entry.position for entry in page.entries)
                cursor = page.next
                if last_look and not page.more:
                    return

        def write(desk: Desk) -> None:
            for index in range(12):
                event = desk.opened(f"{desk.installation}-{index}")
                while True:  # a busy database is no answer: the same bytes again
                    reply = desk.send(event)
                    if reply.status == 200:
                        break
                    assert reply.problem.code == "try_again"

        with ThreadPoolExecutor(5) as pool:
            tailing = pool.submit(tail)
            list(pool.map(write, desks))
            finished.set()
            tailing.result(60)
    assert seen == list(range(1, 49))
