"""Who may collect a result, and what an officer should look at before it is given out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.catalogue.folding import fold
from app.catalogue.procedure import FilingForAnother
from app.deadlines.clock_face import Problem
from app.dossier.desk_events import AUTHORISED, KIN, SELF, ResultReturned
from app.errors import Refusal

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure
    from app.dossier.application import Person
    from app.dossier.state import Dossier


def check_collector(procedure: Procedure | None, relation: str) -> None:
    """Raise Refusal (``in_person_only``, ``kin_needs_authorisation``; field ``relation``).

    Only in matters of civil status do close relatives collect without an authorisation (TT 04/2020
    Đ.2). What a catalogue does not have forbids nothing.
    """
    if procedure is None:
        return
    allowed = procedure.filing_for_another
    if allowed is FilingForAnother.NONE and relation in {KIN, AUTHORISED}:
        raise Refusal(
            "in_person_only",
            "Thủ tục này phải do chính người nộp hồ sơ nhận kết quả.",
            field="relation",
        )
    if allowed is not FilingForAnother.KIN and relation == KIN:
        raise Refusal(
            "kin_needs_authorisation",
            "Người thân chỉ được nhận thay không cần ủy quyền với việc hộ tịch (TT 04/2020 Đ.2).",
            field="relation",
            advice="Ghi là người được ủy quyền, kèm giấy ủy quyền.",
        )


def collecting_warnings(dossier: Dossier, body: ResultReturned) -> Iterator[Problem]:
    """What is odd about giving out this result; it has been given out nevertheless."""
    owed = dossier.fee_total - dossier.collected
    if owed > 0:
        yield _problem(body, "fee_owed", f"Hồ sơ còn {owed} đồng phí, lệ phí chưa thu.")
    if body.relation == SELF and not _is_one_of(body, _persons(dossier)):
        yield _problem(
            body,
            "receiver_differs",
            "Người nhận không phải người nộp hồ sơ, chủ hồ sơ hay người ủy quyền: xem lại.",
        )


def _persons(dossier: Dossier) -> list[Person]:
    application = dossier.application
    if application is None:
        return []
    authorisation = application.authorisation
    persons = (
        application.submitter,
        application.owner,
        None if authorisation is None else authorisation.person,
    )
    return [person for person in persons if person is not None]


def _is_one_of(body: ResultReturned, persons: list[Person]) -> bool:
    """By number where both are known, else by name: two people can have one name."""
    number = body.id_number.strip()
    for person in persons:
        if number and person.id_number:
            if number == person.id_number:
                return True
        elif _same_name(body.receiver, person.name):
            return True
    return False


def _same_name(one: str, other: str) -> bool:
    return fold(one).split() == fold(other).split()


def _problem(body: ResultReturned, code: str, message: str) -> Problem:
    return Problem(body.TYPE, body.at, code, message, counted=True)
