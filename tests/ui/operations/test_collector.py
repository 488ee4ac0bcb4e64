"""Garbage is collected on the window's thread alone."""

from __future__ import annotations

import gc
import threading

from pytestqt.qtbot import QtBot

from ui.operations.operations import Operations


class _Cycle:
    """Garbage that only a collection finds; says on which thread it was found."""

    def __init__(self, found: list[int]) -> None:
        self._itself = self
        self._found = found

    def __del__(self) -> None:
        self._found.append(threading.get_ident())


def test_a_worker_that_makes_many_objects_destroys_no_view(qtbot: QtBot) -> None:
    """A cycle is found in the window's thread, soon after."""
    found: list[int] = []
    operations = Operations()
    try:
        _Cycle(found)
        kept: list[object] = []
        operations.store(lambda: kept.extend([n] for n in range(200_000)), owner=operations)
        qtbot.waitUntil(lambda: operations.pending == 0)
        assert len(kept) == 200_000
        qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    finally:
        operations.close()
    assert found == [threading.get_ident()]


def test_when_the_workers_have_ended_python_collects_as_before() -> None:
    """Nothing of it is left."""
    gc.enable()
    operations = Operations()
    assert not gc.isenabled()
    operations.close()
    assert gc.isenabled()
