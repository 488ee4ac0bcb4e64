"""Several calls at once: each has a thread and a connection of its own (docs/adr/0026)."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import ProgramFault
from sync.engine.answers import Reply
from sync.engine.send import Lane, Send

MAX_SLOTS = 16
"""More calls are never under way; the engine asks for fewer: a feed, and of the other lanes as many
each as its settings' ``pipeline``. A connection stays with its lane."""

KeyOf = Callable[[str], Ed25519PrivateKey]
"""Gives the private key that signs for an installation."""


class Connection(Protocol):
    """Makes one call after another, over a connection of its own."""

    uploaded_bytes: int

    def execute(self, send: Send) -> Reply:
        """One Send, one reply; never raises for what the network does."""
        ...

    def cut(self) -> None:
        """From another thread: break off the call under way, keep no connection."""
        ...

    def close(self) -> None:
        """Close the kept connections."""
        ...


class Lanes:
    """Makes calls on threads; everything else, also signing keys, stays on the caller's thread.

    ``make`` makes a connection that signs with what it is given; ``key_of`` is asked on the
    caller's thread, which may read a store. ``answered`` is called on a call's thread whenever
    ``answers`` has something new; it must not raise. Use it as a context manager: on leaving
    nobody waits for the network. What is under way is left to itself, only a long poll is broken
    off; its answers are thrown away, and what was sent so is *unknown*.
    """

    def __init__(
        self,
        make: Callable[[KeyOf], Connection],
        key_of: KeyOf,
        *,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        self._make = make
        self._key_of = key_of
        self._tell = answered
        self._arrived = threading.Condition()
        self._answers: list[tuple[Send, Reply | Exception]] = []
        self._slots: list[_Slot] = []
        self._closed = False

    def __enter__(self) -> Lanes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def uploaded_bytes(self) -> int:
        """The bodies sent, as they were on the wire."""
        return sum(slot.connection.uploaded_bytes for slot in self._slots)

    @property
    def under_way(self) -> frozenset[int]:
        """The tickets of the calls that were begun and whose answers were not fetched."""
        return frozenset(slot.send.ticket for slot in self._slots if slot.send is not None)

    def begin(self, send: Send) -> None:
        """Let a call happen. Raises what ``key_of`` raises; then nothing was begun."""
        key = None if send.signer is None else self._key_of(send.signer)
        slot = self._free_slot(send.lane)
        slot.send = send
        slot.jobs.put((send, key))

    def answers(self) -> list[tuple[Send, Reply]]:
        """What came back since it was last asked; never waits. Raises what broke a call off."""
        with self._arrived:
            arrived, self._answers = self._answers, []
        replies: list[tuple[Send, Reply]] = []
        for send, reply in arrived:
            for slot in self._slots:
                if slot.send is send:
                    slot.send = None
            if isinstance(reply, Exception):
                raise reply
            replies.append((send, reply))
        return replies

    def wait(self, seconds: float) -> None:
        """Wait until ``answers`` has something, at most so long."""
        with self._arrived:
            self._arrived.wait_for(lambda: bool(self._answers), seconds)

    def cut(self) -> None:
        """Break off everything: the connections are known to be dead."""
        for slot in self._slots:
            slot.connection.cut()

    def close(self) -> None:
        """End, without waiting; may be called twice."""
        with self._arrived:
            self._closed = True
        for slot in self._slots:
            slot.jobs.put(None)
            if slot.lane is Lane.FEED:
                slot.connection.cut()

    def _free_slot(self, lane: Lane) -> _Slot:
        for slot in self._slots:
            if slot.lane is lane and slot.send is None:
                return slot
        if len(self._slots) >= MAX_SLOTS:
            raise ProgramFault("too_many_calls", "Chương trình gọi hệ thống trung tâm quá dày.")
        slot = _Slot(lane, self._make, self._on_answer)
        self._slots.append(slot)
        return slot

    def _on_answer(self, send: Send, reply: Reply | Exception) -> None:
        """On a call's thread."""
        with self._arrived:
            if self._closed:
                return
            self._answers.append((send, reply))
            self._arrived.notify_all()
        self._tell()


class _Slot:
    """A thread with a connection: one call at a time. ``send`` is the caller's note of it."""

    def __init__(
        self,
        lane: Lane,
        make: Callable[[KeyOf], Connection],
        on_answer: Callable[[Send, Reply | Exception], None],
    ) -> None:
        self.lane = lane
        self.send: Send | None = None
        self.jobs: queue.SimpleQueue[tuple[Send, Ed25519PrivateKey | None] | None]
        self.jobs = queue.SimpleQueue()
        self.connection = make(self._signing_key)
        self._key: Ed25519PrivateKey | None = None
        self._on_answer = on_answer
        # A daemon: it may still hang in a call when the program ends.
        threading.Thread(target=self._work, name=f"line {lane.value}", daemon=True).start()

    def _signing_key(self, _installation: str) -> Ed25519PrivateKey:
        assert self._key is not None, "only a Send with a signer is signed"
        return self._key

    def _work(self) -> None:
        while (job := self.jobs.get()) is not None:
            send, self._key = job
            try:
                reply: Reply | Exception = self.connection.execute(send)
            except Exception as error:  # noqa: BLE001 - the thread's edge: raised by ``answers``
                reply = error
            self._on_answer(send, reply)
        self.connection.close()
