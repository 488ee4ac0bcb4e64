"""A JSON document of another system, read place by place.

Keys may carry trailing blanks (OpenCPS writes ``"itemCode "``) and any letter case; numbers come as
texts, and texts as numbers. What has the wrong shape is an error that names the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from app.errors import InvalidInput

MAX_DOCUMENT_BYTES = 32 * 1024 * 1024
MAX_ITEMS = 20_000
MAX_TEXT = 500
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def read_json(data: bytes) -> Any:
    """Decode JSON in UTF-8, with or without a mark; raises InvalidInput (``bad_document``)."""
    if len(data) > MAX_DOCUMENT_BYTES:
        raise bad_document("", f"lớn hơn {MAX_DOCUMENT_BYTES // 2**20} MiB")
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise bad_document("", f"không phải JSON: {error}") from None
    except RecursionError:
        raise bad_document("", "JSON lồng quá sâu") from None


class Place:
    """One object of the document, and where it stands."""

    def __init__(self, value: Any, where: str) -> None:
        if not isinstance(value, Mapping):
            raise bad_document(where, "cần một đối tượng {…}")
        self.where = where
        self._values = {str(key).strip().lower(): found for key, found in value.items()}

    def has(self, *names: str) -> bool:
        """Whether one of ``names`` is there with something in it."""
        return any(self._values.get(name.lower()) not in (None, "", []) for name in names)

    def text(self, *names: str, longest: int = MAX_TEXT) -> str:
        """The first of ``names`` that has a text, a number or a truth; else empty.

        Without control characters: no paper can show them.
        """
        for name in names:
            value = self._values.get(name.lower())
            if value is None:
                continue
            if isinstance(value, bool):
                return str(value).lower()
            if not isinstance(value, str | int | float):
                raise bad_document(f"{self.where}.{name}", "cần một chuỗi")
            if isinstance(value, str) and len(value) > longest:
                raise bad_document(f"{self.where}.{name}", f"dài quá {longest} ký tự")
            text = _CONTROL.sub("", " ".join(str(value).split()))
            if text:
                return text
        return ""

    def places(self, *names: str) -> list[Place]:
        """The objects of the first list that one of ``names`` has; none where there is none.

        A lone object counts as a list of one, as some servers write it.
        """
        for name in names:
            value = self._values.get(name.lower())
            if value in (None, ""):
                continue
            return places(value, f"{self.where}.{name}")
        return []


def places(value: Any, where: str) -> list[Place]:
    """A list of objects; raises InvalidInput (``bad_document``)."""
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        raise bad_document(where, "cần một danh sách […]")
    if len(value) > MAX_ITEMS:
        raise bad_document(where, f"quá {MAX_ITEMS} mục")
    return [Place(one, f"{where}[{index}]") for index, one in enumerate(value)]


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Without empty ones and repetitions, in order."""
    return tuple(dict.fromkeys(text for text in texts if text))


def bad_document(place: str, reason: str) -> InvalidInput:
    """The error for ``place`` of a document that is to be imported."""
    where = f" ({place})" if place else ""
    return InvalidInput(
        "bad_document",
        f"Tệp nhập sai{where}: {reason}.",
        field=place or "file",
        advice="Chưa có gì thay đổi. Sửa tệp rồi nhập lại.",
    )
