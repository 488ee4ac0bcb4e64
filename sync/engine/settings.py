"""The engine's bounds."""

from __future__ import annotations

from msgspec import Struct

from sync.contract.messages import MAX_BATCH_BYTES, MAX_BATCH_EVENTS, MAX_FEED_PAGE


class EngineSettings(Struct, frozen=True):
    """Bounds of batches, pages and delays; units are in the names.

    ``long_poll_s`` 0 asks for the feed every ``poll_s`` instead (verbs). ``pipeline`` is how many
    batches of events may be under way at once. Both want a driver that makes several calls at a
    time where they are more than 0 and 1 (docs/adr/0026). ``feed_behind_s`` is how long the feed
    may be left alone while events are under way.
    """

    chunk_bytes: int = 256 * 1024
    chunk_floor_bytes: int = 8 * 1024
    batch_events: int = MAX_BATCH_EVENTS
    batch_bytes: int = MAX_BATCH_BYTES - 1_024  # the envelope of the batch itself
    page_entries: int = MAX_FEED_PAGE
    backoff_base_s: float = 1.0
    backoff_cap_s: float = 30.0
    blocked_s: float = 600.0
    pipeline: int = 1
    poll_s: float = 30.0
    long_poll_s: int = 0
    feed_behind_s: float = 5.0
    lease_check_s: float = 60.0
    lease_refused_s: float = 3_600.0
    lacking_s: float = 3_600.0
