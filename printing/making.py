"""A paper of a dossier as it will be printed: with its number, before anything is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from app.dossier.commands import RecordPrint
from app.dossier.decide import decide
from app.errors import InvalidInput, Refusal
from app.numbering.series import Series, slip_series
from app.numbering.slips import SlipForms, load_slip_forms
from printing.order import FINE_DPI
from printing.paper_kinds import PaperKind
from printing.rendering import render, wants_number

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.print_jobs.job import PrintJob
    from app.reception.desk import Desk
    from app.store.transaction import Transaction
    from printing.papers import RenderedPaper


@dataclass(frozen=True, slots=True)
class SlipNumber:
    """The number that a paper takes when it is recorded; ``text`` is what stands on it."""

    series: Series
    sequence: int
    text: str


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper of ``dossier`` for the ``nth`` time (from 1), made on ``day``.

    ``number`` is what it bears ("" prints dots); ``takes`` what of that is taken by its printing.
    """

    dossier: Dossier
    form: str
    paper: RenderedPaper
    nth: int
    day: date
    number: str
    takes: SlipNumber | None

    @property
    def draft(self) -> bool:
        """Whether it stands for nothing, and is not recorded."""
        return self.paper.draft

    @property
    def title(self) -> str:
        """What a queue may show of it: the dossier's code or reference, never a name."""
        return self.dossier.code or self.dossier.reference


def make_paper(
    desk: Desk, name: str, kind: PaperKind, *, size: str, dpi: float = FINE_DPI
) -> MadePaper:
    """Set the paper of the dossier with this code, reference or id; raises as ``render``.

    A first printing bears the next number of its series where one is leased: that is looked up
    here and taken by ``record_printing``. A draft bears none.
    """
    dossier = desk.dossier(name)
    day = desk.clock.now().date()
    takes = _next_number(desk, kind, dossier, day)
    number = takes.text if takes else ""
    paper, nth = render(desk, dossier, kind.name, size=size, dpi=dpi, number=number)
    if paper.draft and takes is not None:
        takes = None
        paper, nth = render(desk, dossier, kind.name, size=size, dpi=dpi)
    borne = takes.text if takes else dossier.paper_numbers.get(kind.name, "")
    return MadePaper(dossier, kind.name, paper, nth, day, borne, takes)


def record_printing(
    desk: Desk, made: MadePaper, printer: str, *, copies: int = 1, job: PrintJob | None = None
) -> None:
    """Record the printing, its number, its job and its line in the log in one transaction.

    ``printer`` is its id ("pdf": a file). Raises Refusal (``changed_meanwhile``) where the
    dossier, the next number or the day is no longer the one on the paper; nothing is kept then.
    """
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        same = transaction.dossier(made.dossier.id) == made.dossier
        if not same or desk.clock.now().date() != made.day:
            raise Refusal(
                "changed_meanwhile",
                "Hồ sơ vừa thay đổi trong lúc in nên giấy chưa được in.",
                advice="In lại.",
            )
        event = _append(desk, transaction, made, copies)
        if job is not None:
            transaction.keep_print_job(job.of_event(event))
        transaction.audit("print", made.dossier.id, _log_detail(made, printer, copies))


def record_draft(desk: Desk, made: MadePaper, printer: str, *, copies: int = 1) -> None:
    """Put a draft that leaves the desk on the log: it counts for nothing, but it can be read."""
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit("print_draft", made.dossier.id, _log_detail(made, printer, copies))


def _append(desk: Desk, transaction: Transaction, made: MadePaper, copies: int) -> str:
    """Append the ``printed``, and take the number that it bears; returns the event's id."""
    series, sequence, lease = "", 0, ""
    if made.takes is not None:
        slip = transaction.take_slip(made.takes.series, expected=made.takes.sequence)
        if slip is not None:
            series, sequence, lease = slip.series, slip.sequence, slip.lease
    command = RecordPrint(
        form=made.form,
        form_version=made.paper.form_version,
        pages=made.paper.pages,
        copies=copies,
        number=made.number,
        series=series,
        sequence=sequence,
        lease=lease,
    )
    (body,) = decide(made.dossier, command, desk.catalogue)
    return transaction.append(made.dossier.id, body).header.id


def _log_detail(made: MadePaper, printer: str, copies: int) -> dict[str, object]:
    return {
        "form": made.form,
        "nth": 0 if made.draft else made.nth,
        "printer": printer,
        "number": made.number,
        "copies": copies,
    }


def _next_number(desk: Desk, kind: PaperKind, dossier: Dossier, day: date) -> SlipNumber | None:
    """The number that a first printing gets; None where it goes with dots, and keeps them."""
    if kind.series is None or not wants_number(desk, kind, dossier):
        return None
    series = slip_series(kind.series, desk.enrolled().agency, day.year)
    sequence = desk.store.peek_slip(series)
    if sequence is None:
        return None
    try:
        return SlipNumber(series, sequence, _slip_forms().number(kind.series, sequence, day))
    except InvalidInput as unknown:
        if unknown.code != "no_slip_form":
            raise
        return None  # no text says how it was written on that day


@cache
def _slip_forms() -> SlipForms:
    return load_slip_forms()
