"""A batch of dossiers from JSON or a spreadsheet: read rows, turn each into an intake.

A row is an object with these fields (a spreadsheet has them as the heads of its first row):
``ref`` (own reference, makes a row unique across files), ``procedure``, ``received`` (ISO),
``card`` (text of the identity card's QR code) or ``name``, ``id_number``, ``birth``, ``sex``,
``address``; ``no_id_reason``, ``phone``, ``email``, ``organisation``; ``owner`` and ``authoriser``
(names; JSON: objects of the same fields), ``authorisation``; ``resolver`` (e-ID, else by the
catalogue), ``channel``, ``summary``, ``sets``, ``pages``, ``copies``, ``cases``, ``exemption``,
``late``, ``return_by``, ``return_at``, ``paper_exception``, ``late_reason``; ``components``
(JSON: list of ``{component, originals, certified, photos, look_up}``; else the procedure's
required ones).
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from app.clock.time import from_iso
from app.dossier.application import (
    Application,
    Authorisation,
    Channel,
    GivenComponent,
    LookUpOutcome,
    Person,
    ReturnBy,
    Treatment,
)
from app.errors import InvalidInput
from app.identity.citizen_card import read_card
from app.reception.register import Intake

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure
    from app.reception.desk import Desk

MAX_ROWS = 10_000
MAX_BATCH_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
_XLSX_MAGIC = b"PK\x03\x04"
_PERSON_FIELDS = (
    "card", "name", "id_number", "no_id_reason", "birth", "sex", "address", "phone", "email",
    "organisation",
)  # fmt: skip
FIELDS = frozenset(
    [
        "ref", "procedure", "received", "owner", "authoriser", "authorisation", "resolver",
        "channel", "summary", "sets", "pages", "copies", "cases", "exemption", "late", "return_by",
        "return_at", "paper_exception", "late_reason", "components", *_PERSON_FIELDS,
    ]
)  # fmt: skip

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of a file, numbered from 1, and a name for the file's content."""

    name: str
    rows: Sequence[Row]


def read_batch(data: bytes) -> Batch:
    """Read JSON (a list, or ``{"rows": [...]}``) or an .xlsx spreadsheet.

    Raises InvalidInput (``too_large``, ``unreadable``, ``wrong_columns``, ``too_many_rows``).
    """
    if len(data) > MAX_BATCH_BYTES:
        raise InvalidInput("too_large", "Tệp quá 50 MiB.", field="file")
    rows = _spreadsheet_rows(data) if data.startswith(_XLSX_MAGIC) else _json_rows(data)
    if len(rows) > MAX_ROWS:
        raise InvalidInput("too_many_rows", f"Tệp có quá {MAX_ROWS} dòng.", field="file")
    return Batch(hashlib.sha256(data).hexdigest()[:16], rows)


def intake_of(row: Row, number: int, batch: Batch, desk: Desk) -> Intake:
    """Turn row ``number`` into an intake; raises InvalidInput naming the row's field."""
    unknown = sorted(set(row) - FIELDS)
    if unknown:
        raise InvalidInput("unknown_field", f"Không có mục {unknown[0][:60]!r}.", field=unknown[0])
    received = _received(row, desk)
    procedure = desk.catalogue.procedure(_text(row, "procedure"), received.date())
    ref = _text(row, "ref")
    application = Application(
        procedure=procedure.code,
        resolver=_text(row, "resolver") or _resolver(procedure, desk),
        submitter=_person(row, ""),
        owner=_other_person(row, "owner"),
        authorisation=_authorisation(row),
        components=_components(row, procedure),
        channel=_choice(row, "channel", Channel, Channel.IN_PERSON),
        summary=_text(row, "summary"),
        sets=_number(row, "sets"),
        pages=_number(row, "pages"),
        copies=_number(row, "copies"),
        cases=_number(row, "cases"),
        exemption=_ground(row, desk),
        late=_flag(row, "late", ""),
        return_by=_choice(row, "return_by", ReturnBy, ReturnBy.DESK),
        return_at=_text(row, "return_at"),
        paper_exception=_text(row, "paper_exception"),
    )
    return Intake(
        application=application,
        received_at=received,
        origin=f"batch:{ref}" if ref else f"batch:{batch.name}:{number}",
        late_reason=_text(row, "late_reason"),
    )


def _json_rows(data: bytes) -> list[Row]:
    try:
        document = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput(
            "unreadable", f"Tệp không phải JSON hay bảng tính .xlsx: {error}", field="file"
        ) from None
    rows = document.get("rows") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise InvalidInput("unreadable", 'Cần một danh sách, hoặc {"rows": [...]}.', field="file")
    return [row if isinstance(row, dict) else {"row": row} for row in rows]


def _spreadsheet_rows(data: bytes) -> list[Row]:
    import openpyxl  # noqa: PLC0415 - 100 ms, only for spreadsheets
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - as above

    _refuse_bomb(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 2, max_col=100)
        table = [list(line) for line in lines]
        book.close()
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        OSError,
        SyntaxError,
        zipfile.BadZipFile,
    ) as error:
        raise InvalidInput(
            "unreadable", f"Không đọc được bảng tính: {type(error).__name__}", field="file"
        ) from None
    heads = [str(head).strip() if head is not None else "" for head in table[0]] if table else []
    wrong = [head for head in heads if head and head not in FIELDS]
    if wrong or "procedure" not in heads:
        raise InvalidInput(
            "wrong_columns",
            f"Bảng tính sai cột: {', '.join(wrong)[:100] or 'thiếu cột procedure'}",
            field="file",
            advice="Dòng đầu là tên cột: " + ", ".join(sorted(FIELDS)),
        )
    return [
        {
            head: value
            for head, value in zip(heads, line, strict=False)
            if head and value is not None
        }
        for line in table[1:]
        if any(value is not None for value in line)
    ]


