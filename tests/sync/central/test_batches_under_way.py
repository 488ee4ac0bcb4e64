"""Batches of one chain that come out of their order (docs/adr/0026)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from sync.central.batches_under_way import BatchesUnderWay
from sync.central.embedded import EmbeddedCentral
from sync.contract.messages import BatchAnswer, Result
from sync.contract.signing import sign
from tests.sync.central.desk import NOW, Desk
from tests.sync.central.half_sent import HalfSent

LONG_S = 20.0


def headers_of(desk: Desk) -> dict[str, str]:
    """The headers that a desk's batch has, lower-case names."""
    made = sign(
        "POST",
        "/v1/events",
        "",
        b"",
        key=desk.key,
        key_id=desk.installation,
        created_s=int(NOW.timestamp()),
    )
    return {name.lower(): value for name, value in made.items()}


def test_a_batch_that_overtook_its_predecessor_waits_for_it(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """The first is still on its way in when the second is there: neither has to come again."""
    first, second = desk.opened("d1"), desk.opened("d2")
    with HalfSent(central, desk, first) as slow, ThreadPoolExecutor(1) as pool:
        later = pool.submit(desk.push, second)
        with pytest.raises(TimeoutError):
            later.result(timeout=0.3)
        assert slow.finish(BatchAnswer).outcomes[0].position == 1
        [outcome] = later.result(timeout=LONG_S)
    assert (outcome.result, outcome.position) == (Result.ACCEPTED, 2)


def test_a_predecessor_that_breaks_off_is_not_waited_for(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """Nothing under way can bring what is missing: the answer says so."""
    first, second = desk.opened("d1"), desk.opened("d2")
    with ThreadPoolExecutor(1) as pool:
        with HalfSent(central, desk, first):
            later = pool.submit(desk.push, second)
            with pytest.raises(TimeoutError):
                later.result(timeout=0.3)
        [outcome] = later.result(timeout=LONG_S)
    assert outcome.result is Result.TRY_AGAIN
    assert outcome.problem is not None
    assert outcome.problem.code == "predecessor_missing"


def test_where_nothing_else_is_under_way_nothing_is_waited_for(desk: Desk) -> None:
    """A gap is answered at once; so is a batch that another desk's one cannot help."""
    waiting = BatchesUnderWay()
    waiting.wait_for_turn("desk-1", after=4, reached=0)
    other = Desk(desk.url, "desk-2")
    with waiting.one_of(headers_of(other)), waiting.one_of(headers_of(desk)):
        waiting.wait_for_turn("desk-1", after=4, reached=0)
    with waiting.one_of({}):  # unsigned: it is refused later, and waited for by nobody
        pass


def test_those_that_wait_for_each_other_are_let_go(desk: Desk) -> None:
    """Two of three batches are there and the first is not: both are answered, one after another
    where one brings what the other waits for."""
    waiting = BatchesUnderWay()
    turns: list[int] = []

    def come(after: int) -> None:
        with waiting.one_of(headers_of(desk)):
            waiting.wait_for_turn(desk.installation, after=after, reached=0)
            turns.append(after)
            if after == 0:
                waiting.taken(desk.installation, 5)
            elif after == 5 and 0 in turns:
                waiting.taken(desk.installation, 10)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(come, [10, 5], timeout=LONG_S))
        assert sorted(turns) == [5, 10]
        turns.clear()
        with waiting.one_of(headers_of(desk)):  # keeps the others waiting until the first is there
            others = [pool.submit(come, 10), pool.submit(come, 5)]
            come(0)
            for each in others:
                each.result(timeout=LONG_S)
    assert turns == [0, 5, 10]
