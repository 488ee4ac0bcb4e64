"""Turn the rows of a batch file into intakes; docs/command-line.md describes the fields of a row.

What a row leaves out comes from its card, from the catalogue, or from a default; what it says must
be right, and is refused by row and field otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from app.catalogue.folding import fold
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
from app.identity.card_dates import read_card_date
from app.identity.mrz import VIETNAM
from app.identity.reading import read_identity
from app.numbering.pad import pad_reference
from app.reception.batch_file import FIELDS, PERSON_FIELDS, Batch, Row
from app.reception.register import Intake
from app.reception.resolver import resolver_of
from app.spreadsheet.first_sheet import NoValue

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure
    from app.reception.desk import Desk

MAX_REF = 100
_COMPONENT_FIELDS = ("component", "originals", "certified", "photos", "look_up")
_SEXES = {"nam": "Nam", "nu": "Nữ"}


def intake_of(row: Row, number: int, batch: Batch, desk: Desk) -> Intake:
    """Turn row ``number`` into an intake; raises InvalidInput naming the row's field."""
    _check_names(row, FIELDS)
    received = _received(row, desk)
    procedure = desk.catalogue.procedure(_procedure(row), received.date())
    ref = _ref(row)
    today = desk.clock.now().date()
    application = Application(
        procedure=procedure.code,
        resolver=resolver_of(desk, procedure, received.date(), named=_text(row, "resolver")),
        submitter=_person(row, "", today),
        owner=_other_person(row, "owner", today),
        authorisation=_authorisation(row, today),
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
        deadline_case=_text(row, "deadline_case"),
    )
    return Intake(
        application=application,
        received_at=received,
        origin=f"batch:{ref}" if ref else f"batch:{batch.name}:{number}",
        late_reason=_text(row, "late_reason"),
        slip=_slip(row),
    )


def _check_names(row: Row, known: Iterable[str], prefix: str = "") -> None:
    """Refuse a row that is none, a field that is not known, and a place without a usable value."""
    for name, value in row.items():
        if name == "":
            raise InvalidInput(
                "not_a_row", 'Mỗi dòng phải là một đối tượng {"procedure": …}.', field="row"
            )
        if name not in known:
            raise InvalidInput(
                "unknown_field",
                f"Không có mục {name[:60]!r}.",
                field=prefix + name[:60],
                advice="Các mục: " + ", ".join(sorted(known)),
            )
        if isinstance(value, NoValue):
            raise InvalidInput(value.name.lower(), value.value, field=prefix + name)


def _procedure(row: Row) -> str:
    value = row.get("procedure")
    # a spreadsheet keeps 2.000720 as 2.00072; a code has six digits after its point
    text = f"{value:.6f}" if isinstance(value, float) else _text(row, "procedure")
    if not text:
        raise InvalidInput("missing", "Chưa có mã thủ tục.", field="procedure")
    return text


def _ref(row: Row) -> str:
    text = _text(row, "ref")
    if len(text) > MAX_REF:
        raise InvalidInput("too_long", f"Dài quá {MAX_REF} ký tự.", field="ref")
    if not text.isprintable():
        raise InvalidInput("control_character", "Có ký tự không in được.", field="ref")
    return text


def _slip(row: Row) -> str:
    """The reference of the emergency slip, as scanned from its QR or typed."""
    text = _text(row, "slip")
    return pad_reference(text) if text else ""


def _received(row: Row, desk: Desk) -> datetime:
    text = _text(row, "received")
    return from_iso(text, field="received") if text else desk.clock.now()


