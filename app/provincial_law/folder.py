"""Where the layer lies, and a copy of a part of it with one file more to try whether that fits."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.dated_data.toml_table import is_there
from app.disk.durable_file import disk_fault, write_all_durably
from app.errors import InvalidInput

LAW = "law"
OLD_FEES = "local_fees.toml"
"""The council's amounts, beside the folder: where they lay before there was one."""
FILE_MODE = 0o644  # law is not secret
TABLES = (".toml", ".csv")


class LawFolder:
    """``<data>/law`` (it need not exist): catalogue/, calendar/, units/, fees.toml, …"""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def in_data(cls, data: Path) -> LawFolder:
        """The layer of a data directory."""
        return cls(data / LAW)

    @property
    def catalogue(self) -> Path:
        return self.path / "catalogue"

    @property
    def calendar(self) -> Path:
        return self.path / "calendar"

    @property
    def units(self) -> Path:
        return self.path / "units"

    @property
    def forms(self) -> Path:
        return self.path / "forms"

    @property
    def fees(self) -> Path:
        return self.path / "fees.toml"

    @property
    def agencies(self) -> Path:
        return self.path / "agencies.toml"

    @property
    def wording(self) -> Path:
        return self.path / "wording.toml"

    def fees_in_use(self) -> Path | None:
        """The file of the council's (HĐND) amounts; None where there is none.

        Raises InvalidInput (``bad_data``) where there are two, EnvironmentFault (``data_missing``).
        """
        there = [path for path in (self.fees, self.path.parent / OLD_FEES) if is_there(path)]
        if len(there) > 1:
            place = f"{self.path.name}/{self.fees.name}"
            raise InvalidInput(
                "bad_data",
                f"Có hai tệp mức thu: {place} và {OLD_FEES}.",
                field=OLD_FEES,
                advice=f"Gộp vào {place} rồi bỏ {OLD_FEES} đi.",
            )
        return there[0] if there else None


@contextmanager
def tried(folder: Path, files: Mapping[str, bytes], *, without: str = "") -> Iterator[Path]:
    """A copy of ``folder`` in which ``files`` stand in place of theirs; gone afterwards.

    The file ``without`` is left out. A fault that is found in the copy is told of ``folder``.
    Raises EnvironmentFault (``disk_full``, ``disk_fault``) where there is no room for it.
    """
    staged = Path(tempfile.gettempdir()) / f"qmc-law-{secrets.token_hex(6)}"
    try:
        _stage(staged, folder, files, without)
        yield staged
    except InvalidInput as error:
        told = error.message.replace(str(staged), str(folder))
        raise InvalidInput(error.code, told, field=error.field, advice=error.advice) from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _stage(staged: Path, folder: Path, files: Mapping[str, bytes], without: str) -> None:
    try:
        staged.mkdir(mode=0o700)
        if folder.is_dir():
            left_out = {without, *files}
            for path in folder.iterdir():
                if path.suffix.lower() in TABLES and path.name not in left_out and path.is_file():
                    shutil.copyfile(path, staged / path.name)
        for file, data in files.items():
            (staged / file).write_bytes(data)
    except OSError as fault:
        raise disk_fault(fault, staged) from fault


def put(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write ``files`` into ``folder``, all or none; EnvironmentFault."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise disk_fault(fault, folder) from fault
    return write_all_durably(folder, files, mode=FILE_MODE)
