"""The central's own key: desks seal for it what is carried to it by hand (docs/adr/0029)."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, insert, select

from sync.central.database import Database
from sync.central.schema import seal_key
from sync.central.turns import take_the_whole


def public_seal_key(database: Database, now_ms: int) -> str:
    """The newest public key, 32 raw bytes in base64; it is made at first use, and durable then."""
    with database.read() as connection:
        known = _newest(connection)
    if known is not None:
        return known
    with database.write() as connection:
        take_the_whole(connection)  # another process may make it at the same moment
        known = _newest(connection)
        if known is not None:
            return known
        made = X25519PrivateKey.generate()
        public = base64.b64encode(made.public_key().public_bytes_raw()).decode()
        connection.execute(
            insert(seal_key).values(
                public_key=public, private_key=made.private_bytes_raw(), made_ms=now_ms
            )
        )
    return public


def private_seal_keys(database: Database) -> list[bytes]:
    """Every private key that this central has had, raw: an old pack is sealed for an old one."""
    with database.read() as connection:
        rows = connection.execute(select(seal_key.c.private_key).order_by(seal_key.c.made_ms))
        return [bytes(row.private_key) for row in rows]


def _newest(connection: Connection) -> str | None:
    query = select(seal_key.c.public_key).order_by(seal_key.c.made_ms.desc(), seal_key.c.public_key)
    found: str | None = connection.execute(query.limit(1)).scalar()
    return found
