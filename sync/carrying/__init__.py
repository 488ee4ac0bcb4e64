"""Unsent work leaves the desk in packs, and comes back in by them (docs/adr/0029)."""
