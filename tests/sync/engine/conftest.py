"""Every property of the engine holds with one call at a time, and with several."""

from __future__ import annotations

import pytest

from tests.faults.bench import Bench


@pytest.fixture(autouse=True, params=[1, 3], ids=["in-turn", "at-once"])
def pipeline(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many batches of events may be under way; with more than one other lanes go beside."""
    batches: int = request.param
    monkeypatch.setattr(Bench, "pipeline", batches)
    return batches