def _person(row: Row, path: str, today: date) -> Person:
    prefix = f"{path}." if path else ""
    if path:
        _check_names(row, PERSON_FIELDS, prefix)
    card_text = _text(row, "card", prefix)
    values = {
        name: _text(row, name, prefix)
        for name in PERSON_FIELDS
        if name not in {"card", "organisation"}
    }
    values["birth"] = _birth(values["birth"], f"{prefix}birth")
    values["sex"] = _sex(values["sex"], f"{prefix}sex")
    if card_text:
        read = _of_card(card_text, f"{prefix}card", today)
        values |= {name: value for name, value in read.items() if value and not values[name]}
        if not values["name"]:
            raise InvalidInput(
                "name_without_marks",
                "Họ tên trên dòng máy đọc không có dấu: ghi họ tên vào mục name.",
                field=f"{prefix}name",
            )
    return Person(organisation=_flag(row, "organisation", prefix), **values)


def _of_card(text: str, field: str, today: date) -> dict[str, str]:
    """What a scan fills in. A Vietnamese name without its tone marks goes on no paper."""
    try:
        card = read_identity(text, today=today)
    except InvalidInput as error:
        raise InvalidInput(error.code, error.message, field=field) from None
    return {
        "name": card.name if card.has_marks or card.nationality != VIETNAM else "",
        "id_number": card.identifies_by,
        "birth": card.birth,
        "sex": card.sex,
        "address": card.address,
    }


def _other_person(row: Row, field: str, today: date) -> Person | None:
    value = row.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, dict):
        return _person(value, field, today)
    return Person(name=_text(row, field), no_id_reason="Không khai trong bảng")


def _birth(text: str, field: str) -> str:
    """``YYYY-MM-DD`` or ``YYYY``, also as cards and people write it: 24/11/1990."""
    read, problem = read_card_date(text)
    if problem:
        raise InvalidInput(
            "bad_date",
            f"Ngày sinh {problem} (mẫu: 1990-11-24, 24/11/1990 hoặc 1990).",
            field=field,
        )
    return read


def _sex(text: str, field: str) -> str:
    if text and fold(text) not in _SEXES:
        raise InvalidInput("bad_choice", "Ghi Nam hoặc Nữ.", field=field)
    return _SEXES.get(fold(text), "")


def _authorisation(row: Row, today: date) -> Authorisation | None:
    person = _other_person(row, "authoriser", today)
    document = _text(row, "authorisation")
    if person is None and document:
        raise InvalidInput(
            "missing", "Có giấy ủy quyền thì phải ghi người ủy quyền.", field="authoriser"
        )
    return None if person is None else Authorisation(person, document)


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
        raise InvalidInput(
            "bad_components", 'Phải là danh sách [{"component": …}].', field="components"
        )
    return [_given(one, procedure) for one in given]


def _given(one: object, procedure: Procedure) -> GivenComponent:
    if not isinstance(one, dict):
        raise InvalidInput(
            "bad_components", 'Mỗi thành phần là {"component": …}.', field="components"
        )
    _check_names(one, _COMPONENT_FIELDS, "components.")
    wanted = _text(one, "component", "components.")
    known = next((component for component in procedure.components if component.id == wanted), None)
    if known is None:
        raise InvalidInput(
            "unknown_component",
            f"Thủ tục {procedure.code} không có thành phần {wanted[:60]!r}.",
            field="components",
            advice="Các thành phần: " + ", ".join(one.id for one in procedure.components),
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
    if isinstance(value, datetime) and value.time() == time() and name != "received":
        value = value.date()  # a spreadsheet knows no dates without a time
    text = value.isoformat() if isinstance(value, date) else str(value)
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise InvalidInput("bad_text", "Có ký tự không hợp lệ.", field=prefix + name)
    return text.strip()


def _number(row: Row, name: str, default: int = 1, prefix: str = "") -> int:
    value = row.get(name)
    text = "" if value is None else str(value).strip()
    if not text:
        return default
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise InvalidInput("bad_number", "Phải là số nguyên không âm.", field=prefix + name)
    return int(text)


def _flag(row: Row, name: str, prefix: str) -> bool:
    value = row.get(name, False)
    if isinstance(value, str):
        value = {"": False, "false": False, "true": True}.get(value.strip().lower(), value)
    if value in (True, False, None):  # 1 and 0 are equal to them
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
