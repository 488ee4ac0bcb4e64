"""Published data: fetched where it is due, only what is another, and nothing waits for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sync.contract.messages import AgencyList, Bundle, Problem
from sync.engine.answers import Answer, Failure, FailureKind
from sync.engine.reasons import Line
from sync.engine.send import Lane, Send
from tests.faults.bench import Bench


def reading(**published: str) -> Bench:
    """A desk at rest for which these kinds are due, with the ``etag`` that it has."""
    bench = Bench()
    bench.settle()
    bench.desk.published.update(published)
    return bench


def next_read(bench: Bench) -> Send:
    move = bench.ask()
    assert move.lane is Lane.BULK, move.operation.name
    return move


def test_what_the_desk_has_is_named() -> None:
    """``If-None-Match``; a desk without it names nothing."""
    bench = reading(catalogue="ab", calendar="")
    move = next_read(bench)
    assert (move.operation.name, move.headers) == ("catalogue", {"If-None-Match": '"ab"'})
    changed = bench.answer(move, Answer(304))
    assert (changed.published, changed.failed) == (False, False)
    move = next_read(bench)
    assert (move.operation.name, move.headers) == ("calendar", {})


def test_what_comes_is_kept() -> None:
    """Law and the agency's own facts are told apart: views go by it."""
    bench = reading(calendar="", agencies="")
    bundle, agencies = Bundle("a", []), AgencyList("b", [])
    changed = bench.answer(next_read(bench), Answer(200, bundle))
    assert (changed.published, changed.agency, changed.progress) == (True, False, True)
    changed = bench.answer(next_read(bench), Answer(200, agencies))
    assert (changed.published, changed.agency, changed.progress) == (False, True, True)
    assert bench.desk.bodies == {"calendar": bundle, "agencies": agencies}


def test_one_that_does_not_come_through_holds_up_no_other() -> None:
    """A large catalogue on a slow line: the calendar is asked for next."""
    bench = reading(catalogue="", calendar="")
    bench.answer(next_read(bench), Failure(FailureKind.TIMEOUT, ""))
    bench.engine.retry_now()
    asked = [bench.ask(), bench.ask()]
    assert "calendar" in {move.operation.name for move in asked}


@pytest.mark.parametrize("code", ["not_found", "method_not_allowed"])
def test_a_central_without_published_data_blocks_nothing(code: str) -> None:
    """An older one: this step alone pauses, for an hour."""
    bench = reading(catalogue="", agencies="")
    problem = Problem(title="Không", status=404, code=code)
    bench.answer(next_read(bench), Answer(404, problem=problem))
    bench.desk.receive(bench.clock.now())
    bench.settle()
    assert bench.desk.waiting() == 0
    assert bench.engine.standing.line is Line.UP
    bench.clock.advance(timedelta(minutes=59))
    assert not {"catalogue", "agencies"} & set(bench.settle())


def test_a_registration_waits_for_no_catalogue() -> None:
    """It has a lane of its own: events go out while a bundle is under way."""
    bench = reading(catalogue="")
    under_way = next_read(bench)
    bench.desk.receive(bench.clock.now())
    names = [bench.ask().operation.name]
    assert names == ["push_events"]
    bench.answer(under_way, Answer(200, Bundle("a", [])))
    assert "catalogue" in bench.desk.bodies
