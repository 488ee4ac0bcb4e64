"""Desks and centrals of different versions: N and N-2 work together, and upgrades lose nothing."""

from __future__ import annotations

import http.client
import json
import threading
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from app.clock.time import FixedClock
from app.store.records import EventState
from app.store.uploads import UploadState
from app.store.verify import verify
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import holdings
from sync.central.schema import event
from sync.contract.messages import (
    BatchAnswer,
    EventOutcome,
    FeedPage,
    LeaseGrant,
    LeaseRequest,
    Result,
)
from sync.engine.reasons import Line
from tests.data.wire.stored import MACHINE, VERSIONS, Exchange, Recorded, copy_of, recorded
from tests.sync.real_desk import RealDesk

PAGES = 4
"""Attached while there were no uploads: the upgrade queues them."""
SERVER_TIME = "server_time_ms"
OLD_CALLS = frozenset({"installations", "events", "feed", "leases", "keys"})


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    """Each schema of the desk that was ever released."""
    number: int = request.param
    return number


@contextmanager
def upgraded_central(place: Path, clock: FixedClock) -> Iterator[EmbeddedCentral]:
    """The old central's database under today's program."""
    with EmbeddedCentral(f"sqlite:///{place / 'central.sqlite'}", clock) as central:
        yield central


@contextmanager
def upgraded_desk(place: Path, clock: FixedClock) -> Iterator[RealDesk]:
    """The old desk's directory under today's program."""
    desk = RealDesk(place / "desk", clock, machine=MACHINE)
    try:
        yield desk
    finally:
        desk.close()


def drain(desk: RealDesk, url: str) -> None:
    for _ in range(20):
        summary = desk.sync(url)
        if summary.standing.line is Line.UP and not summary.waiting:
            return
    raise AssertionError(summary)


def test_a_full_queue_goes_out_after_both_ends_were_upgraded(version: int, tmp_path: Path) -> None:
    """Every event of the old queue is at the central once; what was set aside is still there."""
    talk = recorded(version)
    clock = FixedClock(talk.at)
    copy_of(version, tmp_path / "old")
    with (
        upgraded_central(tmp_path / "old", clock) as central,
        upgraded_desk(tmp_path / "old", clock) as desk,
    ):
        queued = {
            item.event.header.id for item in desk.store.outbox.due(clock.now(), 1_000, 1 << 24)
        }
        assert len(queued) >= 228
        before = holdings(central.database)
        drain(desk, central.url)
        after = holdings(central.database)
        assert after.duplicates == 0
        assert after.codes == after.registered == talk.dossiers
        assert after.events - before.events == len(queued) - 1  # one correction comes too late
        with central.database.read() as connection:
            accepted = select(event.c.id).where(event.c.position.is_not(None))
            kept = connection.execute(accepted).scalars().all()
        assert len(kept) == len(set(kept)) == after.events
        states = desk.states()
        assert {states[each] for each in queued} == {EventState.ACCEPTED, EventState.SET_ASIDE}
        assert Counter(states.values())[EventState.SET_ASIDE] == 2
        assert EventState.PENDING not in states.values()
        assert set(kept) == {each for each, state in states.items() if state is EventState.ACCEPTED}
        assert verify(desk.store).problems == []
        assert [one.summary for one in desk.store.drafts.all()] == ["đang gõ"] * (version > 1)
        assert desk.store.uploads.counts().waiting == 0
        assert len(desk.store.uploads.in_state(UploadState.DONE)) == PAGES
        assert len(desk.receive(2)) == 2
        drain(desk, central.url)
        assert holdings(central.database).codes == talk.dossiers + 2


def send(central: EmbeddedCentral, clock: FixedClock, exchange: Exchange) -> tuple[int, bytes]:
    """The recorded bytes to today's central, at the time that they were signed at."""
    if exchange.created_s is not None:
        clock.advance(datetime.fromtimestamp(exchange.created_s, UTC) - clock.now())
    connection = http.client.HTTPConnection("127.0.0.1", int(central.url.rpartition(":")[2]))
    headers = {name: each for name, each in exchange.headers.items() if name != "Accept-Encoding"}
    connection.request(exchange.method, exchange.target, exchange.body, headers)
    response = connection.getresponse()
    try:
        return response.status, response.read()
    finally:
        connection.close()


def test_what_an_older_desk_sends_is_taken_by_todays_central(version: int, tmp_path: Path) -> None:
    """Its requests as recorded bytes: answered as its own central did; sent twice, nothing new."""
    talk = recorded(version)
    clock = FixedClock(talk.at)
    copy_of(version, tmp_path / "old")
    with upgraded_central(tmp_path / "old", clock) as central:
        for exchange in talk.drain:
            status, answer = send(central, clock, exchange)
            assert status == exchange.status
            if exchange.call == ("POST", "events"):
                assert_same_outcomes(answer, exchange.answered)
            elif exchange.call == ("POST", "leases"):
                assert_holds(answer, exchange.answered)
        held = holdings(central.database)
        assert held.codes == held.registered == talk.dossiers
        for exchange in talk.drain:
            assert send(central, clock, exchange)[0] == exchange.status
        assert holdings(central.database) == held


