"""A part of the campaign: the power goes, a page is torn, the disk fails or is full at the n-th
operation; what the officer was told is there, and the desk goes on."""

from __future__ import annotations

import pytest

from tests.faults.power.campaign import run
from tests.faults.power.morning import MORNING
from tests.faults.power.scenario import Scenario
from tests.faults.power.scenarios import SCENARIOS
from tests.faults.power.trouble import Trouble

FEWER = 31
OF_LONG_ONES = 67


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)
def test_whatever_the_disk_does_what_was_told_is_there(scenario: Scenario) -> None:
    """Issue 6, proof 2: lose what was not synced, tear the page, EIO or full, once and for ever."""
    report = run(scenario, coarser=FEWER if scenario.stride == 1 else OF_LONG_ONES)
    assert report.faults == []
    silent = [each.name for each in Trouble if not report.points[each.name]]
    assert set(silent) <= {Trouble.SYNC_LOSES.name}, "a trouble never came"


def test_a_sync_that_fails_and_loses_what_it_should_have_kept() -> None:
    """Linux marks pages as clean that it could not write: a later sync that succeeds proves
    nothing of them."""
    report = run(MORNING, (Trouble.SYNC_LOSES,), coarser=3)
    assert report.faults == []
    assert report.points[Trouble.SYNC_LOSES.name] > 5


def test_a_read_that_fails_leaves_nothing_wrong_in_memory() -> None:
    """FTS5 once counted on from nothing after it: every read of a morning fails once."""
    report = run(MORNING, (Trouble.READ_ONCE,))
    assert report.faults == []
    assert report.points[Trouble.READ_ONCE.name] > 100
