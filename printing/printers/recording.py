"""A printer that prints nothing and keeps everything: for training, demonstrations and tests.

In its folder lie the papers as they were sent (``0001.pdf`` …), a line of JSON for each in
``papers.jsonl``, and how each job stands (``job-0001.json``), so that another process can follow a
job or look at what "came out". Faults are asked for beforehand (``fail_next``) and stay until they
are mended; nothing in here waits.

The folder holds personal data, as a printer's tray does: its files are only for the account that
runs the program.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from enum import StrEnum
from io import FileIO
from pathlib import Path

import msgspec
from msgspec import Struct

from app.clock.time import Clock, SystemClock, to_iso
from app.disk.durable_file import disk_fault, write_durably
from app.errors import EnvironmentFault, InvalidInput
from printing.printers.printer import (
    Abilities,
    Handed,
    JobState,
    JobStatus,
    Kind,
    PrinterInfo,
    PrinterState,
    Standing,
    Tray,
    checked_copies,
    no_such_tray,
    not_ready,
    plain_title,
)

PAPERS = "papers.jsonl"
_NEXT = "next.json"
_JOB = re.compile(r"[0-9]{4,9}")
TRAYS = (Tray("tray-1", "Khay 1"), Tray("tray-2", "Khay 2"))


class Trouble(StrEnum):
    """What can be asked to go wrong. The names are IPP's where it has one."""

    MEDIA_EMPTY = "media-empty"
    MEDIA_JAM = "media-jam"
    COVER_OPEN = "cover-open"
    TONER_EMPTY = "toner-empty"
    ABORTED = "aborted-by-system"
    CANCELED = "job-canceled-by-user"
    FORGOTTEN = "forgotten"
    """It takes the paper and then knows nothing of it."""
    OFFLINE = "offline"
    """It takes no paper: nothing comes out."""
    UNANSWERED = "unanswered"
    """It takes the paper and does not say so."""


_STOPS = {
    Trouble.MEDIA_EMPTY: "Hết giấy",
    Trouble.MEDIA_JAM: "Kẹt giấy",
    Trouble.COVER_OPEN: "Nắp đang mở",
    Trouble.TONER_EMPTY: "Hết mực",
}
_ENDS = {
    Trouble.ABORTED: JobStatus(JobState.FAILED, "Máy in bỏ giấy này vì lỗi."),
    Trouble.CANCELED: JobStatus(JobState.FAILED, "Giấy này đã bị hủy trong hàng đợi."),
}
_PRINTED = JobStatus(JobState.PRINTED, "Đã in xong.")
_FORGOTTEN = JobStatus(
    JobState.UNKNOWN, "Máy in không còn nhớ giấy này.", "Xem giấy đã ra hay chưa."
)
_PLAIN = {
    JobState.HANDED: JobStatus(JobState.HANDED, "Đã giao cho máy in."),
    JobState.PRINTING: JobStatus(JobState.PRINTING, "Đang in."),
    JobState.STOPPED: JobStatus(JobState.STOPPED, "Máy in đang dừng.", "Xem máy in."),
    JobState.PRINTED: _PRINTED,
    JobState.FAILED: _ENDS[Trouble.ABORTED],
    JobState.UNKNOWN: _FORGOTTEN,
}


class RecordedPaper(Struct, frozen=True):
    """A paper as it was sent; ``file`` is its PDF's name in the folder, ``at`` when (ISO)."""

    number: int
    file: str
    title: str
    size: str
    copies: int
    tray: str
    at: str


class _Orders(Struct, frozen=True):
    """What is to happen to the next paper."""

    trouble: Trouble | None = None
    steps: tuple[JobState, ...] = ()


