"""Packs as files: opening one, finding those of a folder, the disk's faults in our terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from msgspec import Struct

from app.carrying.openers import Opening
from app.carrying.pack import SUFFIX, PackReader
from app.carrying.running_copy import read_copy_name
from app.disk.durable_file import disk_fault
from app.disk.reason import reason
from app.errors import InvalidInput, QmcError

MAX_PACKS = 50_000
"""So many files of a folder are looked through, by the running copy too: what it has written can
be imported from there."""

Item = TypeVar("Item")


class RefusedPack(Struct, frozen=True):
    """A file, or a part of it, that was not taken; and why."""

    file: str
    code: str
    message: str
    advice: str | None = None


def refused_pack(path: Path, error: QmcError) -> RefusedPack:
    """What is wrong with a file, for who brought it."""
    return RefusedPack(path.name, error.code, error.message, error.advice)


@contextmanager
def open_pack(path: Path, opening: Opening) -> Iterator[PackReader]:
    """A pack to read from its beginning.

    Raises as PackReader, and InvalidInput (``no_file``, ``unreadable``), also where the stick
    fails in the middle.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise InvalidInput("no_file", f"Không thấy tệp {path}.", field="file") from None
    except (OSError, ValueError) as fault:
        raise _unreadable(path, fault) from fault
    with file:
        yield PackReader(_Stick(file, path), opening)


class _Stick:
    """A file whose reading faults are told in our terms."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self._path = path

    def read(self, size: int, /) -> bytes:
        try:
            return self._file.read(size)
        except OSError as fault:
            raise _unreadable(self._path, fault) from fault


def _unreadable(path: Path, fault: OSError | ValueError) -> InvalidInput:
    return InvalidInput(
        "unreadable",
        f"Không đọc được {path.name}: {reason(fault)}.",
        field="file",
        advice="Chép gói sang ổ đĩa khác rồi nhập lại.",
    )


def packs_in(folder: Path) -> list[Path]:
    """The packs of a folder: those of a running copy in the order of their chain, then the others.

    Raises InvalidInput (``too_many_packs``), EnvironmentFault (``disk_fault``, …).
    """
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() == SUFFIX]
    except OSError as fault:
        raise disk_fault(fault, folder) from fault
    found = [path for path in found if not path.name.startswith(".")]
    if len(found) > MAX_PACKS:
        raise InvalidInput(
            "too_many_packs",
            f"Thư mục có hơn {MAX_PACKS} gói.",
            field="file",
            advice="Chia các gói ra nhiều thư mục.",
        )
    return sorted(found, key=_order)


def _order(path: Path) -> tuple[str, int, str]:
    name = read_copy_name(path.name)
    return ("~", 0, path.name) if name is None else (name.installation, name.first_seq, path.name)


def groups(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of at most ``size`` items. What was read before a fault is given out first."""
    group: list[Item] = []
    try:
        for item in items:
            group.append(item)
            if len(group) == size:
                yield group
                group = []
    except QmcError:
        if group:
            yield group
        raise
    if group:
        yield group
