"""Unsent work that is carried by hand: sealed packs, and the running copy (docs/adr/0029)."""
