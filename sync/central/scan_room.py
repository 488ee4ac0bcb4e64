"""What room there is for scanned pages at the central: its disk, an agency's share, pieces."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from app.errors import EnvironmentFault
from sync.central.call import Central
from sync.central.problems import CallRefused
from sync.central.scan_files import ScanFiles
from sync.central.scan_uploads import Upload, count_parts, pages_held
from sync.contract.scans import LENGTH_HEADER, NewScan

log = logging.getLogger(__name__)

Written = TypeVar("Written")

_SMALLEST_PARTS = 4 * 1024
_MORE_PARTS = 64
"""An upload may come in so many pieces beyond those of 4 KiB: each is a file and a row."""


def check_disk(central: Central, files: ScanFiles, scan: NewScan) -> None:
    """Raises CallRefused ``no_space`` where the page would take what events need."""
    reserves = (central.settings.scan_reserve_bytes, central.settings.scan_reserve_files)
    if not written(files.has_room, scan.bytes, *reserves):
        raise no_space("Ổ đĩa của trung tâm gần đầy nên chưa nhận ảnh quét.")


def check_parts(central: Central, upload: Upload) -> None:
    """Raises CallRefused ``bad_upload`` where a page comes in crumbs."""
    with central.database.read() as connection:
        parts = count_parts(connection, upload.id)
    if parts >= upload.scan.bytes // _SMALLEST_PARTS + _MORE_PARTS:
        raise CallRefused(
            "bad_upload",
            "Trang được gửi thành quá nhiều phần nhỏ; hãy gửi lại với phần lớn hơn.",
            field=LENGTH_HEADER,
        )


def check_share(central: Central, agency: str, wanted: NewScan) -> None:
    """Raises CallRefused ``no_space`` where the agency has used up what is its own."""
    most = central.settings.max_scan_bytes
    if not most:
        return
    with central.database.read() as connection:
        _, held = pages_held(connection, agency)
    if held + wanted.bytes > most:
        raise no_space("Cơ quan đã dùng hết phần chứa ảnh quét ở trung tâm.")


def no_space(detail: str) -> CallRefused:
    """The answer where a page can't be kept now."""
    advice = "Quầy giữ ảnh và tự gửi lại; báo quản trị trung tâm."
    return CallRefused("no_space", detail, advice=advice)


def written(write: Callable[..., Written], *arguments: Any) -> Written:
    """Write; a disk that can't is the central's trouble: the desk tries again later."""
    try:
        return write(*arguments)
    except EnvironmentFault as fault:
        if fault.code == "disk_full":
            raise no_space("Ổ đĩa của trung tâm đã đầy nên chưa nhận ảnh quét.") from fault
        log.warning("scan: %s", fault.message)
        raise CallRefused("try_again", "Trung tâm chưa ghi được ảnh quét.") from fault
