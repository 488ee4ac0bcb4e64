"""``demo`` without --headless: the played day, then the window on it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.accounts.sign_in import sign_in
from app.clock.time import SystemClock
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.reception.counter_settings import counter_settings
from app.store.store import open_store
from ui.commands.context import DEMONSTRATION_KEY
from ui.demonstration.officer import PASSWORD, SIGN_IN_NAME
from ui.single_instance.second_start import SecondStart

ROOT = Path(__file__).resolve().parents[3]
LONGEST_S = 60


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that can be caught")
def test_the_window_opens_on_the_played_day_and_its_officer_can_sign_in(tmp_path: Path) -> None:
    """The summary is printed when it is closed; papers go on going into the same folder."""
    data = tmp_path / "d"
    words = [sys.executable, "main.py", "demo", "--dossiers", "2", "--data", str(data)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        until = time.monotonic() + LONGEST_S
        while not SecondStart.raise_first(data, 200):
            assert child.poll() is None, child.stderr and child.stderr.read()
            assert time.monotonic() < until
        child.send_signal(signal.SIGTERM)
        said, errors = child.communicate(timeout=LONGEST_S)
    assert child.returncode == 0, errors
    assert json.loads(said)["registered"] == 2
    keys, machine = KeyFile(data / DEMONSTRATION_KEY), machine_fingerprint()
    with open_store(data, keys, clock=SystemClock(), machine=machine) as store:
        assert sign_in(store, SystemClock(), SIGN_IN_NAME, PASSWORD).account.has_password
        assert counter_settings(store).printer == f"folder:{data / 'receipts'}"
