"""The law of the rig."""

from __future__ import annotations

from datetime import date


class OnPaper:
    """Rules by which every procedure is received on paper."""

    def reception(self, procedure: str, on: date) -> str | None:
        del procedure, on
        return "both"
