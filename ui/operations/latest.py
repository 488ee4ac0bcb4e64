"""Only the newest question counts: search as you type."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from app.errors import QmcError
from ui.operations.operations import Operations

T = TypeVar("T")


class Latest:
    """Asks the store's thread for ``owner``; a newer question overtakes those before it.

    One that has not started is not done any more; the result of one that has is not delivered.
    """

    def __init__(self, operations: Operations, owner: QObject) -> None:
        self._operations = operations
        self._owner = owner
        self._newest = 0

    def run(
        self,
        work: Callable[[], T],
        on_success: Callable[[T], object],
        on_failure: Callable[[QmcError], object] | None = None,
    ) -> None:
        """Ask; without ``on_failure`` a failure goes to the operations' ``failed``."""
        self._newest += 1
        mine = self._newest

        def unless_overtaken() -> list[T]:
            return [work()] if mine == self._newest else []

        def deliver(found: list[T]) -> None:
            if found and mine == self._newest:
                on_success(found[0])

        def fail(error: QmcError) -> None:
            if mine != self._newest:
                return
            if on_failure is not None:
                on_failure(error)
            else:
                self._operations.failed.emit(error)

        self._operations.store(
            unless_overtaken, owner=self._owner, on_success=deliver, on_failure=fail
        )

    def cancel(self) -> None:
        """What was asked is not wanted any more."""
        self._newest += 1
