"""Unsent work that is carried by hand, and the running copy (docs/adr/0029), in the window."""
