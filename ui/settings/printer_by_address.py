"""Printers that the system does not know, by what an officer can type of them. No Qt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.printers.raster.models import Model

IPP = "ipp"
RAW = ("escpos", "zpl", "tspl")
_SCHEME = re.compile(r"[a-z]+://")
_SERIAL = re.compile(r"/dev/tty\S+|COM[0-9]+", re.IGNORECASE)


class PrinterModel(Struct, frozen=True):
    """A kind of printer to choose: ``key`` is ``escpos:80mm`` (language and model) or ``ipp``."""

    key: str
    label: str


def printer_models(models: Sequence[Model]) -> list[PrinterModel]:
    """What can be chosen, of the models that are known: receipt printers, then those of labels."""
    ordered = sorted(models, key=lambda one: RAW.index(one.language))
    return [PrinterModel(f"{one.language}:{one.id}", one.label) for one in ordered]


def is_by_address(printer: str) -> bool:
    """Whether a printer's id is one of those that are made here."""
    return printer.partition(":")[0] in {IPP, *RAW}


def printer_id(key: str, typed: str) -> str:
    """The id of a printer; "" where nothing is typed. Whether it can be one is for its opening.

    ``typed`` is a host (with a port, or not), a device file, ``COM3``, or a whole address.
    """
    place = typed.strip()
    if not place or not key:
        return ""
    if key == IPP:
        if _SCHEME.match(place):
            return f"{IPP}:{place}"
        return f"{IPP}:ipp://{place}" if "/" in place else f"{IPP}:ipp://{_host(place)}/ipp/print"
    language, _, model = key.partition(":")
    address, _, options = _address(place).partition("?")
    given = [one for one in parse_qsl(options, keep_blank_values=True) if one[0] != "model"]
    return f"{language}:{address}?{urlencode([('model', model), *given])}"


def typed_of(printer: str) -> tuple[str, str]:
    """The key and the text of a printer's id, as ``printer_id`` takes them."""
    language, _, address = printer.partition(":")
    if language == IPP:
        return IPP, address
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    key = f"{language}:{options.pop('model', '')}"
    if options:  # what only a whole address can say
        return key, f"{address.partition('?')[0]}?{urlencode(options)}"
    if parts.scheme == "tcp":
        return key, parts.netloc
    if parts.scheme in {"usb", "serial"}:
        path = unquote(parts.path)
        return key, path.removeprefix("/") if _SERIAL.fullmatch(path[1:]) else path
    return key, address.partition("?")[0]


def _address(place: str) -> str:
    if _SCHEME.match(place):
        return place
    if _SERIAL.fullmatch(place):
        return f"serial:///{quote(place.removeprefix('/'))}"
    if place.startswith("/"):
        return f"usb://{quote(place)}"
    return f"tcp://{_host(place)}"


def _host(place: str) -> str:
    """A bare IPv6 address has its brackets in a URI."""
    return f"[{place}]" if place.count(":") > 1 and not place.startswith("[") else place
