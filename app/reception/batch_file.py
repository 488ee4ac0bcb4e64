"""The rows of a batch file, JSON or a spreadsheet, before anything in them is judged.

What one place of the file does to its row is the row's affair: it gets a ``NoValue`` there and is
refused by itself. Only a file that gives no rows at all is refused as a whole.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from app.errors import InvalidInput

MAX_ROWS = 10_000
MAX_BATCH_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_SHEET_ROWS = 1_048_576
MAX_INTEGER_DIGITS = 20
PERSON_FIELDS = (
    "card", "name", "id_number", "no_id_reason", "birth", "sex", "address", "phone", "email",
    "organisation",
)  # fmt: skip
FIELDS = frozenset(
    [
        "ref", "procedure", "received", "owner", "authoriser", "authorisation", "resolver",
        "channel", "summary", "sets", "pages", "copies", "cases", "exemption", "late", "return_by",
        "return_at", "paper_exception", "late_reason", "components", *PERSON_FIELDS,
    ]
)  # fmt: skip
"""What a row may have; docs/command-line.md says what each means."""

_XLSX_MAGIC = b"PK\x03\x04"
_FORMULA = re.compile(rb"[<:]f[ />]")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and .xlsx behind a password

Row = Mapping[str, Any]


class NoValue(Enum):
    """Why a place of the file has nothing that can be used; the text says what to do."""

    REPEATED = "Mục này có hai lần trong cùng một dòng: giữ lại một."
    NOT_JSON = "NaN, Infinity không phải giá trị JSON: bỏ mục này hoặc ghi null."
    NOT_COMPUTED = (
        "Ô có công thức chưa được tính: mở bằng Excel hoặc LibreOffice rồi lưu lại,"
        " hoặc gõ giá trị."
    )
    CELL_ERROR = "Ô đang báo lỗi (#N/A, #REF!, …): sửa công thức hoặc gõ giá trị."


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of a file by their numbers, and a name for the file's content.

    Rows count from 1; in a spreadsheet row 1 is the line under the heads, and lines without
    anything in them are counted but are no rows.
    """

    name: str
    rows: Mapping[int, Row]


def read_batch(data: bytes) -> Batch:
    """Read JSON (a list, or ``{"rows": [...]}``) or an .xlsx spreadsheet.

    Raises InvalidInput (``too_large``, ``unreadable``, ``wrong_columns``, ``too_many_rows``).
    """
    if len(data) > MAX_BATCH_BYTES:
        raise InvalidInput("too_large", "Tệp quá 50 MiB.", field="file")
    if data.startswith(_OLE_MAGIC):
        raise _unreadable(
            "Tệp .xls kiểu cũ hoặc bảng tính có mật khẩu.",
            advice="Mở ra, bỏ mật khẩu, lưu lại thành .xlsx.",
        )
    rows = _spreadsheet_rows(data) if data.startswith(_XLSX_MAGIC) else _json_rows(data)
    if len(rows) > MAX_ROWS:
        raise InvalidInput(
            "too_many_rows",
            f"Tệp có quá {MAX_ROWS} dòng.",
            field="file",
            advice="Chia thành nhiều tệp.",
        )
    return Batch(hashlib.sha256(data).hexdigest()[:16], rows)


def _unreadable(message: str, *, advice: str | None = None) -> InvalidInput:
    return InvalidInput("unreadable", message, field="file", advice=advice)


# --- JSON -------------------------------------------------------------------------------------


def _json_rows(data: bytes) -> dict[int, Row]:
    text = _decoded(data)
    if not text.strip():
        raise _unreadable("Tệp trống.")
    try:
        document = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=lambda _: NoValue.NOT_JSON,
        )
    except json.JSONDecodeError as error:
        if text.lstrip()[0] not in "[{":
            raise _unreadable(
                "Tệp không phải JSON hay bảng tính .xlsx.",
                advice="Tệp .csv: mở bằng bảng tính rồi lưu thành .xlsx.",
            ) from None
        raise _unreadable(f"JSON sai ở dòng {error.lineno}, cột {error.colno}.") from None
    except RecursionError:
        raise _unreadable("JSON lồng quá sâu.") from None
    rows = document.get("rows") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise _unreadable('Cần một danh sách [{…}, {…}], hoặc {"rows": [...]}.')
    return {
        number: row if isinstance(row, dict) else {"": row}
        for number, row in enumerate(rows, start=1)
    }


def _decoded(data: bytes) -> str:
    """UTF-8, with or without a mark; UTF-16 with its mark, as PowerShell writes it."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(
            "Tệp không phải JSON (UTF-8) hay bảng tính .xlsx.", advice="Lưu lại bằng UTF-8."
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        found[name] = NoValue.REPEATED if name in found else value
    return found


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_INTEGER_DIGITS else digits


def _float(digits: str) -> float | str:
    value = float(digits)
    return value if abs(value) != float("inf") else digits


# --- spreadsheet ------------------------------------------------------------------------------


def _spreadsheet_rows(data: bytes) -> dict[int, Row]:
    _refuse_bomb(data)
    lines = _lines(data)
    head_line, heads = next(
        ((line, values) for line, values in lines if not all(map(_is_blank, values))), (0, [])
    )
    names = _heads(heads)
    rows: dict[int, Row] = {}
    for line, values in lines:
        filled = [not _is_blank(value) for value in values]
        if any(filled):
            rows[line - head_line] = {
                name: value
                for name, value, here in zip(names, values, filled, strict=False)
                if name and here
            }
        if len(rows) > MAX_ROWS:
            break
    return rows


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _heads(values: Sequence[Any]) -> list[str]:
    names = [str(value).strip().lower() if value is not None else "" for value in values]
    wrong = [name[:40] for name in names if name and name not in FIELDS]
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if wrong:
        problem = f"không có cột tên {', '.join(wrong)[:100]}"
    elif repeated:
        problem = f"cột {', '.join(repeated)} có hai lần"
    elif "procedure" not in names:
        problem = "thiếu cột procedure"
    else:
        return names
    raise InvalidInput(
        "wrong_columns",
        f"Bảng tính sai cột: {problem}.",
        field="file",
        advice="Dòng đầu của trang tính đầu tiên là tên cột: " + ", ".join(sorted(FIELDS)),
    )


def _lines(data: bytes) -> Iterator[tuple[int, list[Any]]]:
    """Each line of the first sheet with its number; nothing in the file raises anything else."""
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
        raise _unreadable(
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
        raise _unreadable("Không đọc được bảng tính: tệp hỏng.") from None
    if unpacked > MAX_UNPACKED_BYTES:
        raise InvalidInput("too_large", "Bảng tính quá lớn.", field="file")
