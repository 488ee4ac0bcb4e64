"""An officer's morning: open, register, print, attach, settle, pull, rest, close.

What the officer was told is written down; afterwards it must be there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from app.dossier.events import Page, PagesAttached
from app.numbering.series import SlipKind, slip_series
from app.store.records import EventState, FeedItem, Settled, SettledAs
from app.store.store import Store
from app.store.verify import verify
from tests.app.store.rig import (
    COMMUNE,
    OFFICER,
    DeskRig,
    OtherDesk,
    correction,
    feed_item,
    lease,
    opening,
    print_slip,
    printed,
    receive,
)
from tests.faults.power.scenario import Scenario

NUMBERS = 120
EARLIER = 3
SLIPS = slip_series(SlipKind.SUPPLEMENT, COMMUNE, 2026)
PAGE = bytes(range(256)) * 40
"""Longer than a sector and a page of the disk."""


@dataclass
class Told:
    """What the officer saw, read from paper, or what the central knows: none of it may go."""

    codes: dict[str, str] = field(default_factory=dict)
    """By dossier: what stands on its receipt."""
    receipts: set[str] = field(default_factory=set)
    slips: list[int] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    """By dossier: the SHA-256 of a page."""
    settled: dict[str, EventState] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    """Dossiers of another desk."""
    corrected: list[str] = field(default_factory=list)
    """Events: an officer was told that the correction is kept."""


Step = Callable[["Morning"], None]


class Morning:
    """The steps over one open store; each can be done again where it failed."""

    def __init__(self, store: Store, rig: DeskRig, told: Told) -> None:
        self.store = store
        self.rig = rig
        self.told = told
        self._other = OtherDesk(rig.clock)
        self._feed: list[FeedItem] = []

    def steps(self) -> list[Callable[[], None]]:
        return [partial(step, self) for step in STEPS]

    def register(self) -> None:
        dossier, code = receive(self.store, self.rig.clock)
        assert code is not None
        self.told.codes[dossier] = code

    def print_receipt(self) -> None:
        dossier = list(self.told.codes)[-1]
        with self.store.transaction(officer=OFFICER, unlock="u1") as transaction:
            transaction.append(dossier, printed())
        self.told.receipts.add(dossier)

    def print_slip(self) -> None:
        number = print_slip(self.store, list(self.told.codes)[-1], SLIPS)
        assert number is not None
        self.told.slips.append(number)

    def attach(self) -> None:
        dossier = list(self.told.codes)[-1]
        sha256 = self.store.pages.put(PAGE + dossier.encode())
        page = Page(sha256, len(PAGE) + len(dossier), "image/png", 10, 10, 300)
        with self.store.transaction(officer=OFFICER, unlock="u1") as transaction:
            transaction.append(dossier, PagesAttached(component="paper", pages=[page]))
        self.told.pages[dossier] = sha256

    def correct(self) -> None:
        dossier = next(iter(self.told.codes))
        old = str(len(self.told.corrected) or "")
        body = correction("summary", old, str(len(self.told.corrected) + 1))
        with self.store.transaction(officer=OFFICER, unlock="u1") as transaction:
            event = transaction.append(dossier, body)
        self.told.corrected.append(event.header.id)

    def settle(self) -> None:
        """The central's answer: all accepted, but for the newest, which is set aside."""
        now = self.rig.clock.now()
        items = self.store.outbox.due(now, 100, 10**6)
        first = 1 + len(self.told.settled)
        answers = [
            Settled(item.event.header.id, SettledAs.ACCEPTED, position)
            for position, item in enumerate(items, start=first)
        ]
        if self.told.corrected:
            aside = self.told.corrected[-1]
            answers = [
                Settled(each.event_id, SettledAs.SET_ASIDE) if each.event_id == aside else each
                for each in answers
            ]
        self.store.outbox.settle(answers, now)
        for each in answers:
            self.told.settled[each.event_id] = EventState(each.result.value)

    def pull(self) -> None:
        """A page of the feed: another desk's dossier."""
        if not self._feed:
            name = f"d-other-{len(self.told.others)}"
            body = opening("Người Quầy Khác", received=self.rig.clock.now())
            event = self._other.event(name, body)
            self._feed = [
                feed_item(100, event),
                feed_item(101, self._other.event(name, printed())),
            ]
        self.store.feed.apply(1, 101, self._feed, self.rig.clock.now())
        self.told.others.append(self._feed[0].event.header.dossier)

    def rest(self) -> None:
        self.store.rest()


STEPS: tuple[Step, ...] = (
    Morning.register,
    Morning.print_receipt,
    Morning.attach,
    Morning.print_slip,
    Morning.correct,
    Morning.settle,
    Morning.pull,
    Morning.rest,
    Morning.register,
    Morning.print_receipt,
    Morning.attach,
)


def make(place: Path) -> datetime:
    """The desk as it is before the morning: numbers, and dossiers of yesterday in its queue."""
    rig = DeskRig(place)
    with rig.create(numbers=NUMBERS) as store:
        lease(store, SLIPS, 1, NUMBERS, rig.clock)
        for _ in range(EARLIER):
            receive(store, rig.clock)
    rig.clock.advance(timedelta(minutes=5))
    return rig.clock.now()


def check(rig: DeskRig, told: Told) -> None:
    """Opened again on a sound disk: everything that was told is there, once; the desk goes on.

    One registration may be there that nobody was told of: the one that the power went in.
    """
    with rig.open() as store:
        assert verify(store).problems == []
        assert not store.must_succeed
        codes = codes_of(store)
        assert len(set(codes.values())) == len(codes), "a number was used twice"
        assert told.codes.items() <= codes.items(), "a receipt's number is lost"
        assert len(codes) - len(told.codes) - EARLIER in {0, 1}, "somebody was registered twice"
        _check_events(store, told)
        more = go_on(store, rig)
        assert not set(codes.values()) & set(more.codes.values()), "a number was used twice"
        assert not set(told.slips) & set(more.slips), "a slip's number was used twice"


def go_on(store: Store, rig: DeskRig) -> Told:
    """Another morning on a sound disk; what was told in it."""
    more = Morning(store, rig, Told())
    for step in more.steps():
        step()
    assert verify(store).problems == []
    return more.told


def codes_of(store: Store) -> dict[str, str]:
    """The code of each dossier that has one, by its id."""
    rows, _ = store.search("", 1_000)
    return {row.id: row.code for row in rows if row.code is not None}


def _check_events(store: Store, told: Told) -> None:
    events = {
        stored.event.header.id: stored
        for row in store.search("", 1_000)[0]
        for stored in store.events(row.id)
    }
    for dossier in told.receipts:
        state = store.dossier(dossier)
        assert state is not None
        assert state.prints.get("receipt"), "a print is lost"
    for dossier, sha256 in told.pages.items():
        assert store.pages.get(sha256) == PAGE + dossier.encode()
        assert sha256 in store.known_pages()
    for event, answer in told.settled.items():
        assert events[event].state is answer, "the central's answer is lost"
    assert set(told.corrected) <= set(events)
    assert len(told.slips) == len(set(told.slips))
    for dossier in told.others:
        assert store.dossier(dossier) is not None, "what the feed told is lost"


MORNING = Scenario(
    name="morning",
    make=make,
    begin=DeskRig.open,
    told=Told,
    steps=lambda store, rig, told: Morning(store, rig, told).steps(),
    check=check,
)
