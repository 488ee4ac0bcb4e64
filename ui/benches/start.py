"""How long until the window takes a key: a bare PySide6 window and the program's own in turn.

Each is started in a fresh process; the time runs from the start of the process until a key that was
typed into the focused field has arrived.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import EnvironmentFault

if TYPE_CHECKING:
    from app.clock.time import Clock

BUDGET = 1.5
"""The window may take this many times as long as a bare one."""
LONGEST_S = 60.0
_ROOT = Path(__file__).resolve().parents[2]
_BARE, _OWN = "ui.benches.bare_window", "ui.benches.own_window"


def measure(rounds: int, *, display: str | None, clock: Clock) -> dict[str, object]:
    """The figures of both windows. Raises EnvironmentFault (``bench_failed``)."""
    with tempfile.TemporaryDirectory(prefix="quay-mot-cua-bench-") as directory:
        environment = _environment(display, Path(directory) / "bytecode")
        data, key = Path(directory) / "desk", Path(directory) / "key"
        _make_desk(data, key, clock)
        own = (_OWN, "--data", str(data), "--key-file", str(key))
        bare_ms: list[float] = []
        own_ms: list[float] = []
        for number in range(rounds + 1):
            times = _until_typed((_BARE,), environment), _until_typed(own, environment)
            if number:  # the first round reads files from the disk that later ones find in memory
                bare_ms.append(times[0])
                own_ms.append(times[1])
    ratio = statistics.median(own_ms) / statistics.median(bare_ms)
    return {
        "bench": "start",
        "rounds": rounds,
        "platform": environment.get("QT_QPA_PLATFORM", sys.platform),
        "bare": _described(bare_ms),
        "window": _described(own_ms),
        "ratio": round(ratio, 2),
        "budget": BUDGET,
        "within_budget": ratio <= BUDGET,
    }


def _make_desk(data: Path, key: Path, clock: Clock) -> None:
    """A desk as on any morning: its store is there, somebody has to sign in."""
    from app.accounts.directory import add_first_account  # noqa: PLC0415 - verbs start lean
    from app.keys.key_file import KeyFile  # noqa: PLC0415 - as above
    from app.keys.machine import machine_fingerprint  # noqa: PLC0415 - as above
    from app.store.store import create_store  # noqa: PLC0415 - as above

    machine = machine_fingerprint()
    with create_store(data, KeyFile(key), clock=clock, machine=machine) as store:
        add_first_account(store, "Nguyễn Thị Minh Họa", clock.now())


def _environment(display: str | None, bytecode: Path) -> dict[str, str]:
    """Without a screen named, Qt draws into memory: the same on every machine.

    As an installed program both find their bytecode; the round that is not counted writes it.
    """
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(bytecode)
    if display is None:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    else:
        environment.pop("QT_QPA_PLATFORM", None)
        environment["DISPLAY"] = display
    return environment


def _until_typed(words: tuple[str, ...], environment: dict[str, str]) -> float:
    """Milliseconds from the start of a process until it says that its field took the key."""
    command = [sys.executable, "-m", *words]
    began = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    too_long = threading.Timer(LONGEST_S, child.kill)
    too_long.start()
    said = child.stdout.readline()
    took_ms = (time.perf_counter() - began) * 1000
    _, errors = child.communicate()
    too_long.cancel()
    if not said or child.returncode:
        detail = errors.decode("utf-8", "replace").strip().splitlines()[-1:] or ["không rõ vì sao"]
        raise EnvironmentFault(
            "bench_failed",
            f"Cửa sổ không nhận được phím: {detail[0][:200]}",
            advice="Kiểm tra màn hình nêu ở --display.",
        )
    return took_ms


def _described(times_ms: list[float]) -> dict[str, float]:
    """Milliseconds; ``spread_ms`` is between the first and the third quartile."""
    first, _, third = (
        statistics.quantiles(times_ms, n=4, method="inclusive")
        if len(times_ms) > 1
        else (times_ms[0],) * 3
    )
    figures = {
        "median_ms": statistics.median(times_ms),
        "min_ms": min(times_ms),
        "max_ms": max(times_ms),
        "spread_ms": third - first,
    }
    return {name: round(figure, 1) for name, figure in figures.items()}
