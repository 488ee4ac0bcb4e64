"""Issue a paper of a dossier: to a file, to a printer, or only to look at.

To a file: render, make it durable, record the print, give it its name. To a printer: ask what it
can, render, lay it down privately, record the print and its job, hand it over, keep what is known.
A paper never stands under its name or in a queue without its record: cut in between, there is a
record of a printing that nobody holds, and the next one is "In lại lần n".
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act
from app.clock.time import to_iso
from app.dossier.state import Dossier
from app.ids import new_id
from app.print_jobs.job import PrintJob
from app.reception.law import law_of
from printing.handing_over import hand_over
from printing.making import MadePaper, make_paper, record_draft, record_printing
from printing.order import FINE_DPI
from printing.paper_file import check_target, named_at_the_end
from printing.paper_kinds import paper_kind
from printing.printers.on_its_way import on_its_way
from printing.printers.preflight import preflight
from printing.printers.printer import Abilities, Handed, Margins, Printer, checked_copies, not_ready
from printing.rendering import render
from printing.typesetting.page_size import HIGHEST_DPI, LOWEST_DPI, MM, page_size

if TYPE_CHECKING:
    from app.dossier.application import Application
    from app.reception.desk import Desk

FILE = "pdf"
"""What the log calls a printer that is a file."""


class Issued(Struct, frozen=True):
    """A paper that was issued. ``nth`` is 0 for a draft, which is not recorded.

    ``number`` is the paper's own ("12/PBS-TTPVHCC"; "" where it has dots).
    """

    path: str
    pages: int
    draft: bool
    nth: int
    number: str = ""


class PrintedPaper(Struct, frozen=True):
    """A paper that a printer was handed; ``nth`` and ``number`` as in ``Issued``.

    ``job`` is what is followed (None for a draft); ``warnings`` are Vietnamese, mostly none.
    """

    handed: Handed
    pages: int
    copies: int
    draft: bool
    nth: int
    number: str = ""
    job: PrintJob | None = None
    warnings: tuple[str, ...] = ()


def issue(desk: Desk, name: str, form: str, out: Path, *, size: str = "A4") -> Issued:
    """Print ``form`` of the dossier with this code, reference or id to the PDF file ``out``.

    Forms: ``printing.paper_kinds``; one whose event has not happened is a draft. Raises
    InvalidInput (``unknown_form``, ``unknown_size``), Refusal (``numbered``, ``not_permitted``,
    ``changed_meanwhile``) and EnvironmentFault.
    """
    desk.must(Act.PRINT)
    kind = paper_kind(form, size)
    check_target(out)
    made = make_paper(desk, name, kind, size=size)
    with named_at_the_end(out, made.paper.pdf):
        if made.draft:
            record_draft(desk, made, FILE)
        else:
            record_printing(desk, made, FILE)
    nth = 0 if made.draft else made.nth
    return Issued(str(out), made.paper.pages, made.draft, nth, made.number)


def print_paper(
    desk: Desk,
    name: str,
    form: str,
    printer: Printer,
    *,
    size: str = "A4",
    copies: int = 1,
    tray: str = "",
) -> PrintedPaper:
    """Hand ``form`` of a dossier to ``printer``; forms and refusals as for ``issue``.

    Raises before anything is recorded: EnvironmentFault (``printer_paused``,
    ``printer_not_found``, ``printer_unreachable``) and InvalidInput (``bad_copies``,
    ``no_such_size``, ``no_such_tray``). What is raised after that says that it was recorded; its
    job says what is known then. Nothing of the paper stays on the disk.
    """
    desk.must(Act.PRINT)
    kind = paper_kind(form, size)
    checked_copies(copies)
    standing = printer.check()
    if not standing.ready:
        raise not_ready(standing)
    can = printer.abilities()
    warnings = preflight(
        printer.info.label, can, size=size, tray=tray, margins_mm=_margins_mm(size)
    )
    made = make_paper(desk, name, kind, size=size, dpi=grid_dpi(can.dpi))
    job = _job(desk, made, printer, can, size=size, copies=copies, tray=tray)
    with on_its_way(made.paper.pdf, made.title) as pdf:
        if made.draft:
            record_draft(desk, made, job.printer, copies=copies)
            handed = printer.send(pdf, title=made.title, copies=copies, size=size, tray=tray)
            return PrintedPaper(handed, made.paper.pages, copies, True, 0, warnings=warnings)  # noqa: FBT003 - ``draft``, by its place
        with desk.store.print_jobs.under_way(job.id):
            record_printing(desk, made, job.printer, copies=copies, job=job)
            given = hand_over(desk.store.print_jobs, printer, pdf, job)
    return PrintedPaper(
        handed=given.handed,
        pages=made.paper.pages,
        copies=copies,
        draft=False,
        nth=made.nth,
        number=made.number,
        job=given.job,
        warnings=warnings + ((given.warning,) if given.warning else ()),
    )


def preview_paper(desk: Desk, name: str, form: str, *, size: str = "A4") -> bytes:
    """The PDF that the next printing would give, to look at: a look that is logged, no printing.

    It says across the page that it is a preview, and an empty frame stands where the signed QR
    will be: printed on the sly it proves nothing. Everything else stands where it will.
    """
    desk.must(Act.VIEW)
    state = desk.dossier(name)
    paper, _ = render(desk, state, form, size=size, preview=True)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit("preview", state.id, {"form": form})
    return paper.pdf


def preview_application(
    desk: Desk, application: Application, received_at: datetime, *, size: str = "A4"
) -> bytes:
    """The receipt of what is not received yet, as a draft without code, to look at.

    Due time and fees are counted by the law of ``received_at``; what is still missing is dots.
    Raises InvalidInput where the law can't be applied (no procedure, no number of pages).
    """
    desk.must(Act.RECEIVE)
    law = law_of(desk.catalogue, desk.calendar, application, received_at)
    dossier = Dossier(
        id="",
        agency=desk.enrolled().agency,
        application=application,
        received_at=to_iso(received_at),
        procedure=law.procedure,
        due=law.due,
        fees=tuple(law.fees),
    )
    paper, _ = render(desk, dossier, "receipt", size=size, preview=True)
    return paper.pdf


def _job(
    desk: Desk,
    made: MadePaper,
    printer: Printer,
    can: Abilities,
    *,
    size: str,
    copies: int,
    tray: str,
) -> PrintJob:
    """The job of a printing that is about to be recorded; its id is made before anything goes."""
    now = desk.clock.now()
    return PrintJob(
        id=new_id(now),
        dossier=made.dossier.id,
        form=made.form,
        nth=made.nth,
        title=made.title,
        printer=printer.info.id,
        tray=tray,
        size=size,
        copies=copies,
        follows=can.follows,
        officer=desk.officer,
        made_at=to_iso(now),
        changed_at=to_iso(now),
    )


def grid_dpi(dpi: float) -> float:
    """The grid that a page is set on for a printer of ``dpi`` (0: it doesn't say).

    Of finer ones than a page is set on it is every second or fourth dot.
    """
    while dpi > HIGHEST_DPI:
        dpi /= 2
    return dpi if dpi >= LOWEST_DPI else FINE_DPI


def _margins_mm(size: str) -> Margins:
    """What papers of this size leave empty at their edges."""
    page = page_size(size)
    edges = (page.left, page.top, page.right, page.bottom)
    return Margins(*(edge / MM for edge in edges))