def test_what_an_older_desk_asked_before_is_answered_the_same(version: int, tmp_path: Path) -> None:
    """Enrolment, leases and events whose answer was lost may be asked for after the upgrade."""
    talk = recorded(version)
    clock = FixedClock(talk.at)
    copy_of(version, tmp_path / "old")
    with upgraded_central(tmp_path / "old", clock) as central:
        held = holdings(central.database)
        for exchange in talk.enrolment:
            status, answer = send(central, clock, exchange)
            assert status == exchange.status == 200
            if exchange.call == ("POST", "events"):
                before = outcomes(exchange.answered)
                again = outcomes(answer)
                assert [each.position for each in again] == [each.position for each in before]
                assert {each.result for each in again} <= {Result.DUPLICATE, Result.SET_ASIDE}
            elif exchange.call[1] in {"leases", "installations"}:
                assert_holds(answer, exchange.answered)
        assert holdings(central.database) == held


def outcomes(answer: bytes) -> list[EventOutcome]:
    return msgspec.json.decode(answer, type=BatchAnswer).outcomes


def assert_same_outcomes(answer: bytes, before: bytes) -> None:
    """An older desk reads the same results; findings may have been added since."""
    assert [(each.id, each.result, each.position) for each in outcomes(answer)] == [
        (each.id, each.result, each.position) for each in outcomes(before)
    ]


def assert_holds(answer: bytes, before: bytes) -> None:
    """Every field that the older central answered with is there, and says the same."""
    old, new = json.loads(before), json.loads(answer)
    old.pop(SERVER_TIME, None)
    assert {name: new[name] for name in old} == old


class OldCentral:
    """Answers as an older central did, from what was recorded; knows no call that came later."""

    def __init__(self, talk: Recorded) -> None:
        self.unknown: Counter[str] = Counter()
        self._granted = 5_000
        answers: dict[tuple[str, str], deque[Exchange]] = defaultdict(deque)
        for exchange in talk.drain:
            answers[exchange.call].append(exchange)
        old = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_arguments: object) -> None:
                """Nobody reads it."""

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                part = self.path.partition("?")[0].split("/")[2]
                kept = answers[self.command, part]
                if part not in OLD_CALLS:
                    old.unknown[part] += 1
                    self._say(404, "application/problem+json", NOT_FOUND)
                elif kept:
                    exchange = kept.popleft()
                    self._say(exchange.status, "application/json", exchange.answered)
                elif part == "feed":
                    self._say(200, "application/json", old.nothing_new(self.path))
                elif (self.command, part) == ("POST", "leases"):
                    self._say(200, "application/json", old.grant(body))
                else:
                    self._say(503, "application/problem+json", TRY_AGAIN)

            def _say(self, status: int, kind: str, answer: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_DELETE = do_HEAD = do_PATCH = _answer  # noqa: N815 - the base class's names

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def nothing_new(self, target: str) -> bytes:
        cursor = target.partition("after=")[2].partition("&")[0]
        generation = int(cursor.partition(".")[0])
        return msgspec.json.encode(FeedPage(generation, [], next=cursor, more=False))

    def grant(self, body: bytes) -> bytes:
        asked = msgspec.json.decode(body, type=LeaseRequest)
        self._granted += asked.count
        first = self._granted - asked.count + 1
        grant = LeaseGrant(asked.id, asked.kind, asked.agency, asked.period, first, self._granted)
        return msgspec.json.encode(grant)

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


NOT_FOUND = b'{"title":"not found","status":404,"code":"not_found","type":"about:blank"}'
TRY_AGAIN = b'{"title":"later","status":503,"code":"try_again","type":"about:blank"}'


@pytest.fixture
def old_central(version: int) -> Iterator[OldCentral]:
    """A central of that version."""
    central = OldCentral(recorded(version))
    yield central
    central.stop()


def test_an_older_central_takes_what_todays_desk_sends(
    version: int, old_central: OldCentral, tmp_path: Path
) -> None:
    """Its recorded answers settle the queue; calls that it does not know are asked once, are left
    for an hour, and block nothing."""
    talk = recorded(version)
    clock = FixedClock(talk.at)
    copy_of(version, tmp_path / "old")
    with upgraded_desk(tmp_path / "old", clock) as desk:
        summary = desk.sync(old_central.url)
        assert (summary.waiting, summary.standing.line) == (0, Line.UP)
        states = desk.states()
        assert len(states) >= 228 + talk.dossiers - 100
        assert EventState.PENDING not in states.values()
        assert Counter(states.values())[EventState.SET_ASIDE] == 2
        assert len(desk.codes()) == talk.dossiers
        assert desk.store.uploads.counts().waiting == PAGES
        assert verify(desk.store).problems == []
    assert old_central.unknown == {"scans": 1, "catalogue": 1}


def test_the_feed_of_an_older_central_is_read(version: int) -> None:
    """Every recorded page of the feed has the entries that it says."""
    pages = [
        msgspec.json.decode(each.answered, type=FeedPage)
        for each in recorded(version).drain
        if each.call == ("GET", "feed")
    ]
    assert sum(len(page.entries) for page in pages) > 200


def test_the_recorded_central_is_upgraded_with_all_it_held(version: int, tmp_path: Path) -> None:
    """Its schema comes up to date; opened twice nothing changes."""
    clock = FixedClock(recorded(version).at)
    copy_of(version, tmp_path / "old")
    counts = []
    for _ in range(2):
        with (
            upgraded_central(tmp_path / "old", clock) as central,
            central.database.read() as connection,
        ):
            counts.append(connection.scalar(select(func.count()).select_from(event)) or 0)
    assert counts[0] == counts[1]
    assert counts[0] > 12
