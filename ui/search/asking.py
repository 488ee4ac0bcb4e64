"""What is asked of the store while an officer types or scans, and what comes back. No Qt."""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act
from app.clock.time import from_iso
from app.dossier.receipt_standing import Standing, receipt_standing
from app.errors import InvalidInput
from app.identity.card_reading import CardReading
from app.numbering.receipt_mark import ReadCode, check, read_code
from app.reception.find_dossiers import find_dossiers
from app.store.records import DossierRow
from ui.today.day_row import procedure_name
from ui.wording.folded_words import folded_words
from ui.wording.shown_text import one_line

if TYPE_CHECKING:
    from app.reception.desk import Desk

MOST_SHOWN = 20
COUNTED_TO = 1_000
"""Beyond that the list says "more than"."""


class Hit(Struct, frozen=True):
    """A dossier that was found."""

    dossier: DossierRow
    name: str
    procedure: str
    at: datetime


class Found(Struct, frozen=True):
    """What a search found. ``exact`` is the dossier whose code or reference was typed in full."""

    words: tuple[str, ...]
    hits: list[Hit]
    total: int
    exact: str = ""

    @property
    def more(self) -> int:
        """How many were found and are not among ``hits``."""
        return self.total - len(self.hits)


class CodeFound(Struct, frozen=True):
    """A scanned or typed code. ``dossier`` is its id, "" where this desk does not know it.

    ``genuine``: whether a receipt's mark was signed by the desk that it names; None where that
    can't be told (no mark, or a key that is not known here). ``successor`` does the work of the
    code's agency today, "" where that was not dissolved. ``void`` says why the paper counts no
    more, in Vietnamese, "" where nobody says so.
    """

    code: ReadCode
    dossier: str
    genuine: bool | None
    hits: list[Hit]
    successor: str = ""
    void: str = ""


class CardFound(Struct, frozen=True):
    """A scanned card, and the newest dossiers that name its number."""

    card: CardReading
    found: Found


def ask(desk: Desk, query: str) -> Found:
    """Find what is typed. For the store's thread. Raises Refusal (``not_permitted``)."""
    rows, total = find_dossiers(desk, query, MOST_SHOWN, count_to=COUNTED_TO)
    exact = ""
    with contextlib.suppress(InvalidInput):  # words, no code
        exact = desk.store.find_dossier(read_code(query).code) or ""
    return Found(folded_words(query), _hits(desk, rows), total, exact)


def ask_code(desk: Desk, code: ReadCode) -> CodeFound:
    """Find the dossier of a code and check its mark. For the store's thread.

    Raises Refusal (``not_permitted``).
    """
    desk.must(Act.VIEW)
    dossier = desk.store.find_dossier(code.code) or ""
    rows = find_dossiers(desk, code.code, 1, count_to=1)[0] if dossier else []
    hits = _hits(desk, [row for row in rows if row.id == dossier])
    successor = desk.successions.successor(code.agency, "", desk.clock.now().date())
    genuine = check(code, desk.store.known_keys())
    return CodeFound(
        code,
        dossier,
        genuine,
        hits,
        "" if successor == code.agency else successor,
        _void(desk, code, dossier),
    )


def _void(desk: Desk, code: ReadCode, dossier: str) -> str:
    """Why the paper counts no more. A bare code stands for the dossier, which may be annulled."""
    state = desk.store.dossier(dossier) if dossier else None
    if state is None or (state.annulled is None and (code.mark is None or not state.replaced)):
        return ""
    event = None if code.mark is None else code.mark.event_id
    stands = receipt_standing(state, code.code, event)
    return stands.told if stands.standing in {Standing.REPLACED, Standing.ANNULLED} else ""


def ask_card(desk: Desk, card: CardReading) -> CardFound:
    """Find the dossiers of the person of a card. For the store's thread. Raises as ``ask``."""
    return CardFound(card, ask(desk, card.identifies_by or card.name))


def _hits(desk: Desk, rows: list[DossierRow]) -> list[Hit]:
    hits = []
    for row in rows:
        at = from_iso(row.received)
        name = procedure_name(desk.catalogue, row.procedure, at.date())
        hits.append(Hit(row, one_line(row.name), name, at))
    return hits
