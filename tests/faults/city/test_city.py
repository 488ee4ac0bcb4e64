"""Hundreds of cities with faults: nothing lost, nothing doubled, everybody at rest and agreed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from app.dossier.desk_events import DESK_FACTS
from app.dossier.events import EVENT_KINDS
from tests.faults.city.run import Run, run

SEEDS = 500
PATIENCE_S = 1_500


def _city(*arguments: str) -> subprocess.CompletedProcess[str]:
    # Measured for coverage it would take three times as long; it covers what others cover, too.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.city", *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        env=environment,
    )


@pytest.fixture(scope="module")
def many() -> dict[str, Any]:
    """What came of all seeds; with what fails, so that it can be replayed."""
    finished = _city("--seeds", str(SEEDS), "--failures", "3")
    assert finished.stdout, finished.stderr[-3_000:]
    told: dict[str, Any] = json.loads(finished.stdout)
    told["said"] = finished.stderr[-3_000:]
    return told


@pytest.mark.timeout(PATIENCE_S)
def test_every_promise_holds_in_every_city(many: dict[str, Any]) -> None:
    """docs/adr/0031: states are compared once the faults have stopped and everybody is at rest."""
    assert not many["failed"], many["said"]


def test_every_fault_strikes_somewhere(many: dict[str, Any]) -> None:
    """A fault that never fires proves nothing."""
    assert many["never_struck"] == []


def test_officers_do_everything_that_they_can_do(many: dict[str, Any]) -> None:
    """Every act and every type of event of the desks comes up; work was carried and set aside."""
    assert min(many["acts"].values()) > 0
    assert {body.TYPE for body in DESK_FACTS} <= set(many["types"]) <= set(EVENT_KINDS)
    assert min(many["set_aside"], many["carried"]) > 0
    assert many["steps"] >= 200 * SEEDS


def test_a_seed_is_one_history_in_every_process() -> None:
    """What fails can be replayed, step by step."""
    one, other = (json.loads(_city("--seed", "7").stdout) for _ in range(2))
    assert one["fingerprint"] == other["fingerprint"]
    assert one["steps"] >= 200


def test_two_seeds_are_two_histories() -> None:
    """The seed decides."""
    one, other = _quick(1), _quick(2)
    assert one.fingerprint != other.fingerprint
    assert (one.broken, other.broken) == ("", "")


def _quick(seed: int) -> Run:
    return run(seed, agencies=2, desks=2, steps=60)
