"""The counter locks itself when nobody is there, never while somebody is being served."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from tests.ui.shell.rig import K, Shell
from ui.shell.idle_watch import IDLE_S, seconds_awake_or_asleep


def _locks(shell: Shell) -> list[bool]:
    asked: list[bool] = []
    shell.main.lock_asked.connect(lambda: asked.append(True))
    return asked


def test_ten_minutes_without_a_touch_ask_for_the_lock(shell: Shell) -> None:
    """docs/adr/0012."""
    asked = _locks(shell)
    shell.seconds[0] += IDLE_S - 1
    shell.main.idle.look()
    assert not asked
    shell.seconds[0] += 1
    shell.main.idle.look()
    assert asked


def test_a_key_and_the_pointer_begin_the_ten_minutes_anew(shell: Shell) -> None:
    """Also a key that does nothing."""
    asked = _locks(shell)
    shell.seconds[0] += IDLE_S - 1
    shell.press(K.Key_Shift)
    shell.seconds[0] += IDLE_S - 1
    shell.main.idle.look()
    QTest.mouseMove(shell.window, QPoint(300, 300))
    QTest.mouseMove(shell.window, QPoint(310, 310))
    shell.seconds[0] += IDLE_S - 1
    shell.main.idle.look()
    assert not asked


def test_it_never_locks_while_a_dossier_is_being_typed(shell: Shell) -> None:
    """The citizen is sitting there; once the draft is put aside, it does."""
    asked = _locks(shell)
    shell.type("0010")
    shell.seconds[0] += 10 * IDLE_S
    shell.main.idle.look()
    assert not asked
    shell.press(K.Key_F2)
    shell.seconds[0] += IDLE_S
    shell.main.idle.look()
    assert asked


def test_nobody_is_watched_while_nobody_is_signed_in(shell: Shell) -> None:
    """A locked counter has nothing to lock."""
    asked = _locks(shell)
    shell.main.save()
    shell.workplace.sign_out()
    shell.seconds[0] += 2 * IDLE_S
    assert not asked


@pytest.mark.skipif(not Path("/proc/uptime").exists(), reason="only Linux tells it there")
def test_time_in_suspend_counts() -> None:
    """A laptop that was closed for an hour asks for the password when it is opened."""
    before, now, after = _uptime_s(), seconds_awake_or_asleep(), _uptime_s()
    assert before - 0.02 <= now <= after + 0.02


def _uptime_s() -> float:
    """The system's own count, which goes on in suspend; two decimals."""
    return float(Path("/proc/uptime").read_text("ascii").split()[0])
