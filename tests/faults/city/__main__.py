"""``python -m tests.faults.city --seeds N``: run many seeds, say what struck and what holds."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.faults.city.faults import Fault
from tests.faults.city.run import Run, run

HASH_SEED = "0"
"""Sets of texts have the same order in every process, so that a seed is the same run."""


COUNTS = ("steps", "machines", "calls", "events", "set_aside", "carried", "destroyed")


def main() -> int:
    """One JSON document; exit 1 where a seed fails or a fault never struck."""
    if os.environ.get("PYTHONHASHSEED") != HASH_SEED:
        os.environ["PYTHONHASHSEED"] = HASH_SEED
        os.execv(sys.executable, [sys.executable, "-m", "tests.faults.city", *sys.argv[1:]])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, help="this one alone")
    parser.add_argument("--trace", action="store_true", help="say every step on stderr")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--failures", type=int, help="end after so many seeds that fail")
    parser.add_argument("--agencies", type=int)
    parser.add_argument("--desks", type=int)
    parser.add_argument("--steps", type=int)
    chosen = parser.parse_args()
    size = (chosen.agencies, chosen.desks, chosen.steps)
    begun = time.monotonic()
    if chosen.seed is not None:
        runs: Iterable[Run] = [run(chosen.seed, *size, trace=_say if chosen.trace else None)]
    else:
        runs = _all(range(chosen.first, chosen.first + chosen.seeds), size, chosen.jobs)
    return _report(_until(runs, chosen.failures), begun)


def _until(runs: Iterable[Run], failures: int | None) -> Iterator[Run]:
    """The runs, up to so many that fail; no other is begun then."""
    failed = 0
    for each in runs:
        yield each
        failed += bool(each.broken)
        if failures and failed >= failures:
            return


def _all(seeds: range, size: tuple[int | None, int | None, int | None], jobs: int) -> Iterator[Run]:
    if jobs == 1:
        yield from (run(seed, *size) for seed in seeds)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(run, seeds, *([each] * len(seeds) for each in size), chunksize=5)
        finally:
            pool.shutdown(cancel_futures=True)


def _report(runs: Iterable[Run], begun: float) -> int:
    done: list[Run] = []
    for each in runs:
        done.append(each)
        if each.broken:
            print(f"seed {each.seed} fails: {each.broken}", file=sys.stderr)  # noqa: T201
    faults = _sum(each.faults for each in done)
    never = [fault.value for fault in Fault if not faults.get(fault.value)]
    document = {
        "seeds": len(done),
        "first": done[0].seed,
        "failed": [each.seed for each in done if each.broken],
        "never_struck": never,
        "seconds": round(time.monotonic() - begun, 1),
        "cpu_seconds_a_seed": round(sum(each.cpu_s for each in done) / len(done), 3),
        "faults": {fault.value: faults.get(fault.value, 0) for fault in Fault},
        "acts": _sum(each.acts for each in done),
        "types": _sum(each.types for each in done),
        **{name: sum(getattr(each, name) for each in done) for name in COUNTS},
        "fingerprint": done[0].fingerprint,
    }
    print(json.dumps(document, ensure_ascii=False, indent=2))  # noqa: T201 - the result
    return 1 if document["failed"] or (never and len(done) >= 100) else 0


def _sum(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - asked for


if __name__ == "__main__":
    sys.exit(main())
