"""Leases: asked with a stored id, ended, never too many (docs/adr/0004)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sync.contract.messages import LeaseEnd, LeaseGrant, LeaseRequest, LeaseReturned, Problem
from sync.engine.answers import Answer
from sync.engine.port import NumberEnd
from tests.faults.bench import Bench
from tests.faults.desk import BLOCK
from tests.faults.line import Fault


def short_of_numbers(bench: Bench) -> None:
    bench.desk.blocks.clear()
    bench.engine.desk_changed()


def test_a_request_has_the_same_id_on_every_retry() -> None:
    """Id first, stored before it is sent: the same block comes back, also to a new process."""
    bench = Bench(Fault.ANSWER_LOST, Fault.HALF_BODY, Fault.REQUEST_LOST)
    short_of_numbers(bench)
    leased = len(bench.central.books.leases)
    ids = set()
    for _ in range(3):
        move, _ = bench.send()
        while move.operation.name != "take_lease":
            move, _ = bench.send()
        assert isinstance(move.body, LeaseRequest)
        ids.add(move.body.id)
        bench.restart()
    bench.settle()
    assert len(ids) == 1
    assert len(bench.central.books.leases) == leased + 2, "today's and tomorrow's"


def test_ends_are_told_once_and_before_new_numbers_are_asked() -> None:
    """Released and burned numbers become the central's list of gaps."""
    bench = Bench(Fault.ANSWER_LOST)
    lease = next(iter(bench.desk.blocks))
    bench.desk.ends["e"] = NumberEnd("e", lease, 2, 4, LeaseEnd.BURNED, "Máy dừng đột ngột")
    short_of_numbers(bench)
    while bench.desk.ends:
        bench.send()
    assert bench.central.books.ends == {(lease, 2, 4): "burned"}
    assert bench.desk.ended_with == {"e": None}
    bench.settle()
    assert bench.names().index("return_lease") < bench.names().index("take_lease")


def test_an_end_that_the_central_can_not_note_is_not_told_for_ever() -> None:
    """A central restored from a backup does not know the lease; the desk keeps the problem."""
    bench = Bench()
    bench.desk.ends["e"] = NumberEnd("e", "unknown", 1, 1, LeaseEnd.RELEASED, "Hết ngày")
    bench.settle()
    problem = bench.desk.ended_with["e"]
    assert problem is not None
    assert problem.code == "unknown_lease"


@pytest.mark.parametrize("code", ["not_found", "method_not_allowed"])
def test_an_end_is_kept_where_it_is_the_call_that_the_central_does_not_take(code: str) -> None:
    """A wrong address or an older central: the numbers' end is told when it can be."""
    bench = Bench()
    bench.desk.ends["e"] = NumberEnd("e", "x", 1, 2, LeaseEnd.RELEASED, "Hết ngày")
    move = bench.ask()
    problem = Problem(title="Không có", status=404, code=code)
    bench.answer(move, Answer(404, problem=problem))
    assert list(bench.desk.ends) == ["e"]
    assert bench.engine.standing.code == code
    bench.engine.retry_now()
    bench.settle()
    assert not bench.desk.ends


def test_an_answer_that_ends_other_numbers_is_not_ours() -> None:
    """Not of the contract: told again later."""
    bench = Bench()
    bench.desk.ends["e"] = NumberEnd("e", "x", 1, 2, LeaseEnd.RELEASED, "Hết ngày")
    move = bench.ask()
    body = LeaseReturned("x", 5, 6, LeaseEnd.RELEASED)
    assert bench.answer(move, Answer(200, body=body)).failed
    assert list(bench.desk.ends) == ["e"]


def test_a_refused_series_is_not_asked_again_for_an_hour() -> None:
    """The need stays, so the step must remember that it was refused."""
    bench = Bench()
    short_of_numbers(bench)
    bench.central.agency = "H99.1"
    bench.settle()
    refused = bench.names().count("take_lease")
    assert refused == 2
    assert len(bench.desk.refused_asks) == 2
    bench.clock.advance(timedelta(minutes=30))
    bench.settle()
    assert bench.names().count("take_lease") == refused
    bench.clock.advance(timedelta(minutes=31))
    bench.settle()
    assert bench.names().count("take_lease") == refused + 2
    bench.clock.advance(timedelta(days=-3))
    bench.settle()
    assert bench.names().count("take_lease") == refused + 4, "the clock was set back"


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "other"},
        {"agency": "H99.1"},
        {"first": 0},
        {"first": 9, "last": 3},
        {"last": BLOCK + 1},
    ],
)
def test_a_grant_of_something_else_is_not_taken(changes: dict[str, object]) -> None:
    """Numbers that were not asked for are never handed out."""
    bench = Bench()
    short_of_numbers(bench)
    move = bench.ask()
    assert isinstance(move.body, LeaseRequest)
    fields: dict[str, object] = {
        "id": move.body.id,
        "kind": move.body.kind,
        "agency": move.body.agency,
        "period": move.body.period,
        "first": 1,
        "last": BLOCK,
    }
    grant = LeaseGrant(**{**fields, **changes})  # type: ignore[arg-type]  # made wrong on purpose
    assert bench.answer(move, Answer(200, body=grant)).failed
    assert not bench.desk.blocks


def test_needs_are_looked_at_once_in_a_while() -> None:
    """Not at every step: it asks the database."""
    bench = Bench()
    bench.desk.blocks.clear()
    assert "take_lease" not in bench.settle()
    bench.clock.advance(timedelta(seconds=61))
    assert "take_lease" in bench.settle()


def test_a_desk_that_never_has_enough_does_not_drain_the_series() -> None:
    """Bounds on everything: sixteen blocks in a row, then a pause."""
    bench = Bench()
    bench.desk.never_has_enough = True
    bench.engine.desk_changed()
    bench.settle()
    assert bench.names().count("take_lease") == 2 * (16 - 1), "one each was leased before"


def test_a_central_that_leases_no_slips_disturbs_no_codes() -> None:
    """An older one: the codes came first, and one refusal of a slip ends the asking for now."""
    bench = Bench()
    short_of_numbers(bench)
    bench.desk.slips = ("supplement", "refusal", "apology")
    bench.central.kinds = frozenset({"dossier"})
    bench.settle()
    assert bench.names().count("take_lease") == 2 + 1
    assert len(bench.desk.blocks) == 2
    assert [problem.code for problem in bench.desk.refused_asks.values()] == ["series_not_allowed"]
    bench.central.kinds = None
    bench.clock.advance(timedelta(minutes=2))
    bench.settle()
    assert {block.grant.kind for block in bench.desk.blocks.values()} == {
        "dossier",
        "refusal",
        "apology",
    }
