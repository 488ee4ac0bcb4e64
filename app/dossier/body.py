"""The base of event payloads, and the due time that several of them carry."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct


class Body(Struct, frozen=True):
    """The base of payload types. ``salt`` keeps pruned personal data from being guessed."""

    TYPE: ClassVar[str]
    SCHEMA: ClassVar[int] = 1


class Due(Struct, frozen=True):
    """When the result is due; ``at`` is None where the law sets no time.

    ``trace`` tells in Vietnamese how it was counted, a step a line.
    """

    at: str | None
    provisional: bool
    trace: list[str]
    calendar_version: str
