"""What a foreign document says of procedures, before it meets the catalogue (docs/adr/0015)."""

from __future__ import annotations

import re

from msgspec import Struct

from app.catalogue.procedure import Level, ResultType, national_code
from app.dated_data.foreign_document import bad_document
from app.deadlines.rule import DeadlineRule

MAX_PROCEDURES = 20_000
_NATIONAL = re.compile(r"[1-9]\.\d{6}\Z", re.ASCII)


class Note(Struct, frozen=True):
    """Something that the document does not say, or that could not be read."""

    code: str
    text: str


class Money(Struct, frozen=True):
    """One amount, whole đồng, as the document names it. ``online`` where it is for that channel."""

    name: str
    amount: int
    online: bool = False


class NamedLimit(Struct, frozen=True):
    """A further time limit, for the case that ``name`` tells."""

    name: str
    deadline: DeadlineRule


class Paper(Struct, frozen=True):
    """One component; ``required`` is None where the document does not say."""

    name: str
    required: bool | None = None


class ImportedProcedure(Struct, frozen=True):
    """One procedure as the document has it; empty is what it does not say.

    ``place`` is where it stands (``result[0]``, ``dòng 5``). ``abolished``: it says that the
    procedure is no longer in force.
    """

    place: str
    code: str
    name: str
    field: str = ""
    agency: str = ""
    deadline: DeadlineRule | None = None
    limits: tuple[NamedLimit, ...] = ()
    level: Level | None = None
    papers: tuple[Paper, ...] = ()
    charges: tuple[Money, ...] = ()
    results: tuple[ResultType, ...] = ()
    legal_basis: tuple[str, ...] = ()
    abolished: bool = False


class Imported(Struct, frozen=True):
    """A whole document. ``source`` names its kind; it is part of the written file's name."""

    source: str
    procedures: tuple[ImportedProcedure, ...]
    notes: tuple[Note, ...] = ()


def checked(source: str, procedures: list[ImportedProcedure], notes: list[Note]) -> Imported:
    """Put a document together; raises InvalidInput where it has no procedure, or one twice."""
    if not procedures:
        raise bad_document("", "không có thủ tục nào")
    if len(procedures) > MAX_PROCEDURES:
        raise bad_document("", f"quá {MAX_PROCEDURES} thủ tục")
    seen: dict[str, str] = {}
    for one in procedures:
        if one.code in seen:
            raise bad_document(one.place, f"mã {one.code} đã có ở {seen[one.code]}")
        seen[one.code] = one.place
    return Imported(source, tuple(procedures), tuple(notes))


def read_code(text: str, place: str) -> str:
    """The national code in ``text``; raises InvalidInput naming ``place``."""
    code = national_code(text)
    if _NATIONAL.match(code) is None:
        raise bad_document(place, f"không phải mã thủ tục: {text.strip()[:40]!r}")
    return code
