"""Finding among what is not certain; no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from app.provincial_law.overview import UnsureEntry
from ui.wording.folded_words import folded_words


class UnsureIndex:
    """The entries, their words folded once: a key must not wait for thousands of them."""

    def __init__(self, entries: Sequence[UnsureEntry] = ()) -> None:
        self._entries = [(_words(entry), entry) for entry in entries]

    def matching(self, typed: str) -> list[UnsureEntry]:
        """Those in which every typed word begins a word; case and tone marks don't matter."""
        wanted = [f" {word}" for word in folded_words(typed)]
        return [entry for words, entry in self._entries if all(one in words for one in wanted)]


def _words(entry: UnsureEntry) -> str:
    words = folded_words(f"{entry.code} {entry.name} {entry.unsure}")
    return " " + " ".join(words)
