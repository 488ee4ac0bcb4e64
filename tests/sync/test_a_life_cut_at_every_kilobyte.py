"""The whole life of two desks over a line that breaks off at every kilobyte of every call."""

from __future__ import annotations

from pathlib import Path

from sync.central.embedded import EmbeddedCentral
from tests.sync.breaking_line import BreakingLine, Direction
from tests.sync.life_of_two_desks import Life, check, live, new_clock


def test_a_connection_cut_at_every_kilobyte_leaves_one_record_each(
    tmp_path: Path, database_url: str
) -> None:
    """Issue 6, proof 4: half a request counts for nothing, half an answer is no answer."""
    clock = new_clock()
    with EmbeddedCentral(database_url, clock, scans=tmp_path / "scans") as central:
        life = Life(tmp_path, central, clock)
        try:
            with BreakingLine(int(central.url.rpartition(":")[2])) as line:
                one, two = live(life, line)
            check(life, one, two)
        finally:
            life.close()
    assert line.cuts[Direction.REQUEST] > line.whole_calls
    assert line.cuts[Direction.ANSWER] > line.whole_calls
