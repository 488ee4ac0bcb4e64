"""The whole life of two desks, every call of it lost once and doubled once: one record each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sync.central.embedded import EmbeddedCentral
from sync.contract.operations import OPERATIONS
from tests.sync.life_of_two_desks import Life, check, live, new_clock
from tests.sync.unlucky_line import UnluckyLine

NOT_ASKED_AGAIN = frozenset({"scans"})
"""Where an answer about a page was lost, the desk asks how much there is instead."""
NOT_OF_A_DESK = frozenset({("GET", "health"), ("OPTIONS", "scans"), ("DELETE", "scans")})
LARGER_THAN_A_CHUNK = 300 * 1024


def test_each_call_lost_once_and_doubled_once_leaves_one_record_each(
    tmp_path: Path, database_url: str
) -> None:
    """Issue 6, proof 4: "no answer" is unknown, never failed; twice is as good as once."""
    clock = new_clock()
    with EmbeddedCentral(database_url, clock, scans=tmp_path / "scans") as central:
        life = Life(tmp_path, central, clock)
        try:
            with UnluckyLine(int(central.url.rpartition(":")[2])) as line:
                one, two = live(life, line, pages=(3_000, LARGER_THAN_A_CHUNK))
            _check_that_every_call_was_unlucky(line)
            check(life, one, two)
        finally:
            life.close()


def _check_that_every_call_was_unlucky(line: UnluckyLine) -> None:
    """Each was tried again after its answer was lost, and each call of the contract was made."""
    kinds = Counter(
        (method, target.split("?")[0].split("/")[2]) for method, target, _ in line.times
    )
    contract = {(each.method, each.path.split("/")[2]) for each in OPERATIONS}
    assert set(kinds) == contract - NOT_OF_A_DESK
    once = [call for call, times in line.times.items() if times < 2]
    again = [call for call in once if call[1].split("/")[2] not in NOT_ASKED_AGAIN]
    assert not again, "lost and never tried again"
