"""Issue a paper of a dossier: to a file, to a printer, or only to look at.

To a file: render, make it durable, record the print, give it its name. To a printer: ask how it
stands, render, lay it down privately, record the print, hand it over. A paper never stands under
its name or in a queue without its record: cut in between, there is a record of a printing that
nobody holds, and the next one is "In lại lần n".
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act
from app.clock.time import to_iso
from app.disk.durable_file import disk_fault, sync_folder, write_durably
from app.dossier.commands import RecordPrint
from app.dossier.decide import decide
from app.dossier.state import Dossier
from app.errors import EnvironmentFault, InvalidInput, Refusal
from app.reception.law import law_of
from printing.papers import RenderedPaper
from printing.printers.on_its_way import on_its_way
from printing.printers.printer import Handed, Printer, checked_copies, not_ready
from printing.rendering import check_order, render

if TYPE_CHECKING:
    from app.dossier.application import Application
    from app.reception.desk import Desk

PDF_MAGIC = b"%PDF-"


class Issued(Struct, frozen=True):
    """A paper that was issued. ``nth`` is 0 for a draft, which is not recorded."""

    path: str
    pages: int
    draft: bool
    nth: int


class PrintedPaper(Struct, frozen=True):
    """A paper that a printer was handed. ``nth`` is 0 for a draft, which is not recorded."""

    handed: Handed
    pages: int
    copies: int
    draft: bool
    nth: int


def issue(desk: Desk, name: str, form: str, out: Path, *, size: str = "A4") -> Issued:
    """Print ``form`` of the dossier with this code, reference or id to the PDF file ``out``.

    Forms: ``receipt`` (a draft while there is no code) and ``unnumbered``. Raises InvalidInput
    (``unknown_form``, ``unknown_size``), Refusal (``numbered``, ``not_permitted``) and
    EnvironmentFault.
    """
    desk.must(Act.PRINT)
    check_order(form, size)
    _must_be_writable(out)
    state = desk.dossier(name)
    paper, nth = render(desk, state, form, size=size)
    with _named_at_the_end(out, paper.pdf):
        if not paper.draft:
            _record(desk, state, form, paper)
    return Issued(str(out), paper.pages, paper.draft, 0 if paper.draft else nth)


def print_paper(
    desk: Desk, name: str, form: str, printer: Printer, *, size: str = "A4", copies: int = 1
) -> PrintedPaper:
    """Hand ``form`` of a dossier to ``printer``; forms and refusals as for ``issue``.

    Raises EnvironmentFault: ``printer_paused``, ``printer_not_found``, ``printer_unreachable``
    before anything is recorded; a fault of handing over after the record says that it was
    recorded. Nothing of the paper stays on the disk.
    """
    desk.must(Act.PRINT)
    check_order(form, size)
    checked_copies(copies)
    standing = printer.check()
    if not standing.ready:
        raise not_ready(standing)
    state = desk.dossier(name)
    paper, nth = render(desk, state, form, size=size)
    title = state.code or state.reference
    with on_its_way(paper.pdf, title) as pdf:
        if not paper.draft:
            _record(desk, state, form, paper, copies)
        try:
            handed = printer.send(pdf, title=title, copies=copies, size=size)
        except EnvironmentFault as fault:
            if paper.draft:
                raise
            raise _recorded_all_the_same(fault, nth) from fault
    return PrintedPaper(handed, paper.pages, copies, paper.draft, 0 if paper.draft else nth)


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


def _recorded_all_the_same(fault: EnvironmentFault, nth: int) -> EnvironmentFault:
    """The fault of a printer that was handed a paper whose printing is on record."""
    advice = f"{fault.advice} " if fault.advice else ""
    return EnvironmentFault(
        fault.code,
        f"{fault.message} Lần in này đã được ghi vào hồ sơ.",
        advice=f"{advice}Giấy in tiếp theo mang dòng “In lại lần {nth}”.",
    )


def _must_be_writable(out: Path) -> None:
    """Refuse what can't become a file before a printing of it is recorded."""
    if not out.name or out.is_dir():
        raise InvalidInput(
            "not_a_file",
            f"{out} không phải tên tệp.",
            field="pdf",
            advice="Ghi cả tên tệp, ví dụ: giay-tiep-nhan.pdf",
        )
    if not out.parent.is_dir():
        raise InvalidInput(
            "no_folder",
            f"Không có thư mục {out.parent}.",
            field="pdf",
            advice="Tạo thư mục đó trước, hoặc chọn chỗ khác.",
        )
    if out.exists() and not _is_pdf(out):
        raise InvalidInput(
            "not_a_pdf",
            f"{out} đã có và không phải tệp PDF nên không bị ghi đè.",
            field="pdf",
            advice="Chọn tên khác.",
        )


def _is_pdf(path: Path) -> bool:
    """Whether a paper may take the place of ``path``: an earlier paper, or an empty file."""
    if not path.is_file():
        return False  # a device, a pipe
    try:
        with path.open("rb") as file:
            return file.read(len(PDF_MAGIC)) in {PDF_MAGIC, b""}
    except OSError:
        return False


@contextmanager
def _named_at_the_end(out: Path, data: bytes) -> Iterator[None]:
    """Write ``data`` durably beside ``out``; it gets its name where the block does not raise.

    What an earlier printing of this paper left there when it was killed goes away.
    """
    waiting = out.with_name(f".{out.name}.new")
    try:
        for left in out.parent.glob(f".{escape(waiting.name)}.*.tmp"):
            left.unlink(missing_ok=True)
        write_durably(waiting, data)
        yield
        os.replace(waiting, out)  # noqa: PTH105 - Path.replace is the same call; named as meant
        sync_folder(out.parent)
    except OSError as fault:
        raise disk_fault(fault, out) from fault
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)


def _record(desk: Desk, state: Dossier, form: str, paper: RenderedPaper, copies: int = 1) -> None:
    command = RecordPrint(
        form=form, form_version=paper.form_version, pages=paper.pages, copies=copies
    )
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        if transaction.dossier(state.id) != state:
            raise Refusal(
                "changed_meanwhile",
                "Hồ sơ vừa thay đổi trong lúc in nên giấy chưa được in.",
                advice="In lại.",
            )
        for body in decide(state, command, desk.catalogue):
            transaction.append(state.id, body)
        transaction.audit("print", state.id, {"form": form})
