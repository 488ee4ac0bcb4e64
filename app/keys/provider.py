"""The seam to where the master key and the installation record are kept (docs/adr/0003)."""

from __future__ import annotations

from typing import Protocol

from app.keys.record import InstallationRecord

KEY_BYTES = 32


class Hold(Protocol):
    """A lock that is held until it is released."""

    def release(self) -> None:
        """Let go; releasing twice changes nothing."""
        ...


class KeyProvider(Protocol):
    """Keeps a store's 256-bit master key and its installation record, outside the database."""

    def describe(self) -> str:
        """Check that keys can be kept here, and name the place in Vietnamese, for ``doctor``.

        Raises EnvironmentFault.
        """
        ...

    def where(self, store: str) -> str:
        """Where the key of ``store`` is looked for, in Vietnamese, for messages."""
        ...

    def read_key(self, store: str) -> bytes | None:
        """The master key, 32 bytes; None where there is none for this store."""
        ...

    def write_key(self, store: str, key: bytes) -> None:
        """Keep a new store's key durably; never overwrites another one."""
        ...

    def read_record(self, store: str) -> InstallationRecord | None:
        """The installation record; None where there is none."""
        ...

    def write_record(self, store: str, record: InstallationRecord) -> None:
        """Replace the record; it is durable when this returns."""
        ...

    def hold(self, store: str, wait_s: float) -> Hold:
        """Keep other processes from using the record, also those that opened a copied store.

        Raises Busy after ``wait_s`` seconds.
        """
        ...
