"""One dossier of a day's list, with what is needed to show and to find it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from app.clock.time import from_iso
from app.errors import InvalidInput
from app.reception.find_dossiers import look_at_day, received_on
from app.store.records import DossierRow
from ui.wording.folded_words import folded_words
from ui.wording.shown_text import one_line

if TYPE_CHECKING:
    from app.catalogue.catalogue import Catalogue
    from app.reception.desk import Desk


class DayRow(Struct, frozen=True):
    """A dossier's row, read: ``procedure`` is the name, ``words`` the folded words,
    each after a blank, for the filter."""

    dossier: DossierRow
    at: datetime
    due: datetime | None
    name: str
    procedure: str
    words: str

    @property
    def id(self) -> str:
        """The dossier's id."""
        return self.dossier.id

    @property
    def rest(self) -> int:
        """What is still to be paid, in whole đồng."""
        return self.dossier.fee_total - self.dossier.collected


class Sums(Struct, frozen=True):
    """What the line above the list counts."""

    dossiers: int
    without_code: int
    waiting: int
    set_aside: int


def read_day(desk: Desk, day: date, *, is_look: bool) -> list[DayRow]:
    """The dossiers received on ``day``, the newest first. For the store's thread.

    ``is_look``: an officer opens the list, which is logged; otherwise it is only brought up to
    date. Raises Refusal (``not_permitted``).
    """
    names: dict[str, str] = {}
    rows = look_at_day(desk, day) if is_look else received_on(desk, day)
    return [day_row(row, desk.catalogue, names) for row in rows]


def day_row(row: DossierRow, catalogue: Catalogue, names: dict[str, str]) -> DayRow:
    """A row, read; ``names`` keeps the procedures' names of one day."""
    at = from_iso(row.received)
    if row.procedure not in names:
        names[row.procedure] = procedure_name(catalogue, row.procedure, at.date())
    name, procedure = one_line(row.name), names[row.procedure]
    return DayRow(
        dossier=row,
        at=at,
        due=None if row.due is None else from_iso(row.due),
        name=name,
        procedure=procedure,
        words=" ".join(
            (
                "",
                *folded_words(
                    f"{row.code or ''} {row.reference} {name} {row.procedure} {procedure}"
                ),
            )
        ),
    )


def procedure_name(catalogue: Catalogue, code: str, on: date) -> str:
    """The procedure's name on that day; its code where the catalogue has it no more."""
    try:
        return catalogue.procedure(code, on).name
    except InvalidInput:
        return code


def sums_of(rows: list[DayRow]) -> Sums:
    """Count a day's dossiers."""
    return Sums(
        dossiers=len(rows),
        without_code=sum(row.dossier.code is None for row in rows),
        waiting=sum(row.dossier.queue == "waiting" for row in rows),
        set_aside=sum(row.dossier.queue == "set_aside" for row in rows),
    )


def matching(rows: list[DayRow], query: str) -> list[DayRow]:
    """The rows of which a word begins with each word of ``query``; marks and case don't matter."""
    wanted = [f" {word}" for word in folded_words(one_line(query))]
    return [row for row in rows if all(word in row.words for word in wanted)]
