"""Numbers that are handed out once: codes, series, leases, the ceiling (docs/adr/0004)."""
