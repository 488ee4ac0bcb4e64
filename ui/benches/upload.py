"""Three days without a line, sent over a slow one that breaks off: bytes, and time.

300 dossiers with 3,000 pages, 2 Mbit/s each way, a round trip of 150 ms, a cut every 30 s; a part
of it (``scale``) at the same line. The central is a process of its own.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import EnvironmentFault
from app.store.store import Store
from app.store.uploads import UploadState
from sync.desk_sync import PIPELINE, lanes_of
from sync.driver import Hooks, run
from sync.engine.answers import Failure, Reply
from sync.engine.changed import Changed
from sync.engine.engine import Engine
from sync.engine.send import Move, Send
from sync.engine.settings import EngineSettings
from sync.outbox.desk import StoreDesk
from ui.benches.offline_days import Days, OfflineDesk
from ui.benches.slow_line import LineSettings, SlowLine
from ui.benches.upload_peer import send_all

if TYPE_CHECKING:
    from ui.commands.context import CommandContext

DOSSIERS, PAGES = 300, 3_000
LINE = LineSettings(bytes_s=250_000.0, rtt_s=0.15, cut_every_s=30.0)
BUDGET = {"bytes_of_payload": 1.15, "registered_s": 10.0, "resent_after_a_cut": 256 * 1024}
"""At most, each (docs/figures.md); a cut may cost one chunk."""
LONGEST_S = 3_600.0
_ROOT = Path(__file__).resolve().parents[2]


def measure(scale: float, *, peers: bool, context: CommandContext) -> dict[str, object]:
    """The figures of ``scale`` (0 to 1) of the three days. Raises EnvironmentFault
    (``bench_failed``)."""
    dossiers, pages = max(1, round(DOSSIERS * scale)), max(1, round(PAGES * scale))
    with tempfile.TemporaryDirectory(prefix="quay-mot-cua-bench-") as folder:
        directory = Path(folder)
        database = directory / "central.sqlite"
        with _process("main.py", "central", "--database", str(database), "--port", "0") as ready:
            url = str(json.loads(ready)["url"])
            desk = OfflineDesk(
                directory, url, context.clock, context.catalogue(), context.calendar()
            )
            with desk.open(f"sqlite:///{database.as_posix()}", dossiers) as store:
                days = desk.receive(store, dossiers, pages)
                sent = list(_bodies(store)) if peers else []
                ours = _send(store, desk, days)
        peer = _peer(directory, sent, days) if peers else None
    figures = {
        "bench": "upload",
        "scale": scale,
        "dossiers": days.dossiers,
        "pages": days.pages,
        "payload_bytes": days.page_bytes + days.event_bytes,
        "line": {
            "mbit_s": LINE.bytes_s * 8 / 1e6,
            "rtt_ms": LINE.rtt_s * 1_000,
            "cut_every_s": LINE.cut_every_s,
        },
        "desk": ours,
        "budget": BUDGET,
        "within_budget": ours["bytes_of_payload"] <= BUDGET["bytes_of_payload"]
        and ours["registered_s"] <= BUDGET["registered_s"]
        and ours["resent_after_a_cut"] <= BUDGET["resent_after_a_cut"],
    }
    return figures if peer is None else {**figures, "peer": peer}


@dataclass(slots=True)
class _Watch:
    """What became of the pages' bytes, call by call."""

    line: SlowLine
    began: float = field(default_factory=time.monotonic)
    registered_s: float | None = None
    begun: dict[int, int] = field(default_factory=dict)
    """Of each call under way, how many cuts there had been when it began."""
    cost: dict[int, int] = field(default_factory=dict)
    """Of each cut, the bytes of pages that were under way."""


class _WatchedEngine(Engine):
    """Counts, at each cut, the pages' bytes that were under way: they go over the line again."""

    watch: _Watch

    def next(self, now: datetime) -> Move:
        move = super().next(now)
        if isinstance(move, Send):
            self.watch.begun[move.ticket] = self.watch.line.cuts
        return move

    def on(self, send: Send, reply: Reply, now: datetime) -> Changed:
        cuts = self.watch.line.cuts
        if self.watch.begun.pop(send.ticket) < cuts and isinstance(reply, Failure):
            self.watch.cost[cuts] = self.watch.cost.get(cuts, 0) + len(send.content or b"")
        return super().on(send, reply, now)


