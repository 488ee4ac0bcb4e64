"""Where an event stands in its installation's hash chain (docs/adr/0001, 0004). Pure.

A chain is forked when two images of one machine go on from the same event: then two events have
the same ``seq``, or one names a predecessor that the chain does not have. The trunk is what came
first; everything that grows beside it is a branch and is told apart for ever after.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.central.received import ChainLink


class Place(StrEnum):
    """The three answers."""

    NEXT = "next"  # it makes the trunk one longer
    FORK = "fork"  # it stands beside the trunk
    MISSING = "missing"  # what comes before it is not here yet


@dataclass(frozen=True, slots=True)
class Tip:
    """The end of a trunk: 0 and 64 zeros before the first event."""

    seq: int
    hash: str


def place_of(link: ChainLink, tip: Tip, predecessor_seq: int | None) -> Place:
    """Place a new event.

    ``predecessor_seq`` is the ``seq`` of the installation's event whose hash is the link's
    ``prev_hash``, None where there is none here. A ``seq`` that is already taken, or the next
    one with another ``prev_hash``, is a fork. Beyond the tip it is the continuation of a branch
    where its predecessor stands there; else it waits for what is missing.
    """
    if link.seq == tip.seq + 1 and link.prev_hash == tip.hash:
        return Place.NEXT
    if link.seq <= tip.seq + 1 or predecessor_seq == link.seq - 1:
        return Place.FORK
    return Place.MISSING
