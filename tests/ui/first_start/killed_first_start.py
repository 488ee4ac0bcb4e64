"""A first start that is killed: asks a central for enrolment, and dies at the given moment.

``python -m tests.ui.first_start.killed_first_start DATA KEY URL CODE COUNTER``
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from app.clock.time import FixedClock
from app.errors import QmcError
from tests.desks import MORNING
from ui.commands.context import CommandContext
from ui.first_start.groundwork import Groundwork


def main(words: list[str]) -> None:
    """Enrol, or try to; then die without closing anything."""
    data, key, url, code, counter = words
    clock = FixedClock(MORNING)
    context = CommandContext(clock=clock, named_data=Path(data), key_file=Path(key), officer=None)
    work = Groundwork(context, clock)
    try:
        work.enrol(url, code, counter)
    except QmcError as error:
        sys.stdout.write(error.code)
        sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)


if __name__ == "__main__":
    main(sys.argv[1:])
