"""Print a declaration to a file: alone, or at a desk, which logs it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act
from app.errors import InvalidInput
from app.provincial_law.folder import LawFolder
from printing.declarations.kinds import declaration
from printing.declarations.people import people_of_dossier
from printing.declarations.rendering import Wanted, render_declaration
from printing.from_dossier import desk_on_paper
from printing.paper_file import check_target, named_at_the_end

if TYPE_CHECKING:
    from app.catalogue.catalogue import Catalogue
    from app.reception.desk import Desk
    from printing.papers import RenderedPaper

ACTION = "declare"
"""The audit log's word: form and source are said, nobody's data."""


class Declared(Struct, frozen=True):
    """A declaration that was printed; ``version`` names the dated form."""

    path: str
    pages: int
    form: str
    version: str


def declare(wanted: Wanted, catalogue: Catalogue, out: Path) -> Declared:
    """Write it to the PDF file ``out`` where there is no store to log in.

    Raises as ``render_declaration`` and ``check_target``, and EnvironmentFault for the disk.
    """
    check_target(out)
    paper = render_declaration(wanted, catalogue)
    with named_at_the_end(out, paper.pdf):
        pass
    return _declared(wanted, paper, out)


def declare_at_desk(
    desk: Desk, wanted: Wanted, out: Path, *, dossier: str | None = None
) -> Declared:
    """Write it to ``out`` with the desk's names on it, of the people of ``dossier`` where one is
    named, and log it.

    Raises as ``declare``, and InvalidInput (``no_dossier``, ``not_opened``), Refusal
    (``not_permitted``).
    """
    desk.must(Act.PRINT)
    check_target(out)
    kind = declaration(wanted.form)
    subject = ""
    if dossier is not None:
        state = desk.dossier(dossier)
        if state.application is None:
            raise InvalidInput("not_opened", "Hồ sơ chưa có nội dung để in.", field="dossier")
        people = people_of_dossier(state.application, subject_is_owner=kind.subject_is_owner)
        fingerprint = wanted.people.fingerprint or (people.fingerprint and kind.fingerprint)
        procedure = wanted.procedure or _own_procedure(wanted, state.application.procedure)
        wanted = replace(
            wanted, people=replace(people, fingerprint=fingerprint), procedure=procedure
        )
        subject = state.id
    paper = render_declaration(_at_desk(desk, wanted), desk.catalogue)
    with (
        named_at_the_end(out, paper.pdf),
        desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction,
    ):
        transaction.audit(ACTION, subject, {"form": wanted.form, "people": wanted.people.known})
    return _declared(wanted, paper, out)


def _own_procedure(wanted: Wanted, procedure: str) -> str:
    """The dossier's procedure where the declaration is one of it; a citizen may need another."""
    return procedure if declaration(wanted.form).belongs_to(procedure) else ""


def _at_desk(desk: Desk, wanted: Wanted) -> Wanted:
    installation = desk.store.installation
    if installation is None:
        return wanted
    shown = desk_on_paper(
        installation.agency_name,
        counter="",
        officer=desk.officer,
        lookup_host=installation.lookup_host,
        demonstration=desk.store.demonstration,
        forms=LawFolder.in_data(desk.store.directory).forms,
    )
    return replace(wanted, desk=shown, commune=shown.unit)


def _declared(wanted: Wanted, paper: RenderedPaper, out: Path) -> Declared:
    return Declared(str(out), paper.pages, wanted.form, paper.form_version)
