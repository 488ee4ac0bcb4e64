"""What must hold once everybody is at rest (docs/adr/0031). Each failure says what."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from app.clock.time import to_iso
from app.dossier.events import EVENT_KINDS, Event, EventKind, PagesAttached, read_event
from app.dossier.evolve import read_body, replay
from app.dossier.state import Dossier
from app.store.records import EventState
from app.store.store import Store
from app.store.verify import verify
from tests.faults.city.central import Kept, KeptLease
from tests.faults.city.faults import Fault
from tests.faults.city.promises import Paper, hold

if TYPE_CHECKING:
    from tests.faults.city.city import City
    from tests.faults.city.machine import Machine


def check(city: City) -> None:
    """Raises Broken with the first promise that does not hold."""
    kept = city.central.kept()
    _check_events(city, kept)
    _check_feeds(city, kept)
    _check_papers(city, kept)
    _check_leases(city)
    _check_pages(city, kept)
    _check_claims(city)
    states = _states(kept)
    for machine in city.running():
        _check_machine(city, machine, states.get(machine.agency, {}))


def _check_events(city: City, kept: dict[str, Kept]) -> None:
    """Every event that is owed is there, byte for byte; none that nobody made; no fact refused."""
    promises = city.promises
    missing = sorted(promises.owed - kept.keys())
    hold(
        not missing,
        f"{len(missing)} owed events are not at the central, the first: "
        + (_named(promises.made[missing[0]]) if missing else ""),
    )
    invented = sorted(kept.keys() - promises.made.keys())
    hold(not invented, f"{len(invented)} events at the central that nobody made")
    for digest, each in kept.items():
        made = promises.made[digest]
        hold(
            (each.header, each.payload) == (made.header_bytes, made.payload_bytes),
            f"{_named(made)} is not what was made",
        )
        is_fact = EVENT_KINDS.get(made.header.type) is EventKind.FACT
        hold(
            not (is_fact and each.position is None),
            f"{_named(made)}, a fact, was set aside: {each.problem}",
        )
    ids: dict[str, str] = {}
    for digest in kept:
        name = promises.made[digest].header.id
        hold(name not in ids, f"two events have the id {name}")
        ids[name] = digest


def _check_feeds(city: City, kept: dict[str, Kept]) -> None:
    """Positions are dense: 1, 2, 3 … up to the head."""
    positions: dict[str, list[int]] = defaultdict(list)
    for each in kept.values():
        if each.position is not None:
            positions[each.agency].append(each.position)
    for agency, found in positions.items():
        _, head = city.central.head(agency)
        hold(sorted(found) == list(range(1, head + 1)), f"the feed of {agency} has gaps")


def _check_papers(city: City, kept: dict[str, Kept]) -> None:
    """A number is on the papers of one dossier. Two running images of one machine can't be kept
    from doubling one: there the central must have noticed, and both dossiers are kept."""
    for number, papers in city.promises.papers.items():
        holders = {paper.event: paper for paper in papers}
        if len(holders) < 2:
            continue
        installations = {paper.installation for paper in papers}
        hold(
            len(installations) == 1 and city.promises.images_ran,
            f"{number} is on the papers of {len(holders)} events of {len(installations)} desks",
        )
        _check_noticed(city, number, [*holders.values()], kept)
    for reference, events in city.promises.references.items():
        doubled = len(set(events)) < len(events) or len(events) > 1
        hold(
            not doubled or city.promises.images_ran,
            f"the reference {reference} is on {len(events)} slips",
        )


def _check_noticed(city: City, number: str, papers: list[Paper], kept: dict[str, Kept]) -> None:
    there = [paper for paper in papers if paper.event in kept]
    lost = [paper for paper in papers if paper.event not in kept]
    for paper in lost:
        hold(paper.event in city.promises.destroyed, f"{number}: a holder of it was lost")
    if len(there) > 1:
        found = {code for paper in there for code in kept[paper.event].findings}
        one_dossier = len({paper.dossier for paper in there}) == 1
        expected = {"already_registered", "number_taken"} if one_dossier else {"number_taken"}
        hold(found & expected, f"{number} is doubled and nobody noticed")


def _check_leases(city: City) -> None:
    """Blocks of a series do not overlap; each number is used, ended with a reason, or still free
    at the desk that has it. A desk that was put back to what it was does not know of leases that
    came after: the central has them as its own until it is replaced or retired."""
    leases = city.central.leases()
    spans: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    free = _free_numbers(city)
    forgetful = {
        installation
        for machine in city.running()
        if machine.restored and (installation := machine.installation()) in city.central.active()
    }
    granted_twice = _granted_twice(city, leases)
    for each in leases:
        spans[each.series].append((each.first, each.last))
        numbers = set(range(each.first, each.last + 1))
        left = numbers - each.used - each.ended - free.get(each.id, set())
        if each.installation in forgetful or each.id in granted_twice:
            continue
        hold(
            not left,
            f"numbers {min(left, default=0)}–{max(left, default=0)} of a lease of"
            f" {each.installation[-6:]} ({each.series}) ended without a reason",
        )
    for series, found in spans.items():
        found.sort()
        overlaps = [(one, other) for one, other in pairwise(found) if other[0] <= one[1]]
        hold(not overlaps, f"two leases of {series} overlap: {overlaps[:1]}")


def _granted_twice(city: City, leases: list[KeptLease]) -> set[str]:
    """Leases whose doubled request came when the central had been put back to before the first:
    the desk goes on with the numbers of the first answer."""
    there = {each.id: (each.first, each.last) for each in leases}
    return {
        lease.id
        for machine in city.running()
        for lease in (machine.store.leases.all() if machine.store else [])
        if city.faults[Fault.CENTRAL_RESTORED]
        and there.get(lease.id, (lease.first, lease.last)) != (lease.first, lease.last)
    }


def _free_numbers(city: City) -> dict[str, set[int]]:
    free: dict[str, set[int]] = {}
    for machine in city.running():
        assert machine.store is not None
        current = machine.store.installation
        for lease in machine.store.leases.all():
            if current is not None and lease.installation == current.installation:
                free[lease.id] = set(range(lease.next, lease.last + 1))
    return free


def _check_pages(city: City, kept: dict[str, Kept]) -> None:
    """A page that an owed event names is at the central, byte for byte, unless every disk that it
    was on was put back or lost; the machine says of each page that it misses why."""
    whole = {
        machine.installation() for machine in city.running() if not machine.restored
    } - city.promises.images_ran
    for digest in city.promises.owed & kept.keys():
        event = city.promises.made[digest]
        body = read_body(event)
        if not isinstance(body, PagesAttached):
            continue
        for page in body.pages:
            there = city.central.page(event.header.agency, page.sha256)
            if there is None:
                hold(
                    event.header.installation not in whole,
                    f"page {page.sha256[:8]} of {_named(event)} is not at the central",
                )
            else:
                hold(there == city.promises.pages[page.sha256], f"page {page.sha256[:8]} differs")


def _check_claims(city: City) -> None:
    """One holder each, and no desk believes to hold what another desk has."""
    claims = city.central.claims()
    hold(len(claims) == len(set(claims)), "a claim has two holders")
    granted: dict[tuple[str, str], str] = {}
    for machine in city.running():
        assert machine.store is not None
        rows = machine.store.parts.database.rows(
            "SELECT kind, dossier FROM claim WHERE state = 'granted' AND until > ?",
            (to_iso(city.central.clock.now()),),
        )
        for kind, dossier in rows:
            other = granted.setdefault((kind, dossier), machine.name)
            hold(
                other == machine.name or {other, machine.name} & city.promises.images_ran,
                f"{other} and {machine.name} both believe to hold {kind} of {dossier[-6:]}",
            )


def _states(kept: dict[str, Kept]) -> dict[str, dict[str, Dossier | None]]:
    """By agency: each dossier as the central's accepted events make it."""
    events: dict[str, dict[str, list[tuple[int, Event]]]] = defaultdict(lambda: defaultdict(list))
    for each in kept.values():
        if each.position is not None:
            event = read_event(each.header, each.payload)
            events[each.agency][event.header.dossier].append((each.position, event))
    return {
        agency: {
            dossier: replay(event for _, event in sorted(told, key=lambda one: one[0]))
            for dossier, told in dossiers.items()
        }
        for agency, dossiers in events.items()
    }


