"""A carried batch: one signature vouches for a run, and for nothing else (docs/adr/0029)."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Raw

from app.dossier.events import sha256_hex
from sync.contract.carried import CarriedBatch, check_payloads, make_batch, run_of, verify_batch
from sync.contract.messages import MAX_EVENT_BYTES, WireEvent
from sync.contract.signing import BadSignature
from tests.sync.central.desk import Desk

KEY = Ed25519PrivateKey.generate()


def origin() -> Desk:
    """A desk that makes events; nothing is sent."""
    return Desk("http://127.0.0.1:9", "desk-1", key=KEY)


def batch(count: int = 3) -> CarriedBatch:
    """A run of so many events."""
    desk = origin()
    return make_batch([desk.opened(f"d{number}") for number in range(count)], KEY)


def test_a_batch_says_which_run_it_is_and_survives_the_wire() -> None:
    """First and last place, and the hash of the last header."""
    made = batch()
    sent = msgspec.json.decode(msgspec.json.encode(made), type=CarriedBatch)
    run = verify_batch(sent, KEY.public_key())
    check_payloads(sent)
    assert (run.installation, run.first_seq, run.last_seq) == ("desk-1", 1, 3)
    assert run.tip == sha256_hex(bytes(made.events[-1].header))


def test_the_same_events_make_the_same_bytes() -> None:
    """So a batch is addressed by what is in it, and an export can make it twice."""
    desk = origin()
    events = [desk.opened("d1"), desk.opened("d2")]
    assert msgspec.json.encode(make_batch(events, KEY)) == msgspec.json.encode(
        make_batch(events, KEY)
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda events: events[:-1],
        lambda events: events[1:],
        lambda events: [events[0], events[2]],
        lambda events: events[::-1],
        lambda events: [*events, events[-1]],
        lambda events: [events[0], events[0], *events[1:]],
        lambda events: [WireEvent(Raw(b"{}"), events[0].payload), *events[1:]],
        lambda events: [WireEvent(Raw(b"[" * 5_000), events[0].payload), *events[1:]],
        lambda events: [WireEvent(Raw(b"\xff"), events[0].payload)],
    ],
)
def test_a_run_that_was_changed_is_none(change: object) -> None:
    """Cut, reordered, doubled, with foreign bytes in it."""
    assert callable(change)
    made = batch()
    changed = msgspec.structs.replace(made, events=change(list(made.events)))
    with pytest.raises(BadSignature):
        verify_batch(changed, KEY.public_key())


@pytest.mark.parametrize("signature", ["A" * 88, "=" * 88, "ư" * 88, "A" * 86 + "=="])
def test_a_signature_that_is_none_does_not_verify(signature: str) -> None:
    """No base64, of other bytes, with letters of no alphabet."""
    with pytest.raises(BadSignature):
        verify_batch(msgspec.structs.replace(batch(), signature=signature), KEY.public_key())


def test_another_desks_key_or_name_does_not_verify() -> None:
    """Whose events they are is in each header and in the signature."""
    made = batch()
    with pytest.raises(BadSignature):
        verify_batch(made, Ed25519PrivateKey.generate().public_key())
    with pytest.raises(BadSignature):
        run_of(msgspec.structs.replace(made, installation="desk-2"))


def test_a_payload_that_was_changed_is_noticed_before_it_is_kept() -> None:
    """The signature is of the headers; each header names its payload's hash."""
    made = batch(1)
    spoiled = msgspec.structs.replace(
        made, events=[WireEvent(made.events[0].header, Raw(b'{"x":1}'))]
    )
    verify_batch(spoiled, KEY.public_key())
    with pytest.raises(BadSignature):
        check_payloads(spoiled)


def test_an_event_that_the_contract_has_no_room_for_goes_without_its_payload() -> None:
    """Its header keeps its place in the chain; so it is when it is pushed."""
    desk = origin()
    large = desk.raw_event("opened", 1, b'"' + b"x" * MAX_EVENT_BYTES + b'"', "d1")
    made = make_batch([large, desk.opened("d2")], KEY)
    assert bytes(made.events[0].payload) == b"null"
    check_payloads(made)
    assert verify_batch(made, KEY.public_key()).last_seq == 2
