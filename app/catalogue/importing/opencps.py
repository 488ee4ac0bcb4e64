"""OpenCPS v2: ``GET /serviceinfos`` (one or a list), and the parts of dossier templates.

``parts`` is ``GET /dossiertemplates/{templateNo}/parts`` of the one procedure that the first
document has, or an object ``{serviceCode: parts}`` for several.
"""

from __future__ import annotations

from typing import Any, get_args

from app.catalogue.importing.durations import read_limit_text
from app.catalogue.importing.imported import (
    Imported,
    ImportedProcedure,
    Note,
    Paper,
    checked,
    read_code,
)
from app.catalogue.procedure import Level, ResultType
from app.dated_data.foreign_document import Place, bad_document, distinct, places, read_json

SOURCE = "opencps"
_LISTS = ("data", "serviceInfoModel", "serviceInfos", "dossierPartModel", "result")
_LEVELS: dict[str, Level] = {"4": "full", "3": "partial", "2": "none", "1": "none"}
_RESULT_PART, _INPUT_PART = "2", "1"
_YES = frozenset({"true", "1"})
MAX_LONG = 50_000

assert set(_LEVELS.values()) == set(get_args(Level))


def read_opencps(services: bytes, parts: bytes | None = None) -> Imported:
    """Read both documents; raises InvalidInput (``bad_document``) naming the place."""
    found = _listed(read_json(services), "file")
    by_code = _parts_by_code(read_json(parts), found) if parts is not None else {}
    procedures, notes = [], []
    for place in found:
        procedure, said = _procedure(place, by_code)
        procedures.append(procedure)
        notes += said
    return checked(SOURCE, procedures, notes)


def _listed(document: Any, where: str) -> list[Place]:
    """The list in a document: bare, or under ``data`` or the bean's name."""
    if isinstance(document, dict):
        whole = Place(document, where)
        for name in _LISTS:
            if whole.has(name):
                return whole.places(name)
        if whole.has("serviceCode", "partNo"):
            return [whole]
        return []
    return places(document, where)


def _service_code(place: Place) -> str:
    return read_code(place.text("serviceCode", "serviceCodeDVCQG"), f"{place.where}.serviceCode")


def _parts_by_code(document: Any, services: list[Place]) -> dict[str, list[Place]]:
    if isinstance(document, dict):
        whole = Place(document, "parts")
        if not any(whole.has(name) for name in (*_LISTS, "partNo")):
            return {
                read_code(str(code), "parts"): _listed(listed, f"parts.{code}")
                for code, listed in document.items()
            }
    if len(services) != 1:
        raise bad_document("parts", "tệp thành phần của một thủ tục, tệp danh mục có nhiều thủ tục")
    return {_service_code(services[0]): _listed(document, "parts")}


def _procedure(
    place: Place, by_code: dict[str, list[Place]]
) -> tuple[ImportedProcedure, list[Note]]:
    code = _service_code(place)
    name = place.text("serviceName", "serviceNameDVCQG")
    if not name:
        raise bad_document(f"{place.where}.serviceName", "chưa có tên thủ tục")
    parts = by_code.get(code, [])
    said = []
    duration = place.text("durationText", longest=MAX_LONG)
    deadline = read_limit_text(duration)
    if duration and deadline is None:
        said.append(f"Không đọc được thời hạn {duration[:80]!r}.")
    fee = place.text("feeText", longest=MAX_LONG)
    if fee:
        said.append(f"Phí, lệ phí là văn bản tự do, không nhập: {fee[:120]!r}.")
    dossier = place.text("dossierText", longest=MAX_LONG)
    if dossier and not parts:
        said.append("Thành phần hồ sơ là văn bản tự do, không nhập: cần tệp thành phần (parts).")
    return (
        ImportedProcedure(
            place=place.where,
            code=code,
            name=name,
            field=place.text("domainName"),
            agency=place.text("administrationName", "govAgencyName"),
            deadline=deadline,
            level=_LEVELS.get(place.text("maxLevel", "level")),
            papers=tuple(
                Paper(part.text("partName"), _required(part))
                for part in parts
                if part.text("partType") in ("", _INPUT_PART) and part.text("partName")
            ),
            results=tuple(
                ResultType(name)
                for name in distinct(
                    part.text("partName") for part in parts if part.text("partType") == _RESULT_PART
                )
            ),
        ),
        [Note(code, text) for text in said],
    )


def _required(part: Place) -> bool | None:
    return part.text("required").lower() in _YES if part.has("required") else None
