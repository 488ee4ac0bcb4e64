"""The rules that a request is decided by again: none of the catalogue's."""

from __future__ import annotations

from datetime import date


class NoCatalogue:
    """Only opening a dossier asks the catalogue, and that is a fact, not decided again."""

    def reception(self, procedure: str, on: date) -> str | None:  # noqa: ARG002 - the protocol's names
        return None
