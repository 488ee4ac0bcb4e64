"""From a dossier to the papers' data: the only place that chooses what is printed."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from app.clock.time import from_iso
from app.dossier.application import (
    Application,
    GivenComponent,
    LookUpOutcome,
    Person,
    ReturnBy,
    Treatment,
)
from app.dossier.events import Due
from app.dossier.state import Dossier
from app.errors import InvalidInput
from app.fees.fee import is_unconfigured
from app.fees.in_words import USUAL_STYLE, WordStyle, amount_in_words
from app.identity.kinds import proof_words
from app.numbering.receipt_mark import qr_text
from printing.official_date import official_moment
from printing.papers import (
    ComponentOnPaper,
    DeskOnPaper,
    PersonOnPaper,
    ReceiptPaper,
    UnnumberedSlip,
)
from printing.typesetting.fonts import printable

_COMMUNE = re.compile(
    r"(?P<short>ubnd|ủy ban nhân dân)?\s*(?P<kind>xã|phường|đặc khu|thị trấn)\s+(?P<name>.+)",
    re.IGNORECASE,
)
_RETURN_BY_POST = "Trả qua dịch vụ bưu chính công ích"
_RETURN_ELECTRONIC = "Bản điện tử trên Cổng Dịch vụ công quốc gia"
_LOCAL_FEE = "theo nghị quyết của HĐND cấp tỉnh (quầy chưa có mức thu)"


def desk_on_paper(
    agency_name: str,
    *,
    counter: str,
    officer: str,
    lookup_host: str,
    demonstration: bool,
    ask_at: str = "",
    forms: Path | None = None,
) -> DeskOnPaper:
    """Name a commune's desk as NĐ 118/2025 Đ.10 and NĐ 30/2020 have it.

    ``agency_name`` is the agency's name, ``UBND xã Đông Sơn`` or ``Xã Đông Sơn``; a name that is
    not a commune's stands in the header as it is.
    """
    name = printable(agency_name)
    match = _COMMUNE.fullmatch(name)
    unit = f"{match['kind'].lower()} {match['name']}" if match else name
    centre = f"Trung tâm Phục vụ hành chính công {unit}" if match else unit
    at_counter = printable(counter)
    return DeskOnPaper(
        superior=("ỦY BAN NHÂN DÂN", unit.upper()) if match else (name.upper(),),
        body="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        place=match["name"] if match else name,
        unit=f"{unit} ({at_counter})" if at_counter else unit,
        centre=f"{centre} ({at_counter})" if at_counter else centre,
        officer=printable(officer),
        lookup_host=lookup_host,
        ask_at=printable(ask_at) or centre,
        demonstration=demonstration,
        forms=forms,
    )


def receipt_paper(
    dossier: Dossier,
    *,
    desk: DeskOnPaper,
    issued: datetime,
    nth: int,
    mark: str,
    number: str = "",
    book: str = "",
    book_number: str = "",
    preview: bool = False,
    wording: WordStyle = USUAL_STYLE,
) -> ReceiptPaper:
    """The receipt of a dossier, as issued on ``issued`` for the ``nth`` time.

    ``mark`` holds the digits of ``sign_mark`` over the dossier's code ("": no QR). Without a code
    the paper is a draft and has neither barcode nor QR. ``wording`` is the province's. Raises
    InvalidInput (``not_opened``).
    """
    application = _application(dossier)
    code = dossier.code or ""
    procedure = dossier.procedure
    limit = printable(procedure.deadline) if procedure is not None else ""
    return ReceiptPaper(
        desk=desk,
        issued=issued,
        code=code,
        submitter=_person(application.submitter),
        owner=_owner(application),
        authoriser=_person(application.authorisation.person) if application.authorisation else None,
        authorisation_paper=printable(application.authorisation.document)
        if application.authorisation
        else "",
        request=_request(dossier, application),
        components=_components(application),
        sets=f"{application.sets:02d}",
        time_limit=limit,
        received_at=official_moment(from_iso(dossier.received_at)),
        due_at=_due(dossier.first_due or dossier.due),  # as first issued, whatever moved it
        return_at=_return_at(application, desk),
        fee=_fee(dossier, wording),
        qr_text=qr_text(desk.lookup_host, code, mark) if code and mark else "",
        nth=nth,
        number=printable(number),
        book=printable(book),
        book_number=printable(book_number),
        draft=not code,
        preview=preview,
    )


def unnumbered_slip(
    dossier: Dossier,
    *,
    desk: DeskOnPaper,
    issued: datetime,
    nth: int,
    mark: str,
    procedure_name: str,
    due: Due | None = None,
    preview: bool = False,
) -> UnnumberedSlip:
    """The slip of a dossier that waits for its number.

    ``mark`` is over the dossier's reference; ``procedure_name`` and ``due`` come from the
    catalogue, since nothing is frozen before registration. Raises InvalidInput (``not_opened``).
    """
    application = _application(dossier)
    return UnnumberedSlip(
        desk=desk,
        issued=issued,
        reference=dossier.reference,
        submitter=_person(application.submitter),
        owner=_owner(application),
        request=described(procedure_name, application),
        components=_components(application),
        sets=f"{application.sets:02d}",
        received_at=official_moment(from_iso(dossier.received_at)),
        due_at=_due(due),
        return_at=_return_at(application, desk),
        qr_text=qr_text(desk.lookup_host, dossier.reference, mark) if mark else "",
        nth=nth,
        preview=preview,
    )


def _application(dossier: Dossier) -> Application:
    if dossier.application is None:
        raise InvalidInput("not_opened", "Hồ sơ chưa có nội dung để in.", field="code")
    return dossier.application


def _person(person: Person) -> PersonOnPaper:
    reason = printable(proof_words(person.no_id_kind, person.no_id_reason))
    return PersonOnPaper(
        name=printable(person.name),
        id_number=printable(person.id_number) or (f"không có ({reason})" if reason else ""),
        address=printable(person.address),
        phone=printable(person.phone),
        email=printable(person.email),
    )


def _owner(application: Application) -> PersonOnPaper | None:
    if application.owner is None or application.owner == application.submitter:
        return None
    return _person(application.owner)


def _request(dossier: Dossier, application: Application) -> str:
    name = dossier.procedure.name if dossier.procedure is not None else ""
    return described(name, application)


def described(procedure_name: str, application: Application) -> str:
    """What is asked for: the procedure's name and code, and the summary where it says more."""
    name = printable(procedure_name)
    named = f"{name} ({application.procedure})" if name else application.procedure
    summary = printable(application.summary)
    return f"{named}. {summary}" if summary and summary != name else named


