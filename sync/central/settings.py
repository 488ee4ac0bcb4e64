"""The central's limits, one place."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.numbering.series import LEASED_KINDS
from sync.contract.signing import MAX_SKEW_S


@dataclass(frozen=True, slots=True)
class CentralSettings:
    """Limits of one central. The defaults are those of production.

    ``lease_past_days`` and ``lease_future_days`` bound a series' period around the central's day:
    a desk that was without a line for a year still numbers its dossiers by their own day;
    ``max_leased_numbers`` bounds what one installation may hold of one series;
    ``poll_interval_s`` is how often a waiting feed looks for what another process wrote.
    ``body_wait_s`` is how long the next bytes of a request are waited for.
    ``max_open_scans`` bounds the uploads of pages that an installation has begun and not ended, the
    oldest make room; they are kept for ``scan_days`` after the last byte came. A disk that would
    have less than ``scan_reserve_bytes`` left, or room for fewer than ``scan_reserve_files`` more
    files, takes no pages: events need the room, too.
    ``max_scan_bytes`` bounds the pages of one agency, 0 does not.
    """

    max_skew_s: int = MAX_SKEW_S
    series_kinds: frozenset[str] = field(default_factory=lambda: LEASED_KINDS)
    lease_past_days: int = 400
    lease_future_days: int = 14
    max_leased_numbers: int = 50_000
    poll_interval_s: float = 1.0
    retry_after_s: int = 2
    body_wait_s: float = 60.0
    max_open_scans: int = 8
    scan_days: int = 7
    scan_reserve_bytes: int = 256 * 1024 * 1024
    scan_reserve_files: int = 10_000
    max_scan_bytes: int = 0
