"""Under which field a warning of a card's reading stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.catalogue.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = (
    ("birth", ("ngay sinh", "nam sinh")),
    ("sex", ("gioi tinh",)),
    ("name", ("ho ten", "ho va ten")),
    ("address", ("dia chi",)),
)
"""Looked for in this order; what names none of them is about the number."""


def warnings_by_field(warnings: Iterable[str]) -> dict[str, str]:
    """The warnings by field of a person, joined where a field has several."""
    found: dict[str, list[str]] = {}
    for warning in warnings:
        folded = fold(warning)
        names = [name for name, words in _WORDS if any(word in folded for word in words)]
        found.setdefault(names[0] if names else "id_number", []).append(warning)
    return {name: " ".join(texts) for name, texts in found.items()}
