"""The place as a fixture."""

from __future__ import annotations

from tests.ui.listing.place import place

__all__ = ["place"]
