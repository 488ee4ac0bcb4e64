"""What this desk is to the central system: its enrolled installation (docs/adr/0003)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.store.database import Database


@dataclass(frozen=True, slots=True)
class Installation:
    """An enrolled installation. ``key_id`` is printed in the receipts' QR codes.

    ``resolvers`` maps the catalogue's kinds of resolving agency to e-IDs; ``lookup_host`` is the
    host in the receipts' QR codes.
    """

    installation: str
    key_id: int
    agency: str
    agency_name: str
    counter: str
    central_url: str
    private_key: Ed25519PrivateKey = field(repr=False)
    resolvers: dict[str, str]
    lookup_host: str


@dataclass(frozen=True, slots=True)
class PendingEnrolment:
    """An enrolment that was stored before it is sent. ``predecessor`` signs it, where there is one.

    ``public_key`` is 32 raw bytes. ``ancestors`` are what the desk was before that, newest first.
    """

    installation: str
    public_key: bytes
    private_key: Ed25519PrivateKey = field(repr=False)
    counter: str
    central_url: str
    code: str
    predecessor: Installation | None
    ancestors: tuple[Installation, ...] = ()


_COLUMNS = (
    "id, key_id, agency, agency_name, counter, central_url, private_key, resolvers, lookup_host"
)


def current_installation(database: Database) -> Installation | None:
    """The installation that this desk is now; None before it is enrolled."""
    row = database.row(f"SELECT {_COLUMNS} FROM installation WHERE state = 'current'")  # noqa: S608 - a constant
    return None if row is None else _installation(row)


def pending_enrolment(database: Database) -> PendingEnrolment | None:
    """The enrolment that waits for the central's answer; None where there is none."""
    row = database.row(
        "SELECT id, public_key, private_key, counter, central_url, code, predecessor"
        " FROM installation WHERE state = 'pending'"
    )
    if row is None:
        return None
    before = _lineage(database, row[6])
    return PendingEnrolment(
        installation=row[0],
        public_key=row[1],
        private_key=Ed25519PrivateKey.from_private_bytes(row[2]),
        counter=row[3],
        central_url=row[4],
        code=row[5],
        predecessor=before[0] if before else None,
        ancestors=tuple(before[1:]),
    )


def _lineage(database: Database, newest: str | None) -> list[Installation]:
    """The installation ``newest`` and its predecessors."""
    chain: list[Installation] = []
    following = newest
    while following is not None:
        row = database.row(
            f"SELECT {_COLUMNS}, predecessor FROM installation WHERE id = ?",  # noqa: S608 - a constant
            (following,),
        )
        assert row is not None
        chain.append(_installation(row))
        following = row[-1]
    return chain


def _installation(row: tuple[Any, ...]) -> Installation:
    return Installation(
        installation=row[0],
        key_id=row[1],
        agency=row[2],
        agency_name=row[3],
        counter=row[4],
        central_url=row[5],
        private_key=Ed25519PrivateKey.from_private_bytes(row[6]),
        resolvers=msgspec.json.decode(row[7], type=dict[str, str]),
        lookup_host=row[8],
    )
