"""The values that every paper of a dossier has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.clock.time import from_iso
from app.errors import InvalidInput
from app.numbering.receipt_mark import qr_text, sign_mark
from app.provincial_law.folder import LawFolder
from printing.forms.receipt_values import (
    COMPONENTS,
    DESK,
    PEOPLE,
    component_rows,
    desk_texts,
    person_texts,
    same_person,
)
from printing.from_dossier import described, desk_on_paper, receipt_paper
from printing.official_date import official_day
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.order import Order
    from printing.papers import DeskOnPaper

COMMON = (
    DESK
    | PEOPLE
    | {
        "issued_day", "code", "reference", "procedure_name", "procedure_code", "field", "request",
        "submitter_birth", "submitter_sex", "person_name", "person_id", "person_address",
        "person_phone", "person_email", "owner_is_authoriser", "authorisation_paper", "sets",
        "time_limit", "received_at", "received_day", "due_at", "due_day", "return_at", "channel",
        "fee", "book_volume", "book_number", "resolver",
    }
)  # fmt: skip
"""What a layout of any paper of a dossier may ask for; ``person_`` is the owner, else who came."""
COMMON_ROWS = COMPONENTS
_CHANNELS = {
    "in_person": "Trực tiếp",
    "post": "Dịch vụ bưu chính công ích",
    "online": "Trực tuyến",
}


def desk_of(desk: Desk, installation: Installation, dossier: Dossier) -> DeskOnPaper:
    """The desk as it names itself on a paper of ``dossier``; its officer is who received it."""
    return desk_on_paper(
        installation.agency_name,
        counter=installation.counter,
        officer=_receiver(desk, dossier),
        lookup_host=installation.lookup_host,
        demonstration=desk.store.demonstration,
        forms=LawFolder.in_data(desk.store.directory).forms,
    )


def common_texts(
    desk: Desk, installation: Installation, order: Order, shown: DeskOnPaper
) -> dict[str, str]:
    """The texts named in ``COMMON``; InvalidInput (``not_opened``) where there is nothing yet."""
    dossier = order.dossier
    paper = receipt_paper(
        dossier,
        desk=shown,
        issued=order.issued,
        nth=order.nth,
        mark="",
        wording=desk.wording,
    )
    application = dossier.application
    assert application is not None  # receipt_paper has refused it
    received = from_iso(dossier.received_at)
    due = dossier.due
    name = _procedure_name(desk, dossier)
    return {
        **desk_texts(shown),
        **person_texts("submitter", paper.submitter),
        **person_texts("owner", paper.owner),
        **person_texts("authoriser", paper.authoriser),
        **person_texts("person", paper.owner or paper.submitter),
        "submitter_birth": _birth(application.submitter.birth),
        "submitter_sex": printable(application.submitter.sex),
        "issued_day": official_day(order.issued),
        "code": paper.code,
        "reference": dossier.reference,
        "procedure_name": printable(name),
        "procedure_code": application.procedure,
        "field": printable(dossier.procedure.field) if dossier.procedure else "",
        "request": described(name, application),
        "owner_is_authoriser": "1" if same_person(paper.owner, paper.authoriser) else "",
        "authorisation_paper": paper.authorisation_paper,
        "sets": paper.sets,
        "time_limit": paper.time_limit,
        "received_at": paper.received_at,
        "received_day": official_day(received),
        "due_at": paper.due_at,
        "due_day": official_day(from_iso(due.at)) if due is not None and due.at else "",
        "return_at": paper.return_at,
        "channel": _CHANNELS.get(application.channel.value, ""),
        "fee": paper.fee,
        "book_volume": paper.book,
        "book_number": paper.book_number,
        "resolver": resolver_name(installation, dossier),
    }


def component_values(
    desk: Desk, order: Order, shown: DeskOnPaper
) -> dict[str, list[dict[str, str]]]:
    """The rows named in ``COMMON_ROWS``."""
    paper = receipt_paper(
        order.dossier,
        desk=shown,
        issued=order.issued,
        nth=order.nth,
        mark="",
        wording=desk.wording,
    )
    return {"components": component_rows(paper.components)}


def signed_qr(desk: Desk, installation: Installation, code: str, event: str | None) -> str:
    """What the QR of a paper says; "" without a code or the event that it stands for.

    In a demonstration or training store it is only an address: no paper of it can read as genuine.
    """
    if not code or event is None:
        return ""
    if desk.store.demonstration:
        return qr_text(installation.lookup_host, code, "")
    mark = sign_mark(
        code, event, installation.installation, installation.key_id, installation.private_key
    )
    return qr_text(installation.lookup_host, code, mark)


def resolver_name(installation: Installation, dossier: Dossier) -> str:
    """Who resolves the dossier: the commune, its police, or the e-ID of another agency."""
    application = dossier.application
    if application is None:
        return ""
    if application.resolver == installation.agency:
        return _committee_name(installation)
    if application.resolver == installation.resolvers.get("commune_police"):
        return police_name(installation)
    return application.resolver


def police_name(installation: Installation) -> str:
    """The police of the desk's commune, who register residence (cơ quan đăng ký cư trú)."""
    return f"Công an {_named(installation).unit}"


def _committee_name(installation: Installation) -> str:
    """``Ủy ban nhân dân xã Đông Sơn``; the agency's own name where it is no commune."""
    named = _named(installation)
    return f"Ủy ban nhân dân {named.unit}" if len(named.superior) > 1 else named.unit


def _named(installation: Installation) -> DeskOnPaper:
    return desk_on_paper(
        installation.agency_name, counter="", officer="", lookup_host="", demonstration=False
    )


def _procedure_name(desk: Desk, dossier: Dossier) -> str:
    if dossier.procedure is not None:
        return dossier.procedure.name
    assert dossier.application is not None
    received = from_iso(dossier.received_at).date()
    try:
        return desk.catalogue.procedure(dossier.application.procedure, received).name
    except InvalidInput:
        return ""  # received elsewhere, under a law that this desk does not have


def _receiver(desk: Desk, dossier: Dossier) -> str:
    """Who received the dossier (người tiếp nhận hồ sơ), whoever prints its paper once more."""
    for stored in desk.store.events(dossier.id):
        if stored.event.header.id == dossier.opened_event:
            return stored.event.header.officer
    return desk.officer


def _birth(birth: str) -> str:
    """``24/11/1990``, or the year alone."""
    year, _, rest = birth.partition("-")
    return f"{rest[3:]}/{rest[:2]}/{year}" if rest else year
