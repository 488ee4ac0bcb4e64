"""Which papers fit a dossier as it stands: asked of the papers themselves. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act
from app.errors import InvalidInput, Refusal
from app.processing.procedure_of import procedure_of
from app.reception.counter_settings import paper_settings
from printing.order import Order
from printing.paper_kinds import KINDS, PaperKind, module_of
from printing.rendering import is_residence
from ui.printing.placing import sizes_of

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.reception.paper_settings import PaperSettings

_CERTIFICATION = "certification"
_RARE = frozenset({"group", "replaced", "renumbering"})
_RESIDENCE = "residence_confirmation"


class OfferedPaper(Struct, frozen=True):
    """A paper that can be printed. ``draft``: nothing has happened yet that it would tell, so it
    is a form to fill in by hand. ``prints``: how often it was printed."""

    form: str
    sizes: tuple[str, ...]
    draft: bool
    prints: int


class OfferedPapers(Struct, frozen=True):
    """What can be printed of a dossier, what tells something first; and where."""

    dossier: str
    title: str
    residence: bool
    papers: tuple[OfferedPaper, ...]
    settings: PaperSettings


def offered_papers(desk: Desk, name: str) -> OfferedPapers:
    """The papers of the dossier with this code, reference or id; for the thread of papers.

    Raises Refusal (``not_permitted``, ``not_enrolled``), InvalidInput (``unknown_dossier``).
    """
    desk.must(Act.PRINT)
    state = desk.dossier(name)
    residence = is_residence(desk, state)
    fitting = [kind for kind in KINDS.values() if _fits(desk, state, kind, residence=residence)]
    offered = [_offered(desk, state, kind, residence=residence) for kind in fitting]
    papers = sorted((paper for paper in offered if paper is not None), key=_rank)
    return OfferedPapers(
        state.id,
        state.code or state.reference,
        residence,
        tuple(papers),
        paper_settings(desk.store),
    )


def _rank(paper: OfferedPaper) -> int:
    """What tells something, then what few dossiers ever need, then what is filled in by hand."""
    return 2 if paper.draft else int(paper.form in _RARE)


def _fits(desk: Desk, state: Dossier, kind: PaperKind, *, residence: bool) -> bool:
    """Whether the procedure has such a paper at all."""
    if kind.name.startswith(_CERTIFICATION):
        procedure = procedure_of(state, desk.catalogue)
        return procedure is not None and bool(procedure.certification)
    return residence or kind.name != _RESIDENCE


def _offered(
    desk: Desk, state: Dossier, kind: PaperKind, *, residence: bool
) -> OfferedPaper | None:
    """None where the paper itself says that it is not one of this dossier."""
    sizes = sizes_of(kind.name, residence=residence)
    prints = state.prints.get(kind.name, 0)
    order = Order(state, kind.name, sizes[0], prints + 1, issued=desk.clock.now())
    module = module_of(kind, size=sizes[0], residence=residence)
    try:
        paper = module.paper(desk, desk.enrolled(), order)
    except (InvalidInput, Refusal) as refused:
        if refused.code == "not_enrolled":
            raise
        return None
    return OfferedPaper(kind.name, sizes, paper.draft, prints)
