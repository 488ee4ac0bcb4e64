"""Raw bytes through the spooler of Windows (winspool, datatype RAW): USB, COM and shared printers.

One way: the spooler takes the bytes and keeps the printer's answers. Written from Microsoft's
documentation of the seven calls, never run on Windows.
"""

from __future__ import annotations

import ctypes
from typing import Any

from printing.printers.lines.line import LineBroken, LineClosed
from printing.printers.printer import Standing


class _Document(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (
        ("pDocName", ctypes.c_wchar_p),
        ("pOutputFile", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
    )


class SpoolerLine:
    """A document that is being given to the spooler; it is dropped where it is not finished."""

    def __init__(self, name: str, *, title: str, spooler: Any = None) -> None:
        """``spooler`` has the calls of winspool.drv. Raises LineClosed."""
        self._spooler = spooler or _winspool()
        self._handle = ctypes.c_void_p()
        self._name = name
        self._title = title
        self._begun = self._finished = False
        if not self._spooler.OpenPrinterW(name, ctypes.byref(self._handle), None):
            raise LineClosed(
                Standing.NOT_FOUND,
                f"Không có máy in {name}.",
                "Chọn lại máy in trong cài đặt.",
            )

    def write(self, data: bytes) -> None:
        """As ``Line.write``; LineClosed where the spooler takes no document at all."""
        if not self._begun:
            self._begin()
        written = ctypes.c_ulong()
        rest = data
        while rest:
            done = self._spooler.WritePrinter(self._handle, rest, len(rest), ctypes.byref(written))
            if not done or not 0 < written.value <= len(rest):
                raise LineBroken("hàng đợi của Windows không nhận dữ liệu")
            rest = rest[written.value :]

    def read(self, seconds: float, most: int = 4_096) -> bytes:  # noqa: ARG002 - nothing comes back
        return b""

    def finish(self) -> None:
        self._spooler.EndPagePrinter(self._handle)
        if not self._spooler.EndDocPrinter(self._handle):
            raise LineBroken("hàng đợi của Windows không nhận dữ liệu")
        self._finished = True

    def _begin(self) -> None:
        document = _Document(self._title, None, "RAW")
        if not self._spooler.StartDocPrinterW(self._handle, 1, ctypes.byref(document)):
            raise LineClosed(
                Standing.PAUSED,
                f"Trình điều khiển của máy in {self._name} không nhận dữ liệu thô.",
                "Cài máy in này với trình điều khiển “Generic / Text Only” rồi in lại.",
            )
        self._begun = True
        self._spooler.StartPagePrinter(self._handle)

    def close(self) -> None:
        if self._begun and not self._finished:
            self._spooler.AbortPrinter(self._handle)
        self._spooler.ClosePrinter(self._handle)


def _winspool() -> Any:
    load = getattr(ctypes, "WinDLL", None)
    if load is None:
        raise LineClosed(
            Standing.UNREACHABLE,
            "Chỉ Windows mới có hàng đợi này.",
            "Chọn máy in theo địa chỉ mạng, cổng USB hoặc cổng nối tiếp.",
        )
    return load("winspool.drv")
