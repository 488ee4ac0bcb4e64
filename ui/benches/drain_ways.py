"""Our own way to empty a queue, and the plainest one that is durable."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.errors import EnvironmentFault
from ui.benches.drain_central import copy_queue, running_central
from ui.benches.drain_queue import Queue
from ui.benches.program import Program, python


@contextmanager
def line_to(port: int, rtt_ms: int) -> Iterator[int]:
    """A line with that round trip to ``port``; the port to call. Without a delay the same one."""
    if not rtt_ms:
        yield port
        return
    with Program("delayed line", python("ui.benches.delayed_line", port, rtt_ms)) as line:
        yield line.said()["port"]


def own(queue: Queue, place: Path, rtt_ms: int, database: str | None) -> dict[str, Any]:
    """Desk and central as they are, each in a process of its own."""
    copy_queue(queue.place, place)
    central_file = place / "central.sqlite"
    with (
        running_central(central_file, place / "desk", database) as (central, url),
        line_to(urlsplit(url).port or 0, rtt_ms) as port,
        Program("desk", python("ui.benches.drain_desk", place, f"http://127.0.0.1:{port}")) as desk,
    ):
        took = desk.said()
        took["central_peak_bytes"] = central.peak_bytes()
    return {**took, "dossiers": queue.dossiers}


def floor(queue: Queue, file: Path, rtt_ms: int) -> dict[str, Any]:
    """Gzipped batches of 500 posted to a small server, a commit a batch."""
    for rest in ("", "-wal", "-shm"):
        file.with_name(file.name + rest).unlink(missing_ok=True)
    with Program("small server", python("ui.benches.small_server", file)) as server:
        with (
            line_to(server.said()["port"], rtt_ms) as port,
            Program(
                "plain batches", python("ui.benches.plain_batches", queue.records, port)
            ) as one,
        ):
            took = one.said()
        with contextlib.closing(sqlite3.connect(file)) as kept:
            (count,) = kept.execute("SELECT count(*) FROM record").fetchone()
    if count != queue.dossiers:
        raise EnvironmentFault("bench_failed", f"Máy chủ nhỏ chỉ giữ {count} hồ sơ.")
    return {**took, "dossiers": count}
