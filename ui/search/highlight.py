"""Where in a shown text the typed words stand, although the text has marks and they may not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from app.catalogue.folding import fold

Span = tuple[int, int]
"""Start and length, in letters of the shown text."""


def spans(text: str, words: Sequence[str]) -> list[Span]:
    """The parts of ``text`` (NFC) that begin a word as one of ``words`` does, from the left."""
    folded, places = _folded(unicodedata.normalize("NFC", text))
    found: list[Span] = []
    for start in range(len(folded)):
        if start and folded[start - 1].isalnum():
            continue
        longest = max((len(word) for word in words if folded.startswith(word, start)), default=0)
        if longest:
            first, last = places[start], places[start + longest - 1]
            found.append((first, last - first + 1))
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and from which letter of ``text`` each of its letters came."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for one in fold(letter):
            letters.append(one)
            places.append(place)
    return "".join(letters), places
