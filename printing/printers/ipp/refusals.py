"""Answers that say no, as errors that an officer can do something about."""

from __future__ import annotations

from app.errors import EnvironmentFault
from printing.printers.ipp.message import Message, Section
from printing.printers.ipp.operations import Status, was_done
from printing.printers.printer import PrinterState, Standing, not_ready

_MAX_SAID = 160


def must_be_done(answer: Message, label: str) -> None:
    """Raise EnvironmentFault for an answer of the printer called ``label`` that is a refusal.

    Codes: ``printer_not_found``, ``printer_busy``, ``printer_paused``, ``print_forbidden``,
    ``print_failed``.
    """
    if was_done(answer):
        return
    match answer.code:
        case Status.NOT_FOUND | Status.GONE:
            raise not_ready(missing(label))
        case Status.BUSY:
            raise EnvironmentFault(
                "printer_busy",
                f"Máy in {label} đang bận nên chưa nhận giấy.",
                advice="Đợi giấy đang in ra hết rồi in lại.",
            )
        case Status.NOT_ACCEPTING:
            raise not_ready(
                PrinterState(
                    Standing.PAUSED,
                    f"Máy in {label} đang không nhận giấy.",
                    "Xem máy in, rồi bật lại trong phần cài đặt máy in của máy tính.",
                )
            )
        case Status.FORBIDDEN | Status.NOT_AUTHENTICATED | Status.NOT_AUTHORIZED:
            raise EnvironmentFault(
                "print_forbidden",
                f"Máy in {label} không cho tài khoản này in.",
                advice="Nhờ người quản trị máy in cho phép.",
            )
        case _:
            raise not_taken(label, _why(answer))


def not_taken(label: str, why: str) -> EnvironmentFault:
    """The error (``print_failed``) for a paper that the printer did not take: nothing comes out."""
    return EnvironmentFault(
        "print_failed",
        f"Máy in {label} không nhận giấy ({why}).",
        advice="Xem máy in rồi in lại.",
    )


def missing(label: str) -> PrinterState:
    """How a printer stands that nobody knows under this name."""
    return PrinterState(
        Standing.NOT_FOUND, f"Không có máy in {label}.", "Chọn lại máy in trong cài đặt."
    )


def refused_names(answer: Message) -> list[str]:
    """The attributes that the printer ignored or refused."""
    return [item.name for item in answer.first(Section.UNSUPPORTED).items]


def _why(answer: Message) -> str:
    said = answer.first(Section.OPERATION).text("status-message")
    shown = "".join(letter for letter in said if letter.isprintable())[:_MAX_SAID]
    if answer.code == Status.FORMAT_NOT_SUPPORTED:
        return "máy in không nhận tệp PDF"
    if answer.code == Status.ATTRIBUTES_NOT_SUPPORTED:
        return f"máy in không làm được: {', '.join(refused_names(answer))[:_MAX_SAID] or shown}"
    return f"{shown} 0x{answer.code & 0xFFFF:04X}".strip()
