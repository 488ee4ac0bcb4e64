"""What an IPP printer says of itself and of its jobs, in the words of ``printing.printers``."""

from __future__ import annotations

from enum import IntEnum

from printing.printers.ipp import words
from printing.printers.ipp.media import margins_of, sizes_of, takes_any
from printing.printers.ipp.message import MAX_NAME_OCTETS, Attributes
from printing.printers.printer import (
    Abilities,
    JobState,
    JobStatus,
    PrinterState,
    Standing,
    Tray,
    true_dpi,
)

STOPPED = 5
"""``printer-state`` (RFC 8011, 5.4.11)."""


class _Job(IntEnum):
    """``job-state`` (RFC 8011, 5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


_UNDER_WAY = {_Job.PENDING, _Job.HELD, _Job.PROCESSING, _Job.STOPPED}
_DOTS_PER_CM = 4
_MAX_SAID = 120
MAX_TRAYS = 50

_TRAYS = {
    "auto": "Tự chọn khay",
    "main": "Khay chính",
    "alternate": "Khay phụ",
    "large-capacity": "Khay lớn",
    "manual": "Nạp tay",
    "by-pass-tray": "Khay tay",
    "envelope": "Khay phong bì",
    "top": "Khay trên",
    "middle": "Khay giữa",
    "bottom": "Khay dưới",
    "main-roll": "Cuộn chính",
}
_SEE_PRINTER = "Xem máy in, rồi bật lại trong phần cài đặt máy in của máy tính."
_SEE_PAPER = "Xem giấy đã ra hay chưa trước khi in lại."
_SEE_FAULT = "Xử lý ở máy in; giấy in tiếp khi máy in chạy lại."


def printer_state(label: str, said: Attributes) -> PrinterState:
    """How the printer stands that is called ``label``."""
    reasons = said.texts("printer-state-reasons")
    faults = words.remarks(reasons)
    stopped = said.number("printer-state") == STOPPED
    if stopped or said.flag("printer-is-accepting-jobs") is False:
        why = faults or _own_words(said)
        doing = "đang tạm dừng" if stopped else "đang không nhận giấy"
        message = f"Máy in {label} {doing}{f': {why}' if why else ''}."
        return PrinterState(Standing.PAUSED, message, _SEE_PRINTER)
    if faults:
        return PrinterState(Standing.READY, f"Máy in {label} báo: {faults}.")
    return PrinterState(Standing.READY, f"Máy in {label} sẵn sàng.")


def abilities(said: Attributes) -> Abilities:
    """What the printer says it can do."""
    names = [
        name
        for name in said.texts("media-source-supported")
        if name.isprintable() and len(name.encode()) <= MAX_NAME_OCTETS
    ]
    papers = [
        paper
        for name in ("media-col-database", "media-col-ready", "media-col-default")
        for paper in said.collections(name)
    ]
    return Abilities(
        sizes=sizes_of(said.texts("media-supported")),
        trays=tuple(Tray(name, _tray_label(name)) for name in dict.fromkeys(names[:MAX_TRAYS])),
        dpi=_dpi(said),
        follows=True,
        any_size=takes_any(said.texts("media-supported")),
        margins_mm=margins_of(papers),
    )


def is_under_way(job: Attributes) -> bool:
    """Whether more is to come of a job, for which its printer's state matters."""
    return job.number("job-state") in _UNDER_WAY


def job_status(job: Attributes, printer: Attributes) -> JobStatus:
    """How a job stands; ``printer`` is what its printer says of itself at the same time."""
    state = job.number("job-state")
    reasons = job.texts("job-state-reasons")
    match state:
        case _Job.PENDING | _Job.HELD | _Job.PROCESSING | _Job.STOPPED:
            return _under_way(state, reasons, printer)
        case _Job.CANCELED | _Job.ABORTED:
            bare = "đã bị hủy" if state == _Job.CANCELED else "bị máy in bỏ dở"
            why = words.ending(reasons) or bare
            return JobStatus(JobState.FAILED, f"Giấy {why}.", _SEE_PAPER)
        case _Job.COMPLETED:
            return _completed(reasons)
        case _:
            return forgotten()


def forgotten() -> JobStatus:
    """For a job that the spooler or printer knows nothing of."""
    return JobStatus(JobState.UNKNOWN, "Máy in không còn nhớ lần in này.", _SEE_PAPER)


def _under_way(state: int, reasons: list[str], printer: Attributes) -> JobStatus:
    if hold := words.hold(reasons):
        return JobStatus(
            JobState.STOPPED, f"Giấy {hold}.", "Cho in tiếp hoặc hủy trong hàng đợi của máy in."
        )
    fault = words.faults([*reasons, *printer.texts("printer-state-reasons")])
    stopped = "printer-stopped" in reasons or printer.number("printer-state") == STOPPED
    if fault or stopped:
        why = fault or _own_words(printer) or "máy in đang tạm dừng"
        return JobStatus(JobState.STOPPED, f"{words.sentence(why)}.", _SEE_FAULT)
    if state == _Job.STOPPED:
        return JobStatus(
            JobState.STOPPED,
            "Giấy bị dừng giữa chừng vì lỗi.",
            "Xem hàng đợi của máy in: cho in tiếp, hoặc hủy rồi in lại.",
        )
    if state == _Job.HELD and "job-incoming" not in reasons:
        return JobStatus(
            JobState.STOPPED,
            "Giấy đang bị giữ lại trong hàng đợi.",
            "Cho in tiếp hoặc hủy trong hàng đợi của máy in.",
        )
    if state == _Job.PROCESSING:
        return JobStatus(JobState.PRINTING, "Máy in đang in.")
    return JobStatus(JobState.HANDED, "Giấy đang chờ trong hàng đợi.")


def _completed(reasons: list[str]) -> JobStatus:
    if "queued-in-device" in reasons:  # RFC 8011, 5.3.8: its last word, though nothing is known
        return JobStatus(JobState.UNKNOWN, "Máy in không báo lại giấy đã ra hay chưa.", _SEE_PAPER)
    if "job-completed-with-errors" in reasons:
        return JobStatus(JobState.PRINTED, "Máy in báo đã in xong nhưng có lỗi.", _SEE_PAPER)
    if "job-completed-with-warnings" in reasons:
        return JobStatus(JobState.PRINTED, "Máy in báo đã in xong, có cảnh báo.", _SEE_PAPER)
    return JobStatus(JobState.PRINTED, "Máy in báo đã in xong.")


def _own_words(said: Attributes) -> str:
    """What a person wrote when stopping the printer; not what CUPS says where nobody did."""
    text = said.text("printer-state-message").strip()
    shown = "".join(letter for letter in text if letter.isprintable())[:_MAX_SAID]
    return "" if shown.lower().rstrip(".") in {"", "paused", "idle", "reason unknown"} else shown


def _tray_label(name: str) -> str:
    number = name.removeprefix("tray-")
    return f"Khay {number}" if number.isdecimal() else _TRAYS.get(name, name[:_MAX_SAID])


def _dpi(said: Attributes) -> float:
    """The dots of the default resolution, else of the finest; 0 where there is none."""
    found = said.resolutions("printer-resolution-default") or sorted(
        said.resolutions("printer-resolution-supported"), key=lambda one: -one.across
    )
    if not found:
        return 0.0
    dots = found[0].across * (2.54 if found[0].unit == _DOTS_PER_CM else 1)
    return true_dpi(dots)
