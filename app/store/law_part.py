"""The province's law in a backup: a desk that is restored elsewhere must count as before.

One zip file as a part of its own; its files are not secret, the backup's HMAC covers them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from app.store.backup_file import not_a_backup

LAW_PART = "law.zip"
LAW_FOLDER = "law"
OLD_FEES = "local_fees.toml"
MAX_FILES = 1_000
MAX_FILE_BYTES = 32 * 1024 * 1024
_KINDS = frozenset({".toml", ".csv"})


def law_files(directory: Path) -> Iterator[Path]:
    """The files of the province's layer in a data directory, by name."""
    old = directory / OLD_FEES
    if old.is_file():
        yield old
    for path in sorted((directory / LAW_FOLDER).rglob("*")):
        if path.is_file() and path.suffix in _KINDS and not path.name.startswith("."):
            yield path


def pack_law(directory: Path, out: Path) -> int:
    """Write them into the zip file ``out``; returns how many there are. Raises OSError."""
    files = list(law_files(directory))
    with zipfile.ZipFile(out, "x", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for path in files:
            archive.write(path, path.relative_to(directory).as_posix())
    return len(files)


def unpack_law(packed: Path, directory: Path) -> int:
    """Bring them back below ``directory``, and remove ``packed``; returns how many there were.

    Raises InvalidInput (``not_a_backup``) for what ``pack_law`` does not write, and OSError.
    """
    try:
        with zipfile.ZipFile(packed) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_FILES:
                raise not_a_backup("có quá nhiều tệp pháp luật")
            for entry in entries:
                target = directory / _safe(entry)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(entry))
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise not_a_backup("phần pháp luật bị hỏng") from None
    packed.unlink()
    return len(entries)


def _safe(entry: zipfile.ZipInfo) -> PurePosixPath:
    name = PurePosixPath(entry.filename)
    inside = name.parts[:1] == (LAW_FOLDER,) and ".." not in name.parts
    known = str(name) == OLD_FEES or (inside and name.suffix in _KINDS)
    if not known or "\\" in entry.filename or entry.file_size > MAX_FILE_BYTES:
        raise not_a_backup("có tệp lạ trong phần pháp luật")
    return name
