"""``store.json``: the one plaintext file of a data directory; nothing personal, nothing secret."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from app.disk.durable_file import disk_fault, write_durably
from app.errors import EnvironmentFault

FILE_NAME = "store.json"
DATABASE_NAME = "desk.db"
FORMAT = 1
MAX_BYTES = 10_000


class Manifest(Struct, frozen=True):
    """The store's id, the directory's format, and whether it is a demonstration."""

    store: str
    format: int
    demonstration: bool


def store_exists(directory: Path) -> bool:
    """Whether ``directory`` holds a store; one whose making was cut is none, and is made anew.

    Raises EnvironmentFault where its manifest is bad.
    """
    return read_manifest(directory) is not None and (directory / DATABASE_NAME).exists()


def read_manifest(directory: Path) -> Manifest | None:
    """Read it; None where the directory holds no store.

    Raises EnvironmentFault: ``bad_manifest``, ``newer_store``.
    """
    path = directory / FILE_NAME
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as fault:
        raise disk_fault(fault, path) from fault
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.MsgspecError:
        raise EnvironmentFault(
            "bad_manifest",
            f"{path} bị hỏng.",
            advice="Khôi phục tệp này từ bản sao lưu; không xóa cơ sở dữ liệu.",
        ) from None
    if manifest.format > FORMAT:
        raise EnvironmentFault(
            "newer_store",
            f"Kho dữ liệu {directory} thuộc phiên bản mới hơn.",
            advice="Cập nhật chương trình ở quầy này rồi mở lại.",
        )
    return manifest


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Write it durably; raises EnvironmentFault where the disk does not take it."""
    write_durably(directory / FILE_NAME, msgspec.json.encode(manifest), mode=0o644)
