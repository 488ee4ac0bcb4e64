"""Small files that are replaced whole or not at all, also when the power goes."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.disk.reason import reason
from app.errors import EnvironmentFault


def write_durably(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Write ``data`` under a temporary name, fsync it, rename it over ``path``, fsync the folder.

    Raises EnvironmentFault (``disk_full``, ``disk_fault``); then ``path`` is what it was before.
    """
    write_all_durably(path.parent, {path.name: data}, mode=mode)


def write_all_durably(folder: Path, files: Mapping[str, bytes], *, mode: int) -> list[Path]:
    """Write files that belong together into ``folder``; returns their paths.

    None takes its name before all are on the disk: one that is full leaves every file as it was. A
    power cut between two names can leave some new ones. Raises as ``write_durably``.
    """
    mark = f".{secrets.token_hex(6)}.tmp"
    written: dict[Path, Path] = {}
    path = folder
    try:
        for name, data in files.items():
            path = folder / name
            written[path] = folder / f".{name}{mark}"
            _write_new(written[path], data, mode)
        for path, temporary in written.items():
            os.replace(temporary, path)  # noqa: PTH105 - Path.replace is the same; named as meant
        sync_folder(folder)
    except OSError as fault:
        for temporary in written.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise disk_fault(fault, path) from fault
    return list(written)


@contextmanager
def written_durably(path: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """A new file to write piece by piece, which takes the place of ``path`` at the block's end.

    It is durable then; where the block raises, ``path`` is what it was before. On a file system
    that can't make names durable (a share, some sticks) the file's content still is.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with _new_file(temporary, mode) as file:
            yield file
        os.replace(temporary, path)  # noqa: PTH105 - as above
        _sync_folder_if_it_can(path.parent)
    except OSError as fault:
        raise disk_fault(fault, path) from fault
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _sync_folder_if_it_can(folder: Path) -> None:
    try:
        sync_folder(folder)
    except OSError as fault:
        if fault.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            raise


def _write_new(path: Path, data: bytes, mode: int) -> None:
    with _new_file(path, mode) as file:
        file.write(data)


@contextmanager
def _new_file(path: Path, mode: int) -> Iterator[BinaryIO]:
    """A file that was not there, synced when the block ends."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename or a new name in ``folder`` durable.

    Windows has no such call; NTFS journals the rename itself.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder_durably(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, and each name durable.

    One that is there may stem from a run that was cut before it was. A folder above that this
    account may not read is left to the system. Raises OSError.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing or [folder]:
        with contextlib.suppress(PermissionError):
            sync_folder(made.parent)


def disk_fault(fault: OSError, path: Path) -> EnvironmentFault:
    """Translate an OSError of the file system."""
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return EnvironmentFault(
            "disk_full",
            f"Ổ đĩa đã đầy nên không ghi được {path.name}.",
            advice="Giải phóng dung lượng rồi làm lại; dữ liệu đã lưu vẫn nguyên vẹn.",
        )
    if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return EnvironmentFault(
            "not_permitted",
            f"Không có quyền ghi {path}.",
            advice="Kiểm tra quyền của thư mục dữ liệu và của tệp khóa.",
        )
    return EnvironmentFault(
        "disk_fault",
        f"Ổ đĩa báo lỗi ở {path}: {reason(fault)}.",
        advice="Kiểm tra ổ đĩa; khôi phục từ bản sao lưu nếu cần.",
    )
