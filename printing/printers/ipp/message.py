"""What an IPP message holds: groups of named attributes with typed values (RFC 8010, 3)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import TypeAlias, TypeVar

from msgspec import Struct

MAX_NAME_OCTETS = 255
"""RFC 8011, 5.1.3: what a value of the syntax ``name`` may have."""

T = TypeVar("T")


class Section(IntEnum):
    """The delimiter in front of a group of attributes (RFC 8010, 3.5.1)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(IntEnum):
    """The syntax of a value (RFC 8010, 3.5.2)."""

    UNSUPPORTED = 0x10
    UNKNOWN = 0x12
    NO_VALUE = 0x13
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    DATE_TIME = 0x31
    RESOLUTION = 0x32
    RANGE = 0x33
    COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    URI_SCHEME = 0x46
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49
    MEMBER = 0x4A


class Resolution(Struct, frozen=True):
    """Dots across and along the feed, for an inch (``unit`` 3) or a centimetre (4)."""

    across: int
    along: int
    unit: int


class Range(Struct, frozen=True):
    """From ``low`` to ``high``, both included."""

    low: int
    high: int


class Attributes(Struct, frozen=True):
    """Attributes in their order: those of a group, or the members of a collection.

    Values are found by what they are, so that a printer that gives a text where the standard has a
    number is one that gives none.
    """

    items: tuple[Attribute, ...] = ()

    def texts(self, name: str) -> list[str]:
        """The values of ``name`` that are texts, names, keywords, URIs."""
        return list(self._of(name, str))

    def numbers(self, name: str) -> list[int]:
        """The values of ``name`` that are integers or enums."""
        return list(self._of(name, int))

    def collections(self, name: str) -> list[Attributes]:
        """The values of ``name`` that are collections."""
        return list(self._of(name, Attributes))

    def text(self, name: str) -> str:
        """The first text of ``name``, or ""."""
        return next(self._of(name, str), "")

    def number(self, name: str) -> int | None:
        """The first number of ``name``, if it has one."""
        return next(self._of(name, int), None)

    def flag(self, name: str) -> bool | None:
        """The first truth value of ``name``, if it has one."""
        return next(self._of(name, bool), None)

    def ranges(self, name: str) -> list[Range]:
        """The values of ``name`` that are ranges; a number is a range of its own."""
        found: list[Range] = []
        for value in self._contents(name):
            if isinstance(value, Range):
                found.append(value)
            elif isinstance(value, int) and not isinstance(value, bool):
                found.append(Range(value, value))
        return found

    def resolutions(self, name: str) -> list[Resolution]:
        """The values of ``name`` that are resolutions."""
        return list(self._of(name, Resolution))

    def has(self, name: str) -> bool:
        """Whether ``name`` is among them."""
        return any(item.name == name for item in self.items)

    def _of(self, name: str, kind: type[T]) -> Iterator[T]:
        for value in self._contents(name):
            if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
                yield value

    def _contents(self, name: str) -> Iterator[Content]:
        for item in self.items:
            if item.name == name:
                for value in item.values:
                    yield value.content


Content: TypeAlias = int | bool | str | bytes | Resolution | Range | Attributes | None


class Value(Struct, frozen=True):
    """One value: ``tag`` is its syntax, of which there may be others than ``Tag`` has."""

    tag: int
    content: Content


class Attribute(Struct, frozen=True):
    """A named attribute with at least one value."""

    name: str
    values: tuple[Value, ...]


class Group(Struct, frozen=True):
    """Attributes under one delimiter."""

    section: int
    attributes: Attributes


class Message(Struct, frozen=True):
    """A request (``code`` is the operation) or an answer (``code`` is the status).

    Version 1.1 is the one that every printer takes; those of 2.x differ in what they must know.
    """

    code: int
    request_id: int
    groups: tuple[Group, ...]
    version: tuple[int, int] = (1, 1)

    def all(self, section: Section) -> list[Attributes]:
        """The groups of one kind, one for each printer or job."""
        return [group.attributes for group in self.groups if group.section == section]

    def first(self, section: Section) -> Attributes:
        """The first group of one kind, or an empty one."""
        return next(iter(self.all(section)), Attributes())


def attribute(name: str, tag: Tag, *contents: Content) -> Attribute:
    """An attribute whose values all have one syntax."""
    return Attribute(name, tuple(Value(tag, content) for content in contents))


def collection(name: str, *members: Attribute) -> Attribute:
    """An attribute whose one value is a collection."""
    return attribute(name, Tag.COLLECTION, Attributes(members))


def cut_octets(text: str, most: int = MAX_NAME_OCTETS) -> str:
    """``text`` shortened to ``most`` octets of UTF-8, between two letters."""
    return text.encode()[:most].decode(errors="ignore")
