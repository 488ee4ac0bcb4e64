"""Certifying (chứng thực): each paper gets its own number of the desk's register (NĐ 23/2015)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from app.accounts.roles import Act
from app.clock.time import to_iso
from app.deadlines.clock_face import Problem
from app.dossier.commands import RecordAct
from app.dossier.desk_acts import check_act
from app.dossier.desk_events import Certified, CertifiedPaper, DeskBody
from app.dossier.processing import course_of
from app.dossier.processing_events import ProcessingBody
from app.errors import Refusal
from app.numbering.books import CertificationBooks, load_certification_books
from app.processing.acts import resolving
from app.processing.performing import Processed, processed, record
from app.processing.procedure_of import procedure_of

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.store.transaction import Transaction


class PaperToCertify(Struct, frozen=True, forbid_unknown_fields=True):
    """A paper without its number. ``kind`` as in ``CERTIFICATION_KINDS``; ``person`` is whose
    signature, or who the parties are; ``on_paper`` is False for an electronic copy."""

    kind: str
    name: str
    pages: int = 1
    copies: int = 1
    person: str = ""
    on_paper: bool = True


def certify(
    desk: Desk,
    name: str,
    papers: Sequence[PaperToCertify],
    signer: str,
    *,
    signer_title: str = "",
    override_reason: str = "",
    complete: bool = True,
    at: datetime | None = None,
) -> Processed:
    """Record that ``papers`` were certified; with them the result is there, if it is ``complete``.

    Raises InvalidInput (``no_dossier``, a wrong field), Refusal (``not_certification``,
    ``already_certified`` without ``override_reason``, ``not_permitted`` …); nothing is written and
    no number is used then.
    """
    desk.must(Act.RECEIVE)
    known = desk.find(name)
    moment = at or desk.clock.now()
    body = Certified(
        at=to_iso(moment),
        papers=[_entry(paper, "", moment.year, 1) for paper in papers],
        signer=signer,
        signer_title=signer_title,
        override_reason=override_reason,
    )

    def acts(dossier: Dossier) -> list[ProcessingBody | DeskBody]:
        _check_procedure(desk, dossier)
        check_act(dossier, RecordAct(body, to_iso(desk.clock.now())))  # before a number is taken
        certified = _numbered(transaction, body, papers, moment)
        is_result = complete and dossier.code is not None and not course_of(dossier).ended
        result = resolving(desk, dossier, body.at, "granted") if is_result else []
        return [certified, *result]

    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        before, after = record(desk, transaction, known, acts)
    done = processed(desk, before, after)
    return Processed(done.dossier, done.clock, [*done.warnings, *_warnings(desk, moment)])


def _check_procedure(desk: Desk, dossier: Dossier) -> None:
    procedure = procedure_of(dossier, desk.catalogue)
    if procedure is None or not procedure.certification:
        raise Refusal("not_certification", "Hồ sơ này không phải là việc chứng thực.")


def _numbered(
    transaction: Transaction, body: Certified, papers: Sequence[PaperToCertify], moment: datetime
) -> Certified:
    entries = []
    for paper in papers:
        book = _books().name(paper.kind, transaction.book_volume, moment.date())
        number = transaction.certification_number(paper.kind, moment.year)
        entries.append(_entry(paper, book, moment.year, number))
    return msgspec.structs.replace(body, papers=entries)


def _entry(paper: PaperToCertify, book: str, year: int, number: int) -> CertifiedPaper:
    return CertifiedPaper(
        kind=paper.kind,
        name=paper.name,
        book=book,
        year=year,
        number=number,
        pages=paper.pages,
        copies=paper.copies,
        person=paper.person,
        on_paper=paper.on_paper,
    )


@cache
def _books() -> CertificationBooks:
    return load_certification_books()


def _warnings(desk: Desk, moment: datetime) -> list[Problem]:
    if moment.year == desk.clock.now().year:
        return []
    message = f"Số được lấy ở sổ chứng thực năm {moment.year}: kiểm tra sổ đã khóa chưa."
    return [Problem(Certified.TYPE, to_iso(moment), "earlier_register", message, counted=True)]
