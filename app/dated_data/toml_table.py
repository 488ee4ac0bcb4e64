"""Read one TOML file of dated data into its type; say which file, entry and field is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from app.errors import EnvironmentFault, InvalidInput

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MAX_FILE_BYTES = 4 * 1024 * 1024

Table = TypeVar("Table")


def toml_files(directory: Path) -> list[Path]:
    """The ``.toml`` files of ``directory``, by name."""
    return sorted(directory.glob("*.toml"))


def read_bytes(path: Path) -> bytes:
    """The bytes of a data file, line ends as on every system.

    Raises EnvironmentFault (``data_missing``) where it can't be read, InvalidInput (``bad_data``)
    over 4 MiB.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(
            "data_missing",
            f"Không đọc được tệp dữ liệu {path.name}: {error.strerror}.",
            advice="Cài đặt lại chương trình, hoặc kiểm tra quyền đọc tệp.",
        ) from None
    if len(data) > MAX_FILE_BYTES:
        raise bad_data(path, "", "tệp quá 4 MiB")
    return data.replace(b"\r\n", b"\n")


def read_table(path: Path, data: bytes, table: type[Table]) -> Table:
    """Decode ``data`` (the bytes of ``path``) strictly; unknown and missing fields are errors.

    Raises InvalidInput (``bad_data``) whose ``field`` is the dotted path of what is wrong.
    """
    try:
        return msgspec.toml.decode(data, type=table)
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at `$")
        raise bad_data(path, where.rstrip("`").lstrip("."), reason) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise bad_data(path, "", f"không phải TOML: {error}") from None


def bad_data(path: Path, entry: str, reason: str) -> InvalidInput:
    """The error for ``entry`` (a dotted path, or what people call it) of a data file."""
    place = f"{path.name}, {entry}" if entry else path.name
    return InvalidInput("bad_data", f"Dữ liệu sai ({place}): {reason}", field=entry or path.name)


def content_version(parts: Iterable[bytes]) -> str:
    """A version that changes exactly when the content does: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]


def in_force(on: date, valid_from: date, valid_to: date | None) -> bool:
    """Whether ``on`` lies in a validity of which both ends count; None: open-ended."""
    return valid_from <= on and (valid_to is None or on <= valid_to)