def _send(store: Store, offline: OfflineDesk, days: Days) -> dict[str, Any]:
    """The line is there again: until the central has everything."""
    desk = StoreDesk(store, offline.calendar)
    engine = _WatchedEngine(desk, random.Random(), EngineSettings(pipeline=PIPELINE))  # noqa: S311 - jitter
    port = int(offline.url.rpartition(":")[2])
    with SlowLine(port, LINE) as line:
        lanes = lanes_of(store, offline.calendar, offline.clock, base_url=line.url)
        watch = engine.watch = _Watch(line)
        line.begin()
        with lanes:

            def is_done() -> bool:
                seconds = time.monotonic() - watch.began
                if watch.registered_s is None and not desk.waiting():
                    watch.registered_s = seconds
                if seconds > LONGEST_S:
                    raise EnvironmentFault("bench_failed", "Đường truyền thử quá chậm.")
                return watch.registered_s is not None and not desk.scans_waiting()

            run(
                engine,
                lanes,
                offline.clock,
                lanes.wait,
                waiting=desk.waiting,
                hooks=Hooks(stop=is_done),
                monotonic=time.monotonic,
            )
        seconds = time.monotonic() - watch.began
        wire, cuts = line.up_bytes + line.down_bytes, line.cuts
    if store.uploads.counts().set_aside or len(_done(store)) != days.pages:
        raise EnvironmentFault("bench_failed", "Có ảnh không tới được trung tâm.")
    return {
        "seconds": round(seconds, 1),
        "registered_s": round(watch.registered_s or 0.0, 2),
        "wire_bytes": wire,
        "bytes_of_payload": round(wire / (days.page_bytes + days.event_bytes), 4),
        "line_used": round(wire / LINE.bytes_s / seconds, 2),
        "cuts": cuts,
        "resent_after_a_cut": max(watch.cost.values(), default=0),
    }


def _peer(directory: Path, sent: list[tuple[bytes, list[bytes]]], days: Days) -> dict[str, object]:
    """The same days over the same line, as one would send them first."""
    kept = directory / "peer"
    kept.mkdir()
    with (
        _process("-m", "ui.benches.upload_peer", str(kept)) as ready,
        SlowLine(int(ready), LINE) as line,
    ):
        began = time.monotonic()
        line.begin()
        registered_s, again = send_all(line.url, sent)
        seconds = time.monotonic() - began
        wire, cuts = line.up_bytes + line.down_bytes, line.cuts
    return {
        "what": "requests: JSON a dossier, multipart a page, each again from its start when cut",
        "seconds": round(seconds, 1),
        "registered_s": round(registered_s, 2),
        "wire_bytes": wire,
        "bytes_of_payload": round(wire / (days.page_bytes + days.event_bytes), 4),
        "cuts": cuts,
        "sent_again": again,
    }


def _bodies(store: Store) -> Iterator[tuple[bytes, list[bytes]]]:
    """Of each dossier: its events as one body, and its pages."""
    rows, _ = store.search("", DOSSIERS)
    for row in reversed(rows):
        events = store.events(row.id)
        body = b"\n".join(each.event.header_bytes + each.event.payload_bytes for each in events)
        pages = [store.pages.get(page.sha256) for page in store.uploads.of_dossier(row.id)]
        yield body, pages


def _done(store: Store) -> list[str]:
    return [page.sha256 for page in store.uploads.in_state(UploadState.DONE, limit=PAGES)]


@contextmanager
def _process(*words: str) -> Iterator[str]:
    """A server of ours in a process of its own; gives the line with which it says it is ready."""
    child = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *words], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    try:
        said = child.stdout.readline()
        if not said:
            raise EnvironmentFault("bench_failed", "Máy chủ để đo không chạy được.")
        yield said
    finally:
        child.terminate()
        child.wait()
        child.stdout.close()
