"""Carried batches: a run of one installation's chain, and its word for it (docs/adr/0029)."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta, Raw, Struct

from app.dossier.events import Event, sha256_hex
from sync.contract.messages import (
    MAX_BATCH_EVENTS,
    MAX_EVENT_BYTES,
    MAX_PLACE,
    Id,
    WireEvent,
)
from sync.contract.signing import BadSignature

_NO_PAYLOAD = b"null"


class CarriedBatch(Struct, frozen=True):
    """Events of ``installation`` in the order of ``seq``, none left out between them.

    ``signature`` is of the installation's key over its id, the first ``seq`` and the hash of the
    last event: each header holds the hash of the one before, so it vouches for all. Any desk of
    the agency may send it; it is answered as if the installation had pushed the events.
    """

    installation: Id
    signature: Annotated[str, Meta(min_length=88, max_length=88)]
    events: Annotated[list[WireEvent], Meta(min_length=1, max_length=MAX_BATCH_EVENTS)]


class Run(Struct, frozen=True):
    """What a carried batch is of: its place in the chain, and ``tip``, the last event's hash."""

    installation: str
    first_seq: int
    last_seq: int
    tip: str


class _Link(Struct, frozen=True):
    installation: str
    seq: Annotated[int, Meta(ge=1, le=MAX_PLACE)]
    prev_hash: str
    payload_hash: str


def make_batch(events: Sequence[Event], key: Ed25519PrivateKey) -> CarriedBatch:
    """Sign ``events``, which follow one another in one chain; ``key`` is its installation's.

    An event that is too large for the contract goes without its payload, as it is pushed.
    """
    first, last = events[0].header, events[-1]
    run = Run(first.installation, first.seq, last.header.seq, last.hash)
    return CarriedBatch(
        installation=run.installation,
        signature=base64.b64encode(key.sign(_signed(run))).decode(),
        events=[
            WireEvent(header=Raw(event.header_bytes), payload=Raw(_payload(event)))
            for event in events
        ],
    )


def run_of(batch: CarriedBatch) -> Run:
    """The run that a batch holds; raises BadSignature where its events are none."""
    headers = [bytes(each.header) for each in batch.events]
    try:
        links = [msgspec.json.decode(header, type=_Link) for header in headers]
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        raise BadSignature("an event of the batch can't be read") from None
    hashes = [sha256_hex(header) for header in headers]
    for (link, digest), (following, _) in pairwise(zip(links, hashes, strict=True)):
        if following.seq != link.seq + 1 or following.prev_hash != digest:
            raise BadSignature("the events do not follow one another")
    if any(link.installation != batch.installation for link in links):
        raise BadSignature("an event is of another installation")
    return Run(batch.installation, links[0].seq, links[-1].seq, hashes[-1])


def verify_batch(batch: CarriedBatch, key: Ed25519PublicKey) -> Run:
    """The run of a batch that its installation has signed; raises BadSignature."""
    run = run_of(batch)
    try:
        key.verify(base64.b64decode(batch.signature, validate=True), _signed(run))
    except (InvalidSignature, ValueError):
        raise BadSignature("the signature of the batch does not verify") from None
    return run


def check_payloads(batch: CarriedBatch) -> None:
    """Raises BadSignature where a payload is not the one that its header names."""
    for each in batch.events:
        payload = bytes(each.payload)
        named = msgspec.json.decode(bytes(each.header), type=_Link).payload_hash
        if payload != _NO_PAYLOAD and sha256_hex(payload) != named:
            raise BadSignature("a payload was changed on the way")


def _payload(event: Event) -> bytes:
    oversized = len(event.header_bytes) + len(event.payload_bytes) > MAX_EVENT_BYTES
    return _NO_PAYLOAD if oversized else event.payload_bytes


def _signed(run: Run) -> bytes:
    return f"qmc carried\n{run.installation}\n{run.first_seq}\n{run.tip}".encode()
