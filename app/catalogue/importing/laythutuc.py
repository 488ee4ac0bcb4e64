"""The national portal's ``LayThuTuc``: one answer, a list of answers, or bare procedures.

``{"error_code": 0|"00", "result": [{MATTHC, TENTTHC, TRANGTHAI, LINHVUCTHUCHIEN, CACHTHUCTHUCHIEN,
THANHPHANHOSO, CANCUPHAPLY, KETQUATHUCHIEN, …}]}``. Channel (KENH) 1 is the desk, 2 online, 3 post.
"""

from __future__ import annotations

from typing import Any

from app.catalogue.importing.durations import read_dong, read_limit
from app.catalogue.importing.imported import (
    Imported,
    ImportedProcedure,
    Money,
    NamedLimit,
    Note,
    Paper,
    checked,
    read_code,
)
from app.catalogue.procedure import ResultType
from app.dated_data.foreign_document import (
    MAX_ITEMS,
    Place,
    bad_document,
    distinct,
    places,
    read_json,
)

SOURCE = "laythutuc"
_DESK, _ONLINE = "1", "2"
_ACTIVE = "1"
MAX_DESCRIPTION = 20_000


def read_laythutuc(data: bytes) -> Imported:
    """Read the document; raises InvalidInput (``bad_document``) naming the place."""
    procedures, notes = [], []
    for place in _results(read_json(data)):
        procedure, said = _procedure(place)
        procedures.append(procedure)
        notes += said
    return checked(SOURCE, procedures, notes)


def _results(document: Any) -> list[Place]:
    found: list[Place] = []
    for answer in places(document, "file"):
        if not answer.has("error_code", "result"):
            found.append(answer)
            continue
        code = answer.text("error_code")
        if code.strip("0"):
            raise bad_document(answer.where, f"hệ thống trả lỗi {code}: {answer.text('message')}")
        found += answer.places("result")
        if len(found) > MAX_ITEMS:
            raise bad_document("", f"quá {MAX_ITEMS} mục")
    return found


def _procedure(place: Place) -> tuple[ImportedProcedure, list[Note]]:
    code = read_code(place.text("MATTHC", "MATHUTUC"), f"{place.where}.MATTHC")
    name = place.text("TENTTHC", "TENTHC", "TENTHUTUC")
    if not name:
        raise bad_document(f"{place.where}.TENTTHC", "chưa có tên thủ tục")
    fields = distinct(one.text("TENLINHVUC") for one in place.places("LINHVUCTHUCHIEN"))
    limits, charges, said = _ways(place)
    notes = [Note(code, text) for text in said]
    if len(fields) > 1:
        notes.append(Note(code, f"Nhiều lĩnh vực, lấy lĩnh vực đầu: {'; '.join(fields)[:200]}."))
    agencies = distinct(one.text("TENDONVI") for one in place.places("COQUANTHUCHIEN"))
    return (
        ImportedProcedure(
            place=place.where,
            code=code,
            name=name,
            field=fields[0] if fields else "",
            agency=agencies[0] if agencies else "",
            deadline=limits[0].deadline if limits else None,
            limits=tuple(limits[1:]),
            papers=_papers(place),
            charges=tuple(charges),
            results=tuple(
                ResultType(one.text("TENKETQUA"), one.text("MAKETQUA"))
                for one in place.places("KETQUATHUCHIEN")
                if one.text("TENKETQUA")
            ),
            legal_basis=distinct(
                one.text("SOVANBAN") or one.text("TENVANBAN") for one in place.places("CANCUPHAPLY")
            ),
            abolished=place.has("TRANGTHAI") and place.text("TRANGTHAI") != _ACTIVE,
        ),
        notes,
    )


def _ways(place: Place) -> tuple[list[NamedLimit], list[Money], list[str]]:
    """Limits of the desk's channel (of the first where that is not there), and all amounts."""
    ways = place.places("CACHTHUCTHUCHIEN")
    desk = [way for way in ways if way.text("KENH") == _DESK] or ways[:1]
    limits: list[NamedLimit] = []
    charges: list[Money] = []
    said: list[str] = []
    for time in (time for way in desk for time in way.places("THOIGIAN")):
        amount, unit = time.text("THOIGIANGIAIQUYET"), time.text("DONVITINH")
        about = time.text("MOTA", longest=MAX_DESCRIPTION)
        rule = read_limit(amount, unit)
        if rule is not None:
            limits.append(NamedLimit(about[:300], rule))
        elif amount or unit:
            said.append(f"Không đọc được thời hạn {f'{amount} {unit}'.strip()[:80]!r}.")
    for way in ways:
        online = way.text("KENH") == _ONLINE
        for money in (
            money for time in way.places("THOIGIAN") for money in time.places("PHILEPHI")
        ):
            written = money.text("SOTIEN")
            dong = read_dong(written)
            name = money.text("TENPHILEPHI") or money.text("MOTA", longest=MAX_DESCRIPTION)[:300]
            if dong is not None:
                charges.append(Money(name or "Phí, lệ phí", dong, online))
            elif written:
                said.append(f"Không đọc được mức thu {written[:40]!r}.")
    return limits, charges, said


def _papers(place: Place) -> tuple[Paper, ...]:
    names = distinct(
        paper.text("TENGIAYTO")
        for group in place.places("THANHPHANHOSO")
        for paper in (group.places("GIAYTO") or [group])
    )
    return tuple(Paper(name) for name in names)
