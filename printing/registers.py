"""Books and sheets of many dossiers as files: looks at many people's papers, which are logged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from app.accounts.roles import Act
from app.books.book_rows import book_rows
from app.books.certification_row import certification_rows
from app.pages.separator_code import SEPARATOR as SEPARATOR_CODE
from printing.dossier_papers import folder_label
from printing.dossier_papers.common_values import resolver_name
from printing.forms import certification_register, tracking_book
from printing.forms.sticker_sheet import render_stickers
from printing.layout.paper import Paper, render_paper
from printing.layout.values import Places, Values
from printing.order import Order
from printing.paper_file import check_target, named_at_the_end, written_at_the_end
from printing.rendering import desk_itself

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from printing.layout.long_paper import WrittenPaper

SEPARATOR = "separator"
SEPARATOR_PLACES = Places(frozenset({"sheet_code"}))


@dataclass(frozen=True, slots=True)
class Sheets:
    """Pages that were written to a file; nothing of them is counted."""

    path: str
    pages: int


def print_tracking_book(desk: Desk, field: str, first: date, last: date, out: Path) -> WrittenPaper:
    """Write the desk's book of a field, dossiers received from ``first`` to ``last``, to ``out``.

    Raises InvalidInput (``bad_period``, and as ``check_target``), Refusal (``not_permitted``,
    ``not_enrolled``), EnvironmentFault; no file is left behind then.
    """
    desk.must(Act.PRINT)
    check_target(out)
    installation = desk.enrolled()
    rows = book_rows(
        desk,
        field,
        first,
        last,
        resolver_name=lambda state: resolver_name(installation, state),
    )
    with written_at_the_end(out) as file:
        written = tracking_book.write_tracking_book(
            rows,
            file,
            desk=desk_itself(desk),
            issued=desk.clock.now(),
            field=field,
            period=f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}",
        )
        detail = {"field": field, "from": first.isoformat(), "to": last.isoformat()}
        _log(desk, tracking_book.FORM, detail)
    return written


def print_certification_register(desk: Desk, kind: str, year: int, out: Path) -> WrittenPaper:
    """Write the register of ``kind`` and ``year`` to the PDF file ``out``, page by page.

    Raises InvalidInput (``bad_kind``, ``bad_year``, and as ``check_target``), Refusal
    (``not_permitted``, ``not_enrolled``), EnvironmentFault; no file is left behind then.
    """
    desk.must(Act.PRINT)
    check_target(out)
    rows = certification_rows(desk.store, kind, year)
    first = next(rows, None)
    with written_at_the_end(out) as file:
        written = certification_register.write_certification_register(
            rows if first is None else chain([first], rows),
            file,
            desk=desk_itself(desk),
            issued=desk.clock.now(),
            kind=kind,
            year=year,
            book=first.book if first is not None else "",
        )
        _log(desk, certification_register.FORM, {"kind": kind, "year": year})
    return written


def print_stickers(
    desk: Desk, names: Sequence[str], sheet: str, out: Path, *, start: int = 1
) -> Sheets:
    """Write labels of the dossiers ``names`` on a sheet of stickers, from ``start`` on.

    Raises as ``render_stickers`` and ``check_target``; Refusal (``not_permitted``).
    """
    desk.must(Act.PRINT)
    check_target(out)
    installation = desk.enrolled()
    now = desk.clock.now()
    labels = [
        folder_label.paper(
            desk, installation, Order(desk.dossier(name), folder_label.FORM, sheet, 1, now)
        )
        for name in names
    ]
    drawn = render_stickers(labels, folder_label.PLACES, sheet, start=start)
    with named_at_the_end(out, drawn.pdf):
        _log(desk, folder_label.FORM, {"dossiers": len(names)})
    return Sheets(str(out), drawn.pages)


def print_separator(desk: Desk, out: Path) -> Sheets:
    """Write the sheet that is laid between two dossiers of a pile; raises as ``check_target``."""
    desk.must(Act.PRINT)
    check_target(out)
    values = Values({"sheet_code": SEPARATOR_CODE})
    sheet = Paper(SEPARATOR, desk_itself(desk), desk.clock.now(), values)
    drawn = render_paper(sheet, SEPARATOR_PLACES)
    with named_at_the_end(out, drawn.pdf):
        pass
    return Sheets(str(out), drawn.pages)


def _log(desk: Desk, form: str, detail: Mapping[str, object]) -> None:
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit("print", "", {"form": form, **detail})
