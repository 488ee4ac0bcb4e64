"""How fast a receipt is drawn, beside other programs that draw the same one in the same run.

Every program runs in a process of its own, so that none pays for another's memory; in each round
they take turns.
"""

from __future__ import annotations

import statistics
import sys
from contextlib import ExitStack
from typing import Any

from ui.benches.program import Program

PEERS = ("typst", "platypus", "weasyprint", "fpdf2")
BUDGET = {"p50_ms": 10.0, "p99_ms": 25.0, "per_second": 100.0}
"""At most, at most, at least (docs/figures.md)."""
OWN_A_ROUND = 40
"""A 99th percentile wants hundreds; a peer's receipt takes as long as many of ours."""
_DRAWER = "ui.benches.receipt_drawer"


def measure(rounds: int, *, peers: bool) -> dict[str, object]:
    """The figures of our own, and with ``peers`` of the others.

    Raises EnvironmentFault (``bench_failed``) where a program ends before it has drawn.
    """
    with ExitStack() as open_ones:
        own = open_ones.enter_context(_Drawer("own"))
        others = [open_ones.enter_context(_Drawer(name)) for name in (PEERS if peers else ())]
        for number in range(rounds):
            own.draw(number * OWN_A_ROUND, OWN_A_ROUND)
            for other in others:
                if other.present:
                    other.draw(number, 1)
        figures = own.figures()
        named = {other.name: other.figures() for other in others}
    within = (
        figures["p50_ms"] <= BUDGET["p50_ms"]
        and figures["p99_ms"] <= BUDGET["p99_ms"]
        and figures["per_second"] >= BUDGET["per_second"]
    )
    fastest = min((one["p50_ms"] for one in named.values() if "p50_ms" in one), default=None)
    return {
        "bench": "receipt",
        "rounds": rounds,
        "own": figures,
        "peers": named,
        "budget": BUDGET,
        "fastest_peer_p50_ms": fastest,
        "within_budget": within and (fastest is None or figures["p50_ms"] < fastest),
    }


class _Drawer(Program):
    """A process that draws receipts by one program."""

    def __init__(self, name: str) -> None:
        super().__init__(name, [sys.executable, "-m", _DRAWER, name])
        self._times_ms: list[float] = []
        self._cpu_ms = 0.0
        self._about = self.said()

    @property
    def present(self) -> bool:
        """Whether the program is installed here."""
        return "absent" not in self._about

    def draw(self, first: int, count: int) -> None:
        """Let it draw ``count`` receipts."""
        self.tell(f"{first} {count}")
        said = self.said()
        self._times_ms += said["times_ms"]
        self._cpu_ms += said["cpu_ms"]

    def figures(self) -> dict[str, Any]:
        """What is known of it: percentiles, how many a second on one core, the first of all.

        The first loads libraries and fonts; it is told apart (``first_ms``).
        """
        if not self.present:
            return self._about
        times_ms = sorted(self._times_ms)
        figures = {
            "p50_ms": statistics.median(times_ms),
            "p99_ms": times_ms[-(-99 * len(times_ms) // 100) - 1],
            "max_ms": times_ms[-1],
            "per_second": len(times_ms) * 1000 / sum(times_ms),
            "cpu_ms": self._cpu_ms / len(times_ms),
        }
        drawn = {name: round(figure, 2) for name, figure in figures.items()}
        return {**self._about, "drawn": len(times_ms), **drawn}
