"""Kill the window's program with SIGKILL while an officer types and presses F8; look what is there.

``python -m tests.faults.kill_the_window --kills 50 --seed 1``
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from app.clock.time import SystemClock
from app.dossier.state import Dossier
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.numbering.series import dossier_series
from app.store.store import Store, open_store
from app.store.verify import verify
from tests.ui.window_run import make_desk

ROOT = Path(__file__).resolve().parents[2]
AGENCY = "H26.107"
NUMBERS = 60
"""Numbers that the desk has before each run: more than a run uses."""


class Campaign:
    """One desk, killed again and again. ``faults`` tells what was lost or doubled."""

    def __init__(self, directory: Path, seed: int) -> None:
        self._dice = random.Random(seed)
        self._directory = directory
        self._options = make_desk(directory)
        self._prints = directory / "prints"
        self._prints.mkdir()
        self._said: dict[str, set[str]] = {"saved": set(), "received": set(), "printed": set()}
        self._citizens = 0
        self.dossiers = 0
        self.faults: list[str] = []
        with self._open() as store:
            store.set_setting("printer", f"folder:{self._prints}")

    def kill_once(self, run: int) -> None:
        """Start the program, let the officer work, kill it, and look."""
        with self._open() as store:
            _lease(store)
        lines = self._work(longest_pause_ms=150 if run % 2 else 5)
        for line in lines:
            for what, numbers in self._said.items():
                if what in line:
                    numbers.add(line[what])
        self._citizens += 1 + sum("received" in line for line in lines)
        with self._open() as store:
            self._look(store, run)

    def _open(self) -> Store:
        return open_store(
            self._directory / "desk",
            KeyFile(self._directory / "key"),
            clock=SystemClock(),
            machine=machine_fingerprint(),
        )

    def _work(self, *, longest_pause_ms: int) -> list[dict[str, Any]]:
        environment = {
            **os.environ, "QT_QPA_PLATFORM": "offscreen",
            "FIRST": str(self._citizens), "PAUSE_MS": str(longest_pause_ms),
        }  # fmt: skip
        with subprocess.Popen(
            [sys.executable, "-m", "tests.faults.typing_scene", *self._options],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ) as child:  # fmt: skip
            assert child.stdout is not None
            first = child.stdout.readline()
            time.sleep(self._dice.uniform(0.02, 3.0))
            child.kill()
            rest, errors = child.communicate()
        if "Traceback" in errors or not first:
            self.faults.append(f"the program failed: {errors[-2_000:]}")
        whole = [line for line in (first + rest).splitlines() if line.endswith("}")]
        return [json.loads(line) for line in whole]

    def _look(self, store: Store, run: int) -> None:
        """Everything that was told is there, once; every paper has its record."""
        drafts = [draft.submitter.id_number for draft in store.drafts.all()]
        states = [state for row in store.search("", 10_000)[0] if (state := store.dossier(row.id))]
        numbers = [_number(state) for state in states]
        codes = [state.code for state in states if state.code]
        printed = {_number(state) for state in states if state.prints}
        self.dossiers = len(states)
        checks = {
            "verify": not verify(store).problems,
            "a dossier is there twice": len(set(numbers)) == len(numbers),
            "a code is there twice": len(set(codes)) == len(codes),
            "both draft and dossier": not set(drafts) & set(numbers),
            "a received dossier is lost": self._said["received"] <= set(numbers),
            "a saved draft is lost": all(
                any(kept.startswith(saved) for kept in (*drafts, *numbers))
                for saved in self._said["saved"]
            ),
            "a print has no record": self._said["printed"] <= printed,
        }
        self.faults += [f"run {run}: {name}" for name, holds in checks.items() if not holds]


def _number(state: Dossier) -> str:
    assert state.application is not None
    return state.application.submitter.id_number


def _lease(store: Store) -> None:
    """Give the desk numbers of today, as a central would."""
    now = SystemClock().now()
    series = dossier_series(AGENCY, now.date())
    first = max((one.last for one in store.leases.all() if one.series == series), default=0) + 1
    ask = store.leases.ask(series, NUMBERS, now)
    assert store.leases.grant(ask.id, first, first + NUMBERS - 1)


def main() -> int:
    """Print what came of it; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="quay-mot-cua-kill-") as place:
        campaign = Campaign(Path(place), options.seed)
        for run in range(options.kills):
            campaign.kill_once(run)
    summary = {"kills": options.kills, "dossiers": campaign.dossiers, "faults": campaign.faults}
    print(json.dumps(summary, ensure_ascii=False, indent=2))  # noqa: T201 - the result
    return 1 if campaign.faults else 0


if __name__ == "__main__":
    sys.exit(main())
