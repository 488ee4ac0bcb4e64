"""What lies in the clipboard behind the lock; only a real screen has one that knows its owner."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.typed_by_hand.screen import PATIENCE_S, open_screen
from tests.ui.window_run import ROOT, make_desk
from tests.ui.window_scenes import NUMBER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Xvfb is for X11")


def test_a_locked_counter_gives_away_nothing_that_was_copied(tmp_path: Path) -> None:
    """Pasted into the field for the name, a citizen's number could be read by anybody."""
    options = make_desk(tmp_path)
    with open_screen() as screen:
        done = subprocess.run(
            [sys.executable, "-m", "tests.ui.window_scenes", "copy-and-lock", *options],
            cwd=ROOT, env=screen.environment, capture_output=True, text=True,
            timeout=PATIENCE_S, check=True,
        )  # fmt: skip
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["copied"] for line in told if "copied" in line] == [NUMBER, ""]
