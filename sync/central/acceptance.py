"""``POST /v1/events``: an answer for each event of a batch (docs/adr/0002), one transaction.

The order of the questions:

1. Is it the installation's own, or a predecessor's? Else ``wrong_installation``; nothing is kept.
2. Are these bytes here already? Accepted: ``duplicate`` with its position. Set aside: it is judged
   again (a retry), in the place that it has.
3. Where does it stand in its chain? What comes before it is missing: ``try_again``. On a fork it
   is kept beside the trunk.
4. Is it well-formed, of this agency, under an id of its own? Else set aside.
5. A fact is accepted with findings. A request is put through ``decide`` on the present state.

**Forks.** The first event beside the trunk makes the installation ``forked`` and a task. From then
on *everything* of it still comes in, trunk and branch: facts are accepted (those of a branch with
the finding ``chain_fork``, those of the trunk with ``installation_suspended``), since both images
have handed out papers. Requests are set aside as ``installation_suspended``; sent again after the
administrator has lifted it they are decided. It gets no more numbers and reads no feed; each image
enrols a successor with a new code. A retired installation stays retired; its forks make a task.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, update

from app.clock.time import from_epoch_ms, to_iso
from app.dossier.commands import Command
from app.dossier.decide import Rules, command_of, decide
from app.dossier.events import Event, Opened, Registered
from app.dossier.evolve import evolve, replay
from app.dossier.state import Dossier
from app.dossier.who_first import Check
from app.errors import InvalidInput, Refusal
from app.numbering.code import DossierCode
from sync.central.authentication import authenticate, suspended
from sync.central.call import Call, Central
from sync.central.chain import Place, Tip, place_of
from sync.central.claims_of_events import use_claim_of, without_claim
from sync.central.completed_command import completed
from sync.central.findings import History, judge_fact
from sync.central.generations import current_generation
from sync.central.installations import Installation, Standing, find_installation, lineage
from sync.central.ledger import (
    Ledger,
    StoredEvent,
    dossier_events,
    dossier_of_code,
    event_values,
    read_ledger,
    write_ledger,
)
from sync.central.problems import problem, refused_request
from sync.central.received import ChainLink, Received, SlipNumber, read_received
from sync.central.schema import installation as installation_table
from sync.central.tasks import Task
from sync.central.whose_first import whose_first
from sync.contract.messages import (
    BatchAnswer,
    EventBatch,
    EventOutcome,
    Finding,
    Problem,
    Result,
)


def push_events(central: Central, call: Call) -> BatchAnswer:
    """Answer each event of the batch, in its order; durable before it is answered."""
    signer = authenticate(central, call, "push_events")
    batch = [read_received(each) for each in call.decode(EventBatch).events]
    first = batch[0].link
    if first is not None and first.installation == signer.id:
        central.batches.wait_for_turn(signer.id, after=first.seq - 1, reached=signer.last_seq)
    with central.database.write() as connection:
        present = find_installation(connection, signer.id, lock=True) or signer
        if present.standing is Standing.SUSPENDED:  # since the signature was checked
            raise suspended(present.standing)
        taken = take_batch(connection, central.rules, present, batch, call.at_ms)
        connection.execute(
            update(installation_table)
            .where(installation_table.c.id == present.id)
            .values(last_contact_ms=call.at_ms)
        )
        generation = current_generation(connection)
    central.batches.taken(signer.id, taken.last_seq)
    if taken.grew:
        central.arrivals.announce(taken.agency)
    return BatchAnswer(generation=generation, outcomes=taken.outcomes)


class Taken(Struct, frozen=True):
    """An outcome for each event of a batch; ``grew``: the agency's feed has news.

    ``last_seq`` is the end of the signer's chain after it.
    """

    agency: str
    outcomes: list[EventOutcome]
    grew: bool
    last_seq: int


def take_batch(
    connection: Connection,
    rules: Rules,
    signer: Installation,
    batch: Sequence[Received],
    now_ms: int,
) -> Taken:
    """Take a batch in, in the caller's transaction, as ``signer`` vouches for it.

    Only its own events and those of its predecessors get in. ``signer``'s row is locked.
    """
    ledger = read_ledger(connection, signer.agency, lineage(connection, signer), batch)
    before = ledger.head
    acceptance = Acceptance(connection, ledger, signer, rules, now_ms)
    outcomes = [acceptance.take(each) for each in batch]
    write_ledger(connection, ledger, now_ms)
    last_seq = ledger.installations[signer.id].last_seq
    return Taken(ledger.agency, outcomes, ledger.head > before, last_seq)


class Verdict(Struct, frozen=True):
    """Accepted with findings, or set aside with a problem."""

    findings: list[Finding] = []
    problem: Problem | None = None


class Acceptance:
    """Takes the events of one batch, one after the other, into the ledger."""

    def __init__(
        self,
        connection: Connection,
        ledger: Ledger,
        signer: Installation,
        rules: Rules,
        now_ms: int,
    ) -> None:
        self._connection = connection
        self._ledger = ledger
        self._signer = signer
        self._rules = rules
        self._now_ms = now_ms
        self._now = to_iso(from_epoch_ms(now_ms))
        self._states: dict[str, Dossier | None] = {}

    def take(self, received: Received) -> EventOutcome:
        """The outcome of one event."""
        link = received.link
        if link is None:
            return _set_aside(received, received.fault or problem("malformed"))
        if link.installation not in self._ledger.installations:
            return _set_aside(
                received,
                problem("wrong_installation", "Máy quầy này không được gửi thay máy quầy đó."),
            )
        stored = self._ledger.stored.get(received.hash)
        if stored is not None:
            return self._again(received, link, stored)
        place = self._place(link)
        if place is Place.MISSING:
            detail = f"Chưa có sự kiện số {link.seq - 1} của máy quầy."
            return EventOutcome(
                id=received.id,
                result=Result.TRY_AGAIN,
                problem=problem("predecessor_missing", detail),
            )
        return self._add(received, link, place)

    def _place(self, link: ChainLink) -> Place:
        owner = self._ledger.installations[link.installation]
        before = self._ledger.stored.get(link.prev_hash)
        ours = before is not None and before.installation == link.installation
        return place_of(
            link, Tip(owner.last_seq, owner.last_hash), before.seq if before and ours else None
        )

    def _again(self, received: Received, link: ChainLink, stored: StoredEvent) -> EventOutcome:
        if stored.position is not None:
            return EventOutcome(
                id=received.id,
                result=Result.DUPLICATE,
                position=stored.position,
                findings=stored.findings,
            )
        verdict = self._judge(received, link, forked=not stored.on_chain)
        outcome = self._record(received, stored, verdict)
        values = event_values(outcome, received, verdict.findings)
        if received.hash in self._ledger.added_events:  # twice in one batch
            self._ledger.added_events[received.hash].update(values)
        else:
            self._ledger.changed_events[received.hash] = values
        return outcome

    def _add(self, received: Received, link: ChainLink, place: Place) -> EventOutcome:
        forked = place is Place.FORK
        conflict = link.id in self._ledger.ids
        if forked and not conflict:  # the same event written anew is a bug, not a second machine
            self._fork(link)
        verdict = self._judge(received, link, forked=forked)
        stored = StoredEvent(
            id=link.id,
            installation=link.installation,
            seq=link.seq,
            on_chain=not forked,
            conflict=conflict,
            position=None,
            findings=[],
        )
        outcome = self._record(received, stored, verdict)
        self._ledger.stored[received.hash] = stored
        self._ledger.ids.setdefault(link.id, received.hash)
        if not forked:
            owner = self._ledger.installations[link.installation]
            self._ledger.installations[link.installation] = replace(
                owner, last_seq=link.seq, last_hash=received.hash
            )
        self._ledger.added_events[received.hash] = {
            "hash": received.hash,
            "id": link.id,
            "installation": link.installation,
            "seq": link.seq,
            "on_chain": int(not forked),
            "conflict": int(conflict),
            "agency": self._ledger.agency,
            "dossier": "",
            "type": "",
            "header": received.header,
            "payload": received.payload,
            "received_ms": self._now_ms,
            **event_values(outcome, received, verdict.findings),
        }
        return outcome

    def _judge(self, received: Received, link: ChainLink, *, forked: bool) -> Verdict:
        holder = self._ledger.ids.get(link.id)
        if holder is not None and holder != received.hash:
            return Verdict(problem=problem("id_conflict", "Mã này đã thuộc một sự kiện khác."))
        event = received.event
        if received.fault is not None or event is None:
            return Verdict(problem=received.fault or problem("malformed"))
        if event.header.agency != self._ledger.agency:
            detail = f"Máy quầy thuộc {self._ledger.agency}, sự kiện ghi {event.header.agency!r}."
            return Verdict(problem=problem("wrong_agency", detail))
        standing = self._ledger.installations[link.installation].standing
        chain = self._of_chain(link, standing, forked=forked)
        command = command_of(received.body) if received.body is not None else None
        if command is not None:
            refused = self._refused(event, command, standing)
            return Verdict(problem=refused) if refused else Verdict(findings=chain)
        judged = judge_fact(
            received,
            event,
            self._ledger,
            self._rules,
            History(partial(self._state, event), partial(self._first, event)),
            now=self._now,
        )
        self._ledger.tasks += judged.tasks
        claims = without_claim(self._connection, received, event, self._ledger, self._now_ms)
        return Verdict(findings=judged.findings + claims + chain)

    def _refused(self, event: Event, command: Command, standing: Standing) -> Problem | None:
        """Why a request is refused; None where the present state of the dossier allows it."""
        if standing in {Standing.FORKED, Standing.SUSPENDED}:
            return suspended(standing).problem
        command = completed(command, self._now, self._named)
        check = partial(decide, command=command, rules=self._rules)
        try:
            check(self._state(event))
        except (Refusal, InvalidInput) as error:
            return refused_request(error, self._first(event, check))
        return None

    def _first(self, event: Event, check: Check) -> str:
        """Whose action came first, where ``check`` of ``event`` fails now."""
        before = dossier_events(self._connection, self._ledger, event.header.dossier)
        return whose_first(self._connection, before, event, check)

    def _named(self, code: str) -> Dossier | None:
        """The agency's dossier with this code, as it stands; None where there is none."""
        dossier = dossier_of_code(self._connection, self._ledger, code)
        return None if dossier is None else self._state_of(dossier)

    def _state(self, event: Event) -> Dossier | None:
        """The dossier of ``event`` as the events accepted so far make it."""
        return self._state_of(event.header.dossier)

    def _state_of(self, dossier: str) -> Dossier | None:
        if dossier not in self._states:
            events = dossier_events(self._connection, self._ledger, dossier)
            self._states[dossier] = replay(events)
        return self._states[dossier]

    def _of_chain(self, link: ChainLink, standing: Standing, *, forked: bool) -> list[Finding]:
        if forked:
            return [Finding("chain_fork", "Sự kiện nằm ở nhánh thứ hai của máy quầy.")]
        if standing is Standing.FORKED:
            return [Finding("installation_suspended", "Máy quầy đang bị tạm dừng.")]
        # A successor brings what its predecessor left: that is as it should be.
        if standing is Standing.RETIRED and link.installation == self._signer.id:
            return [Finding("installation_retired", "Máy quầy đã có máy kế nhiệm.")]
        return []

    def _fork(self, link: ChainLink) -> None:
        owner = self._ledger.installations[link.installation]
        if owner.standing is Standing.ACTIVE:
            self._ledger.installations[owner.id] = replace(owner, standing=Standing.FORKED)
        self._ledger.tasks.append(
            Task(
                kind="chain_fork",
                subject=owner.id,
                agency=owner.agency,
                installation=owner.id,
                detail=f"Hai bản của máy {owner.counter!r} cùng chạy, tách nhau ở số {link.seq}.",
            )
        )

    def _record(self, received: Received, stored: StoredEvent, verdict: Verdict) -> EventOutcome:
        """Give an accepted event its position and project it."""
        if verdict.problem is not None or received.event is None:
            return _set_aside(received, verdict.problem or problem("malformed"))
        stored.position = self._ledger.next_position()
        stored.findings = verdict.findings
        self._project(received, received.event, stored.position)
        return EventOutcome(
            id=received.id,
            result=Result.ACCEPTED,
            position=stored.position,
            findings=verdict.findings,
        )

    def _project(self, received: Received, event: Event, position: int) -> None:
        dossier = event.header.dossier
        row = self._ledger.dossier(dossier)
        row.events += 1
        self._ledger.accepted.setdefault(dossier, []).append(event)
        if dossier in self._states:  # a batch tells much of one dossier: it is not replayed anew
            self._states[dossier] = evolve(self._states[dossier], event)
        if isinstance(received.body, Opened) and row.opened is None:
            row.opened = position
        if isinstance(received.body, Registered):
            code = received.code
            if row.registered is None:
                row.registered = position
                row.code = None if code is None else str(code)
            if code is not None:  # else the finding bad_code is beside it
                self._use_number(code, received.lease, event)
        if received.slip is not None:
            self._use_slip(received.slip, received.lease, event)
        use_claim_of(self._connection, received, event, self._ledger, self._now_ms)

    def _use_slip(self, slip: SlipNumber, lease: str, event: Event) -> None:
        self._ledger.slips.setdefault(slip, set()).add(event.header.id)
        self._ledger.added_slips.append(
            {
                "event": event.header.id,
                "kind": slip.series.kind,
                "series_agency": slip.series.agency,
                "period": slip.series.period,
                "number": slip.sequence,
                "lease": lease,
                "agency": self._ledger.agency,
                "dossier": event.header.dossier,
            }
        )

    def _use_number(self, code: DossierCode, lease: str, event: Event) -> None:
        holders = self._ledger.uses.setdefault(str(code), set())
        holder = (self._ledger.agency, event.header.dossier)
        if holder in holders:
            return
        holders.add(holder)
        self._ledger.added_uses.append(
            {
                "code": str(code),
                "agency": self._ledger.agency,
                "dossier": event.header.dossier,
                # A centralised system counts on its own: its numbers are none of the agency's.
                "series_agency": f"{code.agency}-{code.system}" if code.system else code.agency,
                "period": code.day.isoformat(),
                "number": code.sequence,
                "lease": lease,
                "event": event.header.id,
            }
        )


def _set_aside(received: Received, why: Problem) -> EventOutcome:
    return EventOutcome(id=received.id, result=Result.SET_ASIDE, problem=why)
