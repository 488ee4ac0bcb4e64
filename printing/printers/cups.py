"""Printers of CUPS (Linux, macOS) by its own tools ``lpstat`` and ``lp``.

The environment variable ``CUPS_SERVER`` says which scheduler they ask, as for every client of
CUPS. A scheduler keeps the files of printed jobs for a day unless its cupsd.conf says
``PreserveJobFiles No``; the desk can't change that from here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from app.errors import EnvironmentFault, InvalidInput
from printing.printers.printer import (
    Handed,
    Kind,
    PrinterInfo,
    PrinterState,
    Standing,
    checked_copies,
    not_ready,
    plain_title,
)

ASK_SECONDS = 10.0
SEND_SECONDS = 60.0

# Beyond what CUPS itself forbids (blanks, "/", "#"): a comma makes a list of two printers, a
# hyphen in front an option.
_NAME = re.compile(r"[^\s,/#\"'\\\x00-\x1f\x7f-][^\s,/#\"'\\\x00-\x1f\x7f]{0,126}")
_PRINTER_LINE = re.compile(r"printer (?P<name>\S+) (?P<state>is idle|now printing|disabled)\b")
_DEFAULT_LINE = re.compile(r"system default destination: (?P<name>\S+)")
_REQUEST = re.compile(r"request id is (?P<job>\S+) \(")
_DESCRIPTION = "\tDescription: "
_ALERTS = "\tAlerts: "
_SEVERITY = re.compile(r"-(error|warning|report)$")
_RUNNING = "scheduler is running"
_REJECTS = "not accepting requests since"

_NO_TOOLS = PrinterState(
    Standing.UNREACHABLE,
    "Máy này chưa có CUPS nên không in được.",
    "Cài gói cups-client, hoặc in ra thư mục.",
)
_NO_SCHEDULER = PrinterState(
    Standing.UNREACHABLE,
    "Dịch vụ in CUPS không chạy.",
    "Khởi động lại dịch vụ in (cups) rồi in lại.",
)
_NO_ANSWER = PrinterState(
    Standing.UNREACHABLE,
    "Dịch vụ in CUPS không trả lời.",
    "Khởi động lại dịch vụ in (cups) rồi in lại.",
)

_FAULTS = {
    "media-empty": "hết giấy",
    "media-needed": "cần nạp giấy",
    "media-jam": "kẹt giấy",
    "cover-open": "nắp đang mở",
    "door-open": "cửa đang mở",
    "input-tray-missing": "thiếu khay giấy",
    "toner-empty": "hết mực",
    "marker-supply-empty": "hết mực",
    "toner-low": "sắp hết mực",
    "marker-supply-low": "sắp hết mực",
    "offline": "máy in tắt hoặc mất kết nối",
    "shutdown": "máy in tắt",
    "timed-out": "máy in không trả lời",
}


def cups_printers() -> tuple[list[PrinterInfo], str]:
    """The scheduler's queues, the default one first; where there are none, the reason."""
    try:
        said = _ask(ASK_SECONDS, "-r", "-d", "-l", "-p")
    except _NotAnswered as fault:
        return [], fault.state.message
    if _RUNNING not in said.splitlines():
        return [], _NO_SCHEDULER.message
    default = _DEFAULT_LINE.search(said)
    first = default["name"] if default else ""
    found = [
        PrinterInfo(f"{Kind.CUPS}:{name}", _value(lines, _DESCRIPTION) or name, Kind.CUPS)
        for name, _, lines in _queues(said)
        if _NAME.fullmatch(name)
    ]
    found.sort(key=lambda info: (info.id != f"{Kind.CUPS}:{first}", info.label.casefold()))
    return found, "" if found else "Máy này chưa cài máy in nào."


