"""Bytes to IPP messages, of which nothing is trusted: not the lengths, not the nesting."""

from __future__ import annotations

import struct

from app.errors import EnvironmentFault
from printing.printers.ipp.message import (
    Attribute,
    Attributes,
    Content,
    Group,
    Message,
    Range,
    Resolution,
    Section,
    Tag,
    Value,
)

MAX_VALUES = 100_000
"""A printer with all its papers has some 5,000."""
MAX_NESTING = 8
_FIRST_VALUE_TAG = 0x10


class NotIpp(EnvironmentFault):
    """What came is no IPP message (``bad_ipp``)."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "bad_ipp",
            f"Máy in trả lời không đúng chuẩn IPP ({why}).",
            advice="Kiểm tra địa chỉ máy in, hoặc tắt rồi bật lại máy in.",
        )


def decode(data: bytes) -> tuple[Message, int]:
    """The message at the front of ``data``, and where it ends (a document may follow).

    Raises NotIpp.
    """
    reader = _Reader(data)
    major, minor, code, request_id = struct.unpack(">BBHi", reader.take(8))
    groups: list[Group] = []
    section = reader.octet()
    while section != Section.END:
        if section >= _FIRST_VALUE_TAG:
            raise NotIpp("thiếu nhóm")
        reader.count()
        items, following = _group(reader)
        groups.append(Group(section, Attributes(items)))
        section = following
    return Message(code, request_id, tuple(groups), (major, minor)), reader.at


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0
        self._counted = 0

    def take(self, count: int) -> bytes:
        taken = self._data[self.at : self.at + count]
        if len(taken) < count:
            raise NotIpp("bị cắt giữa chừng")
        self.at += count
        return taken

    def octet(self) -> int:
        return self.take(1)[0]

    def field(self) -> bytes:
        """What stands behind its own length."""
        (length,) = struct.unpack(">h", self.take(2))
        if length < 0:
            raise NotIpp("độ dài âm")
        return self.take(length)

    def count(self) -> None:
        """One more group or value."""
        self._counted += 1
        if self._counted > MAX_VALUES:
            raise NotIpp("quá nhiều giá trị")

    def name_and_octets(self) -> tuple[str, bytes]:
        self.count()
        return _text(self.field()), self.field()


def _group(reader: _Reader) -> tuple[tuple[Attribute, ...], int]:
    """The attributes up to the next delimiter, and that delimiter."""
    found: list[tuple[str, list[Value]]] = []
    while (tag := reader.octet()) >= _FIRST_VALUE_TAG:
        name, octets = reader.name_and_octets()
        value = _value(reader, tag, octets, depth=0)
        if name:
            found.append((name, [value]))
        elif found:
            found[-1][1].append(value)
        else:
            raise NotIpp("giá trị không tên")
    return _attributes(found), tag


def _value(reader: _Reader, tag: int, octets: bytes, *, depth: int) -> Value:
    if tag == Tag.COLLECTION:
        return Value(tag, _collection(reader, depth + 1))
    if tag in {Tag.MEMBER, Tag.END_COLLECTION}:
        raise NotIpp("nhóm giá trị lạc chỗ")
    return Value(tag, _content(tag, octets))


def _collection(reader: _Reader, depth: int) -> Attributes:
    if depth > MAX_NESTING:
        raise NotIpp("lồng quá sâu")
    found: list[tuple[str, list[Value]]] = []
    while (tag := reader.octet()) != Tag.END_COLLECTION:
        if tag < _FIRST_VALUE_TAG:
            raise NotIpp("nhóm giá trị không kết thúc")
        _, octets = reader.name_and_octets()
        if tag == Tag.MEMBER:
            found.append((_text(octets), []))
        elif found:
            found[-1][1].append(_value(reader, tag, octets, depth=depth))
        else:
            raise NotIpp("giá trị không tên")
    reader.name_and_octets()
    return Attributes(_attributes(found))


def _attributes(found: list[tuple[str, list[Value]]]) -> tuple[Attribute, ...]:
    return tuple(Attribute(name, tuple(values)) for name, values in found)


def _content(tag: int, octets: bytes) -> Content:  # noqa: PLR0911 - one line a syntax
    """The value of one syntax; octets as they are where the syntax is none that we read."""
    match tag:
        case Tag.INTEGER | Tag.ENUM:
            return int.from_bytes(_sized(octets, 4), signed=True)
        case Tag.BOOLEAN:
            return _sized(octets, 1) != b"\0"
        case Tag.RESOLUTION:
            return Resolution(*struct.unpack(">iib", _sized(octets, 9)))
        case Tag.RANGE:
            return Range(*struct.unpack(">ii", _sized(octets, 8)))
        case Tag.TEXT_WITH_LANGUAGE | Tag.NAME_WITH_LANGUAGE:
            return _without_language(octets)
        case Tag.UNSUPPORTED | Tag.UNKNOWN | Tag.NO_VALUE:
            return None
        case _ if Tag.TEXT <= tag <= Tag.MIME:
            return _text(octets)
        case _:
            return octets


def _sized(octets: bytes, length: int) -> bytes:
    if len(octets) != length:
        raise NotIpp("giá trị sai độ dài")
    return octets


def _without_language(octets: bytes) -> str:
    reader = _Reader(octets)
    reader.field()
    return _text(reader.field())


def _text(octets: bytes) -> str:
    return octets.decode("utf-8", errors="replace")
