"""What an officer can ask the window to do, found by its words or its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.catalogue.folding import fold


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of the palette. ``words`` are further words that it is found by.

    ``detail`` stands muted behind the title; ``key`` is the shortcut that does the same.
    """

    title: str
    run: Callable[[], object]
    icon: str = "command"
    key: str = ""
    detail: str = ""
    words: str = ""

    def is_named_by(self, query: str) -> bool:
        """Whether each word of ``query`` begins a word of this command; marks don't matter."""
        own = fold(f"{self.title} {self.detail} {self.words} {self.key}").split()
        return all(any(word.startswith(part) for word in own) for part in fold(query).split())