class CupsPrinter:
    """One queue of CUPS."""

    def __init__(
        self,
        name: str,
        *,
        ask_seconds: float = ASK_SECONDS,
        send_seconds: float = SEND_SECONDS,
    ) -> None:
        """Raises InvalidInput (``bad_printer``) for what can't be a queue's name."""
        if not _NAME.fullmatch(name):
            raise InvalidInput(
                "bad_printer",
                f"{name[:60]!r} không phải tên máy in.",
                field="printer",
                advice="Chọn lại máy in trong cài đặt.",
            )
        self._name = name
        self._ask_seconds = ask_seconds
        self._send_seconds = send_seconds

    @property
    def info(self) -> PrinterInfo:
        return PrinterInfo(f"{Kind.CUPS}:{self._name}", self._name, Kind.CUPS)

    def check(self) -> PrinterState:
        try:
            said = _ask(self._ask_seconds, "-r", "-l", "-p", self._name, "-a", self._name)
        except _NotAnswered as fault:
            return fault.state
        if _RUNNING not in said.splitlines():
            return _NO_SCHEDULER
        for name, state, lines in _queues(said):
            if name == self._name:
                return self._standing(state, lines, rejects=f"{name} {_REJECTS}" in said)
        return PrinterState(
            Standing.NOT_FOUND,
            f"Không có máy in {self._name}.",
            "Chọn lại máy in trong cài đặt.",
        )

    def send(self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4") -> Handed:
        # What CUPS does where nothing is said differs by version: each is said.
        options = [f"media={size}", "print-scaling=none", "fit-to-page=false", "number-up=1"]
        arguments = ["-d", self._name, "-n", str(checked_copies(copies)), "-t", plain_title(title)]
        for option in options:
            arguments += ["-o", option]
        try:
            done = _run("lp", [*arguments, "--", str(pdf.absolute())], self._send_seconds)
        except subprocess.TimeoutExpired:
            raise EnvironmentFault(
                "print_unanswered",
                f"Máy in {self._name} không trả lời; không rõ giấy có ra hay không.",
                advice="Xem hàng đợi của máy in trước khi in lại.",
            ) from None
        except _NotAnswered as fault:
            raise not_ready(fault.state) from fault
        if done.returncode != 0:
            raise self._not_taken(done.stderr)
        request = _REQUEST.search(done.stdout)
        return Handed(request["job"] if request else "", self.info.id)

    def _standing(self, state: str, lines: list[str], *, rejects: bool) -> PrinterState:
        faults = _faults(_value(lines, _ALERTS))
        if state == "disabled" or rejects:
            said = lines[0].strip() if lines and lines[0].startswith("\t") else ""
            why = faults or ("" if said in {"", "Paused", "reason unknown"} else said)
            doing = "đang tạm dừng" if state == "disabled" else "đang không nhận giấy"
            return PrinterState(
                Standing.PAUSED,
                f"Máy in {self._name} {doing}{f': {why}' if why else ''}.",
                "Xem máy in, rồi bật lại trong phần cài đặt máy in của máy tính.",
            )
        if faults:
            return PrinterState(Standing.READY, f"Máy in {self._name} báo: {faults}.")
        return PrinterState(Standing.READY, f"Máy in {self._name} sẵn sàng.")

    def _not_taken(self, said: str) -> EnvironmentFault:
        state = self.check()
        if not state.ready:
            return not_ready(state)
        first = said.strip().splitlines()[0] if said.strip() else "không rõ lý do"
        return EnvironmentFault(
            "print_failed",
            f"Máy in {self._name} không nhận giấy ({first.removeprefix('lp: ')[:200]}).",
            advice="Xem máy in rồi in lại.",
        )


class _NotAnswered(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, state: PrinterState) -> None:
        super().__init__(state.message)
        self.state = state


def _ask(limit_seconds: float, *arguments: str) -> str:
    """What ``lpstat`` says; it ends with 1 as soon as one of the names is unknown."""
    try:
        return _run("lpstat", list(arguments), limit_seconds).stdout
    except subprocess.TimeoutExpired:
        raise _NotAnswered(_NO_ANSWER) from None


def _run(tool: str, arguments: list[str], limit_seconds: float) -> subprocess.CompletedProcess[str]:
    """Run a tool of CUPS with plain English answers, where it can't ask for a password."""
    program = shutil.which(tool)
    if program is None:
        raise _NotAnswered(_NO_TOOLS)
    plain = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": ""}
    try:
        return subprocess.run(  # noqa: S603 - no shell; names are checked above
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=limit_seconds,
            env=plain,
            start_new_session=True,  # without a terminal there is nobody to ask
            check=False,
        )
    except OSError as fault:
        raise _NotAnswered(_NO_TOOLS) from fault


def _queues(said: str) -> Iterator[tuple[str, str, list[str]]]:
    """Name, state and the indented lines of each queue in what ``lpstat -l -p`` said."""
    lines = said.splitlines()
    for at, line in enumerate(lines):
        head = _PRINTER_LINE.match(line)
        if head is None:
            continue
        end = at + 1
        while end < len(lines) and lines[end].startswith("\t"):
            end += 1
        yield head["name"], head["state"], lines[at + 1 : end]


def _value(lines: list[str], label: str) -> str:
    found = (line.removeprefix(label).strip() for line in lines if line.startswith(label))
    return next(found, "")


def _faults(alerts: str) -> str:
    """What a printer's alerts say, in our words; those that mean nothing to an officer go."""
    known = [_FAULTS.get(_SEVERITY.sub("", alert), "") for alert in alerts.split()]
    return ", ".join(dict.fromkeys(fault for fault in known if fault))
