"""What is wrong with a value, in Vietnamese: the checks of types speak English."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

_TYPES = {
    "int": "số nguyên",
    "float": "số",
    "str": "chuỗi",
    "bool": "true hoặc false",
    "date": "ngày (2026-11-24)",
    "datetime": "ngày giờ",
    "time": "giờ (07:30:00)",
    "array": "danh sách",
    "object": "một bảng các mục",
    "null": "trống",
}
_PLACE = " - at `$"


def validation_words(error: msgspec.ValidationError) -> tuple[str, str]:
    """The dotted path of what is wrong (empty for the whole), and why."""
    why, _, where = str(error).partition(_PLACE)
    place = where.rstrip("`").lstrip(".")
    for pattern, say in _SAYINGS:
        match = pattern.fullmatch(why)
        if match is not None:
            named, words = say(match)
            return ".".join(part for part in (place, named) if part), words
    return place, why


def _type(name: str) -> str:
    return " hoặc ".join(_TYPES.get(part.strip(), part.strip()) for part in name.split("|"))


_Say = Callable[[re.Match[str]], tuple[str, str]]
_SAYINGS: tuple[tuple[re.Pattern[str], _Say], ...] = (
    (
        re.compile(r"Object missing required field `(.*)`"),
        lambda match: (match[1], "thiếu mục này"),
    ),
    (
        re.compile(r"Object contains unknown field `(.*)`"),
        lambda match: (match[1], "không có mục này"),
    ),
    (
        re.compile(r"Expected `(.*)`, got `(.*)`"),
        lambda match: ("", f"cần {_type(match[1])}, không phải {_type(match[2])}"),
    ),
    (
        re.compile(r"Expected `str` of length >= 1"),
        lambda _: ("", "không được để trống"),
    ),
    (
        re.compile(r"Expected `str` of length <= (\d+)"),
        lambda match: ("", f"dài quá {match[1]} ký tự"),
    ),
    (
        re.compile(r"Expected `array` of length (>=|<=) (\d+)"),
        lambda match: ("", f"danh sách phải có {_at(match[1])} {match[2]} mục"),
    ),
    (
        re.compile(r"Expected `(?:int|float)` (>=|<=) (-?\d+)(?:\.0)?"),
        lambda match: ("", f"phải {'từ' if match[1] == '>=' else 'đến'} {match[2]}"),
    ),
    (
        re.compile(r"Expected `str` matching regex (.*)"),
        lambda match: ("", f"không đúng mẫu {match[1]}"),
    ),
    (
        re.compile(r"Invalid (?:enum )?value (.*)"),
        lambda match: ("", f"không có giá trị {match[1]}"),
    ),
)


def _at(sign: str) -> str:
    return "ít nhất" if sign == ">=" else "nhiều nhất"
