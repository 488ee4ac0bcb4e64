"""Lanes: calls go at once on threads of their own; all else stays on the caller's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import EnvironmentFault, ProgramFault
from sync.contract.operations import HEALTH
from sync.desk_sync import PIPELINE
from sync.engine.answers import Answer, Reply
from sync.engine.send import Lane, Send
from sync.transport.lanes import MAX_SLOTS, KeyOf, Lanes

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PATIENCE_S = 20.0


class Scripted:
    """A connection whose calls do what ``work`` says, and that keeps what became of it."""

    def __init__(self, key_of: KeyOf, work: Callable[[Send], Reply]) -> None:
        self.uploaded_bytes = 7
        self.is_cut = threading.Event()
        self.is_closed = threading.Event()
        self.keys: list[Ed25519PrivateKey] = []
        self._key_of = key_of
        self._work = work

    def execute(self, send: Send) -> Reply:
        if send.signer is not None:
            self.keys.append(self._key_of(send.signer))
        return self._work(send)

    def cut(self) -> None:
        self.is_cut.set()

    def close(self) -> None:
        self.is_closed.set()


class Rig:
    """Lanes over scripted connections."""

    def __init__(self, work: Callable[[Send], Reply], key_of: KeyOf = lambda _: KEY) -> None:
        self.made: list[Scripted] = []
        self._work = work
        self.lanes = Lanes(self._make, key_of)

    def _make(self, key_of: KeyOf) -> Scripted:
        self.made.append(Scripted(key_of, self._work))
        return self.made[-1]

    def answers(self, many: int) -> list[Send]:
        """Wait for so many answers."""
        found: list[Send] = []
        while len(found) < many:
            self.lanes.wait(PATIENCE_S)
            got = self.lanes.answers()
            assert got, "nothing came back"
            found += [send for send, _ in got]
        return found


def call(ticket: int, lane: Lane = Lane.URGENT, *, signer: str | None = None) -> Send:
    return Send(HEALTH, ticket=ticket, lane=lane, signer=signer)


def test_calls_are_made_at_once() -> None:
    """Three of one lane and one each of the others: each waits here for all the others."""
    meeting = threading.Barrier(5)

    def work(_: Send) -> Reply:
        meeting.wait(PATIENCE_S)
        return Answer(200)

    rig = Rig(work)
    sends = [call(1), call(2), call(3), call(4, Lane.FEED), call(5, Lane.BULK)]
    with rig.lanes as lanes:
        for send in sends:
            lanes.begin(send)
        assert lanes.under_way == {1, 2, 3, 4, 5}
        assert {send.ticket for send in rig.answers(5)} == {1, 2, 3, 4, 5}
        assert not lanes.under_way
        assert lanes.uploaded_bytes == 5 * 7


def test_a_free_connection_is_used_again() -> None:
    """A lane has as many connections as calls were under way at once, no more."""
    rig = Rig(lambda _: Answer(200))
    with rig.lanes as lanes:
        for ticket in range(20):
            lanes.begin(call(ticket))
            rig.answers(1)
        assert len(rig.made) == 1


def test_keys_are_read_on_the_callers_thread() -> None:
    """The store behind them belongs to it; the call signs with what it was given."""
    asked: list[tuple[str, threading.Thread]] = []

    def key_of(installation: str) -> Ed25519PrivateKey:
        asked.append((installation, threading.current_thread()))
        return KEY

    rig = Rig(lambda _: Answer(200), key_of)
    with rig.lanes as lanes:
        lanes.begin(call(1, signer="quay-1"))
        lanes.begin(call(2, Lane.BULK))
        rig.answers(2)
    assert asked == [("quay-1", threading.current_thread())]
    assert rig.made[0].keys == [KEY]


def test_a_key_that_is_missing_is_told_where_it_is_asked() -> None:
    """Nothing was begun then."""

    def key_of(_: str) -> Ed25519PrivateKey:
        raise EnvironmentFault("no_signing_key", "Không có khóa.")

    with Rig(lambda _: Answer(200), key_of).lanes as lanes:
        with pytest.raises(EnvironmentFault):
            lanes.begin(call(1, signer="quay-1"))
        assert not lanes.under_way


def test_a_bug_in_a_call_is_raised_on_the_callers_thread() -> None:
    """Never silently dead."""

    def work(_: Send) -> Reply:
        raise ZeroDivisionError

    with Rig(work).lanes as lanes:
        lanes.begin(call(1))
        lanes.wait(PATIENCE_S)
        with pytest.raises(ZeroDivisionError):
            lanes.answers()


def test_leaving_waits_for_no_call_and_hears_nothing_more() -> None:
    """What is under way is left to itself, a long poll broken off; connections are closed."""
    go = threading.Event()

    def work(_: Send) -> Reply:
        go.wait(PATIENCE_S)
        return Answer(200)

    rig = Rig(work)
    with rig.lanes as lanes:
        lanes.begin(call(1))
        lanes.begin(call(2, Lane.FEED))
    urgent, feed = rig.made
    assert (urgent.is_cut.is_set(), feed.is_cut.is_set()) == (False, True)
    go.set()
    assert urgent.is_closed.wait(PATIENCE_S)
    assert feed.is_closed.wait(PATIENCE_S)
    assert lanes.answers() == []


def test_cutting_breaks_off_every_connection() -> None:
    """Those that are idle too: they are as dead as the others."""
    rig = Rig(lambda _: Answer(200))
    with rig.lanes as lanes:
        lanes.begin(call(1))
        lanes.begin(call(2, Lane.BULK))
        rig.answers(2)
        lanes.cut()
        assert all(made.is_cut.is_set() for made in rig.made)


def test_there_are_never_more_threads_than_agreed() -> None:
    """A limit on everything; who asks for more has a bug."""
    go = threading.Event()

    def work(_: Send) -> Reply:
        go.wait(PATIENCE_S)
        return Answer(200)

    with Rig(work).lanes as lanes:
        for ticket in range(MAX_SLOTS):
            lanes.begin(call(ticket))
        with pytest.raises(ProgramFault):
            lanes.begin(call(MAX_SLOTS))
        go.set()


def test_there_is_a_connection_for_all_that_the_engine_may_have_under_way() -> None:
    """Pages beside each other when events come: as many of both as are agreed, and the feed."""
    rig = Rig(lambda _: Answer(200))
    with rig.lanes as lanes:
        wanted = [Lane.BULK] * PIPELINE + [Lane.FEED] + [Lane.URGENT] * PIPELINE
        for ticket, lane in enumerate(wanted):
            lanes.begin(call(ticket, lane))
        assert len(rig.answers(len(wanted))) == len(wanted)
