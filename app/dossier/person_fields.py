"""What the fields of a person may say, by shape; what a number means is never judged here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from app.errors import InvalidInput
from app.identity.kinds import Proof

SEXES = ("Nam", "Nữ")
EARLIEST_BIRTH = 1850
_ID_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z./-]{3,29}", re.ASCII)
_LOST_ZEROS = frozenset({10, 11})
_PHONE = re.compile(r"[^\x00-\x1f]{1,60}")
_LEAST_PHONE_DIGITS = 3
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,200}")
_WARD = re.compile(r"[0-9]{5}", re.ASCII)
_BIRTH = re.compile(r"\d{4}(?:-\d\d-\d\d)?", re.ASCII)


def check_person_field(name: str, value: str, path: str, *, organisation: bool = False) -> None:
    """Check one filled-in field; raises InvalidInput naming ``path``. Empty ones are right."""
    check = _CHECKS.get(name)
    if check is None or not value:
        return
    problem = check(value, organisation)
    if problem:
        raise InvalidInput(f"bad_{name}", problem, field=path)


def number_or_proof_problem(
    id_number: str, no_id_kind: str, no_id_reason: str, path: str
) -> InvalidInput | None:
    """What is wrong between a person's number and what stands in for it; ``path`` ends in a dot.

    A kind of proof speaks for itself, but for ``Proof.OTHER``, which wants a reason in words.
    """
    if id_number and no_id_kind:
        return InvalidInput(
            "two_proofs",
            "Đã có số định danh thì không ghi cách xác định thay thế.",
            field=f"{path}no_id_kind",
            advice="Xóa một trong hai mục.",
        )
    said = no_id_reason.strip()
    if id_number or said or (no_id_kind and no_id_kind != Proof.OTHER):
        return None
    if no_id_kind:
        return InvalidInput(
            "missing", "Chưa ghi lý do không có số định danh.", field=f"{path}no_id_reason"
        )
    return InvalidInput(
        "missing",
        "Chưa có số định danh; nếu không có thì ghi lý do.",
        field=f"{path}id_number",
    )


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
    digits = sum(letter.isdecimal() for letter in value)
    if _PHONE.fullmatch(value) and digits >= _LEAST_PHONE_DIGITS:
        return ""  # two numbers, an extension, a country's code: app.identity.phone reads them
    return "Số điện thoại cần từ 3 chữ số, không quá 60 ký tự."


def _email(value: str, _: bool) -> str:  # noqa: FBT001 - as above
    return "" if _EMAIL.fullmatch(value) else "Không phải địa chỉ thư điện tử."


def _no_id_kind(value: str, _: bool) -> str:  # noqa: FBT001 - as above
    return "" if value in set(Proof) else f"Không có cách xác định người nào tên {value[:40]!r}."


def _ward(value: str, _: bool) -> str:  # noqa: FBT001 - as above
    return "" if _WARD.fullmatch(value) else "Mã xã, phường phải là 5 chữ số."


_CHECKS: dict[str, Callable[[str, bool], str]] = {
    "id_number": _id_number,
    "birth": _birth,
    "sex": _sex,
    "phone": _phone,
    "email": _email,
    "no_id_kind": _no_id_kind,
    "ward": _ward,
}