def _components(application: Application) -> tuple[ComponentOnPaper, ...]:
    return tuple(
        ComponentOnPaper(
            ordinal=str(number),
            name=printable(given.name),
            originals=_count(given.originals),
            certified=_count(given.certified),
            photos=_count(given.photos),
            remark=_remark(given),
        )
        for number, given in enumerate(application.components, start=1)
    )


def _count(sheets: int) -> str:
    return f"{sheets:02d}" if sheets else ""


def _remark(given: GivenComponent) -> str:
    """How a component came that was not handed in (NĐ 118/2025 Đ.17.1b)."""
    match given.treatment:
        case Treatment.SHOW:
            return "xuất trình"
        case Treatment.LOOK_UP:
            return _LOOK_UPS[given.look_up]
        case _:
            return ""


_LOOK_UPS = {
    LookUpOutcome.OBTAINED: "đã tra cứu",
    LookUpOutcome.MISSING_OR_DIFFERENT: "tra cứu không có",
    LookUpOutcome.NOT_REACHABLE: "chờ tra cứu",
    None: "tra cứu",
}


def _due(due: Due | None) -> str:
    if due is None:
        return ""  # not counted yet: the form's dots
    if due.at is None:
        return "theo thông báo của cơ quan giải quyết"
    text = official_moment(from_iso(due.at, field="due"))
    return f"{text} (dự kiến)" if due.provisional else text


def _return_at(application: Application, desk: DeskOnPaper) -> str:
    place = printable(application.return_at)
    match application.return_by:
        case ReturnBy.POST:
            return f"{_RETURN_BY_POST}: {place}" if place else _RETURN_BY_POST
        case ReturnBy.ELECTRONIC:
            return f"{_RETURN_ELECTRONIC} ({place})" if place else _RETURN_ELECTRONIC
        case _:
            return place or desk.ask_at


def _fee(dossier: Dossier, wording: WordStyle) -> str:
    total = dossier.fee_total
    if not dossier.fees:
        # Fees are counted at registration: a draft says nothing of them.
        return "không thu" if dossier.procedure is not None else ""
    local = any(is_unconfigured(line) for line in dossier.fees)
    if total == 0:
        return _LOCAL_FEE if local else "được miễn"
    text = f"{_figures(total)} đồng ({amount_in_words(total, wording)})"
    charged = [line for line in dossier.fees if line.amount]
    if len(charged) > 1:
        parts = [f"{printable(line.name)} {_figures(line.amount)} đồng" for line in charged]
        text = f"{text}, gồm: {'; '.join(parts)}"
    return f"{text}; và khoản thu {_LOCAL_FEE}" if local else text


def _figures(dong: int) -> str:
    return f"{dong:,}".replace(",", ".")
