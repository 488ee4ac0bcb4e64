"""Calls and signals without end."""

from __future__ import annotations

import subprocess
import sys

_CALLS = """
from PySide6.QtCore import QObject, Signal
from ui.operations.constant_references import keep_constants_alive
class Teller(QObject):
    told = Signal(object)
keep_constants_alive()
keep_constants_alive()
teller = Teller()
for number in range(100_000):
    teller.told.emit(number)
    teller.setObjectName(str(number))
print("done")
"""


def test_a_hundred_thousand_calls_do_no_harm() -> None:
    """On Python 3.11 each one loses a reference to None or True, which would end the program."""
    done = subprocess.run(
        [sys.executable, "-c", _CALLS], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr
