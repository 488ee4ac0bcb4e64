"""Where unsent work is copied to as it comes (docs/adr/0029), kept in the encrypted store."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from app.store.settings import RUNNING_COPY
from app.store.store import Store


class CopySettings(Struct, frozen=True):
    """``folder`` is absolute. ``salt`` (hex) belongs to ``passphrase``; both empty without one.

    ``other_disk``: it lay on another disk than the store when it was chosen. Where it does not any
    more, the stick is out, and what would be written would lie on this disk.
    """

    folder: str
    passphrase: str = ""
    salt: str = ""
    other_disk: bool = False

    @property
    def path(self) -> Path:
        """The folder."""
        return Path(self.folder)


def read_copy_settings(store: Store) -> CopySettings | None:
    """What is set; None where nothing is copied."""
    text = store.setting(RUNNING_COPY)
    return None if text is None else msgspec.json.decode(text, type=CopySettings)


def copy_settings_text(settings: CopySettings | None) -> str | None:
    """As it is kept under ``RUNNING_COPY``."""
    return None if settings is None else msgspec.json.encode(settings).decode()


def queue_to_copy(store: Store) -> tuple[int, int] | None:
    """Something that changes when the queue does; None where nothing is copied."""
    if store.setting(RUNNING_COPY) is None:
        return None
    row = store.parts.database.row(
        "SELECT (SELECT coalesce(max(number), 0) FROM event), (SELECT count(*) FROM outbox)"
    )
    assert row is not None
    return row[0], row[1]
