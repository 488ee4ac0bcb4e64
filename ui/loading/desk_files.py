"""Whether there is a desk at all, known before anything of the store is imported."""

from __future__ import annotations

from pathlib import Path

MANIFEST, DATABASE = "store.json", "desk.db"
"""The names of ``app.store.manifest``, which costs 20 ms to import; a test compares them."""


def desk_exists(directory: Path) -> bool:
    """Whether ``directory`` holds a store; one whose making was cut is none, and is made anew.

    What can't be looked at counts as one: opening it says what is wrong.
    """
    try:
        return (directory / MANIFEST).exists() and (directory / DATABASE).exists()
    except OSError:
        return True
