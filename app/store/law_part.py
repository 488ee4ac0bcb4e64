"""The province's law in a backup: a desk that is restored elsewhere must count as before.

One zip file as a part of its own; its files are not secret, the backup's HMAC covers them.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from app.errors import InvalidInput
from app.provincial_law.folder import LAW, OLD_FEES, TABLES
from app.store.backup_file import not_a_backup

LAW_PART = "law.zip"


def law_files(directory: Path) -> Iterator[Path]:
    """The files of the province's layer in a data directory, by name."""
    old = directory / OLD_FEES
    if old.is_file():
        yield old
    for path in sorted((directory / LAW).rglob("*")):
        if path.is_file() and _is_law(path.relative_to(directory).as_posix()):
            yield path


def pack_law(directory: Path, out: Path) -> int:
    """Write them into the zip file ``out``; returns how many there are.

    Raises InvalidInput (``bad_name``) for a name that is no text, and OSError.
    """
    files = list(law_files(directory))
    with zipfile.ZipFile(out, "x", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for path in files:
            name = path.relative_to(directory).as_posix()
            try:
                archive.write(path, name)
            except UnicodeEncodeError:
                raise InvalidInput(
                    "bad_name",
                    f"Tên tệp pháp luật không đọc được: {name!r}.",
                    field="law",
                    advice="Đổi tên tệp rồi sao lưu lại.",
                ) from None
    return len(files)


def unpack_law(packed: Path, directory: Path) -> int:
    """Bring them back below ``directory``, each synced, and remove ``packed``; returns how many.

    The backup's HMAC was checked before. Raises InvalidInput (``not_a_backup``) for what
    ``pack_law`` does not write, and OSError.
    """
    try:
        with zipfile.ZipFile(packed) as archive:
            entries = archive.infolist()
            for entry in entries:
                if not _is_law(entry.filename):
                    raise not_a_backup("có tệp lạ trong phần pháp luật")
                target = directory / PurePosixPath(entry.filename)
                target.parent.mkdir(parents=True, exist_ok=True)
                _write_synced(target, archive.read(entry))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError):
        raise not_a_backup("phần pháp luật bị hỏng") from None
    packed.unlink()
    return len(entries)


def _write_synced(target: Path, data: bytes) -> None:
    with target.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _is_law(name: str) -> bool:
    """Whether a file of this name (relative, with slashes) belongs into a backup: one rule for
    both ways, so that what is packed can be unpacked."""
    path = PurePosixPath(name)
    inside = path.parts[:1] == (LAW,) and ".." not in path.parts
    plain = path.suffix.lower() in TABLES and not path.name.startswith(".") and "\\" not in name
    return name == OLD_FEES or (inside and plain)
