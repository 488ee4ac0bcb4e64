"""Issue a paper of a dossier: render, make it durable, record the print, give it its name.

A paper never stands under its name without its record: cut in between, there is a record of a
printing that nobody holds, and the next one is "In lại lần n".
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.clock.time import from_iso
from app.deadlines.due import due_at
from app.disk.durable_file import disk_fault, sync_folder, write_durably
from app.dossier.commands import RecordPrint
from app.dossier.decide import decide
from app.dossier.state import Dossier
from app.errors import InvalidInput, Refusal
from app.numbering.receipt_mark import sign_mark
from printing.forms import receipt, unnumbered_slip
from printing.from_dossier import desk_on_paper, receipt_paper
from printing.from_dossier import unnumbered_slip as slip_paper
from printing.papers import DeskOnPaper, RenderedPaper

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation

SIZES = ("A4", "A5")
PDF_MAGIC = b"%PDF-"


class Issued(Struct, frozen=True):
    """A paper that was issued. ``nth`` is 0 for a draft, which is not recorded."""

    path: str
    pages: int
    draft: bool
    nth: int


def issue(desk: Desk, name: str, form: str, out: Path, *, size: str = "A4") -> Issued:
    """Print ``form`` of the dossier with this code, reference or id to the PDF file ``out``.

    Forms: ``receipt`` (a draft while there is no code) and ``unnumbered``. Raises InvalidInput
    (``unknown_form``, ``unknown_size``), Refusal (``numbered``) and EnvironmentFault.
    """
    render = _FORMS.get(form)
    if render is None:
        raise InvalidInput(
            "unknown_form", f"Chưa in được mẫu {form[:40]!r}: {', '.join(_FORMS)}.", field="form"
        )
    if size not in SIZES:
        raise InvalidInput("unknown_size", f"Khổ giấy: {', '.join(SIZES)}.", field="size")
    _must_be_writable(out)
    installation = desk.enrolled()
    state = desk.dossier(name)
    nth = state.prints.get(form, 0) + 1
    paper = render(desk, installation, state, nth, size)
    with _named_at_the_end(out, paper.pdf):
        if not paper.draft:
            _record(desk, state, form, paper)
    return Issued(str(out), paper.pages, paper.draft, 0 if paper.draft else nth)


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


def _record(desk: Desk, state: Dossier, form: str, paper: RenderedPaper) -> None:
    command = RecordPrint(form=form, form_version=paper.form_version, pages=paper.pages)
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


def _receipt(
    desk: Desk, installation: Installation, state: Dossier, nth: int, size: str
) -> RenderedPaper:
    mark = ""
    if state.code is not None and state.registered_event is not None:
        mark = sign_mark(
            state.code,
            state.registered_event,
            installation.installation,
            installation.key_id,
            installation.private_key,
        )
    paper = receipt_paper(
        state,
        desk=_on_paper(desk, installation),
        issued=_issued(desk, state, "receipt"),
        nth=nth,
        mark=mark,
    )
    return receipt.render(paper, size=size)


def _slip(
    desk: Desk, installation: Installation, state: Dossier, nth: int, size: str
) -> RenderedPaper:
    if state.code is not None:
        raise Refusal(
            "numbered",
            f"Hồ sơ đã có mã {state.code}.",
            field="form",
            advice="In giấy tiếp nhận (receipt).",
        )
    assert state.application is not None
    assert state.opened_event is not None
    received = from_iso(state.received_at)
    procedure = desk.catalogue.procedure(state.application.procedure, received.date())
    paper = slip_paper(
        state,
        desk=_on_paper(desk, installation),
        issued=_issued(desk, state, "unnumbered"),
        nth=nth,
        mark=sign_mark(
            state.reference,
            state.opened_event,
            installation.installation,
            installation.key_id,
            installation.private_key,
        ),
        procedure_name=procedure.name,
        due=due_at(received, procedure.deadline, desk.calendar),
    )
    return unnumbered_slip.render(paper, size=size)


def _issued(desk: Desk, state: Dossier, form: str) -> datetime:
    """The day that a paper is of: a reprint is as first issued."""
    first = state.first_printed.get(form)
    return from_iso(first) if first else desk.clock.now()


def _on_paper(desk: Desk, installation: Installation) -> DeskOnPaper:
    return desk_on_paper(
        installation.agency_name,
        counter=installation.counter,
        officer=desk.officer,
        lookup_host=installation.lookup_host,
        demonstration=desk.store.demonstration,
    )


_FORMS: dict[str, Callable[[Desk, Installation, Dossier, int, str], RenderedPaper]] = {
    "receipt": _receipt,
    "unnumbered": _slip,
}
