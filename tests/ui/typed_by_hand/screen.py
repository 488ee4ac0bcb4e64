"""A screen without a monitor (Xvfb), and a keyboard that anybody could press (xdotool)."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

SIZE = "1366x768x24"
PATIENCE_S = 60
SCANNER_MS = 8
"""Between two keys: a hand scanner."""
PERSON_MS = 60
"""Between two keys: somebody who types well."""


class Screen:
    """One X server. ``environment`` is for programs that are to be seen on it."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def wait_for(self, title: str) -> str:
        """The id of the window whose title begins so, with the keys going to it."""
        window = self._run("search", "--sync", "--onlyvisible", "--name", f"^{title}").split()[0]
        self._run("windowfocus", "--sync", window)
        return window

    def type(self, text: str, *, delay_ms: int = PERSON_MS) -> None:
        """Type a text, key by key."""
        self._run("type", "--delay", str(delay_ms), "--", text)

    def press(self, *keys: str) -> None:
        """Press keys by their names of X (``Return``, ``F8``, ``ctrl+l``)."""
        self._run("key", "--delay", str(PERSON_MS), *keys)

    def scan(self, text: str) -> None:
        """A scanner types a text and presses Enter."""
        self.type(text, delay_ms=SCANNER_MS)
        self._run("key", "--delay", str(SCANNER_MS), "Return")

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment, capture_output=True, text=True, timeout=PATIENCE_S, check=True,
        )  # fmt: skip
        return done.stdout


@contextmanager
def open_screen() -> Iterator[Screen]:
    """Start a server on a free display; it ends with the block."""
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            pytest.fail(f"{tool} is missing: make setup-system installs it")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=(writing,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}")
    finally:
        server.terminate()
        server.wait()


def wait_until(there: Callable[[], bool], what: str) -> None:
    """Wait for what another process does."""
    deadline = time.monotonic() + PATIENCE_S
    while not there():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)
