"""Cut the line at every kilobyte of two desks' life, a full morning's queue among it.

``python -m tests.faults.cut_every_kilobyte --dossiers 950``: 950 dossiers are some 300 kB on the
wire. Ends with status 1 where something is lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from sync.central.embedded import EmbeddedCentral
from tests.sync.breaking_line import BreakingLine, Direction
from tests.sync.life_of_two_desks import Life, check, live, new_clock


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=950)
    parser.add_argument("--step", type=int, default=1_024, help="bytes")
    options = parser.parse_args()
    started, clock = time.monotonic(), new_clock()
    with tempfile.TemporaryDirectory(prefix="qmc-cuts-") as place:
        directory = Path(place)
        url = f"sqlite:///{(directory / 'central.sqlite').as_posix()}"
        with EmbeddedCentral(url, clock, scans=directory / "scans") as central:
            life = Life(directory, central, clock)
            try:
                with BreakingLine(int(central.url.rpartition(":")[2]), step=options.step) as line:
                    one, two = live(life, line, intake_of_two=options.dossiers)
                check(life, one, two)
            finally:
                life.close()
    document = {
        "dossiers": len(life.dossiers),
        "cuts_of_requests": line.cuts[Direction.REQUEST],
        "cuts_of_answers": line.cuts[Direction.ANSWER],
        "calls": line.whole_calls,
        "step_bytes": options.step,
        "duration_s": round(time.monotonic() - started, 1),
    }
    print(json.dumps(document, indent=2))  # noqa: T201 - the campaign's result
    return 0


if __name__ == "__main__":
    sys.exit(main())
