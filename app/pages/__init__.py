"""Scanned pages: their encrypted files, and what an image says of itself (docs/adr/0010)."""
