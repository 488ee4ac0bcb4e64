"""Uploads of scanned pages, and the pages that were kept, in the central's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync.central.installations import Installation
from sync.central.schema import scan, scan_part, scan_upload
from sync.contract.scans import NewScan, is_sha256, is_upload

MAX_SWEPT = 1_000


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload of one page: ``offset`` bytes of it are durable.

    ``is_page`` is a page that was kept, asked for by its hash: it ends nowhere and never expires.
    """

    id: str
    agency: str
    installation: str
    scan: NewScan
    offset: int
    expires_ms: int
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes ``offset`` to ``offset + bytes`` of an upload, in the file ``name``."""

    offset: int
    bytes: int
    name: str


def is_kept(connection: Connection, agency: str, wanted: NewScan) -> bool:
    """Whether the agency has this page."""
    query = select(scan.c.bytes).where(scan.c.agency == agency, scan.c.sha256 == wanted.sha256)
    return connection.execute(query).scalar_one_or_none() == wanted.bytes


def pages_held(connection: Connection, agency: str) -> tuple[int, int]:
    """How many pages the agency has, and their bytes."""
    query = select(func.count(), func.coalesce(func.sum(scan.c.bytes), 0))
    pages, size = connection.execute(query.where(scan.c.agency == agency)).one()
    return int(pages), int(size)


def find_upload(connection: Connection, name: str, owner: Installation) -> Upload | None:
    """The installation's upload ``name``, or the page of its agency with that hash."""
    if is_sha256(name):
        page = connection.execute(
            select(scan).where(scan.c.agency == owner.agency, scan.c.sha256 == name)
        ).one_or_none()
        if page is None:
            return None
        whole = NewScan(page.sha256, page.bytes, page.media_type)
        return Upload(name, owner.agency, owner.id, whole, page.bytes, 0, is_page=True)
    if not is_upload(name):
        return None
    row = connection.execute(
        select(scan_upload).where(
            scan_upload.c.id == name[:64], scan_upload.c.installation == owner.id
        )
    ).one_or_none()
    if row is None or row.id != name:
        return None
    return Upload(
        id=row.id,
        agency=row.agency,
        installation=row.installation,
        scan=NewScan(row.sha256, row.bytes, row.media_type),
        offset=row.offset,
        expires_ms=row.expires_ms,
    )


def begin(connection: Connection, upload: Upload, now_ms: int) -> None:
    """A new upload."""
    connection.execute(
        insert(scan_upload).values(
            id=upload.id,
            agency=upload.agency,
            installation=upload.installation,
            sha256=upload.scan.sha256,
            bytes=upload.scan.bytes,
            media_type=upload.scan.media_type,
            offset=upload.offset,
            created_ms=now_ms,
            expires_ms=upload.expires_ms,
        )
    )


def parts_of(connection: Connection, upload: str) -> list[Part]:
    """What came of an upload, in order."""
    query = (
        select(scan_part.c.offset, scan_part.c.bytes, scan_part.c.name)
        .where(scan_part.c.upload == upload)
        .order_by(scan_part.c.offset)
    )
    return [Part(*row) for row in connection.execute(query)]


def count_parts(connection: Connection, upload: str) -> int:
    """In how many pieces an upload has come."""
    query = select(func.count()).where(scan_part.c.upload == upload)
    return int(connection.execute(query).scalar_one())


def add_part(
    connection: Connection, upload: Upload, name: str, size: int, *, expires_ms: int
) -> bool:
    """The part ``name`` follows what was there; False where another one does already."""
    moved = connection.execute(
        update(scan_upload)
        .where(scan_upload.c.id == upload.id, scan_upload.c.offset == upload.offset)
        .values(offset=upload.offset + size, expires_ms=expires_ms)
    )
    if moved.rowcount != 1:
        return False
    connection.execute(
        insert(scan_part).values(upload=upload.id, offset=upload.offset, bytes=size, name=name)
    )
    return True


def step_back(connection: Connection, upload: Upload, offset: int) -> None:
    """Only ``offset`` bytes are there; nothing, where it has moved on meanwhile."""
    moved = connection.execute(
        update(scan_upload)
        .where(scan_upload.c.id == upload.id, scan_upload.c.offset == upload.offset)
        .values(offset=offset)
    )
    if moved.rowcount == 1:
        connection.execute(
            delete(scan_part).where(scan_part.c.upload == upload.id, scan_part.c.offset >= offset)
        )


def note_kept(
    connection: Connection,
    agency: str,
    wanted: NewScan,
    now_ms: int,
    *,
    upload: Upload | None = None,
) -> None:
    """The agency has this page from now on. A finished ``upload`` is known until it expires: its
    desk may not have heard of it."""
    makers: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
    values = {"bytes": wanted.bytes, "media_type": wanted.media_type, "stored_ms": now_ms}
    added = makers[connection.dialect.name](scan).values(
        agency=agency, sha256=wanted.sha256, **values
    )
    # The same page may have come from two desks; one that was noted and lost has come again.
    connection.execute(
        added.on_conflict_do_update(index_elements=["agency", "sha256"], set_=values)
    )
    if upload is not None:
        connection.execute(delete(scan_part).where(scan_part.c.upload == upload.id))
        connection.execute(
            update(scan_upload).where(scan_upload.c.id == upload.id).values(offset=wanted.bytes)
        )


def open_uploads(connection: Connection, installation: str) -> list[str]:
    """The unfinished uploads of an installation, the oldest first."""
    query = (
        select(scan_upload.c.id)
        .where(
            scan_upload.c.installation == installation,
            scan_upload.c.offset < scan_upload.c.bytes,
        )
        .order_by(scan_upload.c.created_ms, scan_upload.c.id)
    )
    return list(connection.execute(query).scalars())


def expired_uploads(connection: Connection, before_ms: int) -> list[str]:
    """Uploads that had expired at ``before_ms``, a bounded number."""
    query = select(scan_upload.c.id).where(scan_upload.c.expires_ms < before_ms).limit(MAX_SWEPT)
    return list(connection.execute(query).scalars())


def known_uploads(connection: Connection) -> set[str]:
    """The ids of all uploads."""
    return set(connection.execute(select(scan_upload.c.id)).scalars())


def forget(connection: Connection, uploads: Sequence[str]) -> None:
    """Let uploads go; the caller removes their files afterwards."""
    if uploads:
        connection.execute(delete(scan_part).where(scan_part.c.upload.in_(uploads)))
        connection.execute(delete(scan_upload).where(scan_upload.c.id.in_(uploads)))
