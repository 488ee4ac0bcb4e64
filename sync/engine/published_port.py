"""What the engine needs of a desk that takes published data (docs/adr/0028)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from sync.contract.messages import Versioned


class PublishedDue(Struct, frozen=True):
    """Ask for ``kind`` (an operation's name); ``etag`` is what the desk has, empty for nothing."""

    kind: str
    etag: str


class PublishedPort(Protocol):
    """Each writing call is one transaction, and what it writes of files is whole."""

    def published_due(self, now: datetime) -> Sequence[PublishedDue]:
        """What has not been asked for lately."""
        ...

    def published_unchanged(self, kind: str, now: datetime) -> None:
        """The central has nothing else than the desk."""
        ...

    def keep_published(self, kind: str, body: Versioned, now: datetime) -> bool:
        """Take it, or keep why not; whether anything is different at the desk now."""
        ...