def _check_machine(city: City, machine: Machine, states: dict[str, Dossier | None]) -> None:
    """The desk knows every dossier as the central does, and its store holds together."""
    store = machine.store
    assert store is not None
    torn = {city.promises.made[each].header.dossier for each in city.promises.destroyed}
    for dossier, state in states.items():
        if dossier in torn:
            continue  # this desk may know what nobody can bring back
        here = store.dossier(dossier)
        hold(
            here == state,
            f"{machine.name} knows {dossier[-6:]} otherwise than the central: "
            + _differ(here, state),
        )
    _check_more(city, machine, store, set(states))
    excused = _excused(city, machine)
    problems = [each for each in verify(store).problems if not each.startswith(excused)]
    hold(not problems, f"{machine.name}: {problems[:3]}")
    for entry in store.outbox.list(EventState.SET_ASIDE):
        hold(
            entry.problem is not None and (entry.problem.detail or entry.problem.advice),
            f"{machine.name}: {entry.type} was set aside without a reason",
        )


def _excused(city: City, machine: Machine) -> tuple[str, ...]:
    """What verify is right to complain of: pages that were on another disk, and a book in which
    two images of one machine wrote at the same place."""
    pages = ("Không thấy trang",) if machine.restored else ()
    return (*pages, "sổ ") if machine.name in city.promises.images_ran else pages


def _check_more(city: City, machine: Machine, store: Store, known: set[str]) -> None:
    """What only the desk knows was lost at the central in a disaster."""
    rows = store.parts.database.rows("SELECT dossier, hash FROM event")
    for dossier, digest in rows:
        hold(
            dossier in known or digest in city.promises.destroyed or _is_request(city, digest),
            f"{machine.name} knows the dossier {dossier[-6:]}, the central does not",
        )


def _is_request(city: City, digest: str) -> bool:
    return EVENT_KINDS.get(city.promises.made[digest].header.type) is not EventKind.FACT


def _differ(one: Dossier | None, other: Dossier | None) -> str:
    if one is None or other is None:
        return f"{'unknown' if one is None else 'known'} here"
    names = [name for name in one.__struct_fields__ if getattr(one, name) != getattr(other, name)]
    return ", ".join(f"{name} {getattr(one, name)!r} / {getattr(other, name)!r}" for name in names)


def _named(event: Event) -> str:
    head = event.header
    return f"{head.type} {head.seq} of {head.installation[-6:]}"
