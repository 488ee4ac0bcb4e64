"""The words of a text as a search compares them."""

from __future__ import annotations

from app.catalogue.folding import fold


def folded_words(text: str) -> tuple[str, ...]:
    """The words without case, marks and signs, each once, in their order."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return tuple(dict.fromkeys(spaced.split()))
