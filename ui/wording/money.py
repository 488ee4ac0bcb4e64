"""Money as it is written in a list: whole đồng, groups of three."""

from __future__ import annotations


def dong(amount: int) -> str:
    """``18000`` as ``18.000 đ``."""
    return f"{amount:,}".replace(",", ".") + " đ"
