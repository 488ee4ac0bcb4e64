"""What a printer is to the desk, whatever system drives it."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from app.errors import EnvironmentFault, InvalidInput

MAX_COPIES = 20
MAX_TITLE = 100
_UNSAFE = re.compile(r"[^\w.() -]+")


class Kind(StrEnum):
    """What drives a printer; the part of its id before the colon."""

    CUPS = "cups"
    WINDOWS = "windows"
    FOLDER = "folder"


class PrinterInfo(Struct, frozen=True):
    """A printer to choose. ``id`` goes into the settings; ``label`` is for people."""

    id: str
    label: str
    kind: Kind


class Standing(StrEnum):
    """Whether a printer takes papers now."""

    READY = "ready"
    PAUSED = "paused"
    """Stopped by somebody or by a fault, or taking no papers."""
    NOT_FOUND = "not_found"
    UNREACHABLE = "unreachable"
    """The spooler does not answer, so nothing is known of the printer."""


class PrinterState(Struct, frozen=True):
    """How a printer stands. ``message`` and ``advice`` are Vietnamese.

    A printer that is ready may still have something to say ("hết giấy"): the paper then waits in
    the spooler.
    """

    standing: Standing
    message: str
    advice: str = ""

    @property
    def ready(self) -> bool:
        """Whether a paper can be handed over."""
        return self.standing is Standing.READY


class Handed(Struct, frozen=True):
    """A paper was handed to the spooler, which is not the same as printed.

    ``job`` is the spooler's name for it ("" where it gives none), a file's path for a folder.
    """

    job: str
    printer: str


class Printer(Protocol):
    """Takes papers as PDF files."""

    @property
    def info(self) -> PrinterInfo:
        """Its id and label."""
        ...

    def check(self) -> PrinterState:
        """Ask how it stands. Does not raise for a printer that is stopped or gone."""
        ...

    def send(self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4") -> Handed:
        """Hand over ``pdf``, whose pages have the paper ``size`` (A4, A5), unscaled.

        ``title`` is seen by everybody who looks at the queue: a code, never a name. The file may be
        removed when the call returns. Raises EnvironmentFault, InvalidInput (``bad_copies``).
        """
        ...


def not_ready(state: PrinterState) -> EnvironmentFault:
    """The error for a printer that does not take papers: ``printer_`` and its standing."""
    return EnvironmentFault(f"printer_{state.standing}", state.message, advice=state.advice or None)


def checked_copies(copies: int) -> int:
    """``copies`` where a desk may want so many (1 to 20); InvalidInput (``bad_copies``) if not."""
    if not 1 <= copies <= MAX_COPIES:
        raise InvalidInput("bad_copies", f"Số bản in từ 1 đến {MAX_COPIES}.", field="copies")
    return copies


def plain_title(title: str) -> str:
    """``title`` as queues and file systems take it: one short line of letters, digits, ``.()-``."""
    return _UNSAFE.sub("_", title)[:MAX_TITLE].strip(" .") or "giay-to"
