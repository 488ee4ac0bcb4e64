"""Read one TOML file of dated data into its type; say which file, entry and field is wrong."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

import msgspec
import tomli

from app.dated_data.schema_words import validation_words
from app.disk.reason import reason
from app.errors import EnvironmentFault, InvalidInput

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MAX_FILE_BYTES = 16 * 1024 * 1024
"""A province's whole catalogue, 1,796 procedures in several versions, is some 8 MiB."""

_TIMES = (datetime, date, time)
"""What TOML has besides the types of JSON."""

Table = TypeVar("Table")


def toml_files(directory: Path) -> list[Path]:
    """The ``.toml`` files of ``directory``, by name; none where it is not there.

    Hidden ones are left out: other systems put their own notes beside a file. Raises
    EnvironmentFault (``data_missing``) where it can't be read: half a law would be worse than none.
    """
    try:
        found = [path for path in directory.iterdir() if path.suffix.lower() == ".toml"]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _missing(directory, error) from None
    return sorted(path for path in found if not path.name.startswith("."))


def is_there(path: Path) -> bool:
    """Whether there is a file, or a folder; EnvironmentFault (``data_missing``) if that is hidden.

    A folder that may not be searched does not say that a file is missing.
    """
    try:
        return path.exists()
    except OSError as error:
        raise _missing(path, error) from None


def read_bytes(path: Path) -> bytes:
    """The bytes of a data file, line ends as on every system.

    Raises EnvironmentFault (``data_missing``) where it can't be read, InvalidInput (``bad_data``)
    over 16 MiB.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _missing(path, error) from None
    if len(data) > MAX_FILE_BYTES:
        raise bad_data(path, "", "tệp quá 16 MiB")
    return data.replace(b"\r\n", b"\n")


def read_table(path: Path, data: bytes, table: type[Table]) -> Table:
    """Decode ``data`` (the bytes of ``path``) strictly; unknown and missing fields are errors.

    A byte order mark before it (Notepad) is none.

    Raises InvalidInput (``bad_data``) whose ``field`` is the dotted path of what is wrong.
    """
    try:
        document = tomli.loads(data.removeprefix(BOM_UTF8).decode("utf-8"))
        return msgspec.convert(document, table, builtin_types=_TIMES, str_keys=True)
    except msgspec.ValidationError as error:
        raise bad_data(path, *validation_words(error)) from None
    except tomli.TOMLDecodeError as error:
        place = f"dòng {error.lineno}, cột {error.colno}"
        raise bad_data(path, "", f"không phải TOML, sai ở {place}") from None
    except UnicodeDecodeError:
        raise bad_data(path, "", "không phải TOML: chữ không phải UTF-8") from None
    except RecursionError:
        raise bad_data(path, "", "không phải TOML: lồng quá sâu") from None
    except ValueError:  # Python's own bound on the digits of a number
        raise bad_data(path, "", "không phải TOML: có số quá dài") from None


def bad_data(path: Path, entry: str, why: str) -> InvalidInput:
    """The error for ``entry`` (a dotted path, or what people call it) of a data file.

    A file that did not come with the program is named with its folder: both may have one so called.
    """
    name = _called(path)
    place = f"{name}, {entry}" if entry else name
    return InvalidInput("bad_data", f"Dữ liệu sai ({place}): {why}", field=entry or path.name)


def _missing(path: Path, error: OSError) -> EnvironmentFault:
    ours = path.is_relative_to(RESOURCES)
    advice = "Kiểm tra quyền đọc tệp, hoặc chép lại tệp này."
    return EnvironmentFault(
        "data_missing",
        f"Không đọc được dữ liệu {_called(path)}: {reason(error)}.",
        advice="Cài đặt lại chương trình, hoặc kiểm tra quyền đọc tệp." if ours else advice,
    )


def _called(path: Path) -> str:
    return path.name if path.is_relative_to(RESOURCES) else str(path)


def content_version(parts: Iterable[bytes]) -> str:
    """A version that changes exactly when the content does: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]


def in_force(on: date, valid_from: date, valid_to: date | None) -> bool:
    """Whether ``on`` lies in a validity of which both ends count; None: open-ended."""
    return valid_from <= on and (valid_to is None or on <= valid_to)
