"""A program of a bench: a process of its own that says things in lines of JSON."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from types import TracebackType
from typing import Any, Self

from app.errors import EnvironmentFault
from ui.benches.peak_memory import peak_bytes

ROOT = Path(__file__).resolve().parents[2]
LONGEST_S = 900.0
STOP_WAIT_S = 15.0


class Program:
    """Runs until it ends, or until the block does. ``name`` is for people."""

    def __init__(self, name: str, command: Sequence[str], *, cwd: Path = ROOT) -> None:
        self.name = name
        self._errors = TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(  # noqa: S603 - a program of ours or named by us
            list(command),
            cwd=cwd,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        try:
            self._process.communicate(timeout=STOP_WAIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
        self._errors.close()

    def tell(self, line: str) -> None:
        """Give it a line; one that has ended says so when it is asked what it ``said``."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()

    def said(self) -> dict[str, Any]:
        """Its next line. Raises EnvironmentFault (``bench_failed``) where it ends without one."""
        assert self._process.stdout is not None
        too_long = Timer(LONGEST_S, self._process.kill)
        too_long.start()
        line = self._process.stdout.readline()
        too_long.cancel()
        if line:
            said: dict[str, Any] = json.loads(line)
            return said
        self._process.wait()
        self._errors.seek(0)
        errors = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        why = errors[-1][:300] if errors else "không rõ vì sao"
        raise EnvironmentFault("bench_failed", f"{self.name} dừng giữa chừng: {why}")

    def peak_bytes(self) -> int | None:
        """The most memory it has had so far."""
        return peak_bytes(self._process.pid)


def python(module: str, *words: object) -> list[str]:
    """The command that runs a module of the project."""
    return [sys.executable, "-m", module, *map(str, words)]