def _refuse_bomb(data: bytes) -> None:
    """A spreadsheet is a zip file; refuse one that unpacks to more than 400 MiB."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise InvalidInput(
            "unreadable", "Không đọc được bảng tính: tệp hỏng.", field="file"
        ) from None
    if unpacked > MAX_UNPACKED_BYTES:
        raise InvalidInput("too_large", "Bảng tính quá lớn.", field="file")


def _received(row: Row, desk: Desk) -> datetime:
    value = row.get("received")
    if value is None or value == "":
        return desk.clock.now()
    if isinstance(value, datetime):  # a spreadsheet's date cell
        return from_iso(value.isoformat(), field="received")
    return from_iso(_text(row, "received"), field="received")


def _resolver(procedure: Procedure, desk: Desk) -> str:
    installation = desk.enrolled()
    kind = procedure.resolver_kind
    resolver = installation.resolvers.get(kind)
    if resolver is None and kind == "commune":
        return installation.agency
    if resolver is None:
        raise InvalidInput(
            "no_resolver",
            f"Chưa biết cơ quan giải quyết loại {kind!r} của thủ tục này.",
            field="resolver",
        )
    return resolver


def _person(row: Row, path: str) -> Person:
    prefix = f"{path}." if path else ""
    card_text = _text(row, "card", prefix)
    values = {
        name: _text(row, name, prefix)
        for name in _PERSON_FIELDS
        if name not in {"card", "organisation"}
    }
    if card_text:
        try:
            card = read_card(card_text)
        except InvalidInput as error:
            raise InvalidInput(error.code, error.message, field=f"{prefix}card") from None
        read = {
            "name": card.name,
            "id_number": card.number,
            "birth": card.birth,
            "sex": card.sex,
            "address": card.address,
        }
        values |= {name: value for name, value in read.items() if value and not values[name]}
    return Person(organisation=_flag(row, "organisation", prefix), **values)


def _other_person(row: Row, field: str) -> Person | None:
    value = row.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, dict):
        return _person(value, field)
    return Person(name=_text(row, field), no_id_reason="Không khai trong bảng")


def _authorisation(row: Row) -> Authorisation | None:
    person = _other_person(row, "authoriser")
    return None if person is None else Authorisation(person, _text(row, "authorisation"))


def _ground(row: Row, desk: Desk) -> str:
    """The id of the exemption ground that a row names by id or by name; none: empty."""
    text = _text(row, "exemption")
    return desk.catalogue.ground(text)


def _components(row: Row, procedure: Procedure) -> list[GivenComponent]:
    given = row.get("components")
    if given is None or given == "":
        return [
            _given({"component": component.id}, procedure)
            for component in procedure.components
            if component.required
        ]
    if not isinstance(given, list):
        raise InvalidInput("bad_components", "components phải là danh sách.", field="components")
    return [_given(one, procedure) for one in given]


def _given(one: object, procedure: Procedure) -> GivenComponent:
    if not isinstance(one, dict):
        raise InvalidInput("bad_components", "Mỗi thành phần là một mục.", field="components")
    wanted = _text(one, "component", "components.")
    known = next((component for component in procedure.components if component.id == wanted), None)
    if known is None:
        raise InvalidInput(
            "unknown_component",
            f"Thủ tục {procedure.code} không có thành phần {wanted[:60]!r}.",
            field="components",
        )
    treatment = Treatment(known.treatment)
    counted = any(name in one for name in ("originals", "certified", "photos"))
    default = 1 if treatment is Treatment.SUBMIT and not counted else 0
    look_up = None
    if treatment is Treatment.LOOK_UP:
        look_up = _choice(one, "look_up", LookUpOutcome, LookUpOutcome.OBTAINED, "components.")
    return GivenComponent(
        component=known.id,
        name=known.name,
        treatment=treatment,
        originals=_number(one, "originals", default, "components."),
        certified=_number(one, "certified", 0, "components."),
        photos=_number(one, "photos", 0, "components."),
        look_up=look_up,
    )


def _text(row: Row, name: str, prefix: str = "") -> str:
    value = row.get(name, "")
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float | datetime | date):
        raise InvalidInput("bad_text", "Phải là chữ.", field=prefix + name)
    if name in {"id_number", "phone"} and not isinstance(value, str):
        raise InvalidInput(
            "number_cell",
            "Phải là chữ, không phải số: bảng tính làm mất số 0 ở đầu.",
            field=prefix + name,
            advice="Định dạng cột này là Text rồi nhập lại.",
        )
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a spreadsheet keeps 1012345678 as 1012345678.0
    text = value.isoformat() if isinstance(value, date) else str(value)
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise InvalidInput("bad_text", "Có ký tự không hợp lệ.", field=prefix + name)
    return text.strip()


def _number(row: Row, name: str, default: int = 1, prefix: str = "") -> int:
    text = _text(row, name, prefix)
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise InvalidInput("bad_number", "Phải là số nguyên không âm.", field=prefix + name)
    return int(text)


def _flag(row: Row, name: str, prefix: str) -> bool:
    value = row.get(name, False)
    if value in (True, False, "", None, 0, 1):
        return bool(value)
    raise InvalidInput("bad_flag", "Phải là true hoặc false.", field=prefix + name)


_E = TypeVar("_E", bound=StrEnum)


def _choice(row: Row, name: str, kind: type[_E], default: _E, prefix: str = "") -> _E:
    text = _text(row, name, prefix)
    if not text:
        return default
    try:
        return kind(text)
    except ValueError:
        raise InvalidInput(
            "bad_choice", f"Chọn một trong: {', '.join(kind)}.", field=prefix + name
        ) from None
