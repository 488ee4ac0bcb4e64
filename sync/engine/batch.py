"""Which events go out together, and what the central's answer says of each."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Raw, Struct

from app.dossier.events import Event
from sync.contract.messages import MAX_EVENT_BYTES, BatchAnswer, EventBatch, EventOutcome, WireEvent
from sync.engine.reasons import unanswered

_FRAME_BYTES = len(b'{"header":,"payload":},')
_NO_PAYLOAD = b"null"


class Batch(Struct, frozen=True):
    """The events of one call, in order.

    ``bare`` batches carry one event whose payload the central will not take: its header alone
    keeps its place in the chain, so that what follows is not blocked (docs/adr/0002). ``behind``
    names the chains of which earlier events were still under way when it was sent, ``troubles``
    counts the batches that had come to nothing till then.
    """

    events: tuple[Event, ...]
    bare: bool = False
    behind: frozenset[str] = frozenset()
    troubles: int = 0

    def ids(self) -> list[str]:
        """The events' ids, in order."""
        return [event.header.id for event in self.events]

    def on_the_wire(self) -> EventBatch:
        """The message: the events' bytes as they are."""
        return EventBatch(
            events=[
                WireEvent(
                    header=Raw(event.header_bytes),
                    payload=Raw(_NO_PAYLOAD if self.bare else event.payload_bytes),
                )
                for event in self.events
            ]
        )


def size_of(event: Event) -> int:
    """The bytes that ``event`` adds to a batch, before gzip."""
    return len(event.header_bytes) + len(event.payload_bytes) + _FRAME_BYTES


def is_oversized(event: Event) -> bool:
    """Whether the contract has no room for it."""
    return len(event.header_bytes) + len(event.payload_bytes) > MAX_EVENT_BYTES


def cut_batch(due: Sequence[Event], *, limit: int, max_bytes: int) -> Batch:
    """The longest beginning of ``due`` (not empty) that the bounds allow, at least one event.

    An oversized event goes alone and bare.
    """
    if is_oversized(due[0]):
        return Batch((due[0],), bare=True)
    taken: list[Event] = []
    total = 0
    for event in due[:limit]:
        total += size_of(event)
        if taken and (total > max_bytes or is_oversized(event)):
            break
        taken.append(event)
    return Batch(tuple(taken))


def outcomes_for(batch: Batch, answer: BatchAnswer) -> list[EventOutcome]:
    """One outcome for each event of the batch, in its order, whatever the answer holds.

    Ids that were not sent are passed over. An event without an outcome, or with two that do not
    agree, is *unknown*: try again.
    """
    said: dict[str, EventOutcome] = {}
    torn: set[str] = set()
    for outcome in answer.outcomes:
        earlier = said.setdefault(outcome.id, outcome)
        if earlier.result is not outcome.result or earlier.position != outcome.position:
            torn.add(outcome.id)
    return [
        said[event] if event in said and event not in torn else unanswered(event)
        for event in batch.ids()
    ]
