"""Many seeds of desks, faults and a central; the states at the end are compared."""

from __future__ import annotations

from collections import Counter

import pytest

from app.dossier.desk_events import DESK_FACTS
from app.dossier.happening import WHATS
from tests.faults.simulate import FAULTS, simulate

SEEDS = 300
BLOCK = 50


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_every_event_is_at_the_central_once_and_all_desks_agree(first: int) -> None:
    """Promise 1, whatever the line does: nothing lost, nothing doubled, everybody converges."""
    for seed in range(first, first + BLOCK):
        try:
            simulate(seed)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error


def test_the_seeds_meet_what_they_are_there_for() -> None:
    """A simulation in which nothing happens proves nothing."""
    runs = [simulate(seed) for seed in range(40)]
    fired = sum((run.all_fired() for run in runs), Counter())
    assert not [fault for fault in FAULTS if not fired[fault]]
    assert {run.pipeline for run in runs} == {1, 2, 3}
    assert {counter.in_turn for run in runs for counter in run.counters} == {True, False}
    assert sum(run.restored for run in runs) >= 3
    kept = [kept for run in runs for kept in run.central.books.kept.values()]
    assert len(kept) > 1_000
    assert sum(each.position is None for each in kept) > 10, "no request was ever set aside"
    types = {each.event.header.type for each in kept}
    assert types >= {*WHATS, *(body.TYPE for body in DESK_FACTS)}


def test_one_seed_is_one_history() -> None:
    """A failure can be replayed."""
    one, other = simulate(7), simulate(7)
    assert one.central.books.feed == other.central.books.feed
    assert one.clock.now() == other.clock.now()
