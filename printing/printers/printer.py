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
MAX_TITLE_OCTETS = 200
"""Of the 255 that a file's name may have: room for a number behind it and a temporary suffix."""
MIN_DPI, MAX_DPI = 72, 4_800
DOTS_A_MM = (8, 12, 16, 24)
"""Of printers whose dots are parts of a mm: drivers round them to 203, 305, 406 or 610 dpi."""
_UNSAFE = re.compile(r"[^\w.() -]+")


class Kind(StrEnum):
    """What drives a printer; the part of its id before the colon."""

    CUPS = "cups"
    IPP = "ipp"
    WINDOWS = "windows"
    ESCPOS = "escpos"
    ZPL = "zpl"
    TSPL = "tspl"
    FOLDER = "folder"
    RECORDING = "recording"


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
    """Nobody answers, so nothing is known of the printer."""


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

    ``job`` is the spooler's name for it ("" where it gives none), a file's path for a folder: all
    that ``Printer.follow`` needs, in this process or in a later one.
    """

    job: str
    printer: str


class JobState(StrEnum):
    """What a spooler or printer says of a paper that it was handed."""

    HANDED = "handed"
    """It has all of it, and has not begun. The last word of a printer that can't tell more."""
    PRINTING = "printing"
    STOPPED = "stopped"
    """A fault, a pause or a hold: it goes on when somebody does something about it."""
    PRINTED = "printed"
    FAILED = "failed"
    """Nothing more comes of it: canceled, aborted. Some pages may have come out before."""
    UNKNOWN = "unknown"
    """Forgotten: it can't be known any more whether it came out."""


_LAST = frozenset({JobState.PRINTED, JobState.FAILED, JobState.UNKNOWN})


class JobStatus(Struct, frozen=True):
    """How a paper stands that was handed over. ``message`` and ``advice`` are Vietnamese."""

    state: JobState
    message: str
    advice: str = ""

    @property
    def ended(self) -> bool:
        """Whether asking again would say the same."""
        return self.state in _LAST


class Tray(Struct, frozen=True):
    """Where a printer takes paper from. ``id`` goes into the settings and into ``Printer.send``."""

    id: str
    label: str


class Margins(Struct, frozen=True):
    """Edges of a page in mm, in which a printer can't print or a paper does not."""

    left: float
    top: float
    right: float
    bottom: float


class Abilities(Struct, frozen=True):
    """What a printer can do, as far as it says.

    ``sizes`` are names of papers: ``A4``, ``A5``, a roll by its width (``80mm``), a label by both
    (``50x30mm``); empty where the printer doesn't say. ``any_size``: it takes others too, within
    bounds that it tells when a paper is sent. ``dpi`` are its dots per 25.4
    mm (203.2, not 203), 0 where it doesn't say: the grid on which bars are laid.
    ``follows``: it can be asked about a paper that it was handed. ``margins_mm``: None if not said.
    """

    sizes: tuple[str, ...] = ()
    trays: tuple[Tray, ...] = ()
    dpi: float = 0.0
    follows: bool = False
    any_size: bool = False
    margins_mm: Margins | None = None


class Printer(Protocol):
    """Takes papers as PDF files: check, send, follow (docs/adr/0022)."""

    @property
    def info(self) -> PrinterInfo:
        """Its id and label."""
        ...

    def check(self) -> PrinterState:
        """Ask how it stands. Does not raise for a printer that is stopped or gone."""
        ...

    def abilities(self) -> Abilities:
        """Ask what it can do.

        Raises EnvironmentFault: ``printer_not_found``, ``printer_unreachable``.
        """
        ...

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        """Hand over ``pdf``, whose pages have the paper ``size``, unscaled, printed on one side.

        ``title`` is seen by everybody who looks at the queue: a code, never a name. ``tray`` is the
        id of one of its trays; "" leaves it to the printer. The file may be removed when the call
        returns. Raises InvalidInput (``bad_copies``, ``unknown_size``, ``no_such_size``,
        ``no_such_tray``) and EnvironmentFault: ``print_unanswered`` where a paper may come out all
        the same; with every other code nothing does.
        """
        ...

    def follow(self, job: str) -> JobStatus:
        """Ask once how a paper stands, by ``Handed.job``; ``HANDED`` where ``follows`` is false.

        Raises EnvironmentFault (``printer_unreachable``) where nobody answers now: ask again later.
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


def unknown_size(size: str) -> InvalidInput:
    """The error (``unknown_size``) for what is no paper."""
    return InvalidInput(
        "unknown_size",
        f"{size[:30]!r} không phải một khổ giấy.",
        field="size",
        advice="Ghi A4, A5, một cuộn giấy (80mm) hoặc một nhãn (50x30mm).",
    )


def no_such_size(label: str, size: str) -> InvalidInput:
    """The error (``no_such_size``) for a paper that the printer called ``label`` does not take."""
    return InvalidInput(
        "no_such_size",
        f"Máy in {label} không có khổ {size}.",
        field="size",
        advice="Chọn khổ giấy khác, hoặc máy in khác trong cài đặt.",
    )


def no_such_tray(label: str, tray: str) -> InvalidInput:
    """The error (``no_such_tray``) for a tray that the printer called ``label`` does not have."""
    return InvalidInput(
        "no_such_tray",
        f"Máy in {label} không có khay {tray[:60]!r}.",
        field="tray",
        advice="Chọn lại khay giấy trong cài đặt.",
    )


def true_dpi(said: float) -> float:
    """Dots per 25.4 mm of what a driver or printer gives as a round number: 203 is 203.2.

    0 for what can't be a resolution.
    """
    if not MIN_DPI <= said <= MAX_DPI:
        return 0.0
    whole = (dots * 25.4 for dots in DOTS_A_MM if abs(dots * 25.4 - said) < 1)
    return round(next(whole, float(said)), 1)


def bad_printer(named: str, advice: str = "Chọn lại máy in trong cài đặt.") -> InvalidInput:
    """The error (``bad_printer``) for what can't be the name or address of a printer."""
    return InvalidInput(
        "bad_printer", f"{named[:60]!r} không phải tên máy in.", field="printer", advice=advice
    )


def plain_title(title: str) -> str:
    """``title`` as queues and file systems take it: one short line of letters, digits, ``.()-``."""
    short = _UNSAFE.sub("_", title)[:MAX_TITLE].encode()[:MAX_TITLE_OCTETS]
    return short.decode(errors="ignore").strip(" .") or "giay-to"
