"""Every point at which a disk can fail or lose its power: ``python -m tests.faults.power``.

``--coarser 7`` tries seven times fewer; ``--of upgrade`` those scenarios whose name begins so.
"""

from __future__ import annotations

import argparse
import json
import sys
import time

from tests.faults.power.campaign import Report, run
from tests.faults.power.scenarios import SCENARIOS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--coarser", type=int, default=1)
    parser.add_argument("--of", default="", help="begin of a scenario's name")
    options = parser.parse_args()
    started = time.monotonic()
    total, points = Report(), {}
    for scenario in SCENARIOS:
        if scenario.name.startswith(options.of):
            report = run(
                scenario,
                coarser=options.coarser,
                progress=lambda line: print(line, file=sys.stderr, flush=True),  # noqa: T201 - to whoever waits
            )
            points[scenario.name] = dict(report.points)
            total.add(report)
    document = {
        "points": points,
        "total": sum(total.points.values()),
        "faults": total.faults,
        "coarser": options.coarser,
        "duration_s": round(time.monotonic() - started, 1),
    }
    print(json.dumps(document, ensure_ascii=False, indent=2))  # noqa: T201 - the campaign's result
    return 1 if total.faults else 0


if __name__ == "__main__":
    sys.exit(main())
