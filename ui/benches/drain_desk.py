"""A desk that empties its queue as ``sync`` does: ``python -m ui.benches.drain_desk DIR URL``.

DIR holds what ``drain_queue`` made. Prints one line: ``seconds`` until the queue was empty, every
answer durable at the desk, and ``sync_seconds`` until the feed was read back, too.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from app.calendar.working_calendar import load_calendar
from app.clock.time import SystemClock
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.store.store import open_store
from sync.desk_sync import sync_desk
from sync.engine.changed import Changed
from ui.benches.peak_memory import peak_bytes


def drain(place: Path, url: str) -> dict[str, float | None]:
    """Empty the queue. Raises RuntimeError where something stays in it."""
    clock, keys = SystemClock(), KeyFile(place / "key")
    with open_store(place / "desk", keys, clock=clock, machine=machine_fingerprint()) as store:
        queued = store.outbox.counts().waiting
        answered = 0
        emptied_s = 0.0
        began, cpu_began = time.perf_counter(), time.process_time()

        def changed(what: Changed) -> None:
            nonlocal answered, emptied_s
            answered += what.accepted + what.duplicate + what.set_aside
            if answered >= queued and not emptied_s:
                emptied_s = time.perf_counter() - began

        summary = sync_desk(
            store, load_calendar(), clock, once=False, base_url=url, changed=changed
        )
        ended_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu_began
    if summary.accepted != queued or summary.waiting:
        raise RuntimeError(f"{queued} in the queue: {summary}")
    return {
        "events": queued,
        "seconds": emptied_s,
        "sync_seconds": ended_s,
        "cpu_seconds": cpu_s,
        "uploaded_bytes": summary.uploaded_bytes,
        "peak_bytes": peak_bytes(),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(drain(Path(sys.argv[1]), sys.argv[2])) + "\n")
