"""What an administrator publishes at the central, and takes back (docs/adr/0028)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from app.clock.time import epoch_ms, from_epoch_ms, to_iso
from app.errors import InvalidInput
from sync.central.database import Database
from sync.central.published_data import EVERY_AGENCY, etag_of
from sync.central.schema import agency as agency_table
from sync.central.schema import published
from sync.central.turns import take_the_whole
from sync.contract.messages import Bundle, BundleFile


def published_files(database: Database, kind: str, agency: str = EVERY_AGENCY) -> dict[str, str]:
    """What a desk of ``agency`` is given of ``kind`` now, by file name."""
    this = (published.c.kind == kind) & published.c.agency.in_((agency, EVERY_AGENCY))
    query = select(published.c.body).where(this).order_by(published.c.agency.desc()).limit(1)
    with database.read() as connection:
        body = connection.execute(query).scalar_one_or_none()
    if body is None:
        return {}
    return {file.name: file.text for file in msgspec.json.decode(body, type=Bundle).files}


def publish(
    database: Database, kind: str, agency: str, files: Mapping[str, str], *, now: datetime
) -> tuple[str, bool]:
    """Publish checked files for one agency, or for every one (""): its ``etag``, whether it is new.

    What was published before for the same is replaced. Raises InvalidInput (``unknown_agency``).
    """
    listed = [BundleFile(name, files[name]) for name in sorted(files)]
    bundle = Bundle(etag_of(msgspec.json.encode(listed)), listed)
    values = {
        "etag": bundle.etag,
        "body": msgspec.json.encode(bundle),
        "published_ms": epoch_ms(now),
    }
    this = (published.c.kind == kind) & (published.c.agency == agency)
    with database.write() as connection:
        take_the_whole(connection)
        _check_agency(connection, agency)
        known = connection.execute(select(published.c.etag).where(this)).scalar_one_or_none()
        if known == bundle.etag:
            return bundle.etag, False
        if known is None:
            connection.execute(insert(published).values(kind=kind, agency=agency, **values))
        else:
            connection.execute(update(published).where(this).values(**values))
    return bundle.etag, True


def withdraw(database: Database, kind: str, agency: str) -> bool:
    """Take back what was published for exactly this; desks lose it with their next look."""
    this = (published.c.kind == kind) & (published.c.agency == agency)
    with database.write() as connection:
        take_the_whole(connection)
        return connection.execute(delete(published).where(this)).rowcount > 0


def list_published(database: Database) -> list[dict[str, Any]]:
    """What is published now, by kind and agency ("": every agency)."""
    query = select(
        published.c.kind,
        published.c.agency,
        published.c.etag,
        func.length(published.c.body).label("bytes"),
        published.c.published_ms,
    ).order_by(published.c.kind, published.c.agency)
    with database.read() as connection:
        return [
            {
                "kind": row.kind,
                "agency": row.agency,
                "etag": row.etag,
                "bytes": row.bytes,
                "published": to_iso(from_epoch_ms(row.published_ms)),
            }
            for row in connection.execute(query)
        ]


def _check_agency(connection: Connection, agency: str) -> None:
    known = select(agency_table.c.agency).where(agency_table.c.agency == agency)
    if agency != EVERY_AGENCY and connection.execute(known).first() is None:
        raise InvalidInput(
            "unknown_agency", f"Trung tâm không biết cơ quan {agency[:40]!r}.", field="agency"
        )
