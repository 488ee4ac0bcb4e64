"""A paper as a file: what may be overwritten, and how it gets its name."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import BinaryIO

from app.disk.durable_file import disk_fault, sync_folder, write_durably
from app.errors import InvalidInput

PDF_MAGIC = b"%PDF-"


def check_target(out: Path) -> None:
    """Refuse what can't become a file, before a printing of it is recorded.

    Raises InvalidInput: ``not_a_file``, ``no_folder``, ``not_a_pdf``.
    """
    if not out.name or out.is_dir():
        raise InvalidInput(
            "not_a_file",
            f"{out} không phải tên tệp.",
            field="pdf",
            advice="Ghi cả tên tệp, ví dụ: giay-tiep-nhan.pdf",
        )
    if not out.parent.is_dir():
        raise InvalidInput(
            "no_folder",
            f"Không có thư mục {out.parent}.",
            field="pdf",
            advice="Tạo thư mục đó trước, hoặc chọn chỗ khác.",
        )
    if out.exists() and not _is_pdf(out):
        raise InvalidInput(
            "not_a_pdf",
            f"{out} đã có và không phải tệp PDF nên không bị ghi đè.",
            field="pdf",
            advice="Chọn tên khác.",
        )


def _is_pdf(path: Path) -> bool:
    """Whether a paper may take the place of ``path``: an earlier paper, or an empty file."""
    if not path.is_file():
        return False  # a device, a pipe
    try:
        with path.open("rb") as file:
            return file.read(len(PDF_MAGIC)) in {PDF_MAGIC, b""}
    except OSError:
        return False


@contextmanager
def named_at_the_end(out: Path, data: bytes) -> Iterator[None]:
    """Write ``data`` durably beside ``out``; it gets its name where the block does not raise.

    What an earlier printing of this paper left there when it was killed goes away.
    """
    waiting = out.with_name(f".{out.name}.new")
    try:
        for left in out.parent.glob(f".{escape(waiting.name)}.*.tmp"):
            left.unlink(missing_ok=True)
        write_durably(waiting, data)
        yield
        os.replace(waiting, out)  # noqa: PTH105 - Path.replace is the same call; named as meant
        sync_folder(out.parent)
    except OSError as fault:
        raise disk_fault(fault, out) from fault
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)


@contextmanager
def written_at_the_end(out: Path) -> Iterator[BinaryIO]:
    """A file to write a long paper to; it gets the name ``out`` where the block does not raise.

    For papers that are not held in memory. What a killed run left beside it goes away. Raises
    EnvironmentFault for the disk.
    """
    waiting = out.with_name(f".{out.name}.new")
    try:
        with waiting.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(waiting, out)  # noqa: PTH105 - as above
        sync_folder(out.parent)
    except OSError as fault:
        raise disk_fault(fault, out) from fault
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)
