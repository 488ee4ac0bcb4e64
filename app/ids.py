"""Identifiers that are made at the desk, before anything is sent."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from app.clock.time import epoch_ms


def new_id(now: datetime) -> str:
    """Make a UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, 74 random bits.

    It sorts roughly by time for the sake of the indexes; nothing may rely on that order.
    """
    milliseconds = epoch_ms(now) & (1 << 48) - 1
    value = milliseconds << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=value))
