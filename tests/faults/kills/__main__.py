"""``python -m tests.faults.kills --desk 500 --central 100 --seed 1``: figures as JSON.

``--central`` counts for each of ``--backends``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time

from tests.faults.kills.central_kills import CentralKills
from tests.faults.kills.desk_kills import DeskKills


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", type=int, default=500)
    parser.add_argument("--central", type=int, default=100)
    parser.add_argument("--backends", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.monotonic()
    document: dict[str, object] = {"seed": options.seed}
    if options.desk:
        desks = DeskKills(options.seed)
        desks.run(options.desk)
        document["desk"] = {
            "kills": sum(desks.at.values()),
            "at": {phase.name.lower(): times for phase, times in sorted(desks.at.items())},
            "centrals": desks.centrals,
            "dossiers": desks.dossiers,
        }
    for backend in options.backends if options.central else ():
        centrals = CentralKills(options.seed)
        centrals.run(backend, options.central)
        document[f"central on {backend}"] = {
            "kills": sum(centrals.while_syncing.values()),
            "desks_in_a_call": dict(sorted(centrals.while_syncing.items())),
            "dossiers": centrals.dossiers,
        }
    document["duration_s"] = round(time.monotonic() - started, 1)
    print(json.dumps(document, indent=2))  # noqa: T201 - the campaign's result
    return 0


if __name__ == "__main__":
    sys.exit(main())
