"""IPP messages to bytes (RFC 8010, 3.1)."""

from __future__ import annotations

import struct

from app.errors import ProgramFault
from printing.printers.ipp.message import (
    Attribute,
    Attributes,
    Content,
    Message,
    Range,
    Resolution,
    Section,
    Tag,
    Value,
)

MAX_VALUE_OCTETS = 32_767
"""Lengths are signed 16-bit numbers."""


def encode(message: Message) -> bytes:
    """The octets of ``message``, to which a document may be joined.

    Raises ProgramFault for a value that has no octets: what comes from outside is bounded before.
    """
    out = bytearray(struct.pack(">BBHi", *message.version, message.code, message.request_id))
    for group in message.groups:
        out.append(group.section)
        for attribute in group.attributes.items:
            _attribute(out, attribute)
    out.append(Section.END)
    return bytes(out)


def _attribute(out: bytearray, attribute: Attribute) -> None:
    name = attribute.name
    for value in attribute.values:
        _value(out, name, value)
        name = ""  # the further values of a set have none


def _value(out: bytearray, name: str, value: Value) -> None:
    if not isinstance(value.content, Attributes):
        _field(out, value.tag, name.encode(), _octets(value.content))
        return
    _field(out, Tag.COLLECTION, name.encode(), b"")
    for member in value.content.items:
        _field(out, Tag.MEMBER, b"", member.name.encode())
        for one in member.values:
            _value(out, "", one)
    _field(out, Tag.END_COLLECTION, b"", b"")


def _field(out: bytearray, tag: int, name: bytes, octets: bytes) -> None:
    if max(len(name), len(octets)) > MAX_VALUE_OCTETS:
        raise ProgramFault("ipp_too_long", "Yêu cầu in có một giá trị quá dài.")
    out.append(tag)
    out += struct.pack(">h", len(name)) + name
    out += struct.pack(">h", len(octets)) + octets


def _octets(content: Content) -> bytes:  # noqa: PLR0911 - one line a syntax
    match content:
        case None:
            return b""
        case bool():
            return bytes([content])
        case int():
            return struct.pack(">i", content)
        case str():
            return content.encode()
        case bytes():
            return content
        case Resolution():
            return struct.pack(">iib", content.across, content.along, content.unit)
        case Range():
            return struct.pack(">ii", content.low, content.high)
        case Attributes():
            raise ProgramFault("ipp_collection", "Yêu cầu in có một nhóm giá trị lạc chỗ.")
