"""Packs for tests: small ones, and what opens them. All data fictitious."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.carrying.openers import Openers, Opening, StoreKey, stretch
from app.carrying.pack import CarriedPage, CarriedRun, Manifest, PackReader, PackWriter

STORE = StoreKey("store-1", bytes(range(32)))
CENTRAL = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
PASSPHRASE = "bốn từ dễ nhớ"
STRETCHED = stretch(PASSPHRASE, bytes(16))
MADE_AT = "2026-11-24T08:30:00+07:00"


def own_openers(*, central: bool = False, passphrase: bool = False) -> Openers:
    """The store can open it, and whom else is asked for."""
    return Openers(
        store=STORE,
        central=CENTRAL.public_key().public_bytes_raw() if central else None,
        passphrase=STRETCHED if passphrase else None,
    )


def run_of(body: bytes, first: int = 1, last: int = 1) -> CarriedRun:
    return CarriedRun("desk-1", first, last, "ab" * 32, len(body), "Quầy 1")


def page_of(data: bytes) -> CarriedPage:
    return CarriedPage(hashlib.sha256(data).hexdigest(), len(data), "image/jpeg", "d1", "e1")


def packed(
    bodies: list[bytes],
    pages: list[bytes],
    *,
    openers: Openers | None = None,
    signer: Ed25519PrivateKey = SIGNER,
) -> bytes:
    """A whole pack."""
    file = io.BytesIO()
    writer = PackWriter(
        file,
        Manifest(
            "desk-1",
            MADE_AT,
            [run_of(body, number, number) for number, body in enumerate(bodies, 1)],
            [page_of(data) for data in pages],
        ),
        counter="Quầy 1",
        agency="H26.107",
        openers=openers or own_openers(),
        signer=signer,
    )
    for data in (*bodies, *pages):
        writer.add(data)
    writer.finish()
    return file.getvalue()


@dataclass
class Unpacked:
    """What was read of a pack; whole only where ``ended``."""

    bodies: list[bytes] = field(default_factory=list)
    pages: list[bytes] = field(default_factory=list)
    ended: bool = False


def unpacked(data: bytes, opening: Opening | None = None) -> Unpacked:
    """Read a pack to its end, as an import does; raises what that raises."""
    reader = PackReader(io.BytesIO(data), opening or Opening(store=STORE))
    reader.verify(SIGNER.public_key())
    found = Unpacked()
    found.bodies.extend(body for _, body in reader.runs())
    found.pages.extend(page for _, page in reader.pages())
    found.ended = True
    return found