class RecordingPrinter:
    """The printer of one folder, which is made when it is first used."""

    def __init__(self, folder: Path, *, clock: Clock | None = None) -> None:
        """Raises InvalidInput (``bad_printer``) for what can't be a folder."""
        if not str(folder).isprintable() or not folder.name:
            raise InvalidInput(
                "bad_printer",
                "Chưa chọn thư mục cho máy in tập sự.",
                field="printer",
                advice="Ghi recording:THƯ_MỤC.",
            )
        self._folder = folder.absolute()
        self._clock = clock or SystemClock()

    @property
    def info(self) -> PrinterInfo:
        label = f"Máy in tập sự ({self._folder.name})"
        return PrinterInfo(f"{Kind.RECORDING}:{self._folder}", label, Kind.RECORDING)

    def check(self) -> PrinterState:
        trouble = self._orders().trouble
        if trouble is Trouble.OFFLINE:
            return PrinterState(
                Standing.UNREACHABLE, "Máy in tập sự đang tắt.", "Bật lại rồi in lại."
            )
        if trouble in _STOPS:
            return PrinterState(Standing.READY, f"Máy in tập sự báo: {_STOPS[trouble].lower()}.")
        return PrinterState(Standing.READY, f"Giấy được giữ trong {self._folder}.")

    def abilities(self) -> Abilities:
        return Abilities(trays=TRAYS, dpi=203.2, follows=True, any_size=True)

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        checked_copies(copies)
        if tray and tray not in {one.id for one in TRAYS}:
            raise no_such_tray(self.info.label, tray)
        state = self.check()
        if not state.ready:
            raise not_ready(state)
        orders = self._orders()
        try:
            data = pdf.read_bytes()
        except OSError as fault:
            raise disk_fault(fault, pdf) from fault
        number = self._keep(data)
        name = f"{number:04d}"
        self._write(f"job-{name}.json", orders)
        at = to_iso(self._clock.now())
        paper = RecordedPaper(number, f"{name}.pdf", plain_title(title), size, copies, tray, at)
        self._note(paper)
        self._write(_NEXT, _Orders())
        if orders.trouble is Trouble.UNANSWERED:
            raise EnvironmentFault(
                "print_unanswered",
                "Máy in tập sự không trả lời; không rõ giấy có ra hay không.",
                advice="Xem giấy đã ra hay chưa trước khi in lại.",
            )
        return Handed(name, self.info.id)

    def follow(self, job: str) -> JobStatus:
        """Each time one step further; at the last one it stays."""
        orders = self._read(f"job-{job}.json") if _JOB.fullmatch(job) else None
        if orders is None or orders.trouble is Trouble.FORGOTTEN:
            return _FORGOTTEN
        if orders.steps:
            self._write(f"job-{job}.json", _Orders(orders.trouble, orders.steps[1:]))
            return _PLAIN[orders.steps[0]]
        if orders.trouble in _STOPS:
            return JobStatus(JobState.STOPPED, _STOPS[orders.trouble], "Xem máy in.")
        if orders.trouble in _ENDS:
            return _ENDS[orders.trouble]
        return _PRINTED

    def fail_next(self, trouble: str) -> None:
        """The next paper meets this (``Trouble``). ``mend`` ends what a person at a printer can.

        Raises InvalidInput (``bad_trouble``).
        """
        if trouble not in set(Trouble):
            raise InvalidInput(
                "bad_trouble",
                f"Không có sự cố {trouble[:40]!r}.",
                field="trouble",
                advice=f"Chọn một trong: {', '.join(Trouble)}.",
            )
        self._write(_NEXT, _Orders(Trouble(trouble), self._orders().steps))

    def delay_next(self, *steps: JobState) -> None:
        """What ``follow`` says of the next paper first, one step a call."""
        self._write(_NEXT, _Orders(self._orders().trouble, steps))

    def mend(self, job: str = "") -> None:
        """Paper is loaded, the cover shut, the printer on: ``job`` (or the next one) goes on."""
        name = f"job-{job}.json" if job else _NEXT
        orders = self._read(name)
        if orders is not None:
            self._write(name, _Orders(None, orders.steps))

    def forget(self, job: str) -> None:
        """As after the power of the spooler went: nothing is known of ``job`` any more."""
        if _JOB.fullmatch(job):
            (self._folder / f"job-{job}.json").unlink(missing_ok=True)

    def papers(self) -> list[RecordedPaper]:
        """What was sent, in order; a line that a power cut left half written is passed over."""
        try:
            lines = (self._folder / PAPERS).read_bytes().splitlines()
        except FileNotFoundError:
            return []
        except OSError as fault:
            raise disk_fault(fault, self._folder / PAPERS) from fault
        found = []
        for line in lines:
            with contextlib.suppress(msgspec.DecodeError):
                found.append(msgspec.json.decode(line, type=RecordedPaper))
        return found

    def pdf(self, paper: RecordedPaper) -> bytes:
        """The paper's bytes."""
        return (self._folder / paper.file).read_bytes()

    def _keep(self, data: bytes) -> int:
        """Take the next number that nobody has, also where two programs print at once."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for number in itertools.count(1 + len(list(self._folder.glob("*.pdf")))):
                place = self._folder / f"{number:04d}.pdf"
                with contextlib.suppress(FileExistsError):
                    os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
                    break
        except OSError as fault:
            raise disk_fault(fault, self._folder) from fault
        try:
            write_durably(place, data)
        except BaseException:
            with contextlib.suppress(OSError):
                place.unlink()
            raise
        return number

    def _note(self, paper: RecordedPaper) -> None:
        line = msgspec.json.encode(paper) + b"\n"
        place = self._folder / PAPERS
        try:
            descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "r+b", buffering=0) as file:
                torn = file.seek(0, os.SEEK_END) > 0 and not _ends_a_line(file)
                file.write(b"\n" + line if torn else line)
        except OSError as fault:
            raise disk_fault(fault, place) from fault

    def _orders(self) -> _Orders:
        return self._read(_NEXT) or _Orders()

    def _read(self, name: str) -> _Orders | None:
        try:
            return msgspec.json.decode((self._folder / name).read_bytes(), type=_Orders)
        except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
            return None
        except OSError as fault:
            raise disk_fault(fault, self._folder / name) from fault

    def _write(self, name: str, orders: _Orders) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as fault:
            raise disk_fault(fault, self._folder) from fault
        write_durably(self._folder / name, msgspec.json.encode(orders))


def _ends_a_line(file: FileIO) -> bool:
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"
