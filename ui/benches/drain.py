"""How fast a full queue empties, beside other ways to do it, in one run.

Our own desk and central; the *floor*: gzipped batches of 500 records that plain ``requests`` posts
to a small server; PouchDB with fsync. All are durable at the receiving end before they answer, our
desk and PouchDB at the sending end, too. A record of the others is a dossier with all its events.
In each round they take turns, without a delay and over a line that delays both ways.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ui.benches import drain_pouchdb
from ui.benches.drain_queue import Queue, make_queue
from ui.benches.drain_ways import floor, own
from ui.benches.line_speed import line_mb_per_second

if TYPE_CHECKING:
    from ui.commands.context import CommandContext

DELAYS_MS = (0, 200)
BUDGET: dict[int, dict[str, float]] = {
    0: {"floor": 0.5, "pouchdb": 1.0},
    200: {"floor": 1.0, "pouchdb": 10.0},
}
"""So many times as fast as the others, by the round trip in milliseconds (docs/figures.md)."""
POUCHDB_DELAYED = 1_000
"""PouchDB needs minutes for 10,000 records over a line with a delay; its rate is the same."""

Way = Callable[[int], dict[str, Any]]
"""Takes the round trip in ms; tells what came of it, at least ``seconds`` and ``dossiers``."""
Rounds = dict[str, list[dict[str, Any]]]
"""By way: what came of each round."""


def measure(
    context: CommandContext, rounds: int, dossiers: int, *, peers: bool, database: str | None
) -> dict[str, object]:
    """The figures. Raises EnvironmentFault (``bench_failed``), InvalidInput (``not_empty``)."""
    absent = drain_pouchdb.why_absent() if peers else "chưa yêu cầu (--peers)"
    with TemporaryDirectory(prefix="quay-mot-cua-bench-") as directory:
        queue = _made(context, Path(directory), dossiers)
        ways = _ways(queue, Path(directory), database, pouchdb=not absent)
        took: dict[int, Rounds] = {rtt: {name: [] for name in ways} for rtt in DELAYS_MS}
        for _ in range(rounds):
            for rtt_ms in DELAYS_MS:
                for name, way in ways.items():
                    took[rtt_ms][name].append(way(rtt_ms))
    delays = [_described(rtt_ms, took[rtt_ms], queue) for rtt_ms in DELAYS_MS]
    return {
        "bench": "drain",
        "rounds": rounds,
        "dossiers": queue.dossiers,
        "events": queue.events,
        "payload_bytes": queue.payload_bytes,
        "database": "sqlite" if database is None else database.partition(":")[0],
        "delays": delays,
        "pouchdb_absent": absent or None,
        "line_mb_per_second": line_mb_per_second(),
        "budget": {str(rtt_ms): budget for rtt_ms, budget in BUDGET.items()},
        "within_budget": all(each["within_budget"] for each in delays),
    }


def _made(context: CommandContext, directory: Path, dossiers: int) -> Queue:
    place = directory / "made"
    place.mkdir()
    return make_queue(
        place,
        dossiers,
        today=context.clock.now().date(),
        catalogue=context.catalogue(),
        calendar=context.calendar(),
    )


def _ways(queue: Queue, directory: Path, database: str | None, *, pouchdb: bool) -> dict[str, Way]:
    ways: dict[str, Way] = {
        "own": lambda rtt_ms: own(queue, directory / "own", rtt_ms, database),
        "floor": lambda rtt_ms: floor(queue, directory / "floor.sqlite", rtt_ms),
    }
    if pouchdb:
        ways["pouchdb"] = lambda rtt_ms: drain_pouchdb.replicate(
            queue,
            directory / "pouchdb",
            rtt_ms,
            min(queue.dossiers, POUCHDB_DELAYED) if rtt_ms else queue.dossiers,
        )
    return ways


def _described(rtt_ms: int, took: Rounds, queue: Queue) -> dict[str, Any]:
    """Medians of the rounds; each ratio is the median of the rounds' own ratios."""
    rates = {name: [_rate(one) for one in rounds] for name, rounds in took.items()}
    ratios = {
        name: _spread([own / other for own, other in zip(rates["own"], others, strict=True)])
        for name, others in rates.items()
        if name != "own"
    }
    budget = BUDGET[rtt_ms]
    return {
        "rtt_ms": rtt_ms,
        **{name: _figures(took[name], rates[name], queue) for name in took},
        "times_as_fast_as": ratios,
        "within_budget": all(
            ratios[name]["median"] >= least for name, least in budget.items() if name in ratios
        ),
    }


def _rate(one: dict[str, Any]) -> float:
    return float(one["dossiers"] / one["seconds"])


def _figures(
    rounds: Sequence[dict[str, Any]], rates: Sequence[float], queue: Queue
) -> dict[str, Any]:
    events_each = queue.events / queue.dossiers
    figures: dict[str, Any] = {
        "dossiers": rounds[0]["dossiers"],
        "dossiers_per_second": _spread(rates),
        "events_per_second": _spread([rate * events_each for rate in rates]),
        "seconds": _spread([one["seconds"] for one in rounds]),
    }
    for name in ("uploaded_bytes", "peak_bytes", "central_peak_bytes"):
        if rounds[0].get(name) is not None:
            figures[name] = max(one[name] for one in rounds)
    return figures


def _spread(values: Sequence[float]) -> dict[str, float]:
    figures = {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return {name: round(figure, 2) for name, figure in figures.items()}
