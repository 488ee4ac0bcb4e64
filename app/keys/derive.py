"""Keys derived from the master key: one for each use, so that none serves two (docs/adr/0003)."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.keys.provider import KEY_BYTES


@dataclass(frozen=True, slots=True)
class StoreKeys:
    """32 bytes each: the database, the page files, their names, the backups, carried packs."""

    database: bytes
    pages: bytes
    page_names: bytes
    backup: bytes
    carrying: bytes


def derive(master: bytes, store: str) -> StoreKeys:
    """Derive a store's keys by HKDF-SHA-256, salted with the store's id."""
    uses = ("database", "pages", "page-names", "backup", "carrying")
    return StoreKeys(*(_derive(master, store, use) for use in uses))


def _derive(master: bytes, store: str, use: str) -> bytes:
    assert len(master) == KEY_BYTES
    info = f"quay-mot-cua/1/{use}".encode()
    return HKDF(SHA256(), length=KEY_BYTES, salt=store.encode(), info=info).derive(master)
