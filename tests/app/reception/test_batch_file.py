"""A batch file: what is odd in one row is that row's affair, and no row is dropped in silence."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest

from app.errors import InvalidInput
from app.reception.batch_file import read_batch
from app.spreadsheet.first_sheet import NoValue
from tests.app.reception.test_batch import spreadsheet


def refusal(data: bytes) -> InvalidInput:
    """How a file that gives no rows is refused."""
    with pytest.raises(InvalidInput) as caught:
        read_batch(data)
    assert caught.value.field == "file"
    return caught.value


def sheet_xml(data: bytes, old: bytes, new: bytes) -> bytes:
    """The spreadsheet with ``old`` replaced in its first sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as changed:
        for entry in archive.infolist():
            part = archive.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                assert old in part
                part = part.replace(old, new)
            changed.writestr(entry.filename, part)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_as_windows_programs_write_it_is_read(encoding: str) -> None:
    """Notepad's mark, PowerShell's UTF-16, CRLF."""
    text = json.dumps([{"name": "Đặng Văn A"}], ensure_ascii=False, indent=1)
    assert read_batch(text.replace("\n", "\r\n").encode(encoding)).rows == {
        1: {"name": "Đặng Văn A"}
    }


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ('"a", "name": "b"', NoValue.REPEATED),
        ("NaN", NoValue.NOT_JSON),
        ("-Infinity", NoValue.NOT_JSON),
        ("1e999", "1e999"),
        ("9" * 5_000, "9" * 5_000),
        ('"\\ud800"', "\ud800"),
    ],
)
def test_what_is_odd_in_one_row_leaves_the_others_readable(value: str, read: object) -> None:
    """Valid rows are kept: one number out of range must not cost the whole file."""
    rows = read_batch(f'[{{"name": {value}}}, {{"name": "B"}}]'.encode()).rows
    assert rows == {1: {"name": read}, 2: {"name": "B"}}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "trống"),
        (b"\xef\xbb\xbf  ", "trống"),
        (b"[{},\n{]", "dòng 2, cột 2"),
        (b"ref;procedure\r\n1;2.000815", "không phải JSON"),
        ('[{"name": "Đặng"}]'.encode("cp1258", "replace"), "UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mật khẩu"),
    ],
)
def test_a_file_without_rows_says_what_it_is(data: bytes, says: str) -> None:
    """In Vietnamese, and where the fault is; an old .xls and a password are told apart."""
    error = refusal(data)
    assert error.code == "unreadable"
    assert says in error.message


def test_a_row_far_down_is_not_dropped() -> None:
    """A citizen's dossier under thousands of empty lines is still one, under its line's number."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["procedure"])
    sheet.cell(15_001, 1).value = "2.000815"
    out = io.BytesIO()
    book.save(out)
    assert read_batch(out.getvalue()).rows == {15_000: {"procedure": "2.000815"}}


def test_row_numbers_are_those_of_the_sheet() -> None:
    """Whoever looks for row 3 finds it on the third line under the heads."""
    rows = read_batch(
        spreadsheet([None], ["Procedure ", "Ref"], ["a", "1"], [None, " "], ["b", 2])
    ).rows
    assert rows == {1: {"procedure": "a", "ref": "1"}, 3: {"procedure": "b", "ref": 2}}


def test_a_column_far_to_the_right_is_read() -> None:
    """No head is passed over for where it stands."""
    assert "colour" in refusal(spreadsheet(["procedure", *[None] * 150, "colour"])).message


def test_a_head_that_stands_twice_is_refused() -> None:
    """Which of the two cells counts is not guessed."""
    assert "hai lần" in refusal(spreadsheet(["procedure", "card", "card"], ["a", "b", "c"])).message


def test_a_formula_without_its_value_is_not_an_empty_cell() -> None:
    """Three copies by a formula must not become one by default."""
    data = spreadsheet(["procedure", "copies"], ["2.000815", "=1+2"])
    assert read_batch(data).rows[1]["copies"] is NoValue.NOT_COMPUTED
    computed = sheet_xml(data, b"<f>1+2</f>", b"<v>3</v><f>1+2</f>")
    assert read_batch(computed).rows[1]["copies"] == 3
    blank = sheet_xml(data, b'<c r="B2">', b'<c r="B2" t="str">')
    assert "copies" not in read_batch(blank).rows[1]


def test_a_cell_that_shows_an_error_is_no_text() -> None:
    """A look-up that failed is not a citizen called #N/A."""
    assert read_batch(spreadsheet(["procedure", "name"], ["2.000815", "#N/A"])).rows[1] == {
        "procedure": "2.000815",
        "name": NoValue.CELL_ERROR,
    }


def damaged() -> dict[str, bytes]:
    """Files that make the library raise what it likes."""
    whole = spreadsheet(["procedure"], ["2.000815"])
    charts = openpyxl.Workbook()
    assert charts.active is not None
    charts.remove(charts.active)
    charts.create_chartsheet()
    out = io.BytesIO()
    charts.save(out)
    found: dict[str, Any] = {"only a chart": out.getvalue()}
    for at in range(40, len(whole), len(whole) // 60):
        found[f"byte {at}"] = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
    return found


@pytest.mark.parametrize("data", damaged().values(), ids=damaged().keys())
def test_a_damaged_spreadsheet_is_refused_or_read(data: bytes) -> None:
    """Never an error of a library."""
    with contextlib.suppress(InvalidInput):
        read_batch(data)
