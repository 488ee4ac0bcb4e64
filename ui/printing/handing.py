"""Print a paper at its place, as operations do it. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from app.errors import Refusal
from app.reception.counter_settings import paper_settings

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.print_jobs.job import PrintJob
    from app.reception.desk import Desk
    from printing.issuing import PrintedPaper
    from printing.printers.printer import Printer
    from ui.printing.placing import Place
    from ui.workplace.printers import Printers

OVERTAKEN = frozenset({"changed_meanwhile", "numbered"})
"""The dossier became another while its paper was made: nothing was printed, so it is made anew."""
TRIES = 5


class NamedJob(Struct, frozen=True):
    """A job, and whose dossier it is: the owner's name, or "" where that can't be read."""

    job: PrintJob
    name: str


def form_of(dossier: Dossier) -> str:
    """The paper of a dossier: the receipt, or the slip while it waits for its number."""
    return "receipt" if dossier.code else "unnumbered"


def print_receipt(desk: Desk, printers: Printers, dossier: str) -> PrintedPaper | None:
    """Print the paper of a dossier (its id) where receipts are printed; None where nothing is
    chosen.

    Which paper is decided now: it may have got its number since, or get it while the slip is made,
    and then it is the receipt that comes out. Raises as ``print_paper``.
    """
    for _ in range(TRIES - 1):
        try:
            return _print_receipt_now(desk, printers, dossier)
        except Refusal as refusal:
            if refusal.code not in OVERTAKEN:
                raise
    return _print_receipt_now(desk, printers, dossier)


def print_at(desk: Desk, printer: Printer, dossier: str, form: str, place: Place) -> PrintedPaper:
    """Print ``form`` of a dossier (its id) on ``printer``, which is opened; as ``place`` says."""
    from printing.issuing import print_paper  # noqa: PLC0415 - typesetting, on its thread

    return print_paper(
        desk, dossier, form, printer, size=place.size, copies=place.copies, tray=place.tray
    )


def _print_receipt_now(desk: Desk, printers: Printers, dossier: str) -> PrintedPaper | None:
    from printing.rendering import is_residence  # noqa: PLC0415 - typesetting, on its thread
    from ui.printing.placing import place_of  # noqa: PLC0415 - as above

    state = desk.dossier(dossier)
    form, residence = form_of(state), is_residence(desk, state)
    place = place_of(paper_settings(desk.store), form, residence=residence)
    if not place.printer:
        return None
    return print_at(desk, printers.open(place.printer), dossier, form, place)


def print_once_more(desk: Desk, printers: Printers, job: PrintJob) -> PrintedPaper:
    """The next printing of a paper that did not come out, where it was sent before.

    Of a dossier that has got its code since it is the receipt. Raises as ``print_paper``.
    """
    from ui.printing.placing import RECEIPT_FORMS, Place, sizes_of  # noqa: PLC0415 - as above

    form, size = job.form, job.size
    if form in RECEIPT_FORMS:
        form = form_of(desk.dossier(job.dossier))
        size = size if size in sizes_of(form) else sizes_of(form)[0]
    place = Place(job.printer, size, job.tray, job.copies)
    return print_at(desk, printers.open(job.printer), job.dossier, form, place)


def named(desk: Desk, jobs: list[PrintJob]) -> list[NamedJob]:
    """The jobs, each with the name of the dossier's owner or submitter."""
    return [NamedJob(job, _name(desk.store.dossier(job.dossier))) for job in jobs]


def _name(dossier: Dossier | None) -> str:
    application = None if dossier is None else dossier.application
    if application is None:
        return ""
    return (application.owner or application.submitter).name
