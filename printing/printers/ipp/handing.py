"""Hand a paper to an IPP queue: a job first, then its document.

An answer that is lost after the document leaves a job that can be asked about; one that is lost
before leaves a job without a document, which prints nothing. Print-Job, in one, could do neither.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from app.disk.durable_file import disk_fault
from app.errors import EnvironmentFault, InvalidInput
from printing.printers.ipp.job import Job, job_in
from printing.printers.ipp.media import media_for
from printing.printers.ipp.message import (
    Attribute,
    Attributes,
    Message,
    Section,
    Tag,
    attribute,
    collection,
)
from printing.printers.ipp.operations import (
    ABILITIES_OF_PRINTER,
    STATE_OF_PRINTER,
    Operation,
    Status,
    document_format,
    job_name,
    request,
    was_done,
    was_refused,
)
from printing.printers.ipp.queue import Queue, Silence
from printing.printers.ipp.refusals import must_be_done, not_taken, refused_names
from printing.printers.ipp.standing import printer_state
from printing.printers.paper_sizes import is_roll, size_mm
from printing.printers.preview import MAX_PDF_BYTES, longest_page_mm
from printing.printers.printer import (
    checked_copies,
    no_such_size,
    no_such_tray,
    not_ready,
    plain_title,
)

PDF = "application/pdf"
BUSY_WAIT_SECONDS = (0.2, 0.5, 1.0, 2.0)
"""Between two attempts; the last one again and again."""
MAX_ATTEMPTS = 100
_PASSING = frozenset({Status.BUSY, Status.TEMPORARY})


def hand_over(queue: Queue, pdf: Path, *, title: str, copies: int, size: str, tray: str) -> Job:
    """Hand over a paper as ``Printer.send`` does, and raise what it raises."""
    checked_copies(copies)
    data = _read(pdf)
    said = queue.attributes((*STATE_OF_PRINTER, *ABILITIES_OF_PRINTER))
    state = printer_state(queue.label, said)
    if not state.ready:
        raise not_ready(state)
    _must_take_pdf(queue, said)
    _must_take_copies(queue, said, copies)
    wanted = (
        _media(queue, said, data, size, tray),
        attribute("print-scaling", Tag.KEYWORD, "none"),
        attribute("sides", Tag.KEYWORD, "one-sided"),
        attribute("copies", Tag.INTEGER, copies),
        *queue.always,
    )
    name = job_name(plain_title(title))
    made = _while_busy(
        queue, lambda: queue.post(request(Operation.CREATE_JOB, queue.uri, name, job=wanted))
    )
    if made.code == Status.OPERATION_NOT_SUPPORTED:
        return _print_in_one(queue, data, name, wanted)
    job = _job(queue, made)
    if {"media", "media-col", "copies"} & set(refused_names(made)):
        _cancel(queue, job)
        raise not_taken(queue.label, "máy in không nhận khổ giấy, khay hoặc số bản này")
    _send_document(queue, job, data)
    return job


def _send_document(queue: Queue, job: Job, data: bytes) -> None:
    last = attribute("last-document", Tag.BOOLEAN, True)  # noqa: FBT003 - a value, not a switch
    message = request(Operation.SEND_DOCUMENT, queue.uri, job.attribute, document_format(), last)
    try:
        answer = queue.post(message, data)
        _must_not_have_given_up(answer, queue)
    except EnvironmentFault as fault:
        if _has_its_document(queue, job):
            return
        _cancel(queue, job)
        raise _unanswered(queue, fault) from fault
    if not was_done(answer):
        _cancel(queue, job)
    must_be_done(answer, queue.label)


def _print_in_one(queue: Queue, data: bytes, name: Attribute, wanted: tuple[Attribute, ...]) -> Job:
    """For printers without Create-Job, which IPP/1.1 left to choice."""
    message = request(Operation.PRINT_JOB, queue.uri, name, document_format(), job=wanted)
    try:
        only_busy = frozenset({Status.BUSY})  # of which nothing was printed yet
        answer = _while_busy(queue, lambda: queue.post(message, data), only_busy)
        _must_not_have_given_up(answer, queue)
        if was_done(answer) and job_in(answer.first(Section.JOB)) is None:
            raise not_taken(queue.label, "máy in không cho số của lần in")
    except EnvironmentFault as fault:
        raise _unanswered(queue, fault) from fault
    return _job(queue, answer)


def _must_not_have_given_up(answer: Message, queue: Queue) -> None:
    """Raise EnvironmentFault for an answer after which something may have come out."""
    if not was_refused(answer):
        must_be_done(answer, queue.label)


def _while_busy(
    queue: Queue, attempt: Callable[[], Message], passing: frozenset[Status] = _PASSING
) -> Message:
    """Try until the printer is no longer busy, within the queue's patience."""
    until = time.monotonic() + queue.patience.busy_s
    for waited in range(MAX_ATTEMPTS):
        answer = attempt()
        if answer.code not in passing or time.monotonic() >= until:
            break
        time.sleep(BUSY_WAIT_SECONDS[min(waited, len(BUSY_WAIT_SECONDS) - 1)])
    return answer


