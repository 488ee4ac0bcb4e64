"""A desk that prints one receipt and is killed on the way.

``python -m tests.printing.killed_printing ROOT CODE STEP``; STEP says where: ``before`` the first
byte, ``amid`` (the printer has it, nobody said so), ``after`` (that it has it was kept).
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from printing.issuing import print_paper
from printing.printers.printer import Handed
from printing.printers.recording import RecordingPrinter
from tests.desks import open_desk


class KilledPrinter(RecordingPrinter):
    """The process dies around the sending."""

    def __init__(self, folder: Path, step: str) -> None:
        super().__init__(folder)
        self._step = step

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        if self._step == "before":
            die()
        handed = super().send(pdf, title=title, copies=copies, size=size, tray=tray)
        if self._step == "amid":
            die()
        return handed


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    root, code, step = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    with open_desk(root / "desk") as desk:
        print_paper(desk, code, "receipt", KilledPrinter(root / "printer", step))
        die()


if __name__ == "__main__":
    main()
