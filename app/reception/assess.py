"""What a draft comes to while it is typed: due time, fee, number's series, what is still wrong.

Pure but for the calendar and the catalogue in memory: quick enough for every key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from app.clock.time import from_iso
from app.dossier.decide import FUTURE_TOLERANCE, application_problems, check_reception
from app.dossier.events import Due, FeeLine
from app.drafts.draft import Draft, PersonDraft
from app.drafts.reading import application_of, person_of
from app.errors import InvalidInput, QmcError, Refusal
from app.fees.in_words import USUAL_STYLE, WordStyle, amount_in_words
from app.reception.law import due_of, fees_of
from app.reception.resolver import resolver_of

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure
    from app.dossier.application import Application
    from app.reception.desk import Desk

_T = TypeVar("_T")


class Problem(Struct, frozen=True):
    """Why a draft can't be received yet. ``field`` as in ``Draft``: ``submitter.name``."""

    field: str
    code: str
    message: str
    advice: str = ""


class Assessment(Struct, frozen=True):
    """What a draft comes to. ``problems`` are in the order of the form.

    ``procedure`` is None while none is chosen (or the code is not in force); ``due`` and ``fees``
    are then None and empty. ``series`` is the beginning of the number (``H26.107-261124-``).
    Money is whole đồng.
    """

    received_at: datetime
    procedure: Procedure | None
    due: Due | None
    fees: tuple[FeeLine, ...]
    series: str
    problems: tuple[Problem, ...]
    wording: WordStyle = USUAL_STYLE

    @property
    def fee_total(self) -> int:
        """What is to be paid."""
        return sum(line.amount for line in self.fees)

    @property
    def fee_in_words(self) -> str:
        """The total in words, as receipts have it."""
        return amount_in_words(self.fee_total, self.wording)

    @property
    def ready(self) -> bool:
        """Whether it can be received as it stands."""
        return not self.problems

    def problem(self, field: str) -> Problem | None:
        """The first problem of a field."""
        return next((one for one in self.problems if one.field == field), None)


def assess(draft: Draft, desk: Desk) -> Assessment:
    """What ``draft`` comes to at ``desk`` now; raises Refusal only where the desk can't receive."""
    received = from_iso(draft.received, field="received_at")
    found: list[Problem] = []
    procedure = _procedure(draft, received, desk, found)
    application = None if procedure is None else _application(draft, procedure, desk, found)
    if procedure is None:
        _check_people(draft, found)
    due: Due | None = None
    fees: list[FeeLine] = []
    series = ""
    if procedure is not None and application is not None:
        found += [_problem(problem) for problem in application_problems(application)]
        _try(lambda: check_reception(application, received.date(), desk.catalogue), found)
        due = _try(lambda: due_of(desk.catalogue, desk.calendar, application, received), found)
        fees = _try(lambda: fees_of(procedure, application, received), found) or []
        series = f"{application.resolver}-{received:%y%m%d}-"
    _check_time(draft, received, desk.clock.now(), found)
    return Assessment(received, procedure, due, tuple(fees), series, tuple(found), desk.wording)


def _procedure(
    draft: Draft, received: datetime, desk: Desk, found: list[Problem]
) -> Procedure | None:
    if not draft.procedure:
        found.append(Problem("procedure", "missing", "Chưa chọn thủ tục."))
        return None
    return _try(lambda: desk.catalogue.procedure(draft.procedure, received.date()), found)


def _application(
    draft: Draft, procedure: Procedure, desk: Desk, found: list[Problem]
) -> Application | None:
    """What the draft says; without the dates that can't be read, which are problems."""
    received = from_iso(draft.received, field="received_at")
    resolver = _try(lambda: resolver_of(desk, procedure, received.date()), found)
    if resolver is None:
        return None
    return application_of(_without_bad_dates(draft, found), procedure, resolver)


def _without_bad_dates(draft: Draft, found: list[Problem]) -> Draft:
    cleaned = draft
    for who in ("submitter", "owner", "authoriser"):
        person: PersonDraft | None = getattr(draft, who)
        if person is None:
            continue
        problem = birth_problem(person, who)
        if problem is not None:
            found.append(problem)
            blank = msgspec.structs.replace(person, birth="")
            cleaned = msgspec.structs.replace(cleaned, **{who: blank})
    return cleaned


def birth_problem(person: PersonDraft, who: str) -> Problem | None:
    """What is wrong with a date of birth as typed."""
    try:
        person_of(person, who)
    except InvalidInput as error:
        return _problem(error)
    return None


def _check_people(draft: Draft, found: list[Problem]) -> None:
    """Before a procedure is chosen nothing else can be judged than who stands there."""
    problem = birth_problem(draft.submitter, "submitter")
    if problem is not None:
        found.append(problem)


def _check_time(draft: Draft, received: datetime, now: datetime, found: list[Problem]) -> None:
    if received > now + FUTURE_TOLERANCE:
        found.append(
            Problem("received_at", "received_in_future", "Thời gian nhận hồ sơ ở tương lai.")
        )
    if received.date() < now.date() and not draft.late_reason.strip():
        found.append(
            Problem(
                "late_reason",
                "late_without_reason",
                "Hồ sơ nhận ngày trước phải ghi lý do nhập muộn.",
            )
        )


def _try(work: Callable[[], _T], found: list[Problem]) -> _T | None:
    """What ``work`` gives; None where it is refused, which is then a problem."""
    try:
        return work()
    except (InvalidInput, Refusal) as error:
        found.append(_problem(error))
        return None


def _problem(error: QmcError) -> Problem:
    return Problem(error.field or "", error.code, error.message, error.advice or "")
