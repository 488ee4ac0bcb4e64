"""What a USB device file and a serial line have in common: a descriptor that may not be ready."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import stat
import sys
import time
from pathlib import Path

from printing.printers.lines.line import LineBroken, LineClosed, gave_up
from printing.printers.printer import Standing

_RETRY_SECONDS = 0.1


class DescriptorLine:
    """An open descriptor. ``until`` is the monotonic time at which patience with it ends."""

    def __init__(self, descriptor: int, *, stall_s: float, until: float) -> None:
        self._descriptor = descriptor
        self._stall_s = stall_s
        self._until = until

    def write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            left = min(self._stall_s, self._until - time.monotonic())
            if left <= 0:
                raise gave_up(self._until)
            try:
                if not select.select([], [self._descriptor], [], left)[1]:
                    raise gave_up(self._until)
                rest = rest[os.write(self._descriptor, rest) :]
            except BlockingIOError:
                continue
            except OSError as fault:
                raise LineBroken("mất kết nối với máy in") from fault

    def read(self, seconds: float, most: int = 4_096) -> bytes:
        try:
            if not select.select([self._descriptor], [], [], max(seconds, 0))[0]:
                return b""
            return os.read(self._descriptor, most)
        except BlockingIOError:
            return b""
        except OSError as fault:
            raise LineBroken("mất kết nối với máy in") from fault

    def finish(self) -> None:
        """The kernel's driver has it: more can't be known."""

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self._descriptor)


def open_device(path: Path, *, what: str, open_s: float) -> int:
    """Open a character device for both ways, waiting while another program has it.

    Only devices: a file of that name would be written over. Raises LineClosed; ``what`` names such
    a thing ("cổng USB").
    """
    if sys.platform == "win32":
        raise LineClosed(
            Standing.UNREACHABLE,
            "Trên Windows, máy in USB và cổng nối tiếp được in qua hàng đợi của Windows.",
            "Thêm máy in “Generic / Text Only” ở cổng đó rồi chọn lại máy in.",
        )
    until = time.monotonic() + open_s
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as fault:
            if fault.errno != errno.EBUSY or time.monotonic() > until:
                raise _closed(path, what, fault) from fault
            time.sleep(_RETRY_SECONDS)
            continue
        if stat.S_ISCHR(os.fstat(descriptor).st_mode):
            return descriptor
        os.close(descriptor)
        raise LineClosed(Standing.NOT_FOUND, f"{path} không phải {what} của máy in.")


def _closed(path: Path, what: str, fault: OSError) -> LineClosed:
    if fault.errno == errno.EBUSY:
        return LineClosed(
            Standing.PAUSED,
            f"Chương trình khác đang dùng máy in ở {path}.",
            "Đợi in xong, hoặc tắt chương trình đó rồi in lại.",
        )
    if fault.errno in {errno.EACCES, errno.EPERM}:
        return LineClosed(
            Standing.PAUSED,
            f"Tài khoản này không có quyền dùng máy in ở {path}.",
            "Thêm tài khoản vào nhóm lp (USB) hoặc dialout (cổng nối tiếp) rồi đăng nhập lại.",
        )
    if fault.errno in {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR}:
        return LineClosed(
            Standing.NOT_FOUND,
            f"Không thấy máy in ở {path}.",
            "Kiểm tra máy in có bật và có cắm cáp không.",
        )
    return LineClosed(
        Standing.UNREACHABLE,
        f"Không mở được {what} {path}.",
        "Rút cáp máy in ra rồi cắm lại, và in lại.",
    )
