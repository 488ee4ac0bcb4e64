"""A small part of the campaign of kills, in a process of its own: it forks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")


def campaign(*options: str) -> dict[str, Any]:
    """Run it; its figures."""
    finished = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", *options],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr[-4_000:]
    figures: dict[str, Any] = json.loads(finished.stdout)
    return figures


def test_a_desk_killed_anywhere_loses_and_doubles_nothing() -> None:
    """Issue 6, proof 3: register, print, attach, sync; every receipt that was printed exists."""
    figures = campaign("--desk", "20", "--central", "0")["desk"]
    assert figures["kills"] == 20
    assert len(figures["at"]) >= 3
    assert figures["dossiers"] > 0


def test_a_central_killed_under_load_loses_and_doubles_nothing() -> None:
    """Two desks work on meanwhile; what it had answered is there, what it had not comes again."""
    figures = campaign("--desk", "0", "--central", "8", "--backends", "sqlite")
    assert figures["central on sqlite"]["kills"] == 8
    assert figures["central on sqlite"]["dossiers"] > 0
