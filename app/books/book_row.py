"""A line of a tracking book (sổ theo dõi hồ sơ)."""

from __future__ import annotations

from msgspec import Struct


class BookRow(Struct, frozen=True):
    """One dossier. Times are ISO 8601 in Vietnam ("": has not happened); ``number`` is its place in
    the book (0: none) and its ``volume``, ``how`` a value of ``ReturnBy``, ``signed`` who collected
    the result.
    """

    number: int
    code: str
    procedure: str
    person: str
    address: str
    phone: str
    resolver: str
    received: str
    due: str = ""
    handed_over: str = ""
    returned: str = ""
    how: str = ""
    signed: str = ""
    sets: int = 1
    volume: int = 1
