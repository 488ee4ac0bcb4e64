"""A spreadsheet (.xlsx, .csv) of procedures: one row each, heads in Vietnamese or English.

Codes must be texts. A cell that a spreadsheet made a number has lost its last zeros (2.00072 was
2.000720), and dots are what some languages write thousands with: such a row is an error, not a
guess.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.catalogue.folding import fold
from app.catalogue.importing.durations import read_dong, read_limit_text
from app.catalogue.importing.imported import (
    MAX_PROCEDURES,
    Imported,
    ImportedProcedure,
    Money,
    Note,
    Paper,
    checked,
    read_code,
)
from app.catalogue.procedure import Level, ResultType
from app.dated_data.foreign_document import MAX_DOCUMENT_BYTES, MAX_TEXT, bad_document
from app.spreadsheet.first_sheet import NoValue, is_blank, is_workbook, sheet_lines

SOURCE = "sheet"
MAX_HEAD_LINES = 20
_HEADS = {
    "code": ("ma thu tuc", "ma tthc", "ma so", "ma", "code"),
    "name": ("ten thu tuc", "ten tthc", "ten thu tuc hanh chinh", "thu tuc hanh chinh", "name"),
    "field": ("linh vuc", "ten linh vuc", "field"),
    "agency": ("co quan giai quyet", "co quan thuc hien", "cap thuc hien", "agency"),
    "deadline": ("thoi han", "thoi han giai quyet", "thoi gian giai quyet", "deadline"),
    "fee": ("phi", "le phi", "phi, le phi", "phi le phi", "muc thu", "fee"),
    "level": ("muc do", "muc do dvc", "muc do cung cap dvc", "level"),
    "papers": ("thanh phan ho so", "thanh phan", "components"),
    "results": ("ket qua", "ket qua giai quyet", "results"),
    "basis": ("can cu phap ly", "can cu", "legal basis"),
}
_COLUMN_OF = {head: column for column, heads in _HEADS.items() for head in heads}
_LEVELS: dict[str, Level] = {
    "toan trinh": "full",
    "4": "full",
    "full": "full",
    "mot phan": "partial",
    "3": "partial",
    "partial": "partial",
    "cung cap thong tin": "none",
    "2": "none",
    "none": "none",
}
_FREE = frozenset({"khong", "khong thu", "mien phi", "khong co", "0"})


def read_sheet(data: bytes) -> Imported:
    """Read the first sheet; raises InvalidInput (``bad_document``, ``unreadable``, ``too_large``).

    Lists in one cell (papers, results, legal basis) have a line, or a ``;``, between their parts.
    """
    lines = _numbered(data)
    head_line, columns, ignored = _heads(lines)
    notes = [Note("", f"Bỏ qua cột {', '.join(ignored)[:200]}.")] if ignored else []
    procedures = []
    for number, values in lines:
        if all(map(is_blank, values)):
            continue
        row = {name: values[at] for name, at in columns.items() if at < len(values)}
        procedure, said = _procedure(row, f"dòng {number}")
        procedures.append(procedure)
        notes += [Note(procedure.code, text) for text in said]
        if len(procedures) > MAX_PROCEDURES:
            raise bad_document("", f"quá {MAX_PROCEDURES} dòng")
    if not procedures:
        raise bad_document(f"dòng {head_line}", "không có dòng nào dưới dòng tên cột")
    return checked(SOURCE, procedures, notes)


def _numbered(data: bytes) -> Iterator[tuple[int, Sequence[Any]]]:
    if len(data) > MAX_DOCUMENT_BYTES:
        raise bad_document("", f"lớn hơn {MAX_DOCUMENT_BYTES // 2**20} MiB")
    if is_workbook(data):
        return iter(sheet_lines(data))
    return _csv_lines(data)


def _csv_lines(data: bytes) -> Iterator[tuple[int, Sequence[Any]]]:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise bad_document("", "không phải bảng tính .xlsx, cũng không phải CSV UTF-8") from None
    first = text.split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for values in reader:
            yield reader.line_num, values
    except csv.Error as error:
        raise bad_document(f"dòng {reader.line_num}", f"CSV sai: {error}") from None


def _heads(
    lines: Iterable[tuple[int, Sequence[Any]]],
) -> tuple[int, dict[str, int], list[str]]:
    """The line of the heads: the first that names code and name (titles may stand above it)."""
    for number, values in lines:
        found: dict[str, int] = {}
        ignored = []
        for at, value in enumerate(values):
            if is_blank(value):
                continue
            column = _COLUMN_OF.get(" ".join(fold(str(value)).split()))
            if column is None:
                ignored.append(str(value).strip()[:40])
            elif column in found:
                raise bad_document(f"dòng {number}", f"hai cột cùng nghĩa {str(value)[:40]!r}")
            else:
                found[column] = at
        if "code" in found and "name" in found:
            return number, found, ignored
        if number >= MAX_HEAD_LINES:
            break
    raise bad_document("", 'không thấy dòng tên cột "Mã thủ tục", "Tên thủ tục" ở 20 dòng đầu')


def _procedure(row: dict[str, Any], place: str) -> tuple[ImportedProcedure, list[str]]:
    code_cell = row.get("code")
    if isinstance(code_cell, int | float):
        raise bad_document(
            place, f"mã thủ tục {code_cell} là số, đã mất số 0 ở cuối: định dạng cột là Text"
        )
    code = read_code(_text(row, "code", place), place)
    name = _text(row, "name", place)
    if not name:
        raise bad_document(place, f"{code}: chưa có tên thủ tục")
    said = []
    deadline_text = _text(row, "deadline", place)
    deadline = read_limit_text(deadline_text)
    if deadline_text and deadline is None:
        said.append(f"Không đọc được thời hạn {deadline_text[:80]!r}.")
    charges, unread = _charges(row, place)
    if unread:
        said.append(f"Không đọc được mức thu {unread[:80]!r}.")
    level_text = fold(_text(row, "level", place)).strip()
    level = next((_LEVELS[words] for words in _LEVELS if words in level_text), None)
    if level_text and level is None:
        said.append(f"Không đọc được mức độ trực tuyến {level_text[:40]!r}.")
    return (
        ImportedProcedure(
            place=place,
            code=code,
            name=name,
            field=_text(row, "field", place),
            agency=_text(row, "agency", place),
            deadline=deadline,
            level=level,
            papers=tuple(Paper(one) for one in _parts(row, "papers", place)),
            charges=charges,
            results=tuple(ResultType(one) for one in _parts(row, "results", place)),
            legal_basis=_parts(row, "basis", place),
        ),
        said,
    )


def _charges(row: dict[str, Any], place: str) -> tuple[tuple[Money, ...], str]:
    """The one amount of the cell; and the text where it is none."""
    text = _text(row, "fee", place)
    if not text:
        return (), ""
    amount = 0 if fold(text).strip(" .") in _FREE else read_dong(text)
    if amount is None:
        return (), text
    return (Money("Phí, lệ phí", amount),), ""


def _text(row: dict[str, Any], column: str, place: str) -> str:
    value = row.get(column)
    if value is None:
        return ""
    if isinstance(value, NoValue):
        raise bad_document(place, value.value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split())
    if len(text) > MAX_TEXT and column in ("code", "name", "field", "agency"):
        raise bad_document(place, f"cột {_HEADS[column][0]!r} dài quá {MAX_TEXT} ký tự")
    return text


def _parts(row: dict[str, Any], column: str, place: str) -> tuple[str, ...]:
    value = row.get(column)
    if isinstance(value, NoValue):
        raise bad_document(place, value.value)
    if is_blank(value):
        return ()
    parts = [
        " ".join(part.split()).lstrip("-•*+ ").strip()
        for part in str(value).replace(";", "\n").splitlines()
    ]
    if any(len(part) > MAX_TEXT for part in parts):
        raise bad_document(place, f"một mục dài quá {MAX_TEXT} ký tự")
    return tuple(dict.fromkeys(part for part in parts if part))