def _job(queue: Queue, answer: Message) -> Job:
    """The job that was made, with its id even where only asking gives it (CUPS)."""
    must_be_done(answer, queue.label)
    job = job_in(answer.first(Section.JOB))
    if job is None:
        raise not_taken(queue.label, "máy in không cho số của lần in")
    if not job.uuid:
        with contextlib.suppress(EnvironmentFault):
            asked = job_in(queue.ask_job(job).first(Section.JOB))
            return asked if asked is not None and asked.number == job.number else job
    return job


def _has_its_document(queue: Queue, job: Job) -> bool:
    """Whether all of the document is there though nobody said so; False if that can't be asked."""
    try:
        answer = queue.ask_job(job)
    except EnvironmentFault:
        return False
    said = answer.first(Section.JOB)
    incoming = "job-incoming" in said.texts("job-state-reasons")
    return was_done(answer) and bool(said.items) and job.is_that(said) and not incoming


def _unanswered(queue: Queue, fault: EnvironmentFault) -> EnvironmentFault:
    """What a fault while the document was sent means for the paper."""
    if isinstance(fault, Silence) and not fault.reached:
        return fault
    return EnvironmentFault(
        "print_unanswered",
        f"Máy in {queue.label} không trả lời; không rõ giấy có ra hay không.",
        advice="Xem máy in và hàng đợi của nó trước khi in lại.",
    )


def _cancel(queue: Queue, job: Job) -> None:
    with contextlib.suppress(EnvironmentFault):
        queue.cancel(job.text)


def _must_take_pdf(queue: Queue, said: Attributes) -> None:
    formats = said.texts("document-format-supported")
    if formats and PDF not in formats:
        raise EnvironmentFault(
            "printer_without_pdf",
            f"Máy in {queue.label} không nhận tệp PDF (chỉ nhận {', '.join(formats[:4])[:120]}).",
            advice="Cài máy in này vào máy tính (CUPS) rồi chọn lại trong cài đặt.",
        )


def _must_take_copies(queue: Queue, said: Attributes, copies: int) -> None:
    known = said.ranges("copies-supported")
    if known and not any(one.low <= copies <= one.high for one in known):
        raise InvalidInput(
            "bad_copies",
            f"Máy in {queue.label} in một lần nhiều nhất {max(one.high for one in known)} bản.",
            field="copies",
            advice="In ít bản hơn.",
        )


def _media(queue: Queue, said: Attributes, pdf: bytes, size: str, tray: str) -> Attribute:
    """The paper as the printer calls it, from its tray if one is chosen."""
    page_height_mm = longest_page_mm(pdf) if is_roll(size) else 0.0
    width_mm, height_mm = size_mm(size, page_height_mm)
    name = media_for(width_mm, height_mm, said.texts("media-supported"))
    if name is None:
        raise no_such_size(queue.label, size)
    if not tray:
        return attribute("media", Tag.KEYWORD, name)
    if tray not in said.texts("media-source-supported"):
        raise no_such_tray(queue.label, tray)
    return collection(
        "media-col",
        collection(
            "media-size",
            attribute("x-dimension", Tag.INTEGER, round(width_mm * 100)),
            attribute("y-dimension", Tag.INTEGER, round(height_mm * 100)),
        ),
        attribute("media-source", Tag.KEYWORD, tray),
    )


def _read(pdf: Path) -> bytes:
    try:
        with pdf.open("rb") as file:
            data = file.read(MAX_PDF_BYTES + 1)
    except OSError as fault:
        raise disk_fault(fault, pdf) from fault
    if len(data) > MAX_PDF_BYTES:
        raise InvalidInput(
            "pdf_too_large",
            f"Giấy này không in được: quá {MAX_PDF_BYTES // 1024 // 1024} MiB.",
            field="pdf",
        )
    return data
