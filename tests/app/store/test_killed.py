"""kill -9, again and again: every receipt that was printed is there, once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import Busy
from app.store.verify import verify
from tests.app.store.rig import DeskRig

PROJECT = Path(__file__).parents[3]


def test_another_process_is_told_that_the_store_is_busy(rig: DeskRig) -> None:
    """While one process writes, a second one waits, then says so; after its death it may write."""
    rig.create(numbers=500).close()
    command = [sys.executable, "-m", "tests.app.store.killed_desk", str(rig.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT, text=True) as desk:
        assert desk.stdout is not None
        first = desk.stdout.readline().strip()
        with pytest.raises(Busy):
            rig.open(wait_s=0.1)
        with rig.open(read_only=True) as reader:
            assert reader.find_dossier(first) is not None
            assert verify(reader).problems == []
        desk.kill()
        desk.stdout.read()
    rig.open(wait_s=10).close()


def test_a_killed_desk_loses_and_doubles_nothing(rig: DeskRig) -> None:
    """Killed after its n-th receipt, five times over the same store."""
    rig.create(numbers=500).close()
    printed: list[str] = []
    for wanted in (1, 2, 9, 3, 14):
        command = [sys.executable, "-m", "tests.app.store.killed_desk", str(rig.root)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT, text=True) as desk:
            assert desk.stdout is not None
            for _ in range(wanted):
                printed.append(desk.stdout.readline().strip())
            desk.kill()
            printed += [line.strip() for line in desk.stdout if line.endswith("\n")]
    with rig.open(wait_s=10) as store:
        assert not store.must_succeed
        found = [row.code for row in store.search("", 1_000)[0]]
        assert verify(store).problems == []
        ends = store.leases.all_ends()
    assert len(set(printed)) == len(printed) >= 29
    assert set(printed) <= set(found)
    assert len(found) - len(printed) <= 5  # committed, killed before it was printed
    assert len(ends) == 5
    assert all(end.last - end.first < 8 for end in ends)
