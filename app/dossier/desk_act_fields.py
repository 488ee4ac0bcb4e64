"""What the fields of the desk's own acts may say: each check raises InvalidInput naming one."""

from __future__ import annotations

from app.clock.time import from_iso
from app.dossier.desk_events import (
    AUTHORISED,
    CERTIFICATION_KINDS,
    DESK,
    GROUNDS,
    METHODS,
    NOT_QUALIFIED,
    OTHER,
    RELATIONS,
    Certified,
    CertifiedPaper,
    DeskBody,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.person_fields import check_person_field
from app.dossier.text_checks import MAX_NAME, MAX_TEXT, check_filled, check_text
from app.errors import InvalidInput

MAX_PAPERS = 50
MAX_PAPER_NAME = 500
MAX_SHEETS = 9_999


def check_fields(body: DeskBody) -> None:
    """Raise the first thing that is wrong: ``missing``, ``bad_choice``, ``too_long`` …"""
    match body:
        case Refused():
            _check_refused(body)
        case HandedOver():
            check_filled(body.to, "to", MAX_NAME, "Chưa ghi nơi nhận hồ sơ để giải quyết.")
            check_text(body.received_by, "received_by", MAX_NAME)
            check_text(body.batch, "batch", MAX_NAME)
            check_text(body.note, "note", MAX_TEXT)
        case ResultReturned():
            _check_returned(body)
        case Certified():
            _check_certified(body)


def _check_refused(body: Refused) -> None:
    _check_choice(body.ground, GROUNDS, "ground")
    check_text(body.basis, "basis", MAX_TEXT)
    check_text(body.reason, "reason", MAX_TEXT)
    if body.ground == NOT_QUALIFIED and not body.basis.strip():
        raise InvalidInput(
            "missing", "Không đủ điều kiện thì phải viện dẫn điều khoản.", field="basis"
        )
    if body.ground == OTHER and not body.reason.strip():
        raise InvalidInput("missing", "Chưa ghi lý do từ chối.", field="reason")


def _check_returned(body: ResultReturned) -> None:
    _check_choice(body.relation, RELATIONS, "relation")
    _check_choice(body.method, METHODS, "method")
    check_filled(body.receiver, "receiver", MAX_NAME, "Chưa ghi người nhận kết quả.")
    check_text(body.id_number, "id_number", MAX_NAME)
    check_person_field("id_number", body.id_number, "id_number")
    check_text(body.phone, "phone", MAX_NAME)
    check_person_field("phone", body.phone, "phone")
    check_text(body.document, "document", MAX_TEXT)
    if body.relation == AUTHORISED and not body.document.strip():
        raise InvalidInput(
            "missing", "Người được ủy quyền phải có giấy ủy quyền: ghi giấy đó.", field="document"
        )
    if not body.receipt_shown and body.method == DESK and not body.id_number.strip():
        raise InvalidInput(
            "missing",
            "Không có giấy tiếp nhận thì phải xuất trình giấy tờ tùy thân: ghi số.",
            field="id_number",
        )
    _check_count(len(body.papers), "papers")
    for index, paper in enumerate(body.papers):
        _check_returned_paper(paper, f"papers[{index}]")
    _check_count(len(body.originals), "originals")
    for original in body.originals:
        check_filled(original, "originals", MAX_NAME, "Có giấy tờ trả lại để trống tên.")


def _check_returned_paper(paper: ReturnedPaper, place: str) -> None:
    check_filled(paper.name, f"{place}.name", MAX_PAPER_NAME, "Chưa ghi tên kết quả.")
    check_text(paper.number, f"{place}.number", MAX_NAME)
    check_text(paper.summary, f"{place}.summary", MAX_PAPER_NAME)
    _check_range(paper.copies, f"{place}.copies")


def _check_certified(body: Certified) -> None:
    if not body.papers:
        raise InvalidInput("missing", "Chưa ghi giấy tờ nào được chứng thực.", field="papers")
    _check_count(len(body.papers), "papers")
    year = from_iso(body.at, field="at").year
    for index, paper in enumerate(body.papers):
        _check_certified_paper(paper, year, f"papers[{index}]")
    check_filled(body.signer, "signer", MAX_NAME, "Chưa ghi người ký chứng thực.")
    check_text(body.signer_title, "signer_title", MAX_NAME)
    check_text(body.override_reason, "override_reason", MAX_TEXT)


def _check_certified_paper(paper: CertifiedPaper, year: int, place: str) -> None:
    _check_choice(paper.kind, CERTIFICATION_KINDS, f"{place}.kind")
    check_filled(paper.name, f"{place}.name", MAX_PAPER_NAME, "Chưa ghi tên giấy tờ chứng thực.")
    check_text(paper.person, f"{place}.person", MAX_NAME)
    _check_range(paper.pages, f"{place}.pages")
    _check_range(paper.copies, f"{place}.copies")
    if paper.year != year or paper.number < 1:
        raise InvalidInput(
            "bad_number", "Số chứng thực không thuộc sổ của năm chứng thực.", field=place
        )


def _check_count(count: int, field: str) -> None:
    if count > MAX_PAPERS:
        raise InvalidInput("too_many", f"Quá {MAX_PAPERS} giấy tờ trong một lần.", field=field)


def _check_range(value: int, field: str) -> None:
    if not 1 <= value <= MAX_SHEETS:
        raise InvalidInput("out_of_range", f"Phải từ 1 đến {MAX_SHEETS}.", field=field)


def _check_choice(word: str, choices: tuple[str, ...], field: str) -> None:
    if word not in choices:
        raise InvalidInput(
            "bad_choice", f"Không có {word[:40]!r}; chọn: {', '.join(choices)}.", field=field
        )
