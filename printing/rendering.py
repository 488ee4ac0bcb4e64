"""A dossier's papers as PDF, as its state, the law's data and the desk have them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.clock.time import from_iso
from app.errors import InvalidInput
from app.provincial_law.folder import LawFolder
from printing.from_dossier import desk_on_paper
from printing.layout.paper import render_paper
from printing.order import FINE_DPI, Order
from printing.paper_kinds import PaperKind, module_of, paper_kind

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from printing.papers import DeskOnPaper, RenderedPaper


def render(
    desk: Desk,
    dossier: Dossier,
    form: str,
    *,
    size: str = "A4",
    dpi: float = FINE_DPI,
    number: str = "",
    preview: bool = False,
) -> tuple[RenderedPaper, int]:
    """The paper, and the how manyeth printing it says it is (from 1).

    ``form`` is one of ``printing.paper_kinds``; without the event that it belongs to (a code, a
    refusal …) it is a draft. ``number`` is what a first printing bears; a reprint bears the number
    and the day that it was issued with. Raises InvalidInput (``unknown_form``, ``unknown_size``)
    and Refusal (``numbered``, ``not_enrolled``).
    """
    kind = paper_kind(form, size)
    nth = dossier.prints.get(form, 0) + 1
    order = Order(
        dossier,
        form,
        size,
        nth,
        issued=_issued(desk, dossier, form),
        number=dossier.paper_numbers.get(form, number if nth == 1 else ""),
        dpi=dpi,
        preview=preview,
    )
    module = module_of(kind, size=size, residence=is_residence(desk, dossier))
    paper = module.paper(desk, desk.enrolled(), order)
    paper = replace(paper, corrected=dossier.corrections > 0)
    return render_paper(paper, module.PLACES, size=size, dpi=dpi), nth


def desk_itself(desk: Desk) -> DeskOnPaper:
    """The desk as it names itself on a paper of no single dossier; Refusal (``not_enrolled``)."""
    installation = desk.enrolled()
    return desk_on_paper(
        installation.agency_name,
        counter=installation.counter,
        officer=desk.officer,
        lookup_host=installation.lookup_host,
        demonstration=desk.store.demonstration,
        forms=LawFolder.in_data(desk.store.directory).forms,
    )


def is_residence(desk: Desk, dossier: Dossier) -> bool:
    """Whether the dossier's papers are those of residence (CT04 …) instead of TT 03/2025."""
    if dossier.application is None:
        return False
    received = from_iso(dossier.received_at).date()
    try:
        procedure = desk.catalogue.procedure(dossier.application.procedure, received)
    except InvalidInput:
        return False  # received elsewhere, under a law that this desk does not have
    return procedure.number_issuer == "residence"


def wants_number(desk: Desk, kind: PaperKind, dossier: Dossier) -> bool:
    """Whether the next printing of the paper takes a number of its series.

    The forms of residence procedures have numbers of the police, whom no central leases them for.
    """
    if kind.series is None or dossier.prints.get(kind.name):
        return False
    return not (kind.residence and is_residence(desk, dossier))


def _issued(desk: Desk, state: Dossier, form: str) -> datetime:
    """The day that a paper is of: a reprint is as first issued."""
    first = state.first_printed.get(form)
    return from_iso(first) if first else desk.clock.now()
