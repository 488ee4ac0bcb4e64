"""Draws receipts by one program as often as it is told.

``python -m ui.benches.receipt_drawer NAME`` first says what it is, or why it can't; then, for each
line "FIRST COUNT" that it reads, it draws that many receipts and says how long each took. One JSON
document a line.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable

from ui.benches.receipt_sample import plain, sample

OWN = "own"
Draw = Callable[[int], bytes]


def main() -> int:
    """Serve the lines of standard input until it ends."""
    began = time.perf_counter()
    try:
        draw, about = _program(sys.argv[1])
    except (ImportError, OSError) as fault:  # the library, or a system library that it needs
        _say({"absent": str(fault)[:200]})
        return 0
    pdf = draw(0)
    _say(about | {"first_ms": _ms(time.perf_counter() - began), "bytes": len(pdf)})
    for line in sys.stdin:
        first, count = map(int, line.split())
        _say(_drawn(draw, range(first, first + count)))
    return 0


def _program(name: str) -> tuple[Draw, dict[str, object]]:
    if name == OWN:
        from printing.forms import receipt  # noqa: PLC0415 - a peer does not pay for it

        return lambda number: receipt.render(sample(number)).pdf, {"pdf_a": True}
    peer = importlib.import_module(f"ui.benches.receipt_peers.{name}")
    about = {"version": peer.VERSION, "pdf_a": peer.PDF_A}
    return lambda number: peer.draw(plain(sample(number))), about


def _drawn(draw: Draw, numbers: range) -> dict[str, object]:
    times_ms = []
    cpu = time.process_time()
    for number in numbers:
        began = time.perf_counter()
        draw(number)
        times_ms.append(_ms(time.perf_counter() - began))
    return {"times_ms": times_ms, "cpu_ms": _ms(time.process_time() - cpu)}


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


def _say(what: dict[str, object]) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201 - it is what the program is for


if __name__ == "__main__":
    sys.exit(main())
