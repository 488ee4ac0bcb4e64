"""Ids of printers of dots: ``<language>:<line>://<place>?model=<model>``, with options.

``escpos:tcp://192.0.2.7:9100?model=epson-tm-t88v``,
``escpos:usb:///dev/usb/lp0?model=80mm``,
``escpos:serial:///dev/ttyUSB0?model=58mm&baud=9600&flow=xonxoff``,
``zpl:tcp://[2001:db8::7]?model=zebra-203&size=100x50mm``,
``tspl:spooler:///T%C3%AAn%20m%C3%A1y?model=tsc-203&gap=3``.

Options of every line: ``answers`` (``always``, ``maybe``, ``never``) where a printer differs from
its model. Of labels: ``size``, the one that is loaded; of TSPL ``gap`` in mm.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from app.errors import InvalidInput
from printing.printers.lines.serial import BAUDS, Flow
from printing.printers.printer import Kind
from printing.printers.raster.models import Answers, Model, Speech, model_of
from printing.printers.raster.tspl import GAP_MM

MAX_ID = 400
RAW_PORT = 9_100
_HOST = re.compile(r"[A-Za-z0-9._:%-]{1,253}")
_LABEL = re.compile(r"[1-9][0-9]{1,2}x[1-9][0-9]{1,2}mm")
_GAP = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})?")
_OPTIONS = {
    Speech.ESCPOS: {"model", "answers"},
    Speech.ZPL: {"model", "answers", "size"},
    Speech.TSPL: {"model", "answers", "size", "gap"},
}
_SERIAL_OPTIONS = {"baud", "flow"}


class Way(StrEnum):
    """The line that a printer hangs on."""

    TCP = "tcp"
    USB = "usb"
    SERIAL = "serial"
    SPOOLER = "spooler"


class Address(Struct, frozen=True):
    """A printer of dots and the way to it. ``place``: host, device file, or the spooler's name."""

    id: str
    kind: Kind
    way: Way
    place: str
    model: Model
    port: int = RAW_PORT
    baud: int = BAUDS[-1]
    flow: Flow = Flow.HARDWARE
    size: str = ""
    gap_mm: float = GAP_MM


def read_address(kind: Kind, text: str) -> Address:
    """The address behind ``kind:``. Raises InvalidInput (``bad_printer``) saying what is wrong."""
    if len(text) > MAX_ID or not text.isprintable() or text != text.strip():
        raise _bad(kind, text, "địa chỉ quá dài hoặc có ký tự lạ")
    try:
        parts = urlsplit(text)
        port = parts.port
        way = Way(parts.scheme)
        given = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise _bad(kind, text, "không đúng mẫu địa chỉ") from None
    options = dict(given)
    known = _OPTIONS[Speech(kind)] | (_SERIAL_OPTIONS if way is Way.SERIAL else set())
    wrong = sorted(set(options) - known) or (["hai lần"] if len(given) > len(options) else [])
    if wrong or parts.fragment or parts.username is not None or parts.password is not None:
        raise _bad(kind, text, f"có phần thừa {wrong[0][:20]!r}" if wrong else "có phần thừa")
    place = _place(way, parts.hostname or "", parts.netloc, parts.path)
    if not place:
        raise _bad(kind, text, "thiếu hoặc sai nơi nối máy in")
    address = Address(
        f"{kind}:{text}",
        kind,
        way,
        place,
        model_of(options.get("model", ""), Speech(kind)),
        port if port is not None else RAW_PORT,
    )
    try:
        return _with_options(address, options)
    except ValueError as fault:
        raise _bad(kind, text, f"sai {fault}") from None


def _place(way: Way, host: str, netloc: str, path: str) -> str:
    """ "" for what can't be one."""
    if way is Way.TCP:
        return host if _HOST.fullmatch(host) and path in {"", "/"} else ""
    if netloc or not path.startswith("/"):
        return ""
    if way is Way.SPOOLER:
        name = unquote(path[1:])
        return name if name.isprintable() and len(name) <= 260 else ""
    device = unquote(path)
    plain = device.isprintable() and ".." not in PurePosixPath(device).parts
    return device if plain and len(device) > 1 else ""


def _with_options(address: Address, options: dict[str, str]) -> Address:
    """Raises ValueError naming the option that is wrong."""
    model = address.model
    answers = _one_of(Answers, "answers", options.get("answers", model.answers))
    if address.way is Way.SPOOLER:
        answers = Answers.NEVER
    baud = options.get("baud", str(address.baud))
    if baud not in {str(one) for one in BAUDS}:
        raise ValueError("baud")
    size, gap = options.get("size", ""), options.get("gap", str(GAP_MM))
    if size and not _LABEL.fullmatch(size):
        raise ValueError("size")
    if not _GAP.fullmatch(gap):
        raise ValueError("gap")
    if address.port == 0:
        raise ValueError("port")
    return replace(
        address,
        model=replace(model, answers=answers),
        baud=int(baud),
        flow=_one_of(Flow, "flow", options.get("flow", address.flow)),
        size=size,
        gap_mm=float(gap),
    )


Choice = TypeVar("Choice", bound=StrEnum)


def _one_of(choices: type[Choice], option: str, value: str) -> Choice:
    try:
        return choices(value)
    except ValueError:
        raise ValueError(option) from None


def _bad(kind: Kind, text: str, why: str) -> InvalidInput:
    return InvalidInput(
        "bad_printer",
        f"{text[:60]!r} không phải địa chỉ máy in: {why}.",
        field="printer",
        advice=f"Ghi như {kind}:tcp://192.0.2.7:9100?model=KIỂU.",
    )
