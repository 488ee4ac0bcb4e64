"""The rows of a batch file, JSON or a spreadsheet, before anything in them is judged.

What one place of the file does to its row is the row's affair: it gets a ``NoValue`` there and is
refused by itself. Only a file that gives no rows at all is refused as a whole.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import InvalidInput
from app.spreadsheet.first_sheet import NoValue, is_blank, is_workbook, sheet_lines, unreadable

MAX_ROWS = 10_000
MAX_BATCH_BYTES = 50 * 1024 * 1024
MAX_INTEGER_DIGITS = 20
PERSON_FIELDS = (
    "card", "name", "id_number", "no_id_kind", "no_id_reason", "birth", "sex", "address", "phone",
    "email",
    "organisation",
)  # fmt: skip
FIELDS = frozenset(
    [
        "ref", "procedure", "received", "owner", "authoriser", "authorisation", "resolver",
        "channel", "summary", "sets", "pages", "copies", "cases", "exemption", "late", "return_by",
        "return_at", "paper_exception", "late_reason", "slip", "deadline_case", "components",
        *PERSON_FIELDS,
    ]
)  # fmt: skip
"""What a row may have; docs/command-line.md says what each means."""

Row = Mapping[str, Any]


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
    rows = _spreadsheet_rows(data) if is_workbook(data) else _json_rows(data)
    if len(rows) > MAX_ROWS:
        raise InvalidInput(
            "too_many_rows",
            f"Tệp có quá {MAX_ROWS} dòng.",
            field="file",
            advice="Chia thành nhiều tệp.",
        )
    return Batch(hashlib.sha256(data).hexdigest()[:16], rows)


# --- JSON -------------------------------------------------------------------------------------


def _json_rows(data: bytes) -> dict[int, Row]:
    text = _decoded(data)
    if not text.strip():
        raise unreadable("Tệp trống.")
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
            raise unreadable(
                "Tệp không phải JSON hay bảng tính .xlsx.",
                advice="Tệp .csv: mở bằng bảng tính rồi lưu thành .xlsx.",
            ) from None
        raise unreadable(f"JSON sai ở dòng {error.lineno}, cột {error.colno}.") from None
    except RecursionError:
        raise unreadable("JSON lồng quá sâu.") from None
    rows = document.get("rows") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise unreadable('Cần một danh sách [{…}, {…}], hoặc {"rows": [...]}.')
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
        raise unreadable(
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
    lines = sheet_lines(data)
    head_line, heads = next(
        ((line, values) for line, values in lines if not all(map(is_blank, values))), (0, [])
    )
    names = _heads(heads)
    rows: dict[int, Row] = {}
    for line, values in lines:
        filled = [not is_blank(value) for value in values]
        if any(filled):
            rows[line - head_line] = {
                name: value
                for name, value, here in zip(names, values, filled, strict=False)
                if name and here
            }
        if len(rows) > MAX_ROWS:
            break
    return rows


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
