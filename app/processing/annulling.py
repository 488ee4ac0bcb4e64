"""A dossier that should never have had its number is annulled (docs/adr/0030)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from app.accounts.roles import Act
from app.clock.time import to_iso
from app.deadlines.clock_face import Problem
from app.dossier.commands import Annul
from app.dossier.receipt_changes import check_living
from app.dossier.receipt_events import Annulled
from app.errors import InvalidInput
from app.processing.performing import Processed, perform
from app.processing.undecided import check_decided

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk


def annul(
    desk: Desk, name: str, reason: str, *, instead: str = "", at: datetime | None = None
) -> Processed:
    """Ask for its annulment; ``instead`` names the dossier that takes its place.

    Its number stays used for ever. Raises as ``perform``; also InvalidInput (``same_dossier``) and
    Refusal (``instead_annulled``, ``undecided``).
    """
    desk.must(Act.CORRECT)
    moment = to_iso(at or desk.clock.now())
    taking = _taking_its_place(desk, instead)
    place = "" if taking is None else taking.code or taking.reference

    def acts(dossier: Dossier) -> list[Annul]:
        check_living(dossier)
        check_decided(desk, dossier)
        return [Annul(Annulled(at=moment, reason=reason, instead=place), instead=taking)]

    done = perform(desk, name, acts)
    return Processed(done.dossier, done.clock, [*done.warnings, *_warnings(done.dossier, moment)])


def _taking_its_place(desk: Desk, instead: str) -> Dossier | None:
    if not instead.strip():
        return None
    try:
        return desk.dossier(instead)
    except InvalidInput as error:
        raise InvalidInput(error.code, error.message, field="instead") from None


def _warnings(dossier: Dossier, moment: str) -> Iterator[Problem]:
    """What is left to do: the money and the paper that the citizen holds."""
    if dossier.collected > 0:
        message = f"Đã thu {dossier.collected} đồng: hoàn lại cho công dân."
        yield Problem(Annulled.TYPE, moment, "fee_to_refund", message, counted=True)
    if dossier.prints.get("receipt"):
        message = "Thu hồi giấy tiếp nhận đã in: giấy không còn giá trị."
        yield Problem(Annulled.TYPE, moment, "receipt_annulled", message, counted=True)
