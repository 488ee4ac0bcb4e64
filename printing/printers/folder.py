"""A folder in a printer's place: for desks without one, demonstrations and tests."""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

from app.disk.durable_file import disk_fault, write_durably
from app.errors import InvalidInput
from printing.printers.printer import (
    Abilities,
    Handed,
    JobState,
    JobStatus,
    Kind,
    PrinterInfo,
    PrinterState,
    Standing,
    checked_copies,
    no_such_tray,
    plain_title,
)


class FolderPrinter:
    """Puts each paper into a folder under its title; one that is there is never replaced.

    The files hold personal data and are only for the account that runs the program (mode 0600).
    """

    def __init__(self, folder: Path) -> None:
        """Raises InvalidInput (``bad_printer``) for what can't be a folder."""
        if not str(folder).isprintable() or not folder.name:
            raise InvalidInput(
                "bad_printer", "Chưa chọn thư mục để in vào.", field="printer", advice="Chọn lại."
            )
        self._folder = folder.absolute()

    @property
    def info(self) -> PrinterInfo:
        label = f"Thư mục {self._folder.name}"
        return PrinterInfo(f"{Kind.FOLDER}:{self._folder}", label, Kind.FOLDER)

    def check(self) -> PrinterState:
        if not os.path.isdir(self._folder):  # noqa: PTH112 - Path's raises for some names
            return PrinterState(
                Standing.NOT_FOUND,
                f"Không có thư mục {self._folder}.",
                "Tạo thư mục đó, hoặc chọn máy in khác trong cài đặt.",
            )
        if not os.access(self._folder, os.W_OK | os.X_OK):
            return PrinterState(
                Standing.PAUSED,
                f"Không có quyền ghi vào thư mục {self._folder}.",
                "Kiểm tra quyền của thư mục, hoặc chọn máy in khác trong cài đặt.",
            )
        return PrinterState(Standing.READY, f"Giấy được lưu vào {self._folder}.")

    def abilities(self) -> Abilities:
        """Any size, and nothing to follow: a file is all that comes."""
        return Abilities()

    def send(
        self,
        pdf: Path,
        *,
        title: str,
        copies: int = 1,
        size: str = "A4",  # noqa: ARG002 - a file has its size
        tray: str = "",
    ) -> Handed:
        """Save a copy of ``pdf``; one file, however many ``copies``."""
        if tray:
            raise no_such_tray(self.info.label, tray)
        checked_copies(copies)
        try:
            data = pdf.read_bytes()
            place = self._free_place(plain_title(title))
        except OSError as fault:
            raise disk_fault(fault, self._folder) from fault
        try:
            write_durably(place, data)
        except BaseException:
            with contextlib.suppress(OSError):
                place.unlink()
            raise
        return Handed(str(place), self.info.id)

    def follow(self, job: str) -> JobStatus:
        """Where the file is, or that it is no longer there: somebody may have taken it away."""
        if os.path.isfile(job):  # noqa: PTH113 - as above
            return JobStatus(JobState.HANDED, f"Giấy được lưu vào {job}.")
        return JobStatus(JobState.UNKNOWN, f"Không còn tệp {job}.", "In lại nếu còn cần tệp này.")

    def _free_place(self, name: str) -> Path:
        """Take a name that nobody has: an empty file stands under it from now on."""
        for number in itertools.count(1):
            place = self._folder / (f"{name}.pdf" if number == 1 else f"{name} ({number}).pdf")
            with contextlib.suppress(FileExistsError):
                os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
                return place
        raise AssertionError("itertools.count ends")
