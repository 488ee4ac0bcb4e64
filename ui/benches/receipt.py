"""How fast a receipt is drawn, beside other programs that draw the same one in the same run.

Every program runs in a process of its own, so that none pays for another's memory; in each round
they take turns.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from types import TracebackType
from typing import Any, Self

from app.errors import EnvironmentFault

PEERS = ("typst", "platypus", "weasyprint", "fpdf2")
BUDGET = {"p50_ms": 10.0, "p99_ms": 25.0, "per_second": 100.0}
"""At most, at most, at least (DESIGN §9)."""
OWN_A_ROUND = 40
"""A 99th percentile wants hundreds; a peer's receipt takes as long as many of ours."""
LONGEST_S = 120.0
_ROOT = Path(__file__).resolve().parents[2]
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


class _Drawer:
    """A process that draws receipts by one program."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._errors = TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", _DRAWER, name],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        self._times_ms: list[float] = []
        self._cpu_ms = 0.0
        self._about = self._said()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._process.kill()
        self._process.communicate()
        self._errors.close()

    @property
    def present(self) -> bool:
        """Whether the program is installed here."""
        return "absent" not in self._about

    def draw(self, first: int, count: int) -> None:
        """Let it draw ``count`` receipts."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{first} {count}\n")
        self._process.stdin.flush()
        said = self._said()
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

    def _said(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        too_long = Timer(LONGEST_S, self._process.kill)
        too_long.start()
        line = self._process.stdout.readline()
        too_long.cancel()
        if line:
            said: dict[str, Any] = json.loads(line)
            return said
        self._process.communicate()
        self._errors.seek(0)
        errors = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        why = errors[-1][:200] if errors else "không rõ vì sao"
        raise EnvironmentFault(
            "bench_failed",
            f"{self.name} không vẽ được giấy tiếp nhận: {why}",
            advice="Chạy lại không có --peers.",
        )
