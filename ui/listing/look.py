"""Whether an officer's look at a list has still to be logged."""

from __future__ import annotations


class Look:
    """Begun by the page that is shown, taken by the reading that is really done.

    A reading that is overtaken before it starts takes nothing: the next one logs the look.
    """

    def __init__(self) -> None:
        self._is_due = False

    def begin(self) -> None:
        """An officer opens the list."""
        self._is_due = True

    def take(self) -> bool:
        """On the store's thread: whether this reading is the one to log."""
        is_due, self._is_due = self._is_due, False
        return is_due
