"""What the fields of a person may say, by shape; what a number means is never judged here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from app.errors import InvalidInput

SEXES = ("Nam", "Nữ")
EARLIEST_BIRTH = 1850
_ID_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z./-]{3,29}", re.ASCII)
_LOST_ZEROS = frozenset({10, 11})
_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{0,28}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,200}")
_BIRTH = re.compile(r"\d{4}(?:-\d\d-\d\d)?", re.ASCII)


def check_person_field(name: str, value: str, path: str, *, organisation: bool = False) -> None:
    """Check one filled-in field; raises InvalidInput naming ``path``. Empty ones are right."""
    check = _CHECKS.get(name)
    if check is None or not value:
        return
    problem = check(value, organisation)
    if problem:
        raise InvalidInput(f"bad_{name}", problem, field=path)


def _id_number(value: str, organisation: bool) -> str:  # noqa: FBT001 - one shape for all checks
    if not _ID_NUMBER.fullmatch(value):
        return "Số giấy tờ chỉ gồm chữ cái không dấu và chữ số, từ 4 đến 30 ký tự."
    if not organisation and value.isdecimal() and len(value) in _LOST_ZEROS:
        return f"Có {len(value)} chữ số; số định danh có 12: kiểm tra các số 0 ở đầu."
    return ""


def _birth(value: str, _: bool) -> str:  # noqa: FBT001 - as above
    if _BIRTH.fullmatch(value) and int(value[:4]) >= EARLIEST_BIRTH:
        try:
            date.fromisoformat(value if len(value) > 4 else f"{value}-01-01")
        except ValueError:
            return "Ngày sinh không có trong lịch."
        return ""
    return "Ngày sinh ghi dạng 1990-11-24, hoặc 1990 khi chỉ biết năm."


def _sex(value: str, _: bool) -> str:  # noqa: FBT001 - as above
    return "" if value in SEXES else "Ghi Nam hoặc Nữ."


def _phone(value: str, _: bool) -> str:  # noqa: FBT001 - as above
    return "" if _PHONE.fullmatch(value) else "Số điện thoại chỉ gồm chữ số, có thể có + ở đầu."


def _email(value: str, _: bool) -> str:  # noqa: FBT001 - as above
    return "" if _EMAIL.fullmatch(value) else "Không phải địa chỉ thư điện tử."


_CHECKS: dict[str, Callable[[str, bool], str]] = {
    "id_number": _id_number,
    "birth": _birth,
    "sex": _sex,
    "phone": _phone,
    "email": _email,
}
