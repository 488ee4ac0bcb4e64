"""A data file that is wrong says where and why, in Vietnamese."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pytest
from msgspec import Meta, Struct

from app.dated_data.toml_table import read_table
from app.errors import InvalidInput

NAME = Path("/tinh/law/x.toml")


class _Entry(Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=5)]
    since: date
    count: Annotated[int, Meta(ge=1, le=9)] = 1
    code: Annotated[str, Meta(pattern="^[0-9]+$")] = "1"
    kind: Literal["a", "b"] = "a"
    open: bool | None = None


class _Table(Struct, forbid_unknown_fields=True):
    entry: Annotated[list[_Entry], Meta(min_length=1)]


GOOD = 'name = "x"\nsince = 2026-11-24\n'


def test_a_right_file_is_read() -> None:
    """With or without a byte order mark."""
    for data in (b"", b"\xef\xbb\xbf"):
        table = read_table(NAME, data + f"[[entry]]\n{GOOD}".encode(), _Table)
        assert table.entry[0].since == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "field", "why"),
    [
        (f"[[entry]]\n{GOOD}count = 0", "entry[0].count", "phải từ 1"),
        (f"[[entry]]\n{GOOD}count = 10", "entry[0].count", "phải đến 9"),
        (f'[[entry]]\n{GOOD}count = "1"', "entry[0].count", "cần số nguyên, không phải chuỗi"),
        (f'[[entry]]\n{GOOD}open = "x"', "entry[0].open", "cần true hoặc false hoặc trống"),
        (f'[[entry]]\n{GOOD}code = "x"', "entry[0].code", "không đúng mẫu"),
        (f'[[entry]]\n{GOOD}kind = "c"', "entry[0].kind", "không có giá trị 'c'"),
        (f"[[entry]]\n{GOOD}more = 1", "entry[0].more", "không có mục này"),
        ('[[entry]]\nname = "x"', "entry[0].since", "thiếu mục này"),
        ('[[entry]]\nname = ""\nsince = 2026-11-24', "entry[0].name", "không được để trống"),
        ('[[entry]]\nname = "xxxxxx"\nsince = 2026-11-24', "entry[0].name", "dài quá 5 ký tự"),
        ('[[entry]]\nname = "x"\nsince = "2026"', "entry[0].since", "2026"),
        ("entry = []", "entry", "ít nhất 1 mục"),
        ("entry = 1", "entry", "cần danh sách, không phải số nguyên"),
        ("", "entry", "thiếu mục này"),
        ("x = = 1", "x.toml", "dòng 1, cột 5"),
        ("x = 1\nx = 2", "x.toml", "dòng 2"),
    ],
)
def test_a_wrong_file_says_where_and_why(text: str, field: str, why: str) -> None:
    """The file with its folder, the entry as a dotted path, the reason in words."""
    with pytest.raises(InvalidInput) as error:
        read_table(NAME, text.encode(), _Table)
    assert error.value.code == "bad_data"
    assert error.value.field == field
    assert why in error.value.message
    assert str(NAME) in error.value.message


@pytest.mark.parametrize("data", [b"\xff\xfe", b"x = " + b"[" * 10_000, b"x = " + b"{a=" * 10_000])
def test_what_is_no_text_and_what_nests_too_deep_is_refused(data: bytes) -> None:
    """No other error comes out."""
    with pytest.raises(InvalidInput, match="không phải TOML"):
        read_table(NAME, data, _Table)


def test_a_number_of_thousands_of_digits_is_wrong_data() -> None:
    """Python refuses to read it: that must not look like a bug of ours."""
    with pytest.raises(InvalidInput) as caught:
        read_table(NAME, b"so = " + b"1" * 5_000, _Table)
    assert caught.value.code == "bad_data"
