"""The first sheet of an .xlsx workbook, line by line; whatever the file is, no more than an error.

One place that can't be used does not spoil the others: it is a ``NoValue`` there.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from enum import Enum
from typing import Any

from app.errors import InvalidInput

MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_SHEET_ROWS = 1_048_576

_XLSX_MAGIC = b"PK\x03\x04"
_FORMULA = re.compile(rb"[<:]f[ />]")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and .xlsx behind a password


class NoValue(Enum):
    """Why a place of the file has nothing that can be used; the text says what to do."""

    REPEATED = "Mục này có hai lần trong cùng một dòng: giữ lại một."
    NOT_JSON = "NaN, Infinity không phải giá trị JSON: bỏ mục này hoặc ghi null."
    NOT_COMPUTED = (
        "Ô có công thức chưa được tính: mở bằng Excel hoặc LibreOffice rồi lưu lại,"
        " hoặc gõ giá trị."
    )
    CELL_ERROR = "Ô đang báo lỗi (#N/A, #REF!, …): sửa công thức hoặc gõ giá trị."


def is_workbook(data: bytes) -> bool:
    """Whether ``data`` begins as an .xlsx file does.

    Raises InvalidInput (``unreadable``) for an .xls, or a workbook behind a password.
    """
    if data.startswith(_OLE_MAGIC):
        raise unreadable(
            "Tệp .xls kiểu cũ hoặc bảng tính có mật khẩu.",
            advice="Mở ra, bỏ mật khẩu, lưu lại thành .xlsx.",
        )
    return data.startswith(_XLSX_MAGIC)


def is_blank(value: Any) -> bool:
    """Whether a cell has nothing in it."""
    return value is None or (isinstance(value, str) and not value.strip())


def unreadable(message: str, *, advice: str | None = None) -> InvalidInput:
    """The error for a file that gives no rows at all."""
    return InvalidInput("unreadable", message, field="file", advice=advice)


def sheet_lines(data: bytes) -> Iterator[tuple[int, list[Any]]]:
    """Each line of the first sheet with its number, from 1.

    Raises InvalidInput (``unreadable``; ``too_large`` where it unpacks to more than 400 MiB), and
    nothing else.
    """
    _refuse_bomb(data)
    import openpyxl  # noqa: PLC0415 - 100 ms, only for spreadsheets

    books = []
    try:
        for data_only in (True, False) if _has_formulas(data) else (True,):
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False
            )
            books.append(book)
            book.worksheets[0].reset_dimensions()  # a file may lie about its size
        views = [book.worksheets[0].iter_rows(max_row=MAX_SHEET_ROWS) for book in books]
        for number, lines in enumerate(zip(*views, strict=True), start=1):
            yield number, [_value(*cells) for cells in zip(*lines, strict=True)]
    except Exception as error:
        # A hostile file makes the library raise anything.
        raise unreadable(
            f"Không đọc được bảng tính ({type(error).__name__}).",
            advice="Mở bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx.",
        ) from error
    finally:
        for book in books:
            book.close()


def _has_formulas(data: bytes) -> bool:
    """Whether a sheet has a formula; without one the file is read once only."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or name.endswith("/"):
                continue
            with archive.open(name) as sheet:
                before = b""
                while part := sheet.read(1 << 20):
                    if _FORMULA.search(before + part):
                        return True
                    before = part[-4:]
    return False


def _value(computed: Any, written: Any = None) -> Any:
    """A cell's value. A formula that no program has computed yet has none, not an empty one."""
    if computed.data_type == "e":
        return NoValue.CELL_ERROR
    if computed.value is None and computed.data_type == "n":
        return NoValue.NOT_COMPUTED if written is not None and written.data_type == "f" else None
    return computed.value


def _refuse_bomb(data: bytes) -> None:
    """A spreadsheet is a zip file; refuse one that unpacks to more than 400 MiB."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise unreadable("Không đọc được bảng tính: tệp hỏng.") from None
    if unpacked > MAX_UNPACKED_BYTES:
        raise InvalidInput("too_large", "Bảng tính quá lớn.", field="file")
