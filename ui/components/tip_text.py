"""Long texts as tool tips: Qt puts a plain text on one line, however long."""

from __future__ import annotations

from textwrap import fill

LETTERS = 80


def tip_text(text: str) -> str:
    """``text`` in lines; codes of documents (``TT 117/2026/TT-BTC``) are not broken."""
    return fill(text, LETTERS, break_on_hyphens=False)
