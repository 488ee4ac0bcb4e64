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
    """

    max_skew_s: int = MAX_SKEW_S
    series_kinds: frozenset[str] = field(default_factory=lambda: LEASED_KINDS)
    lease_past_days: int = 400
    lease_future_days: int = 14
    max_leased_numbers: int = 50_000
    poll_interval_s: float = 1.0
    retry_after_s: int = 2
